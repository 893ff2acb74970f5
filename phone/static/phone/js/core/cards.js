/**
 * What stands around an entry when its warning signs are looked at, and how a card is read.
 *
 * @import {Card, Data} from "./warning-signs.js"
 * @import {Row, Write} from "./types.js"
 */
import { asText } from "./conditions.js";

/**
 * Medicines, and the sessions of treatments with their kind.
 * @param {Row[]} medications @param {Row[]} treatments @param {Row[]} sessions
 */
export function around(medications, treatments, sessions) {
  const kinds = new Map(treatments.map(({ id, fields }) => [id, fields.kind]));
  return {
    medications: medications.map(({ fields }) => fields),
    sessions: sessions.map(({ fields }) => ({
      kind: kinds.get(String(fields.treatment)) ?? null,
      on: fields.on,
    })),
  };
}

/**
 * The entries that some writes are about: a reading is about its headache.
 * @param {Write[]} writes
 * @param {(reading: string) => unknown} headacheOf
 * @returns {{kind: string, id: string}[]}
 */
export function entriesOf(writes, headacheOf) {
  /** @type {Map<string, {kind: string, id: string}>} */
  const found = new Map();
  for (const { kind, id, set } of writes) {
    const own = kind === "episodes" || kind === "check_ins";
    const headache = kind === "readings" ? (set.episode ?? headacheOf(id)) : null;
    const entry = own ? { kind, id } : headache ? { kind: "episodes", id: String(headache) } : null;
    if (entry) found.set(`${entry.kind}/${entry.id}`, entry);
  }
  return [...found.values()];
}

/**
 * The numbers to call in a country, longest first. Of a sentence ("NHS 111, call 111") its last.
 * @param {Data} data @param {unknown} country
 * @returns {string[]}
 */
export function phoneNumbers(data, country) {
  const { emergency = "", urgent = "" } = data.numbers[asText(country)] ?? {};
  const last = /** @type {string} */ (urgent).match(/\d[\d ]*\d/g)?.at(-1);
  const numbers = [emergency, last].filter((number) => /^\d[\d ]*\d$/.test(number ?? ""));
  return numbers.sort((a, b) => b.length - a.length);
}

/**
 * A text in pieces, so that each number in it can be tapped.
 * @param {string} text @param {string[]} numbers
 * @returns {{text: string, call: string | null}[]}
 */
export function pieces(text, numbers) {
  if (numbers.length === 0) return [{ text, call: null }];
  const split = new RegExp(`(?<!\\d)(${numbers.join("|")})(?!\\d)`);
  return text
    .split(split)
    .map((piece, n) => ({ text: piece, call: n % 2 ? piece.replaceAll(" ", "") : null }))
    .filter((piece) => piece.text !== "");
}

/**
 * Whether "my usual, a doctor has checked it" is an answer to a card: it rests a card, or, on one
 * that never rests, adds the line about the plan one was given.
 * @param {Card} card @param {Data} data
 */
export function mayBeUsual(card, data) {
  const [name] = card.card.split(":", 1);
  const kind = data.cards.find((/** @type {Data} */ one) => one.card === name);
  return !neverRests(card, data) || kind?.extra === true;
}

/** @param {Card} card @param {Data} data @returns {boolean} */
export const neverRests = ({ tier }, data) => data.repeat.never.includes(tier);
