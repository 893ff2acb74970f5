/**
 * A headache of an earlier day, as well as a person remembers it: a part of the day, or the day.
 *
 * @import {Write} from "./types.js"
 */
import { fromWallClock, instant } from "./time.js";

/** Parts of a day and the wall times that stand for them: the middle of each. */
export const PARTS = /** @type {{[part: string]: string}} */ ({
  night: "03:00",
  morning: "09:00",
  afternoon: "15:00",
  evening: "21:00",
});

/**
 * @param {string} id
 * @param {object} told
 * @param {string} told.day
 * @param {string | null} told.began a part of the day, null when only the day is known
 * @param {string | null} told.ended the same; null when not known
 * @param {number | null} told.worst
 * @param {string} zone
 * @returns {Write[]}
 */
export function earlierHeadache(id, { day, began, ended, worst }, zone) {
  const at = (/** @type {string | undefined} */ wall) =>
    instant(fromWallClock(`${day}T${wall ?? "00:00"}`, zone), zone);
  const from = began === null ? undefined : PARTS[began];
  const to = ended === null ? undefined : PARTS[ended];
  // Within one part nobody knows the end; before the beginning there is none.
  const end = from && to && to > from ? { ended_at: at(to) } : { end_unknown: true };
  const set = {
    kind: "headache",
    started_at: at(from),
    time_zone: zone,
    start_precision: from ? "part_of_day" : "day",
    ...(worst === null ? {} : { peak_intensity: worst }),
    ...end,
  };
  return [{ kind: "episodes", id, set }];
}
