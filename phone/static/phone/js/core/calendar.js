/**
 * A month as weeks, and what each day was: a headache, a clear day, another pain, or nothing
 * known. Nothing known is never clear.
 *
 * @import {Diary} from "../store/diary.js"
 * @import {Fields, Row} from "./types.js"
 * @typedef {{state: "headache" | "clear" | "other" | "known", worst: number | null}} Day
 */
import { inOrder, isHeadache } from "./episodes.js";
import { instant, localDay, shiftDay } from "./time.js";

/** One that has ended and began so long ago may reach into the days that are shown. */
const REACH_DAYS = 31;

/**
 * Episodes that may touch some days, both ends included.
 * @param {Pick<Diary, "days" | "open">} diary
 * @param {string} first
 * @param {string} last
 */
export async function reaching(diary, first, last) {
  const from = shiftDay(first, -REACH_DAYS);
  const [began, open] = await Promise.all([diary.days("episodes", from, last), diary.open()]);
  return [...began, ...open.filter(({ day }) => String(day) < from)];
}

/** @param {string} month "2026-11" @param {number} by */
export function shiftMonth(month, by) {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** @param {string} month @returns {[string, string]} its first day and its last */
export const span = (month) => [`${month}-01`, shiftDay(`${shiftMonth(month, 1)}-01`, -1)];

/** @param {string} day @returns {number} 1 for Monday to 7 for Sunday */
const weekday = (day) => new Date(`${day}T00:00:00Z`).getUTCDay() || 7;

/**
 * The weeks of a month; days of its neighbours are null.
 * @param {string} month
 * @param {number} firstWeekday 1 for Monday to 7 for Sunday
 * @returns {(string | null)[][]}
 */
export function weeks(month, firstWeekday) {
  const [first, last] = span(month);
  const lead = (weekday(first) - firstWeekday + 7) % 7;
  const count = Number(last.slice(8));
  return Array.from({ length: Math.ceil((lead + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, place) => {
      const number = week * 7 + place - lead;
      return number < 0 || number >= count ? null : shiftDay(first, number);
    }),
  );
}

/**
 * The local days that an episode touches. One that goes on touches today; of an end that nobody
 * knows only the start is known.
 * @param {Fields} fields
 * @param {number} now
 */
export function daysOf({ started_at, ended_at, end_unknown, time_zone }, now) {
  const zone = String(time_zone);
  const first = localDay(String(started_at), zone);
  const began = Date.parse(String(started_at));
  const until = end_unknown ? began : ended_at ? Date.parse(String(ended_at)) : now;
  // An end at midnight belongs to the day before.
  const last = localDay(instant(Math.max(began, until - 1000), zone), zone);
  const days = [first];
  for (let day = shiftDay(first, 1); day <= last; day = shiftDay(day, 1)) days.push(day);
  return days;
}

/**
 * The entries of one day: a headache is of each day that it touches. In order of time, and first
 * what is of the whole day.
 * @param {string} day
 * @param {Row[]} episodes
 * @param {Row[]} others
 * @param {number} now
 */
export const entriesOf = (day, episodes, others, now) =>
  inOrder([...episodes.filter(({ fields }) => daysOf(fields, now).includes(day)), ...others]);

/**
 * What is known of each day; a day that is not in it is blank.
 * @param {Row[]} checkIns
 * @param {Row[]} episodes
 * @param {number} now
 */
export function known(checkIns, episodes, now) {
  /** @type {Map<string, Day>} */
  const days = new Map();
  for (const { fields } of checkIns) {
    const { date, headache_today } = fields;
    const state = { yes: "headache", no: "clear" }[String(headache_today)] ?? "known";
    days.set(String(date), /** @type {Day} */ ({ state, worst: null }));
  }
  for (const row of episodes) {
    const { fields } = row;
    const state = isHeadache(row) ? "headache" : "other";
    for (const day of daysOf(fields, now)) days.set(day, joined(days.get(day), state, fields));
  }
  return days;
}

/**
 * Days with a headache, and those that say whether there was one. Another pain says nothing of it.
 * @param {Row[]} checkIns
 * @param {Row[]} episodes
 * @param {[string, string]} days the first and the last
 * @param {number} now
 */
export function headacheDays(checkIns, episodes, [first, last], now) {
  const states = [...known(checkIns, episodes.filter(isHeadache), now)]
    .filter(([day, { state }]) => day >= first && day <= last && state !== "known")
    .map(([, { state }]) => state);
  return { answered: states.length, had: states.filter((state) => state === "headache").length };
}

/** A headache outweighs what else is said of the day. @param {Day | undefined} day @param {"headache" | "other"} state @param {Fields} fields @returns {Day} */
function joined(day, state, { peak_intensity }) {
  const peak = typeof peak_intensity === "number" ? peak_intensity : null;
  if (state === "other") return day?.state === "headache" ? day : { state, worst: peak };
  const worst = day?.state === "headache" ? day.worst : null;
  return {
    state,
    worst: worst === null || peak === null ? (worst ?? peak) : Math.max(worst, peak),
  };
}

/** The day of a record that is told by a date. @param {Fields} fields */
export const dayOf = ({ on, started_on, taken_on }) => String(on ?? started_on ?? taken_on);

const LATE_MS = 48 * 3_600_000;

/** Written down more than two days after it was. @param {Fields} fields */
export function isLate({ logged_at, started_at, taken_at, date }) {
  const about = started_at ?? taken_at ?? `${date}T23:59:59Z`;
  return logged_at != null && Date.parse(String(logged_at)) - Date.parse(String(about)) > LATE_MS;
}
