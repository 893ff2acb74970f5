/** Times and days as people say them. Instants are shown in the zone they were made in. */
import { localDay, phoneZone, shiftDay } from "../core/time.js";
import { locale, t } from "./t.js";

/** @param {unknown} instant @param {unknown} zone */
export function clock(instant, zone) {
  const style = /** @type {const} */ ({ hour: "2-digit", minute: "2-digit" });
  const format = new Intl.DateTimeFormat(locale(), { ...style, timeZone: String(zone ?? "UTC") });
  return format.format(Date.parse(String(instant)));
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

/** "02:14", with the day before it unless it is today. @param {unknown} instant @param {unknown} zone */
export function moment(instant, zone) {
  const day = localDay(String(instant), String(zone ?? "UTC"));
  const time = clock(instant, zone);
  return day === today() ? time : `${dayName(day)} ${time}`;
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
