/**
 * A month as a table. What a day was is told by a sign and in words, never by colour alone; one
 * day is in the tab order, and arrows move among the days.
 *
 * @import {Day} from "../core/calendar.js"
 */
import { html } from "lit-html";
import { shiftMonth, span, weeks } from "../core/calendar.js";
import { shiftDay } from "../core/time.js";
import { dayName, named, numeral, today } from "./format.js";
import { locale, t } from "./t.js";

/** 1 for Monday to 7 for Sunday, as the calendars of this language begin. */
function firstWeekday() {
  const place = /** @type {any} */ (new Intl.Locale(locale()));
  return (place.getWeekInfo?.() ?? place.weekInfo)?.firstDay ?? 1;
}

/** A Monday, to name the weekdays by. */
const MONDAY = "2024-01-01";

/** @param {string} month */
const monthName = (month) => named(`${month}-01`, { month: "long", year: "numeric" });

/** @returns {{[state: string]: [string, string]}} */
const SIGNS = () => ({
  headache: ["●", t("headache, no number")],
  clear: ["○", t("no headache")],
  other: ["×", t("neck or back pain")],
  known: ["·", t("checked in")],
  blank: ["", t("nothing entered")],
});

/** What stands in the cell, and what it is called. @param {Day | undefined} day */
const sign = (day) =>
  day?.state === "headache" && day.worst !== null
    ? [numeral(day.worst), t("headache, worst {n}", { n: day.worst })]
    : (SIGNS()[day?.state ?? "blank"] ?? []);

/**
 * @param {object} month
 * @param {string} month.month
 * @param {Map<string, Day>} month.days
 * @param {string} month.chosen the day whose entries are shown
 * @param {(day: string) => Promise<void>} month.onPick also of another month; done when it is drawn
 * @param {(day: string) => unknown} month.onOpen a day was tapped, to see what is in it
 */
export function monthTable({ month, days, chosen, onPick, onOpen }) {
  const first = firstWeekday();
  const [from, last] = span(month);
  const stop = chosen >= from && chosen <= last ? chosen : from;
  /** @param {number} by */
  const turn = (by) => () => onPick(`${shiftMonth(month, by)}-01`);
  /** @param {KeyboardEvent} event */
  const move = async (event) => {
    const wished = TO[event.key]?.(stop);
    if (!wished) return;
    event.preventDefault();
    const [to = wished] = [wished, today()].sort();
    const table = /** @type {HTMLElement} */ (event.currentTarget);
    await onPick(to);
    /** @type {HTMLElement | null} */ (table.querySelector(`[data-day="${to}"]`))?.focus();
  };
  return html`<div class="month">
    <div class="months">
      <button type="button" aria-label=${t("Month before")} @click=${turn(-1)}>‹</button>
      <h2 id="month" aria-live="polite">${monthName(month)}</h2>
      <button type="button" aria-label=${t("Month after")} ?disabled=${last >= today()} @click=${turn(1)}>›</button>
    </div>
    <table role="grid" aria-labelledby="month" @keydown=${move}>
      <thead><tr>${Array.from({ length: 7 }, (_, n) => {
        const day = shiftDay(MONDAY, first - 1 + n);
        return html`<th scope="col" abbr=${named(day, { weekday: "long" })}>${named(day, { weekday: "short" })}</th>`;
      })}</tr></thead>
      <tbody>${weeks(month, first).map(
        (week) =>
          html`<tr>${week.map((day) => cell(day, days, day === stop, chosen, onOpen))}</tr>`,
      )}</tbody>
    </table>
    <p class="quiet legend">${[t("a number: worst pain"), ...Object.values(SIGNS()).map(([mark, words]) => `${mark || "□"}\u00a0${words}`)].map((one) => html`<span>${one}</span>`)}</p>
  </div>`;
}

/** @param {string | null} day @param {Map<string, Day>} days @param {boolean} isStop @param {string} chosen @param {(day: string) => unknown} onOpen */
function cell(day, days, isStop, chosen, onOpen) {
  if (!day) return html`<td></td>`;
  const known = days.get(day);
  const [mark, words] = sign(known);
  const name = dayName(day);
  const isAhead = day > today();
  return html`<td aria-selected=${String(day === chosen)}><button type="button" class=${known?.state ?? "blank"}
    tabindex=${isStop ? 0 : -1} data-day=${day} ?disabled=${isAhead}
    aria-current=${day === today() ? "date" : "false"} @click=${() => onOpen(day)}>
    <span aria-hidden="true">${Number(day.slice(8))}</span><b aria-hidden="true">${mark}</b><span class="unseen">${isAhead ? name : t("{day}: {what}", { day: name, what: words ?? "" })}</span></button></td>`;
}

/** @type {{[key: string]: (day: string) => string}} */
const TO = {
  ArrowLeft: (day) => shiftDay(day, -1),
  ArrowRight: (day) => shiftDay(day, 1),
  ArrowUp: (day) => shiftDay(day, -7),
  ArrowDown: (day) => shiftDay(day, 7),
  Home: (day) => `${day.slice(0, 7)}-01`,
  End: (day) => span(day.slice(0, 7))[1],
  PageUp: (day) => `${shiftMonth(day.slice(0, 7), -1)}-01`,
  PageDown: (day) => `${shiftMonth(day.slice(0, 7), 1)}-01`,
};
