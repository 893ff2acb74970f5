/**
 * Days with acute medication against the limits of ICHD-3 8.2, counted on the phone, so that
 * entries that are not sent yet count too. Days, not doses, and for whatever pain; a combination
 * counts for itself only.
 *
 * @import {Row} from "./types.js"
 * @typedef {{code: string, day: number, limit: number, near: boolean}} Standing
 */
import { shiftDay } from "./time.js";

const WINDOW_DAYS = 30;
const NON_OPIOIDS = ["paracetamol", "aspirin", "nsaid", "other_nonopioid"];
/** Classes that are counted together, and the days of 30 from which they are frequent. */
const GROUPS = /** @type {[string, string[], number][]} */ ([
  ["8.2.1", ["ergot"], 10],
  ["8.2.2", ["triptan"], 10],
  ["8.2.3", NON_OPIOIDS, 15],
  ["8.2.4", ["opioid"], 10],
  ["8.2.5", ["combination"], 10],
  ["8.2.8", ["other_acute"], 10],
]);
/** Several of these together, where none is frequent by itself. */
const TOGETHER = { code: "8.2.6", of: ["8.2.1", "8.2.2", "8.2.3", "8.2.4"], limit: 10 };
/** From here on it is said without being asked. */
const NEAR = /** @type {{[limit: number]: number}} */ ({ 10: 8, 15: 12 });

/** @param {unknown} drugClass */
const codeOf = (drugClass) => GROUPS.find(([, of]) => of.includes(String(drugClass)))?.[0];

/**
 * The days of the last 30, today included, on which each group was taken.
 * @param {Row[]} doses
 * @param {Row[]} medications
 * @param {string} today
 */
export function daysByCode(doses, medications, today) {
  const codes = new Map(medications.map(({ id, fields }) => [id, codeOf(fields.drug_class)]));
  const from = shiftDay(today, 1 - WINDOW_DAYS);
  /** @type {Map<string, Set<string>>} */
  const days = new Map();
  for (const { day = "", fields } of doses) {
    const code = codes.get(String(fields.medication));
    if (!code || day < from || day > today) continue;
    for (const one of TOGETHER.of.includes(code) ? [code, TOGETHER.code] : [code])
      days.set(one, (days.get(one) ?? new Set()).add(day));
  }
  return days;
}

/**
 * Which day of how many a dose of this class would make today; null where no limit is known.
 * @param {unknown} drugClass
 * @param {Map<string, Set<string>>} days
 * @param {string} today
 * @returns {Standing | null}
 */
export function standing(drugClass, days, today) {
  const own = GROUPS.find(([, of]) => of.includes(String(drugClass)));
  if (!own) return null;
  const alone = against(own[0], own[2], days, today);
  const taken = TOGETHER.of.filter((code) => days.has(code) || code === own[0]);
  if (!TOGETHER.of.includes(own[0]) || taken.length < 2) return alone;
  const together = against(TOGETHER.code, TOGETHER.limit, days, today);
  return together.day / together.limit > alone.day / alone.limit ? together : alone;
}

/** @param {string} code @param {number} limit @param {Map<string, Set<string>>} days @param {string} today @returns {Standing} */
function against(code, limit, days, today) {
  const day = new Set(days.get(code)).add(today).size;
  return { code, day, limit, near: day >= (NEAR[limit] ?? limit) };
}
