/**
 * Cards of warning signs. They come after the save and never in its way: a panel above the tabs
 * that takes the focus, says what to do, and waits for one answer.
 *
 * @import {App} from "../app.js"
 * @import {Card, Data} from "../core/warning-signs.js"
 * @import {Fields, Write} from "../core/types.js"
 * @typedef {object} Shown
 * @property {Card} card
 * @property {Fields} entry
 * @property {string} shownAt
 * @property {boolean} [answered] only to be read and closed
 */
import { html, nothing, render } from "lit-html";
import { around, entriesOf, mayBeUsual, neverRests, phoneNumbers, pieces } from "../core/cards.js";
import { uuid7 } from "../core/ids.js";
import { instant, phoneZone, shiftDay } from "../core/time.js";
import { acknowledgement, evaluate } from "../core/warning-signs.js";
import { today } from "./format.js";
import { t } from "./t.js";
import { announce } from "./toast.js";

/** Cards that wait for an answer, by entry. @type {Map<string, Shown[]>} */
const waiting = new Map();
/** @type {App | null} */
let owner = null;
/** @type {Shown | null} */
let shown = null;
/** Where the person was. @type {Element | null} */
let before = null;

/** @param {App} app @param {Write[]} writes what was just saved */
export async function afterSave(app, writes) {
  const corrected = writes.filter(({ kind, set }) => kind === "readings" && !set.episode);
  const readings = await Promise.all(corrected.map(({ kind, id }) => app.diary.get(kind, id)));
  const headaches = new Map(readings.map((row) => [row?.id, row?.fields.episode]));
  await look(
    app,
    entriesOf(writes, (id) => headaches.get(id)),
  );
}

/** Cards of the last days that were never answered, when the program starts. @param {App} app */
export async function lookAgain(app) {
  const day = today();
  const recent = ["episodes", "check_ins"].map((kind) =>
    app.diary.days(kind, shiftDay(day, -1), day),
  );
  const rows = await Promise.all([...recent, app.diary.open()]);
  await look(app, rows.flat());
}

/** @param {App} app @param {{kind: string, id: string}[]} entries */
async function look(app, entries) {
  owner = app;
  const data = await rules(app);
  if (!data || entries.length === 0) return;
  const { profile, acknowledgements, near } = await surroundings(app);
  for (const { kind, id } of entries) {
    const row = await app.diary.get(kind, id);
    const shownAt = instant(Date.now(), phoneZone());
    const entry = { ...row?.fields, id };
    const cards = row ? evaluate(entry, profile, acknowledgements, shownAt, data, near) : [];
    // Somebody else is here by now.
    if (owner !== app) return;
    waiting.set(
      `${kind}/${id}`,
      cards.map((card) => ({ card, entry, shownAt })),
    );
  }
  show(app, data, profile);
}

/** Nobody sees what was shown to the person before. */
function forget() {
  waiting.clear();
  owner = null;
  shown = null;
  before = null;
  render(nothing, place());
}
document.addEventListener("nape-person", forget);

/** @param {App} app @returns {Promise<Data | null>} */
const rules = async (app) =>
  /** @type {any} */ (await app.diary.meta("vocabulary"))?.content?.warning_signs ?? null;

/** @param {App} app */
async function surroundings({ diary }) {
  const kinds = ["profile", "acknowledgements", "medications", "treatments", "sessions"];
  const [person, answers, medications, treatments, sessions] = await Promise.all(
    kinds.map((kind) => diary.all(kind)),
  );
  return {
    profile: person?.[0]?.fields ?? null,
    acknowledgements: (answers ?? []).map(({ fields }) => fields),
    near: around(medications ?? [], treatments ?? [], sessions ?? []),
  };
}

/** The most urgent one, the others after it. @param {App} app @param {Data} data @param {Fields | null} profile */
function show(app, data, profile) {
  const urgency = (/** @type {Shown} */ one) => data.tiers.indexOf(one.card.tier);
  const [next = null] = [...waiting.values()].flat().sort((a, b) => urgency(a) - urgency(b));
  if (shown?.answered) return;
  const isNew = next !== null && nameOf(next) !== (shown && nameOf(shown));
  shown = next && !isNew && shown ? { ...next, shownAt: shown.shownAt } : next;
  draw(app, data, profile);
  if (isNew) takeFocus(next);
}

