/**
 * The sessions of a treatment, and the day's exercises of a home programme.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { dayOf } from "../core/calendar.js";
import { answer } from "../core/check_ins.js";
import { CHECK_IN_MORE } from "../core/fields.js";
import { uuid7 } from "../core/ids.js";
import { phoneZone } from "../core/time.js";
import { question } from "./fields.js";
import { dayName, today } from "./format.js";
import { label } from "./labels.js";
import { t } from "./t.js";

const WITH_EXERCISES = ["exercise", "physiotherapy"];

/** An answer of the day's check-in, in one tap. @param {App} app @param {Row["fields"]} treatment */
async function exercises(app, { kind, ended_on }) {
  const day = today();
  if (!WITH_EXERCISES.includes(String(kind)) || String(ended_on ?? day) < day) return nothing;
  const [row = null] = await app.diary.days("check_ins", day, day);
  return html`<section class="card">
    <h2>${t("Today")}</h2>
    ${CHECK_IN_MORE.fields
      .filter(({ name }) => name === "exercises_done")
      .map((field) =>
        question({
          kind: "check_ins",
          field,
          value: row?.fields[field.name] ?? null,
          onAnswer: (value) =>
            app.save(
              answer(app.person.id, day, phoneZone(), { [field.name]: value }, row),
              t("Saved on this phone."),
            ),
        }),
      )}
  </section>`;
}

/** @param {App} app @param {Row} treatment */
export async function sessions(app, { id, fields }) {
  const rows = await app.diary.of("sessions", id);
  rows.sort((a, b) => dayOf(b.fields).localeCompare(dayOf(a.fields)));
  const here = () => {
    const set = { treatment: id, on: today() };
    app.save([{ kind: "sessions", id: uuid7(), set }], t("Session today. Saved on this phone."));
  };
  return html`${await exercises(app, fields)}<section class="card">
    <h2>${t("Sessions")}</h2>
    <p class="quiet">${rows.length === 0 ? t("None yet.") : label("sessions", "reaction_24h")}</p>
    <ul class="entries">${rows.map(
      ({ id: session, fields: { on, reaction_24h: after } }) =>
        html`<li><a href="#/record/sessions/${session}"><span><b>${dayName(String(on))}</b>${
          after
            ? html` <span class="quiet">· ${label("sessions", "reaction_24h", String(after))}</span>`
            : nothing
        }</span></a></li>`,
    )}</ul>
    <div class="row fill">
      <button type="button" data-once @click=${here}>${t("A session today")}</button>
      <a class="button" href="#/record/sessions/${uuid7()}/${id}">${t("Another day")}</a>
    </div>
  </section>`;
}
