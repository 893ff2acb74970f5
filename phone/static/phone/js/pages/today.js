/**
 * Today: what is going on, what today still wants, what was logged.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { answer, isFilled, isNeckCheckDue } from "../core/check_ins.js";
import { isHeadache } from "../core/episodes.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { today } from "../ui/format.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  // Fetched after the frame that has the big button in it.
  const cards = import("../ui/today_cards.js").then(({ todayCards }) => todayCards(app));
  return {
    title: t("Today"),
    view: async () => {
      const day = today();
      const open = await app.diary.open();
      const [partial, { above, below }, week, had] = await Promise.all([
        app.diary.partial(),
        cards.then((view) => view(open)),
        app.diary.days("check_ins", shiftDay(day, -6), day),
        app.diary.days("episodes", shiftDay(day, -1), day),
      ]);
      const on = (/** @type {string} */ date) => week.find((row) => row.day === date) ?? null;
      const hadOne = (/** @type {string} */ date) =>
        had.some((row) => row.day === date && isHeadache(row));
      const [now, before] = [on(day), shiftDay(day, -1)];
      const hurts = open.length > 0 || hadOne(day);
      return html`
        ${above}
        <div class="push"></div>
        ${open.length > 0 || partial ? nothing : yesterday(before, on(before), hadOne(before))}
        ${isFilled(now, hurts) ? filled(day, isNeckCheckDue(week)) : hurts ? later(day) : unfilled(app, day, now)}
        ${below}
      `;
    },
  };
}

/** @param {App} app @param {string} day @param {Row | null} row */
function unfilled(app, day, row) {
  const none = () =>
    app.save(
      answer(app.person.id, day, phoneZone(), { headache_today: "no" }, row),
      t("No headache today. Saved on this phone."),
    );
  return html`<section>
    <h2 class="unseen">${t("How is today?")}</h2>
    <div class="row fill">
      <button type="button" @click=${none}>${t("No headache today")}</button>
      <a class="button" href="#/check-in/${day}">${t("Check-in, 20 seconds")}</a>
    </div>
  </section>`;
}

/** On a day with a headache "No headache today" is no question any more. @param {string} day */
const later = (day) =>
  html`<p class="done">
    <span class="quiet">${t("Check-in: when you like")}</span>
    <a class="button" href="#/check-in/${day}">${t("Open")}</a>
  </p>`;

/** @param {string} day @param {boolean} neckCheck */
const filled = (day, neckCheck) =>
  html`<p class="done">
    <span>${neckCheck ? t("Today is checked in. Once a week: the neck") : t("Today is checked in.")}</span>
    <a class="button" href="#/check-in/${day}">${neckCheck ? t("Open") : t("Change")}</a>
  </p>`;

/** What yesterday may still lack. @param {string} day @param {Row | null} checkIn @param {boolean} had a headache */
function yesterday(day, checkIn, had) {
  if (isFilled(checkIn, had)) return nothing;
  return html`<div class="done">
    <span class="quiet">${t("Yesterday")}</span>
    <a class="button" href="#/check-in/${day}" aria-label=${t("Check-in for yesterday")}>${t("Check-in")}</a>
    ${had ? nothing : html`<a class="button" href="#/earlier/${day}" aria-label=${t("Headache yesterday")}>${t("Headache")}</a>`}
  </div>`;
}
