/**
 * What the phone keeps of the server's insights, and how the sentences are laid out. Nothing is
 * counted anew here: sentences and numbers are the server's.
 *
 * @import {Fields, Row} from "./types.js"
 *
 * @typedef {object} Sentence
 * @property {string} key
 * @property {string} section
 * @property {string} text
 * @property {string} [says]
 * @property {string} [exposure]
 * @property {string} [treatment]
 *
 * @typedef {object} Band
 * @property {string} label
 * @property {number | null} from
 * @property {number | null} below
 * @property {number} days
 * @property {number} onsets
 * @property {number | null} mean_peak
 *
 * @typedef {{window: [string, string], observed: number, headache_days: number, per_28: number | null,
 *   lo: number | null, hi: number | null}} Stretch
 * @typedef {{n: number, of: number, low: number, high: number}} Measure
 *
 * @typedef {object} Kept
 * @property {number} fetched when it came to the phone
 * @property {string} date the local day it was computed on
 * @property {string} at the instant
 * @property {number} revision what the diary's counter said then
 * @property {[string, string]} window
 * @property {boolean} paused
 * @property {{raised: boolean, headline: string, next_step: string, since: string | null}} flag
 * @property {Sentence[]} sentences
 * @property {Numbers} numbers
 *
 * @typedef {Fields & {at: number}} Answered an acknowledgement, and when
 *
 * @typedef {object} Numbers
 * @property {{days: number, headache_known: number, painkillers_known: number, check_ins: number,
 *   headaches: number}} observed
 * @property {{[name: string]: Measure}} counts of the last 28 days
 * @property {Measure} painkillers of the last 30 days
 * @property {{from: string, to: string, days: number, episodes: number}} pattern
 * @property {{[exposure: string]: {outcome: string, bands: Band[]}}} links
 * @property {{[treatment: string]: {before: Stretch, after: Stretch}}} treatments
 * @property {{start: string, observed: number, value: number | null}[]} trend of headache days
 */

/** The part that the page shows; the rest is four times as much and stays on the server. @param {any} document @param {number} fetched @returns {Kept} */
export function digest(document, fetched) {
  const { observed, burden, pattern } = document;
  return {
    fetched,
    date: document.local_date,
    at: document.generated_at,
    revision: document.input_revision,
    window: document.window,
    paused: pattern.paused === true,
    flag: pick(pattern.flag, ["raised", "headline", "next_step", "since"]),
    sentences: document.sentences.map((/** @type {any} */ one) =>
      pick(one, ["key", "section", "text", "says", "exposure", "treatment"]),
    ),
    numbers: {
      observed,
      counts: pick(burden.per_28, ["headache_day", "moderate_severe", "lost"]),
      painkillers: document.medication_days.any,
      pattern: {
        from: pattern.from,
        to: pattern.to,
        days: pattern.observed_days,
        episodes: pattern.episodes,
      },
      links: byName(document.associations, "exposure", ["outcome", "bands"]),
      treatments: byName(document.before_after, "treatment", ["before", "after"]),
      trend: trendOf(document.trends),
    },
  };
}

/** @param {any} whole @param {string[]} names @returns {any} */
function pick(whole, names) {
  const given = names.filter((name) => whole[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, whole[name]]));
}

/** @param {any[]} rows @param {string} name @param {string[]} parts @returns {any} */
const byName = (rows, name, parts) =>
  Object.fromEntries(rows.map((row) => [row[name], pick(row, parts)]));

/** @param {any[]} trends */
const trendOf = (trends) => trends.find(({ outcome }) => outcome === "headache_day")?.periods ?? [];

// --- layout

/** What may go with headaches, each verdict by itself. Not an order of strength. */
const VERDICTS = ["supported", "not_supported", "cannot_tell", "not_enough_data"];

/**
 * Sentences in the order given, those of one section together, inside it by part.
 * @param {Sentence[]} sentences
 * @returns {{section: string, parts: {part: string, sentences: Sentence[]}[]}[]}
 */
export function grouped(sentences) {
  return together(sentences, ({ section }) => section).map(({ name, members }) => ({
    section: name,
    parts: together(members, partOf)
      .map(({ name: part, members: own }) => ({ part, sentences: own }))
      .sort((a, b) => placeOf(a.part) - placeOf(b.part)),
  }));
}

/** @param {Sentence} sentence */
function partOf({ section, key, says }) {
  if (section === "associations") return says ?? (key === "links.looked" ? "" : "unasked");
  if (section !== "pattern") return "";
  const [first = ""] = key.split(".");
  return first === "for" || first === "against"
    ? first
    : key === "pattern.overlap" || first === "look_alike"
      ? "beside"
      : "";
}

const PARTS = ["", "for", "against", "beside", ...VERDICTS, "unasked"];
/** @param {string} part */
const placeOf = (part) => PARTS.indexOf(part);

/**
 * @template T
 * @param {T[]} all
 * @param {(one: T) => string} nameOf
 */
function together(all, nameOf) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const one of all) groups.set(nameOf(one), [...(groups.get(nameOf(one)) ?? []), one]);
  return [...groups].map(([name, members]) => ({ name, members }));
}

// --- how old it is

/** Kinds that a person would call an entry, and to which entry a part of one belongs. */
const ENTRIES = ["episodes", "check_ins", "doses", "sessions"];

/**
 * How many entries were made or changed after the insights were computed.
 * @param {Pick<Row, "kind" | "id" | "revision" | "pending" | "fields">[]} rows
 * @param {number} revision
 */
export function entriesSince(rows, revision) {
  const newer = rows.filter((row) => row.pending || (row.revision ?? 0) > revision);
  const ids = newer.flatMap(({ kind, id, fields }) => {
    if (kind === "readings") return [String(fields.episode ?? id)];
    return ENTRIES.includes(kind) ? [id] : [];
  });
  return new Set(ids).size;
}

// --- paused while a warning sign is under way

const DAY_MS = 86_400_000;
const RECENT_DAYS = 14;

/**
 * Cards that were answered in the last two weeks and not yet seen to. While there is one, nothing
 * is said of patterns: first things first.
 * @param {Fields[]} acknowledgements
 * @param {{card: string, tier: string}[]} cards of the rules
 * @param {number} now
 * @returns {Answered[]}
 */
export function underWay(acknowledgements, cards, now) {
  const answers = acknowledgements
    .map((row) => /** @type {Answered} */ ({ ...row, at: Date.parse(String(row.shown_at)) }))
    .filter(({ at }) => now - at <= RECENT_DAYS * DAY_MS);
  const seenTo = Math.max(0, ...answers.filter(isSeenTo).map(({ at }) => at));
  return answers.filter((row) => isUrgent(row, cards) && row.at > seenTo && !isKnown(row, answers));
}

/** @param {Fields} row */
const isSeenTo = ({ answer }) => answer === "resolved";

/** @param {Fields} row @param {{card: string, tier: string}[]} cards */
function isUrgent({ answer, card }, cards) {
  const [name] = String(card).split(":", 1);
  const tier = cards.find((one) => one.card === name)?.tier;
  return answer === "understood" && (tier === "E" || tier === "S");
}

/** The same card was called usual at that time or later. @param {Answered} row @param {Answered[]} answers */
const isKnown = (row, answers) =>
  answers.some(
    (one) => one.answer === "my_usual_checked" && one.card === row.card && one.at >= row.at,
  );
