/**
 * What a person does with a headache, as writes. The order matters to the server: a peak is
 * raised before a reading above it arrives, and lowered only after the reading is.
 *
 * @import {Row, Write} from "./types.js"
 */
import { fromWallClock, instant, localDay, wallClock } from "./time.js";

/** A number tapped again this soon is a correction, later it is a new point of the curve. */
const CORRECTION_MS = 120_000;

/** @param {string} id @param {number} now @param {string} zone @returns {Write[]} */
export function begin(id, now, zone) {
  const set = { started_at: instant(now, zone), time_zone: zone, kind: "headache" };
  return [{ kind: "episodes", id, set }];
}

/** A flare of the neck or back is an episode too. @param {Row} row */
export const isHeadache = ({ fields }) => (fields.kind ?? "headache") === "headache";

/** Oldest first, and before all what is of a whole day. @param {Row[]} rows */
export const inOrder = (rows) => [...rows].sort((a, b) => timeOf(a) - timeOf(b));

/** @param {Row} row */
const timeOf = ({ fields: { started_at, taken_at, at } }) =>
  Date.parse(String(started_at ?? taken_at ?? at)) || 0;

/** The pain now, or null when no number was given. @param {Row[]} readings */
export function latest(readings) {
  return inOrder(readings).at(-1) ?? null;
}

/** Is a tap on another number a correction of this reading? @param {Row | null} reading @param {number} now */
export const isFresh = (reading, now) =>
  reading !== null && now - Date.parse(String(reading.fields.at)) < CORRECTION_MS;

/** @param {Row[]} readings */
const numbersOf = (readings) => readings.map(({ fields }) => Number(fields.intensity));

/** @typedef {{id: string, now: number, zone: string}} Stamp */

/**
 * The reading that a tap on a number corrects: a chosen one, else the last as long as it is fresh
 * or the headache is over. Null for none.
 * @param {Row} episode
 * @param {Row[]} readings
 * @param {string | null} chosen
 * @param {number} now
 */
export function aimed({ open }, readings, chosen, now) {
  const last = latest(readings);
  return readings.find(({ id }) => id === chosen) ?? (!open || isFresh(last, now) ? last : null);
}

/**
 * A tap on a number: a correction, a new point of the curve, or the worst pain of a headache that
 * is over and has no curve.
 * @param {Row} episode
 * @param {Row[]} readings
 * @param {number | null} intensity null when the number that was shown is tapped
 * @param {Stamp & {chosen: string | null}} stamp
 * @returns {Write[]}
 */
export function tapped(episode, readings, intensity, { chosen, ...stamp }) {
  const reading = aimed(episode, readings, chosen, stamp.now);
  if (reading) return correct(episode, readings, reading, intensity);
  if (!episode.open) return [peakWrite(episode, intensity)];
  // The same number again, later on, says that it is still so.
  const number = intensity ?? latest(readings)?.fields.intensity;
  return typeof number === "number" ? rate(episode, readings, number, stamp) : [];
}

/**
 * A new point of the pain curve.
 * @param {Row} episode
 * @param {Row[]} readings
 * @param {number} intensity
 * @param {Stamp} stamp
 * @returns {Write[]}
 */
export function rate(episode, readings, intensity, { id, now, zone }) {
  const at = instant(Math.max(now, Date.parse(String(episode.fields.started_at))), zone);
  const reading = { kind: "readings", id, set: { episode: episode.id, at, intensity } };
  const peak = episode.fields.peak_intensity;
  const top = Math.max(intensity, ...numbersOf(readings));
  const above = typeof peak !== "number" || top > peak;
  return above ? [peakWrite(episode, top), reading] : [reading];
}

/**
 * A peak above the reading was told for itself, and stands.
 * @param {Row} episode
 * @param {Row[]} readings
 * @param {Row} reading
 * @param {number | null} intensity null takes the number back
 * @returns {Write[]}
 */