/** @param {Shown} one */
const nameOf = ({ card, entry }) => `${entry.id} ${card.card} ${card.variant}`;

/** @param {App} app @param {Data} data @param {Fields | null} profile */
function draw(app, data, profile) {
  const numbers = phoneNumbers(data, profile?.country);
  const again = () => draw(app, data, profile);
  render(shown ? panel(app, data, shown, numbers, again) : nothing, place());
}

/** @param {App} app @param {Data} data @param {Shown} one @param {string[]} numbers @param {() => void} again */
function panel(app, data, one, numbers, again) {
  const { card } = one;
  const understood = () => close(app, one, "understood");
  const usual = async () => {
    if (!neverRests(card, data)) return close(app, one, "my_usual_checked");
    shown = { ...one, card: { ...card, extra: data.extra }, answered: true };
    again();
    await answer(app, one, "my_usual_checked");
  };
  const leave = () => {
    shown = null;
    again();
    giveFocusBack();
    look(app, [
      { kind: one.entry.started_at ? "episodes" : "check_ins", id: String(one.entry.id) },
    ]);
  };
  return html`<section class="sign" role="dialog" aria-modal="false" tabindex="-1"
    aria-labelledby="sign-title" aria-describedby="sign-text">
    <h2 id="sign-title">${TITLES()[card.tier]}</h2>
    <p id="sign-text">${pieces(card.text, numbers).map(({ text, call }) =>
      call ? html`<a href="tel:${call}">${text}</a>` : text,
    )}</p>
    ${card.extra ? html`<p>${card.extra}</p>` : nothing}
    <p class="quiet">${t("Shown because of: {reasons}.", { reasons: card.reasons.join("; ") })}</p>
    <div class="row fill">
      ${
        one.answered
          ? html`<button type="button" @click=${leave}>${t("Close")}</button>`
          : html`<button type="button" @click=${understood}>${t("Understood")}</button>
              ${
                mayBeUsual(card, data)
                  ? html`<button type="button" class="quiet" @click=${usual}>${t("My usual, a doctor has checked it")}</button>`
                  : nothing
              }`
      }
    </div>
  </section>`;
}

const TITLES = () => ({
  E: t("Please read this now"),
  S: t("Worth advice today"),
  D: t("Worth showing a doctor"),
  N: t("For your next appointment"),
});

/** @param {App} app @param {Shown} one @param {"understood" | "my_usual_checked"} words */
async function close(app, one, words) {
  if (await answer(app, one, words)) giveFocusBack();
}

/** An answer is a record like any other: on this phone first, then sent. @param {App} app @param {Shown} one @param {"understood" | "my_usual_checked"} words */
async function answer(app, { card, entry, shownAt }, words) {
  const set = acknowledgement(card, words, entry, shownAt);
  const saved = await app.save([{ kind: "acknowledgements", id: uuid7(), set }]);
  const kind = entry.started_at ? "episodes" : "check_ins";
  if (saved) await look(app, [{ kind, id: String(entry.id) }]);
  return saved;
}

function place() {
  const known = document.getElementById("signs");
  if (known) return known;
  const made = document.createElement("div");
  made.id = "signs";
  document.getElementById("toast")?.before(made);
  return made;
}

/** Whoever is typing keeps the keyboard and hears of it. @param {Shown} one */
function takeFocus({ card }) {
  const active = document.activeElement;
  if (active instanceof HTMLTextAreaElement)
    return announce(`${TITLES()[card.tier]}. ${card.text}`);
  if (!place().contains(active)) before = active;
  /** @type {HTMLElement | null} */ (place().firstElementChild)?.focus();
}

function giveFocusBack() {
  if (shown) return;
  const target = before?.isConnected ? before : document.getElementById("main");
  /** @type {HTMLElement | null} */ (target)?.focus({ preventScroll: true });
}
