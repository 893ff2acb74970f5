/**
 * What is in the diary: a month at a glance with the entries of one day, or all of it as a list,
 * newest day first.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { dayOf, entriesOf, known, reaching, span } from "../core/calendar.js";
import { inOrder } from "../core/episodes.js";
import { shiftDay } from "../core/time.js";
import { choices } from "../ui/choices.js";
import { entryList, namesIn } from "../ui/entries.js";
import { dayName, inList, today } from "../ui/format.js";
import { monthTable } from "../ui/month.js";
import { t } from "../ui/t.js";
import { announce } from "../ui/toast.js";

const STRETCH_DAYS = 30;
const DAILY = ["check_ins", "episodes", "doses"];
/** Few enough to be looked through. */
const SELDOM = ["visits", "sessions", "treatments", "marks", "scores", "findings", "annotations"];

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  let asList = false;
  let chosen = today();
  let from = shiftDay(today(), -STRETCH_DAYS);
  /** @param {unknown} list */
  const turn = (list) => {
    asList = list === true;
    app.redraw();
  };
  /** @param {string} day */
  const pick = (day) => {
    chosen = day;
    return app.redraw();
  };
  /** @param {string} day */
  const reach = (day) => {
    from = shiftDay(day, -STRETCH_DAYS);
    app.redraw();
  };
  return {
    title: t("History"),
    view: async () => html`
      ${choices(
        t("Show as"),
        [
          [false, t("Calendar")],
          [true, t("List")],
        ],
        asList,
        (value) => turn(value ?? asList),
      )}
      ${asList ? await list(app, from, reach) : await month(app, chosen, pick)}
      <a class="button wide" href=${asList ? "#/earlier" : `#/earlier/${chosen}`}>${t("Add an earlier headache")}</a>
      <a class="button wide" href="#/bin">${t("Bin")}</a>
    `,
  };
}

const nothingYet = () =>
  t("Nothing here yet. Headache now and the check-in, both on Today, write the first lines.");

/** @param {App} app @param {string} chosen @param {(day: string) => Promise<void>} pick */
async function month(app, chosen, pick) {
  /** What was tapped for comes into sight, and is read out. @param {string} day */
  const open = async (day) => {
    await pick(day);
    const entries = /** @type {HTMLElement} */ (document.getElementById("day"));
    entries.scrollIntoView({ block: "nearest" });
    const lines = entries.querySelectorAll("h2, p, li > :first-child");
    announce(inList(Array.from(lines, ({ textContent }) => String(textContent))));
  };
  const shown = chosen.slice(0, 7);
  const [first, last] = span(shown);
  const [checkIns, episodes, others, names, some] = await Promise.all([
    app.diary.days("check_ins", first, last),
    reaching(app.diary, first, last),
    entries(
      app,
      chosen,
      chosen,
      DAILY.filter((kind) => kind !== "episodes"),
    ),
    namesIn(app),
    app.diary.lastBefore(DAILY, shiftDay(today(), 2)),
  ]);
  const now = Date.now();
  const days = known(checkIns, episodes, now);
  const rows = entriesOf(chosen, episodes, others, now);
  return html`
    ${monthTable({ month: shown, days, chosen, onPick: pick, onOpen: open })}
    <section id="day">
      <h2>${dayName(chosen)}</h2>
      ${rows.length > 0 ? entryList(app, rows, names) : html`<p class="quiet">${some ? t("Nothing entered on this day.") : nothingYet()}</p>`}
      <a class="button" href="#/check-in/${chosen}">${t("Check-in of this day")}</a>
    </section>`;
}

/** @param {App} app @param {string} from @param {(day: string) => void} reach */
async function list(app, from, reach) {
  // Somebody who has travelled east may have entries of tomorrow.
  const [rows, names, older] = await Promise.all([
    entries(app, from, shiftDay(today(), 1)),
    namesIn(app),
    app.diary.lastBefore(DAILY, from),
  ]);
  const dates = [...new Set(rows.map(({ day }) => String(day)))].sort().reverse();
  return html`
    ${dates.length === 0 && !older ? html`<p>${nothingYet()}</p>` : nothing}
    ${dates.map(
      (date) => html`<section>
        <h2>${dayName(date)}</h2>
        ${entryList(
          app,
          rows.filter(({ day }) => day === date),
          names,
        )}
      </section>`,
    )}
    ${
      older
        ? html`<button type="button" class="wide" @click=${() => reach(older)}>
            ${t("Show days before {day}", { day: dayName(from) })}</button>`
        : nothing
    }`;
}

/** Of some days, both ends included, each with its day. @param {App} app @param {string} from @param {string} to @param {string[]} [kinds] @returns {Promise<Row[]>} */
async function entries(app, from, to, kinds = DAILY) {
  const daily = kinds.map((kind) => app.diary.days(kind, from, to));
  const seldom = SELDOM.map(async (kind) => {
    const rows = await app.diary.all(kind);
    return (
      rows
        .map((row) => ({ ...row, day: dayOf(row.fields) }))
        .filter(({ day, fields: { until } }) => day <= to && String(until ?? day) >= from)
        // What began before is told on the first day that is shown.
        .map((row) => (row.day < from ? { ...row, day: from } : row))
    );
  });
  return inOrder((await Promise.all([...daily, ...seldom])).flat());
}