export function correct(episode, readings, reading, intensity) {
  const numbers = numbersOf(readings.filter(({ id }) => id !== reading.id));
  if (intensity !== null) numbers.push(intensity);
  const old = /** @type {number | null} */ (episode.fields.peak_intensity ?? null);
  if (old !== null && old !== reading.fields.intensity) numbers.push(old);
  const peak = numbers.length > 0 ? Math.max(...numbers) : null;
  const set = intensity === null ? { deleted: true } : { intensity };
  const writes = [{ kind: "readings", id: reading.id, set }];
  if (old === peak) return writes;
  const raised = peak !== null && (old === null || peak > old);
  return raised ? [peakWrite(episode, peak), ...writes] : [...writes, peakWrite(episode, peak)];
}

/** @param {Row} episode @param {number | null} peak @returns {Write} */
const peakWrite = ({ id }, peak) => ({ kind: "episodes", id, set: { peak_intensity: peak } });

/**
 * Numbers tapped one after another: each meets the diary as the one before has left it, not as it
 * was drawn.
 * @param {object} app
 * @param {{get: (kind: string, id: string) => Promise<Row | null>, of: (kind: string, parent: string) => Promise<Row[]>}} app.diary
 * @param {(writes: Write[], message: string | null) => Promise<boolean>} app.save
 */
export function inTurn({ diary, save }) {
  /** @type {Promise<unknown>} */
  let turn = Promise.resolve();
  /**
   * @param {Row} episode
   * @param {Row[]} readings
   * @param {(episode: Row, readings: Row[]) => Write[]} writes
   * @param {string | null} message
   */
  return (episode, readings, writes, message) => {
    const { id } = episode;
    turn = turn.then(async () => {
      // A diary that cannot be read is told by the save, which keeps the tap.
      const now = await diary.get("episodes", id).catch(() => episode);
      const points = await diary.of("readings", id).catch(() => readings);
      if (now) await save(writes(now, points), message);
    });
    return turn;
  };
}

/**
 * It began at another time; a clock that was given is exact, and no number lies before it.
 * @param {Row} episode
 * @param {Row[]} readings
 * @param {string} wall
 * @returns {Write[]}
 */
export function beganAt({ id, fields }, readings, wall) {
  const zone = String(fields.time_zone);
  const at = fromWallClock(wall, zone);
  const began = instant(at, zone);
  const before = wallClock(Date.parse(String(fields.started_at)), zone);
  const exact = wall.slice(11) === before.slice(11, 16) ? {} : { start_precision: "minute" };
  const early = readings.filter((reading) => Date.parse(String(reading.fields.at)) < at);
  return [
    ...early.map((reading) => ({ kind: "readings", id: reading.id, set: { at: began } })),
    { kind: "episodes", id, set: { started_at: began, ...exact } },
  ];
}

/** @param {Row} episode @param {number} at @returns {Write[]} */
export function endAt({ id, fields }, at) {
  const zone = String(fields.time_zone);
  const set = { ended_at: instant(Math.max(at, Date.parse(String(fields.started_at))), zone) };
  return [{ kind: "episodes", id, set: fields.end_unknown ? { ...set, end_unknown: null } : set }];
}

/** It is over and nobody knows since when. @param {Row} episode @returns {Write[]} */
export const endUnknown = ({ id }) => [{ kind: "episodes", id, set: { end_unknown: true } }];

/** Is it of an earlier day, so that nothing is taken for it now? @param {Row | null} episode @param {number} now @param {string} zone */
export function isPast(episode, now, zone) {
  const { started_at, ended_at, end_unknown } = episode?.fields ?? {};
  const end = ended_at ?? (end_unknown ? started_at : null);
  return end != null && localDay(String(end), zone) < localDay(now, zone);
}

/**
 * Now, or for a headache of an earlier day when that began: its day is right, and the time can be
 * corrected.
 * @param {string} medication
 * @param {Row | null} episode
 * @param {{id: string, now: number, zone: string}} stamp
 * @returns {Write[]}
 */
export function took(medication, episode, { id, now, zone }) {
  const { started_at, time_zone } = episode?.fields ?? {};
  const set = isPast(episode, now, zone)
    ? { medication, taken_at: started_at, time_zone }
    : { medication, taken_at: instant(now, zone), time_zone: zone };
  const of = episode ? { episode: episode.id, reason: "headache" } : {};
  return [{ kind: "doses", id, set: { ...set, ...of } }];
}
