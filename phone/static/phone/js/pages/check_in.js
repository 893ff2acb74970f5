/**
 * One day in twenty seconds. Every tap is an answer and is saved at once; what was not tapped was
 * not asked.
 *
 * @import {App} from "../app.js"
 * @import {Section} from "../core/fields.js"
 * @import {Fields, Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { answer, isNeckCheckDue } from "../core/check_ins.js";
import { CHECK_IN_MORE, CHECK_IN_SECTIONS, NECK_CHECK } from "../core/fields.js";
import { sittingAnswers } from "../core/sitting.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { choices } from "../ui/choices.js";
import { changesLink } from "../ui/entries.js";
import { factors } from "../ui/factors.js";
import { questions } from "../ui/fields.js";
import { dayName, today } from "../ui/format.js";
import { offers } from "../ui/offers.js";
import { checklist } from "../ui/signs.js";
import { t } from "../ui/t.js";

const KIND = "check_ins";
const ALL = [...CHECK_IN_SECTIONS, CHECK_IN_MORE].flatMap(({ fields }) => fields);

/** @param {App} app @param {string} param @returns {Page} */
export function create(app, param) {
  const date = /^\d{4}-\d\d-\d\d$/.test(param) ? param : today();
  return {
    title: t("Check-in: {day}", { day: dayName(date) }),
    view: async () => {
      const [week, own, words, sitting] = await Promise.all([
        app.diary.days(KIND, shiftDay(date, -6), date),
        app.diary.all("custom_factors"),
        app.diary.meta("vocabulary"),
        app.diary.meta("sitting"),
      ]);
      const on = (/** @type {string} */ day) => week.find((row) => row.day === day) ?? null;
      const row = on(date);
      const given = row?.fields;
      /** @param {Fields} set @param {string} [message] */
      const save = (set, message) =>
        app.save(answer(app.person.id, date, phoneZone(), set, row), message);
      /** @param {string} name @param {unknown} value */
      const set = (name, value) => save({ [name]: value });
      const taken = (/** @type {Fields} */ fields) =>
        save(fields, t("Taken over. Saved on this phone."));
      const offer = { kind: KIND, fields: ALL, now: given, onTake: taken };
      const neckIsOpen = isNeckCheckDue(week.filter((one) => one !== row));
      return html`
        ${days(date)}
        ${headache(given, set)}
        ${offers({ ...offer, title: t("As the day before?"), from: habits(on(shiftDay(date, -1))) })}
        ${offers({ ...offer, title: t("From the sitting timer"), from: sittingAnswers(/** @type {any} */ (sitting), date, Date.now()) })}
        ${CHECK_IN_SECTIONS.map(
          ({ title, fields }) => html`<section class="card"><h2>${t(title)}</h2>
            ${questions(KIND, fields, given, set)}</section>`,
        )}
        ${folded(NECK_CHECK, given, set, neckIsOpen)}
        ${folded(CHECK_IN_MORE, given, set, false)}
        ${factors(app, own, given?.factors, (value) => set("factors", value))}
        ${checklist(words, "back", given?.warning_signs, (signs) => set("warning_signs", signs))}
        ${row ? remove(app, row) : nothing}
        <a class="button strong wide" href="#/">${t("Done")}</a>
      `;
    },
  };
}

/** @param {Fields | undefined} given @param {(name: string, value: unknown) => void} set */
const headache = (given, set) =>
  choices(
    t("Headache on this day"),
    [
      ["no", t("No headache")],
      ["yes", t("Headache")],
    ],
    given?.headache_today,
    (value) => set("headache_today", value),
  );

/** @param {Row | null} row @returns {Fields} */
const habits = (row) =>
  Object.fromEntries(ALL.filter(({ habit }) => habit).map(({ name }) => [name, row?.fields[name]]));

/** @param {Section} section @param {Fields | undefined} given @param {(name: string, value: unknown) => void} set @param {boolean} open */
const folded = ({ title, fields }, given, set, open) =>
  html`<details class="card" ?open=${open}>
    <summary>${t(title)}</summary>${questions(KIND, fields, given, set)}
  </details>`;

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
function remove(app, row) {
  const { kind, id } = row;
  const go = () => app.save([{ kind, id, set: { deleted: true } }], t("Check-in deleted."));
  return html`${changesLink(row)}
    <button type="button" class="quiet wide" @click=${go}>${t("Delete this check-in")}</button>`;
}
