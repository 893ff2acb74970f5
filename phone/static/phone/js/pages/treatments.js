/**
 * What is done against it over a time, totals of questionnaires, and marks on the time line.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { dayOf } from "../core/calendar.js";
import { uuid7 } from "../core/ids.js";
import { target, treatmentName } from "../ui/entries.js";
import { shortDay } from "../ui/format.js";
import { label } from "../ui/labels.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  return {
    title: t("Treatments"),
    view: async () => {
      const [courses, marks, scores] = await Promise.all(
        ["treatments", "marks", "scores"].map((kind) => app.diary.all(kind)),
      );
      return html`
        ${part("treatments", t("Courses"), t("None yet. Such as physiotherapy, exercises or a new pillow: before and after are compared."), t("Add a course"), courses, course)}
        ${part("marks", t("On the time line"), t("None yet. Such as a cold or a holiday; its days can be left out of the counts."), t("Add a mark"), marks, ({ fields }) => html`<b>${fields.label}</b><br><span class="quiet">${days(fields.on, fields.until)}${fields.exclude_from_statistics ? ` · ${t("left out of the counts")}` : nothing}</span>`)}
        ${part("scores", t("Questionnaires"), t("None yet. Totals of what you filled in elsewhere."), t("Add a total"), scores, ({ fields }) => html`<b>${fields.instrument}: ${fields.total}</b><br><span class="quiet">${shortDay(String(fields.taken_on))}</span>`)}
      `;
    },
  };
}

/** @param {string} kind @param {string} title @param {string} none @param {string} add @param {Row[] | undefined} rows @param {(row: Row) => unknown} line */
const part = (kind, title, none, add, rows, line) => html`<section>
  <h2>${title}</h2>
  ${rows?.length ? html`<ul class="entries">${rows.sort(newestFirst).map((row) => html`<li><a href=${target(row)} dir="auto"><span>${line(row)}</span></a></li>`)}</ul>` : html`<p class="quiet">${none}</p>`}
  <a class="button wide" href="#/record/${kind}/${uuid7()}">${add}</a>
</section>`;

/** @param {Row} a @param {Row} b */
const newestFirst = (a, b) => dayOf(b.fields).localeCompare(dayOf(a.fields));

/** @param {Row} row */
const course = (row) =>
  html`<b>${treatmentName(row)}</b><br><span class="quiet">${days(row.fields.started_on, row.fields.ended_on, true)}${
    row.fields.global_change
      ? ` · ${label("treatments", "global_change", String(row.fields.global_change))}`
      : nothing
  }</span>`;

/** @param {unknown} from @param {unknown} to @param {boolean} [open] without an end it goes on */
function days(from, to, open = false) {
  const first = shortDay(String(from));
  if (to) return t("{from} to {to}", { from: first, to: shortDay(String(to)) });
  return open ? t("since {day}", { day: first }) : first;
}
