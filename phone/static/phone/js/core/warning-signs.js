/**
 * Which cards one entry calls for, without a network. Twin of `diary/warning_signs/evaluator.py`;
 * both read the same rules and are held to the same vectors. That there is no card says nothing
 * about the person, and nothing may be said about it.
 *
 * @import {Scope} from "./conditions.js"
 * @import {Fields} from "./types.js"
 *
 * @typedef {{[name: string]: any}} Data the vocabulary's `warning_signs`
 *
 * A card to show. `card` is what an acknowledgement keeps: which card, for which rules.
 * @typedef {object} Card
 * @property {string} card
 * @property {"E" | "S" | "D" | "N"} tier
 * @property {string[]} signs what was ticked
 * @property {string[]} reasons why it is shown, in words
 * @property {"now" | "late"} variant
 * @property {string} text
 * @property {string | null} extra
 * @property {string} rule_version
 *
 * @typedef {{rule: string, card: string, tier: string, signs: string[], reason: string}} Hit
 * @typedef {{tier: string, rules: string[], signs: string[], here: boolean, usual: boolean}} Answered
 */
import { asText, at, dayNumber, holds, number } from "./conditions.js";

const INSTANT = /^(\d{4}-\d\d-\d\d)t(\d\d:\d\d:\d\d)(\.\d{1,6})?(z|[+-]\d\d:\d\d)$/i;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * The cards to show for an episode or a check-in, most urgent first.
 * @param {Fields} entry with its `id`, where it has one
 * @param {Fields | null} profile
 * @param {Fields[]} acknowledgements
 * @param {string} now an instant with the offset of the phone's zone
 * @param {Data | null | undefined} data null before the vocabulary first arrived
 * @param {Fields} [around] `medications`, and `sessions` of treatments with `kind` and `on`
 * @returns {Card[]}
 */
export function evaluate(entry, profile, acknowledgements, now, data, around = {}) {
  if (!data) return [];
  const seen = completed(entry);
  const person = profile ?? {};
  /** @type {Scope} */
  const scope = {
    parts: { entry: seen, profile: person, around },
    definitions: data.definitions,
    today: dayNumber(asText(seen.started_at || seen.date).slice(0, 10)),
  };
  const answered = acknowledgements.flatMap((row) => readAnswer(row, seen, now, data));
  const waiting = data.rules
    .flatMap((/** @type {Data} */ rule) => fire(rule, scope, data))
    .filter((/** @type {Hit} */ hit) => !isSettled(hit, answered, data));
  const variant = isLate(seen, now, data.late_after_hours) ? "late" : "now";
  const numbers = { ...data.fallback, ...data.numbers[asText(person.country)] };
  return data.cards.flatMap((/** @type {Data} */ card) => {
    const hits = waiting.filter((/** @type {Hit} */ hit) => hit.card === card.card);
    return hits.length > 0 ? show(card, hits, answered, variant, numbers, data) : [];
  });
}

/**
 * The record to write when a card was answered.
 * @param {Card} card
 * @param {"understood" | "my_usual_checked" | "resolved"} answer
 * @param {Fields} entry
 * @param {string} shownAt
 */
export function acknowledgement({ card, rule_version, signs }, answer, entry, shownAt) {
  const about = entry.started_at ? { episode: entry.id ?? null } : { date: entry.date };
  return { card, rule_version, signs, shown_at: shownAt, answer, ...about };
}

/** The worst pain of peak and readings, and an episode's usual kind. @param {Fields} entry @returns {Fields} */
function completed(entry) {
  const readings = /** @type {Fields[]} */ (entry.readings ?? []);
  const pains = [entry.peak_intensity, ...readings.map(({ intensity }) => intensity)];
  const given = pains.map(number).filter((pain) => pain !== null);
  const kind = entry.kind || (entry.started_at ? "headache" : null);
  return { ...entry, kind, worst: given.length > 0 ? Math.max(...given) : null };
}

/** @param {Data} rule @param {Scope} scope @param {Data} data @returns {Hit[]} none or one */
function fire(rule, scope, data) {
  const found = rule.tiers.find((/** @type {Data} */ one) => holds(one.when, scope) === true);
  if (!found) return [];
  const ticked = at(scope, "entry.warning_signs");
  const isTicked = (/** @type {string} */ sign) => Array.isArray(ticked) && ticked.includes(sign);
  const card = rule.card ?? data.card_of_tier[found.tier];
  return [
    {
      rule: rule.rule,
      card,
      tier: found.tier,
      signs: rule.signs.filter(isTicked),
      reason: rule.reason,
    },
  ];
}

