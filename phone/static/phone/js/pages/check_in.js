/**
 * One day in twenty seconds. Every tap is an answer and is saved at once; what was not tapped was
 * not asked.
 *
 * @import {App} from "../app.js"
 * @import {Answers} from "../core/answers.js"
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

/** How often the phone was looked at again; counted before that is drawn. */
let looks = 0;
const look = () => {
  if (document.visibilityState !== "visible") return;
  looks += 1;
  document.dispatchEvent(new Event("nape-redraw"));
};
document.addEventListener("visibilitychange", look, { capture: true });

/** @param {App} app @param {string} param @returns {Page} */
export function create(app, param) {
  const named = /^\d{4}-\d\d-\d\d$/.test(param);
  let day = checkIn(app, named ? param : today());
  let seen = looks;
  return {
    get title() {
      return t("Check-in: {day}", { day: dayName(day.date) });
    },
    view: () => {
      // Who comes back after midnight means the new day; who is still answering does not.
      if (!named && seen !== looks && day.date !== today()) {
        /** @type {HTMLElement | null} */ (document.activeElement)?.blur();
        window.scrollTo(0, 0);
        day = checkIn(app, today());
      }
      seen = looks;
      return day.view();
    },
  };
}

/** @param {App} app @param {string} date */
function checkIn(app, date) {
  /** @type {Row | null} */
  let row = null;
  /** @param {Fields} set */
  const writes = (set) => answer(app.person.id, date, phoneZone(), set, row);
  const given = app.answers(writes);
  /** @param {Fields} set */
  const take = (set) => app.save(writes(set), t("Taken over. Saved on this phone."));
  return {
    date,
    view: async () => {
      const [week, own, words, sitting] = await Promise.all([
        app.diary.days(KIND, shiftDay(date, -6), date),
        app.diary.all("custom_factors"),
        app.diary.meta("vocabulary"),
        app.diary.meta("sitting"),
      ]);
      const on = (/** @type {string} */ day) => week.find((row) => row.day === day) ?? null;
      row = on(date);
      const offer = { kind: KIND, fields: ALL, now: given.read(row?.fields), onTake: take };
      const neckIsOpen = isNeckCheckDue(week.filter((one) => one !== row));
      return html`
        ${days(date)}
        ${headache(given)}
        ${offers({ ...offer, title: t("As the day before?"), from: habits(on(shiftDay(date, -1))) })}
        ${offers({ ...offer, title: t("From the sitting timer"), from: sittingAnswers(/** @type {any} */ (sitting), date, Date.now()) })}
        ${CHECK_IN_SECTIONS.map(
          ({ title, fields }) => html`<section class="card dense"><h2>${t(title)}</h2>
            ${questions(KIND, fields, given)}</section>`,
        )}
        ${folded(NECK_CHECK, given, neckIsOpen)}
        ${folded(CHECK_IN_MORE, given, false)}
        ${factors(app, own, given)}
        ${checklist(words, "back", given)}
        ${row ? remove(app, row) : nothing}
        <a class="button strong wide done-now" href=${date < shiftDay(today(), -1) ? "#/history" : "#/"}>${t("Done")}</a>
      `;
    },
  };
}

/** @param {Answers} given */
const headache = (given) =>
  choices(
    t("Headache on this day"),
    [
      ["no", t("No headache")],
      ["yes", t("Headache")],
    ],
    given.get("headache_today"),
    (value) => given.give("headache_today", value),
  );

/** @param {Row | null} row @returns {Fields} */
const habits = (row) =>
  Object.fromEntries(ALL.filter(({ habit }) => habit).map(({ name }) => [name, row?.fields[name]]));

/** @param {Section} section @param {Answers} given @param {boolean} open */
const folded = ({ title, fields }, given, open) =>
  html`<details class="card dense" ?open=${open}>
    <summary>${t(title)}</summary>${questions(KIND, fields, given)}
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
