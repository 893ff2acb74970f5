/**
 * What a slug is called: as the server's vocabulary says, and before it first arrived, the slug
 * itself in words.
 */
import { t } from "./t.js";

/** @type {Map<string, string>} */
const labels = new Map();

/** @param {any} vocabulary the last one that came */
export function useVocabulary(vocabulary) {
  for (const [kind, { fields }] of Object.entries(vocabulary?.kinds ?? {})) {
    for (const { name, slugs } of fields ?? []) {
      for (const { slug, label } of slugs ?? []) labels.set(`${kind}.${name}.${slug}`, label);
    }
  }
}

/** @param {string} kind @param {string} field @param {string} slug */
export function label(kind, field, slug) {
  const words = labels.get(`${kind}.${field}.${slug}`) ?? t(slug.replaceAll("_", " "));
  return words.charAt(0).toUpperCase() + words.slice(1);
}
