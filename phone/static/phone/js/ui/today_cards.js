/**
 * The quiet cards of Today. Each is there only when it has something to ask or to say.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { waitsForRelief } from "../core/doses.js";
import { unread } from "../core/notes.js";
import { waiting } from "../core/replica.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { choices } from "./choices.js";
import { entryList, namesIn } from "./entries.js";
import { moment, shortDay, today } from "./format.js";
import { goingOnOrTook } from "./going_on.js";
import { installHint } from "./install.js";
import { label } from "./labels.js";
import { patternCard } from "./pattern_card.js";
import { sittingTimer } from "./sitting.js";
import { t, tn } from "./t.js";

/** How far ahead a visit is worth a card. */
const VISIT_DAYS = 7;

/** @param {App} app */
export function todayCards(app) {
  const goingOn = goingOnOrTook(app);
  /** @param {Row[]} open the headaches that go on */
  return async (open) => {
    const [waiting, helped, going] = await Promise.all([
      unsent(app),
      didItHelp(app),
      goingOn(open),
    ]);
    // In an attack only what belongs to it, and that first.
    if (open.length > 0) return { above: nothing, below: html`${helped}${going}${waiting}` };
    const [pattern, next, said, install, sitting] = await Promise.all([
      patternCard(app),
      visit(app),
      notes(app),
      installHint(app),
      sittingTimer(app),
    ]);
    // What is done most often comes last above the button, in reach of a thumb.
    return {
      above: html`${clockCard(app)}${waiting}${pattern}${next}${said}`,
      below: html`${going}${helped}${install}${sitting}`,
    };
  };
}

/** Who is right is not known here, so both are told. @param {App} app */
function clockCard(app) {
  const ahead = app.ahead();
  if (!ahead) return nothing;
  const time = moment(new Date(Date.now() - ahead).toISOString(), phoneZone());
  return html`<section class="card small" aria-labelledby="clock-title">
    <h2 id="clock-title">${t("This phone's clock")}</h2>
    <p>${t("The server's clock shows: {time}. Entries keep what this phone shows, so please check its date and time. Wrong times can be changed in History.", { time })}</p>
  </section>`;
}

/** They have no line of their own. */
const UNLISTED = ["acknowledgements", "custom_factors", "profile"];

/** What could not be sent until now. @param {App} app */
async function unsent(app) {
  const { code, count } = await app.status();
  if (count === 0 || code === "saved" || code === "attention") return nothing;
  const keys = waiting(await app.diary.unsent()).filter(({ kind }) => !UNLISTED.includes(kind));
  const found = await Promise.all(keys.map(({ kind, id }) => app.diary.get(kind, id)));
  const rows = found.filter((row) => row !== null);
  if (rows.length === 0) return nothing;
  return html`<details class="card">
    <summary>${tn("{n} entry not sent yet", "{n} entries not sent yet", count)}</summary>
    ${entryList(app, rows, await namesIn(app), true)}
  </details>`;
}

/** Two hours after a dose. @param {App} app */
async function didItHelp(app) {
  const day = today();
  const [doses, medications] = await Promise.all([
    app.diary.days("doses", shiftDay(day, -1), day),
    app.diary.all("medications"),
  ]);
  return waitsForRelief(doses, medications, Date.now()).map(({ dose, medication }) => {
    const { taken_at, time_zone } = dose.fields;
    const values = {
      medicine: String(medication?.fields.name ?? t("Medicine")),
      time: moment(taken_at, time_zone),
    };
    /** @param {unknown} relief */
    const save = (relief) =>
      app.save(
        [{ kind: "doses", id: dose.id, set: { relief_2h: relief } }],
        t("Saved on this phone."),
      );
    return html`<section class="card">${choices(
      t("{medicine}, {time}: how much relief within two hours?", values),
      ["none", "some", "good", "pain_free", "unknown"].map((slug) => [
        slug,
        label("doses", "relief_2h", slug),
      ]),
      null,
      save,
    )}</section>`;
  });
}

/** @param {App} app */
async function visit(app) {
  const day = today();
  const visits = (await app.diary.all("visits")).map(({ fields }) => String(fields.on));
  const [next] = visits.filter((on) => on >= day && on <= shiftDay(day, VISIT_DAYS)).sort();
  if (!next) return nothing;
  const values = { day: shortDay(next) };
  const isToday = next === day;
  const words = (await app.diary.meta("report"))
    ? isToday
      ? t("Visit today: the page for it is ready.")
      : t("Visit on {day}: the page for it is ready.", values)
    : isToday
      ? t("Visit today: the page for it needs a network.")
      : t("Visit on {day}: the page for it needs a network.", values);
  return html`<p class="done"><span>${words}</span>
    <a class="button" href="#/report">${t("Open")}</a></p>`;
}

/** What a clinician has written, until the page is opened on which it stands. @param {App} app */
async function notes({ diary }) {
  const read = /** @type {string[] | undefined} */ (await diary.meta("notes"));
  const news = unread(await diary.all("annotations"), read, today());
  if (news.length === 0) return nothing;
  return html`<p class="done"><span>${tn("Your clinician has shared a note with you.", "Your clinician has shared {n} notes with you.", news.length)}</span>
    <a class="button" href="#/visits">${t("Open")}</a></p>`;
}
