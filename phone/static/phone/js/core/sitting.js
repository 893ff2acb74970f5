/**
 * The sitting timer: instants and counts of one day, so that a closed phone loses nothing. A break
 * lies between two stretches of the same day.
 *
 * @typedef {{day: string, since: number | null, longest: number, breaks: number}} Sitting
 *   `since` in ms while sitting; `longest` in whole minutes
 */

const MINUTE_MS = 60_000;
/** Longer than this without a word, and it was more likely forgotten. */
const FORGOTTEN_MINUTES = 240;

/** @param {Sitting} sitting @param {number} now */
export const minutesSince = ({ since }, now) =>
  since === null ? 0 : Math.max(0, Math.floor((now - since) / MINUTE_MS));

/** @param {Sitting | undefined} sitting @param {string} day @param {number} now @returns {Sitting} */
export function sitDown(sitting, day, now) {
  if (sitting?.day !== day) return { day, since: now, longest: 0, breaks: 0 };
  return sitting.since === null
    ? { ...sitting, since: now, breaks: sitting.breaks + (sitting.longest > 0 ? 1 : 0) }
    : sitting;
}

/** @param {Sitting} sitting @param {number} now @returns {Sitting} */
export const getUp = (sitting, now) => ({
  ...sitting,
  since: null,
  longest: Math.max(sitting.longest, minutesSince(sitting, now)),
});

/** The stretch never was. @param {Sitting} sitting @returns {Sitting} */
export const forget = (sitting) => ({ ...sitting, since: null });

/** @param {Sitting} sitting @param {number} now */
export const isForgotten = (sitting, now) => minutesSince(sitting, now) >= FORGOTTEN_MINUTES;

/** Until the nudge, in ms; null when there is none to come. @param {Sitting | undefined} sitting @param {number | null} nudge minutes @param {number} now */
export function untilNudge(sitting, nudge, now) {
  if (!sitting?.since || nudge === null) return null;
  const left = sitting.since + nudge * MINUTE_MS - now;
  return left > 0 ? left : null;
}

/**
 * What it offers to the check-in of its day.
 * @param {Sitting | undefined} sitting
 * @param {string} day
 * @param {number} now
 */
export function sittingAnswers(sitting, day, now) {
  if (sitting?.day !== day) return {};
  const known = isForgotten(sitting, now) ? sitting : getUp(sitting, now);
  if (known.longest === 0) return {};
  return { longest_sitting_minutes: known.longest, breaks_count: known.breaks };
}
