/**
 * What a person does with a headache, as writes. The order matters to the server: a peak is
 * raised before a reading above it arrives, and lowered only after the reading is.
 *
 * @import {Row, Write} from "./types.js"
 */
import { instant } from "./time.js";

/** A number tapped again this soon is a correction, later it is a new point of the curve. */
const CORRECTION_MS = 120_000;

/** @param {string} id @param {number} now @param {string} zone @returns {Write[]} */
export function begin(id, now, zone) {
  const set = { started_at: instant(now, zone), time_zone: zone, kind: "headache" };
  return [{ kind: "episodes", id, set }];
}

/** @param {Row[]} readings @returns {Row[]} oldest first */
export const inOrder = (readings) =>
  [...readings].sort((a, b) => Date.parse(String(a.fields.at)) - Date.parse(String(b.fields.at)));

/** The pain now, or null when no number was given. @param {Row[]} readings */
export function latest(readings) {
  return inOrder(readings).at(-1) ?? null;
}

/** Is a tap on another number a correction of this reading? @param {Row | null} reading @param {number} now */
export const isFresh = (reading, now) =>
  reading !== null && now - Date.parse(String(reading.fields.at)) < CORRECTION_MS;

/**
 * A new point of the pain curve.
 * @param {Row} episode
 * @param {number} intensity
 * @param {{id: string, now: number, zone: string}} stamp
 * @returns {Write[]}
 */
export function rate(episode, intensity, { id, now, zone }) {
  const at = instant(Math.max(now, Date.parse(String(episode.fields.started_at))), zone);
  const reading = { kind: "readings", id, set: { episode: episode.id, at, intensity } };
  const peak = episode.fields.peak_intensity;
  const above = typeof peak !== "number" || intensity > peak;
  return above ? [peakWrite(episode, intensity), reading] : [reading];
}

/**
 * @param {Row} episode
 * @param {Row[]} readings
 * @param {Row} reading
 * @param {number | null} intensity null takes the number back
 * @returns {Write[]}
 */
export function correct(episode, readings, reading, intensity) {
  const others = readings.filter(({ id }) => id !== reading.id);
  const numbers = others.map(({ fields }) => Number(fields.intensity));
  if (intensity !== null) numbers.push(intensity);
  const peak = numbers.length > 0 ? Math.max(...numbers) : null;
  const set = intensity === null ? { deleted: true } : { intensity };
  const writes = [{ kind: "readings", id: reading.id, set }];
  const old = episode.fields.peak_intensity ?? null;
  if (old === peak) return writes;
  const raised = peak !== null && (typeof old !== "number" || peak > old);
  return raised ? [peakWrite(episode, peak), ...writes] : [...writes, peakWrite(episode, peak)];
}

/** @param {Row} episode @param {number | null} peak @returns {Write} */
const peakWrite = ({ id }, peak) => ({ kind: "episodes", id, set: { peak_intensity: peak } });

/** @param {Row} episode @param {number} at @returns {Write[]} */
export function endAt({ id, fields }, at) {
  const zone = String(fields.time_zone);
  const set = { ended_at: instant(Math.max(at, Date.parse(String(fields.started_at))), zone) };
  return [{ kind: "episodes", id, set: fields.end_unknown ? { ...set, end_unknown: null } : set }];
}

/** It is over and nobody knows since when. @param {Row} episode @returns {Write[]} */
export const endUnknown = ({ id }) => [{ kind: "episodes", id, set: { end_unknown: true } }];

/**
 * @param {string} medication
 * @param {Row | null} episode
 * @param {{id: string, now: number, zone: string}} stamp
 * @returns {Write[]}
 */
export function took(medication, episode, { id, now, zone }) {
  const set = { medication, taken_at: instant(now, zone), time_zone: zone };
  const of = episode ? { episode: episode.id, reason: "headache" } : {};
  return [{ kind: "doses", id, set: { ...set, ...of } }];
}
