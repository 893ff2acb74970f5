/**
 * Which medicines come first, and which doses are worth asking about.
 *
 * @import {Row} from "./types.js"
 */

const HOUR_MS = 3_600_000;
/** Sooner nobody can say; later nobody remembers. */
const [FROM_MS, UNTIL_MS] = [2 * HOUR_MS, 18 * HOUR_MS];

/**
 * Doses that wait for an answer, oldest first.
 * @param {Row[]} doses
 * @param {Row[]} medications
 * @param {number} now
 */
export function waitsForRelief(doses, medications, now) {
  const byId = new Map(medications.map((row) => [row.id, row]));
  return doses
    .filter(({ fields }) => {
      const ago = now - Date.parse(String(fields.taken_at));
      return fields.relief_2h == null && ago >= FROM_MS && ago <= UNTIL_MS;
    })
    .map((dose) => ({ dose, medication: byId.get(String(dose.fields.medication)) }))
    .filter(({ medication }) => medication?.fields.drug_class !== "preventive")
    .sort((a, b) => (String(a.dose.fields.taken_at) < String(b.dose.fields.taken_at) ? -1 : 1));
}

/** As many as a thumb finds without searching. */
const AT_HAND = 6;

/**
 * Medicines in use: those at hand, the last taken first, and the others by name.
 * @param {Row[]} medications
 * @param {Row[]} doses of the last weeks
 */
export function atHand(medications, doses) {
  const name = (/** @type {Row} */ { fields }) => String(fields.name);
  const taken = (/** @type {Row} */ { fields }) => Date.parse(String(fields.taken_at));
  const last = (/** @type {Row} */ { id }) =>
    Math.max(0, ...doses.filter(({ fields }) => fields.medication === id).map(taken));
  const inUse = medications
    .filter(({ fields }) => !fields.archived)
    .sort((a, b) => name(a).localeCompare(name(b)));
  const first = [...inUse].sort((a, b) => last(b) - last(a)).slice(0, AT_HAND);
  const others = inUse.filter((row) => !first.includes(row));
  return { first: inUse.length > AT_HAND ? first : inUse, others };
}
