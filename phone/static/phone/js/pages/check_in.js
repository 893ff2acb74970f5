/**
 * One day in twenty seconds. Every tap is an answer and is saved at once; what was not tapped was
 * not asked.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { answer } from "../core/check_ins.js";
import { CHECK_IN_SECTIONS } from "../core/fields.js";
import { checkInId } from "../core/ids.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { choices, question, text } from "../ui/fields.js";
import { dayName, today } from "../ui/format.js";
import { checklist } from "../ui/signs.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} param @returns {Page} */
export function create(app, param) {
  const date = /^\d{4}-\d\d-\d\d$/.test(param) ? param : today();
  const at = (/** @type {string} */ day) =>
    app.diary.get("check_ins", checkInId(app.person.id, day));
  return {
    title: t("Check-in: {day}", { day: dayName(date) }),
    view: async () => {
      const [row, before, words] = await Promise.all([
        at(date),
        at(shiftDay(date, -1)),
        app.diary.meta("vocabulary"),
      ]);
      /** @param {string} name @param {unknown} value */
      const set = (name, value) =>
        app.save(answer(app.person.id, date, phoneZone(), { [name]: value }, row));
      return html`
        ${days(date)}
        ${choices(
          t("Headache on this day"),
          [
            ["no", t("No headache")],
            ["yes", t("Headache")],
          ],
          row?.fields.headache_today,
          (value) => set("headache_today", value),
        )}
        ${CHECK_IN_SECTIONS.map(
          ({ title, fields }) => html`<section class="card"><h2>${t(title)}</h2>
            ${fields.map((field) =>
              question({
                kind: "check_ins",
                field,
                value: row?.fields[field.name] ?? null,
                offered: before?.fields[field.name],
                onAnswer: (value) => set(field.name, value),
              }),
            )}</section>`,
        )}
        ${checklist(words, "back", row?.fields.warning_signs, (signs) => set("warning_signs", signs))}
        <section class="card">${text("notes", t("Notes"), row?.fields.notes, (value) => set("notes", value))}</section>
        ${row ? remove(app, row) : nothing}
        <a class="button strong wide" href="#/">${t("Done")}</a>
      `;
    },
  };
}

/** @param {string} date */
function days(date) {
  const day = today();
  return html`<nav class="row" aria-label=${t("Which day")}>
    ${[shiftDay(day, -1), day].map(
      (one) => html`<a class="button" href="#/check-in/${one}"
        aria-current=${one === date ? "date" : "false"}>${dayName(one)}</a>`,
    )}
  </nav>`;
}

/** @param {App} app @param {Row} row */
function remove(app, { kind, id }) {
  const go = () => app.save([{ kind, id, set: { deleted: true } }], t("Check-in deleted."));
  return html`<button type="button" class="quiet wide" @click=${go}>${t("Delete this check-in")}</button>`;
}
