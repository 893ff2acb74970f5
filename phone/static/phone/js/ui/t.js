/**
 * Every sentence goes through here. The English text is the key; a catalogue of another language
 * is one JSON file from key to text.
 *
 * @typedef {{[name: string]: string | number}} Values
 */

/** @type {{[text: string]: string}} */
let catalog = {};

/** @param {string | undefined} address of the catalogue; none means English */
export async function useCatalog(address) {
  if (!address) return;
  // Without it the program speaks English, and works.
  const response = await fetch(address).catch(() => null);
  if (response?.ok) catalog = await response.json();
}

/** A number and what it counts stay in one line. @param {string} text @param {Values} [values] */
export function t(text, values = {}) {
  return (catalog[text] ?? text)
    .replace(/(\d|\{n\}) (?=\p{L})/gu, "$1\u00a0")
    .replace(/\{(\w+)\}/g, (hole, name) => String(values[name] ?? hole));
}

/** Two forms are enough for the languages that are planned. @param {string} one @param {string} many @param {number} n */
export function tn(one, many, n) {
  const singular = new Intl.PluralRules(language()).select(n) === "one";
  return t(singular ? one : many, { n });
}

export const language = () => document.documentElement.lang || "en";

/** The phone's own way of writing times and numbers, as long as it is in the language shown. */
export const locale = () =>
  navigator.languages.find((tag) => tag.split("-")[0] === language()) ?? language();
