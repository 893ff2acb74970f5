/**
 * Today: what is going on, what today still wants, what was logged.
 *
 * @import {TemplateResult} from "lit-html"
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { answer, isFilled } from "../core/check_ins.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { today } from "../ui/format.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  /** @type {((open: Row[]) => Promise<TemplateResult>) | null} */
  let more = null;
  /** @type {(() => Promise<unknown>) | null} */
  let pattern = null;
  // The big button does not wait for what stands beside it.
  import("../ui/going_on.js").then(({ goingOnOrTook }) => {
    more = goingOnOrTook(app);
    app.redraw();
  });
  import("../ui/pattern_card.js").then(({ patternCard }) => {
    pattern = () => patternCard(app);
    app.redraw();
  });
  return {
    title: t("Today"),
    view: async () => {
      const day = today();
      const open = await app.diary.open();
      const [now, before] = await checkIns(app, day);
      const had = open.length > 0 || (await app.diary.days("episodes", day, day)).length > 0;
      return html`
        ${pattern && open.length === 0 ? await pattern() : nothing}
        <div class="push"></div>
        ${isFilled(before) || open.length > 0 ? nothing : yesterday(day)}
        ${isFilled(now) ? filled(day) : had ? later(day) : unfilled(app, day, now)}
        ${more ? await more(open) : nothing}
      `;
    },
  };
}

/** @param {App} app @param {string} day @returns {Promise<[Row | null, Row | null]>} */
async function checkIns(app, day) {
  const rows = await app.diary.days("check_ins", shiftDay(day, -1), day);
  const of = (/** @type {string} */ date) => rows.find((row) => row.day === date) ?? null;
  return [of(day), of(shiftDay(day, -1))];
}

/** @param {App} app @param {string} day @param {Row | null} row */
function unfilled(app, day, row) {
  const none = () =>
    app.save(
      answer(app.person.id, day, phoneZone(), { headache_today: "no" }, row),
      t("No headache today. Saved on this phone."),
    );
  return html`<section>
    <h2>${t("How is today?")}</h2>
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

/** @param {string} day */
const filled = (day) =>
  html`<p class="done">
    <span>${t("Today is checked in.")}</span>
    <a class="button" href="#/check-in/${day}">${t("Change")}</a>
  </p>`;

/** @param {string} day */
const yesterday = (day) =>
  html`<p class="done">
    <span class="quiet">${t("Yesterday: no check-in")}</span>
    <a class="button" href="#/check-in/${shiftDay(day, -1)}">${t("Fill in")}</a>
  </p>`;
