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
import { goingOn } from "../ui/going_on.js";
import { medicines } from "../ui/medicines.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  const card = goingOn(app);
  const taken = medicines(app);
  return {
    title: t("Today"),
    view: async () => {
      const day = today();
      const open = await app.diary.open();
      const [now, before] = await checkIns(app, day);
      return html`
        <div class="push"></div>
        ${isFilled(before) ? nothing : yesterday(day)}
        ${isFilled(now) ? filled(day) : unfilled(app, day, now)}
        ${open.length > 0 ? await cards(card, open) : html`<section>${await taken.view(null)}</section>`}
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

/** @param {ReturnType<typeof goingOn>} card @param {Row[]} open @returns {Promise<TemplateResult[]>} */
const cards = (card, open) => Promise.all(open.map((episode) => card.view(episode)));

/** @param {App} app @param {string} day @param {Row | null} row */
function unfilled(app, day, row) {
  const none = () =>
    app.save(
      answer(app.person.id, day, phoneZone(), { headache_today: "no" }, row),
      t("No headache today. Saved on this phone."),
    );
  return html`<section>
    <h2>${t("How is today?")}</h2>
    <div class="row">
      <button type="button" @click=${none}>${t("No headache today")}</button>
      <a class="button" href="#/check-in/${day}">${t("Check-in, 20 seconds")}</a>
    </div>
  </section>`;
}

/** @param {string} day */
const filled = (day) =>
  html`<p class="done">
    <span>${t("Today's check-in is saved.")}</span>
    <a class="button" href="#/check-in/${day}">${t("See or change")}</a>
  </p>`;

/** @param {string} day */
const yesterday = (day) =>
  html`<p class="done">
    <span>${t("Yesterday has no check-in yet.")}</span>
    <a class="button" href="#/check-in/${shiftDay(day, -1)}">${t("Yesterday")}</a>
  </p>`;
