/**
 * A headache of an earlier day, as well as a person remembers it: a part of the day, or the day.
 *
 * @import {Fields, Write} from "./types.js"
 */
import { fromWallClock, instant, wallClock } from "./time.js";

/** Parts of a day and the hours at which they begin. */
const PARTS = /** @type {const} */ ({ night: 0, morning: 6, afternoon: 12, evening: 18 });

/** @typedef {keyof typeof PARTS} Part */

/** @param {number} hour */
const wall = (hour) => `${String(hour).padStart(2, "0")}:00`;

/** It stands for the part. @param {Part} part */
const middle = (part) => wall(PARTS[part] + 3);

/** Nobody can tell of a part that is still to come. @param {string} day @param {number} now @param {string} zone */
export const begunParts = (day, now, zone) =>
  /** @type {Part[]} */ (Object.keys(PARTS)).filter(
    (part) => fromWallClock(`${day}T${wall(PARTS[part])}`, zone) <= now,
  );

/**
 * @param {string} id
 * @param {object} told
 * @param {string} told.day
 * @param {Part | null} told.began null when only the day is known
 * @param {Part | null} told.ended null when not known
 * @param {number | null} told.worst
 * @param {number} now
 * @param {string} zone
 * @returns {Write[]}
 */
export function earlierHeadache(id, { day, began, ended, worst }, now, zone) {
  // The middle of the part that it is now may be still to come.
  const at = (/** @type {string} */ time) =>
    instant(Math.min(now, fromWallClock(`${day}T${time}`, zone)), zone);
  // Within one part nobody knows the end; before the beginning there is none.
  const hasEnd = began !== null && ended !== null && PARTS[ended] > PARTS[began];
  const set = {
    kind: "headache",
    started_at: at(began === null ? "00:00" : middle(began)),
    time_zone: zone,
    start_precision: began === null ? "day" : "part_of_day",
    ...(worst === null ? {} : { peak_intensity: worst }),
    ...(hasEnd ? { ended_at: at(middle(ended)) } : { end_unknown: true }),
  };
  return [{ kind: "episodes", id, set }];
}

/** An end that was told with a start of this precision: the middle of a part is that part. @param {Fields} fields */
export function endPrecision({ start_precision, ended_at, time_zone }) {
  const time = wallClock(Date.parse(String(ended_at)), String(time_zone)).slice(11);
  const isMiddle = Object.values(PARTS).some((hour) => time === `${wall(hour + 3)}:00`);
  return isMiddle && start_precision === "part_of_day" ? start_precision : null;
}
