/** Times and days as people say them. Instants are shown in the zone they were made in. */
import { localDay, phoneZone, shiftDay, wallClock } from "../core/time.js";
import { locale, t } from "./t.js";

/** A quarter of the day each. */
const PARTS = () => [t("night (0 to 6)"), t("morning"), t("afternoon"), t("evening")];

/** "02:14", or no more than is known: the part of the day, or the day. @param {unknown} instant @param {unknown} zone @param {unknown} [precision] */
export function clock(instant, zone, precision) {
  const wall = wallClock(Date.parse(String(instant)), String(zone ?? "UTC"));
  if (precision === "day") return shortDay(wall.slice(0, 10));
  if (precision === "part_of_day") return String(PARTS()[Math.floor(+wall.slice(11, 13) / 6)]);
  const style = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit", timeZone: "UTC" });
  return new Intl.DateTimeFormat(locale(), style).format(Date.parse(`${wall}Z`));
}

export const today = () => localDay(Date.now(), phoneZone());

/** A day in parts that are asked for; its number and its month stay in one line. @param {string} day @param {Intl.DateTimeFormatOptions} style */
export const named = (day, style) =>
  new Intl.DateTimeFormat(locale(), { ...style, timeZone: "UTC" })
    .format(Date.parse(`${day}T00:00:00Z`))
    .replace(/(\d\.?) (?=\D)/, "$1\u00a0");

/** "Today", "Yesterday" or "Friday 20 November". @param {string} day */
export function dayName(day) {
  if (day === today()) return t("Today");
  if (day === shiftDay(today(), -1)) return t("Yesterday");
  const otherYear = day.slice(0, 4) !== today().slice(0, 4);
  return named(day, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(otherYear ? { year: "numeric" } : {}),
  });
}

/** A day in a table or in the middle of a sentence: "20 Nov", with the year where it is another. @param {string} day */
export function shortDay(day) {
  const otherYear = day.slice(0, 4) !== today().slice(0, 4);
  return named(day, {
    day: "numeric",
    month: "short",
    ...(otherYear ? { year: "numeric" } : {}),
  });
}

/** "02:14", with the day before it unless it is today. @param {unknown} instant @param {unknown} zone @param {unknown} [precision] */
export function moment(instant, zone, precision) {
  const day = localDay(String(instant), String(zone ?? "UTC"));
  const time = clock(instant, zone, precision);
  return day === today() || precision === "day" ? time : `${dayName(day)} ${time}`;
}

/** @param {number} number */
export const numeral = (number) => new Intl.NumberFormat(locale()).format(number);

/** "a, b and c". @param {string[]} parts */
export const inList = (parts) => new Intl.ListFormat(locale(), { type: "unit" }).format(parts);

/** "8 h", "45 min". @param {number} number @param {string} unit a unit of Intl */
export const measure = (number, unit) =>
  new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "short" })
    .format(number)
    .replace(" ", "\u00a0");