// --- what was answered before

/** @param {Fields} row @param {Fields} entry @param {string} now @param {Data} data @returns {Answered[]} */
function readAnswer(row, entry, now, data) {
  const key = asText(row.card);
  const [name] = key.split(":", 1);
  const card = data.cards.find((/** @type {Data} */ one) => one.card === name);
  if (!card || !row.answer) return [];
  const rules = key.slice(card.card.length + 1).split("+");
  const signs = /** @type {string[]} */ (row.signs ?? []);
  const usual = isUsual(row, now, data.repeat);
  return [{ tier: card.tier, rules, signs, here: isAbout(row, entry), usual }];
}

/** @param {Fields} row @param {Fields} entry */
function isAbout(row, entry) {
  const [own, about] = entry.started_at ? [entry.id, row.episode] : [entry.date, row.date];
  return (own ?? null) !== null && own === about;
}

/** @param {Fields} row @param {string} now @param {Data} repeat */
function isUsual(row, now, repeat) {
  const shownAt = stamp(row.shown_at);
  if (row.answer !== repeat.answer || shownAt === null) return false;
  const age = Number(stamp(now)) - shownAt;
  return age >= 0 && age <= repeat.days * DAY_MS;
}

/** An instant in whole milliseconds; null when it is none. @param {unknown} value */
function stamp(value) {
  const match = INSTANT.exec(asText(value));
  if (!match) return null;
  const [, day, time, fraction = ".0", offset = ""] = match;
  const ms = Date.parse(
    `${day}T${time}${fraction.slice(0, 4).padEnd(4, "0")}${offset.toUpperCase()}`,
  );
  return Number.isNaN(ms) ? null : ms;
}

/**
 * The same thing, no more urgent than it was, and no sign beyond those.
 * @param {Answered} one @param {Hit} hit @param {string[]} tiers
 */
const covers = (one, hit, tiers) =>
  one.rules.includes(hit.rule) &&
  tiers.indexOf(one.tier) <= tiers.indexOf(hit.tier) &&
  hit.signs.every((sign) => one.signs.includes(sign));

/**
 * Answered for this very entry; or known to be usual, which an emergency never is.
 * @param {Hit} hit @param {Answered[]} answered @param {Data} data
 */
function isSettled(hit, answered, data) {
  const mayRest = !data.repeat.never.includes(hit.tier);
  return answered.some(
    (one) => (one.here || (one.usual && mayRest)) && covers(one, hit, data.tiers),
  );
}

// --- what to show

/** Was it over more than a day ago? What still goes on is never late. @param {Fields} entry @param {string} now @param {number} hours */
function isLate(entry, now, hours) {
  if (!entry.started_at) {
    const [today, day] = [dayNumber(now.slice(0, 10)), dayNumber(entry.date)];
    return today !== null && day !== null && (today - day - 1) * 24 >= hours;
  }
  const last = stamp(entry.ended_at || (entry.end_unknown ? entry.started_at : null));
  return last !== null && Number(stamp(now)) - last > hours * HOUR_MS;
}

/**
 * @param {Data} card @param {Hit[]} hits @param {Answered[]} answered @param {"now" | "late"} variant
 * @param {Data} numbers @param {Data} data @returns {Card}
 */
function show(card, hits, answered, variant, numbers, data) {
  const usual = answered.filter((one) => one.usual);
  const allUsual = hits.every((hit) => usual.some((one) => covers(one, hit, data.tiers)));
  return {
    card: `${card.card}:${hits.map(({ rule }) => rule).join("+")}`,
    tier: card.tier,
    signs: [...new Set(hits.flatMap(({ signs }) => signs))],
    reasons: hits.map(({ reason }) => reason),
    variant,
    text: ["urgent", "emergency"].reduce(
      (text, name) => text.replaceAll(`{${name}}`, () => numbers[name]),
      card[variant],
    ),
    extra: allUsual && card.extra ? data.extra : null,
    rule_version: data.version,
  };
}
