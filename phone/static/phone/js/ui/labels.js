/**
 * What fields and slugs are called: as the server's vocabulary says, and before it first arrived,
 * the slug itself in words.
 *
 * @typedef {{name: string, label: string, slugs?: {slug: string, label: string}[], of?: Described,
 *   parts?: Described[]}} Described
 */
import { t } from "./t.js";

/** By path: "episodes.side", "episodes.side.left", "episodes.relief.method.heat". @type {Map<string, string>} */
const labels = new Map();

/** @param {any} vocabulary the last one that came */
export function useVocabulary(vocabulary) {
  for (const [kind, { label, fields }] of Object.entries(vocabulary?.kinds ?? {})) {
    labels.set(kind, label);
    for (const field of fields ?? []) learn(`${kind}.${field.name}`, field);
  }
}

/** @param {string} path @param {Described} field */
function learn(path, { label, slugs = [], of, parts = [] }) {
  labels.set(path, label);
  for (const one of slugs) labels.set(`${path}.${one.slug}`, one.label);
  for (const part of parts) learn(`${path}.${part.name}`, part);
  if (of) learn(path, of);
}

/** @param {...string} path from the kind to the field or slug that is meant */
export function label(...path) {
  return capital(labels.get(path.join(".")) ?? t((path.at(-1) ?? "").replaceAll("_", " ")));
}

/** @returns {{[kind: string]: string}} */
const SINGLE = () => ({
  episodes: t("Headache"),
  readings: t("Reading"),
  check_ins: t("Check-in"),
  medications: t("Medicine"),
  doses: t("Dose"),
  treatments: t("Treatment"),
  sessions: t("Session"),
  marks: t("Mark"),
  scores: t("Questionnaire"),
  visits: t("Visit"),
});

/** One record of a kind, where the label names many. @param {string} kind */
export const single = (kind) => SINGLE()[kind] ?? label(kind);

/** @param {string} words */
export const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);
