/**
 * Visits: what to ask, what was agreed, and what a clinician has written or examined.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { uuid7 } from "../core/ids.js";
import { noteKey } from "../core/notes.js";
import { namesIn, words } from "../ui/entries.js";
import { dayName, shortDay, today } from "../ui/format.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  return {
    title: t("Visits and questions"),
    view: async () => {
      const [visits = [], notes = [], findings = []] = await Promise.all(
        ["visits", "annotations", "findings"].map((kind) => app.diary.all(kind)),
      );
      const [ahead, past] = [
        visits.filter(({ fields }) => String(fields.on) >= today()).sort(byDay),
        visits
          .filter(({ fields }) => String(fields.on) < today())
          .sort(byDay)
          .reverse(),
      ];
      await app.diary.keep("notes", notes.map(noteKey));
      const names = await namesIn(app);
      const said = [...notes, ...findings].sort(byDay).reverse();
      return html`
        ${visits.length === 0 ? html`<p>${t("None yet. Add the next one, and questions as they come.")}</p>` : nothing}
        ${ahead.map(next)}
        ${past.length > 0 ? html`<section><h2>${t("Before")}</h2><ul class="entries">${past.map((row) => html`<li><a href="#/record/visits/${row.id}" dir="auto"><span><b>${title(row)}</b>${row.fields.agreed ? html`<br><span class="quiet">${row.fields.agreed}</span>` : nothing}</span></a></li>`)}</ul></section>` : nothing}
        ${said.length > 0 ? html`<section><h2>${t("From your clinician")}</h2><ul class="entries">${said.map((row) => html`<li class="said-by"><span dir="auto">${shortDay(String(row.fields.on))} · ${words(row, names)}</span></li>`)}</ul></section>` : nothing}
        <a class="button strong wide" href="#/record/visits/${uuid7()}">${t("Add a visit")}</a>`;
    },
  };
}

/** @param {Row} a @param {Row} b */
const byDay = (a, b) => String(a.fields.on).localeCompare(String(b.fields.on));

/** @param {Row} row */
const title = ({ fields }) =>
  fields.seen_by
    ? t("{day}, {name}", { day: dayName(String(fields.on)), name: String(fields.seen_by) })
    : dayName(String(fields.on));

/** @param {Row} row */
function next(row) {
  const questions = /** @type {string[]} */ (row.fields.questions ?? []);
  return html`<section class="card">
    <h2 dir="auto">${title(row)}</h2>
    ${questions.length > 0 ? html`<ul>${questions.map((question) => html`<li dir="auto">${question}</li>`)}</ul>` : html`<p class="quiet">${t("No question yet.")}</p>`}
    <div class="row fill">
      <a class="button" href="#/record/visits/${row.id}">${questions.length > 0 ? t("Questions, and what was agreed") : t("Add questions")}</a>
      <a class="button" href="#/report">${t("The page for it")}</a>
    </div>
  </section>`;
}
