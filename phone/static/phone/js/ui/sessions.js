/**
 * The sessions of a treatment, and the day's exercises of a home programme.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { dayOf } from "../core/calendar.js";
import { uuid7 } from "../core/ids.js";
import { dayName, today } from "./format.js";
import { label } from "./labels.js";
import { t } from "./t.js";

/** @param {App} app @param {Row} treatment */
export async function sessions(app, { id }) {
  const rows = await app.diary.of("sessions", id);
  rows.sort((a, b) => dayOf(b.fields).localeCompare(dayOf(a.fields)));
  const here = () => {
    const set = { treatment: id, on: today() };
    app.save([{ kind: "sessions", id: uuid7(), set }], t("Session today. Saved on this phone."));
  };
  return html`<section class="card">
    <h2>${t("Sessions")}</h2>
    ${rows.length === 0 ? html`<p class="quiet">${t("None yet.")}</p>` : nothing}
    <ul class="entries">${rows.map(
      ({ id: session, fields }) =>
        html`<li><a href="#/record/sessions/${session}">${dayName(String(fields.on))}${
          fields.reaction_24h
            ? html` <span class="quiet">· ${label("sessions", "reaction_24h", String(fields.reaction_24h))}</span>`
            : nothing
        }</a></li>`,
    )}</ul>
    <div class="row fill">
      <button type="button" data-once @click=${here}>${t("A session today")}</button>
      <a class="button" href="#/record/sessions/${uuid7()}/${id}">${t("Another day")}</a>
    </div>
  </section>`;
}
