/** Instants with their offset, and the local day that an instant belongs to. */

/** @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();

/** @param {string} zone */
function formatFor(zone) {
  let format = formats.get(zone);
  if (!format) {
    const two = /** @type {const} */ ("2-digit");
    format = new Intl.DateTimeFormat("en-CA", {
      timeZone: isKnown(zone) ? zone : "UTC",
      hourCycle: "h23",
      year: "numeric",
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    });
    formats.set(zone, format);
  }
  return format;
}

/** A zone newer than this browser must not stop the page. @param {string} zone */
function isKnown(zone) {
  try {
    return Boolean(new Intl.DateTimeFormat("en-CA", { timeZone: zone }));
  } catch {
    return false;
  }
}

/** What the clock on the wall says: "2026-03-01T09:40:00". @param {number} ms @param {string} zone */
export function wallClock(ms, zone) {
  /** @type {{[type: string]: string}} */
  const parts = {};
  for (const { type, value } of formatFor(zone).formatToParts(ms)) parts[type] = value;
  const { year, month, day, hour, minute, second } = parts;
  return `${year?.padStart(4, "0")}-${month}-${day}T${hour}:${minute}:${second}`;
}

/** @param {number} ms @param {string} zone */
function offsetMinutes(ms, zone) {
  const whole = Math.floor(ms / 1000) * 1000;
  return Math.round((Date.parse(`${wallClock(whole, zone)}Z`) - whole) / 60_000);
}

/** RFC 3339 with the zone's offset: "2026-03-01T09:40:00+01:00". @param {number} ms @param {string} zone */
export function instant(ms, zone) {
  const offset = offsetMinutes(ms, zone);
  const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
  const sign = offset < 0 ? "-" : "+";
  return `${wallClock(ms, zone)}${sign}${two(hours)}:${two(minutes)}`;
}

/** @param {number} value */
const two = (value) => String(value).padStart(2, "0");

const DAY_MS = 86_400_000;

/**
 * The instant that a person means by a time on the wall ("2026-03-01T09:40"). Where the clocks
 * change, the offset from before the change counts, as on the server (PEP 495, fold 0): of an hour
 * that there is twice the first is meant, a time that was skipped is as much after the change.
 * @param {string} wall
 * @param {string} zone
 */
export function fromWallClock(wall, zone) {
  const asUtc = Date.parse(`${wall.slice(0, 16)}:00Z`);
  const [before = 0, after = 0] = [asUtc - DAY_MS, asUtc + DAY_MS].map(
    (near) => asUtc - offsetMinutes(near, zone) * 60_000,
  );
  const isSo = (/** @type {number} */ ms) => Date.parse(`${wallClock(ms, zone)}Z`) === asUtc;
  return !isSo(before) && isSo(after) ? after : before;
}

/** @param {string | number} when an instant @param {string} zone */
export function localDay(when, zone) {
  return wallClock(typeof when === "string" ? Date.parse(when) : when, zone).slice(0, 10);
}

/** @param {string} day "YYYY-MM-DD" @param {number} by */
export function shiftDay(day, by) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * DAY_MS).toISOString().slice(0, 10);
}

export const phoneZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
