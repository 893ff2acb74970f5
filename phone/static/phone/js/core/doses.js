/**
 * Which doses are worth asking about: two hours after one, whether it helped.
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
