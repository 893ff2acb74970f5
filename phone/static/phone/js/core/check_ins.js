/**
 * One local day's answers, as writes.
 *
 * @import {Fields, Row, Write} from "./types.js"
 */
import { checkInId } from "./ids.js";

/**
 * @param {string} person
 * @param {string} date
 * @param {string} zone
 * @param {Fields} answers
 * @param {Row | null} row what the day holds already
 * @returns {Write[]}
 */
export function answer(person, date, zone, answers, row) {
  const known = row && !row.deleted;
  const set = known ? answers : { date, time_zone: zone, ...answers };
  return [{ kind: "check_ins", id: checkInId(person, date), set }];
}

/** Is it known whether there was a headache, and of a day with one anything more? @param {Row | null} row @param {boolean} had a headache is in the diary */
export function isFilled(row, had) {
  if (!row || row.deleted) return false;
  if (!had) return row.fields.headache_today != null;
  const given = Object.entries(row.fields).filter(([, value]) => value !== null);
  return given.some(([name]) => !BOOKKEEPING.has(name));
}

const BOOKKEEPING = new Set(["date", "time_zone", "created_at", "updated_at", "logged_at"]);

/** The neck is asked about once in seven days. @param {Row[]} week the check-ins of the six days before */
export const isNeckCheckDue = (week) => week.every(({ fields }) => fields.turn_limited == null);
