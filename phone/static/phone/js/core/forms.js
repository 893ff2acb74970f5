/**
 * Records that are no headache and no check-in, as forms: their fields are those of the server's
 * vocabulary.
 *
 * @import {Fields} from "./types.js"
 * @typedef {object} Asked
 * @property {string} name
 * @property {string} type
 * @property {string} label
 * @property {boolean} required
 * @property {{slug: string, label: string}[]} [slugs]
 * @property {Asked} [of]
 * @property {Asked[]} [parts]
 * @property {string[]} [codes]
 * @property {number} [min]
 * @property {number} [max]
 * @property {number} [max_length]
 * @property {string} [pattern]
 * @property {string} [example]
 */

/** The field of a record that names what it belongs to. */
export const PARENT = /** @type {{[kind: string]: string}} */ ({
  doses: "medication",
  sessions: "treatment",
});

const UNASKED = ["time_zone", "locale", ...Object.values(PARENT)];

/** Fields that a person answers, the parts of one beside each other. @param {Asked[]} fields @returns {Asked[]} */
export const asked = (fields) =>
  fields
    .filter(({ name }) => !UNASKED.includes(name))
    .flatMap((field) =>
      field.parts
        ? field.parts.map((part) => ({
            ...part,
            name: `${field.name}.${part.name}`,
            label: `${field.label}: ${part.label}`,
          }))
        : [field],
    );

/**
 * What a new record holds before anything is answered: now, where it has to be said.
 * @param {string} kind
 * @param {Asked[]} fields
 * @param {string | undefined} parent
 * @param {{date: string, instant: string, zone: string}} now
 */
export function blank(kind, fields, parent, now) {
  const given = fields
    .filter(({ type, required }) => required && type in now)
    .map(({ name, type }) => [name, now[/** @type {keyof typeof now} */ (type)]]);
  const of = PARENT[kind];
  return { ...Object.fromEntries(given), ...(of && parent ? { [of]: parent } : {}) };
}

/** What must be given before it can be saved. @param {Asked[]} fields @param {Fields} record */
export const missing = (fields, record) =>
  fields.filter(({ name, required }) => required && (record[name] ?? "") === "");

/** @param {{[name: string]: any}} record @param {string} path */
export function valueAt(record, path) {
  const [name = "", part] = path.split(".");
  return (part ? record[name]?.[part] : record[name]) ?? null;
}

/**
 * The field of the record that an answer changes, whole: a value in parts is one value.
 * @param {{[name: string]: any}} record
 * @param {string} path
 * @param {unknown} value
 * @returns {[string, unknown]}
 */
export function change(record, path, value) {
  const [name = "", part] = path.split(".");
  if (!part) return [name, value];
  const parts = { ...record[name], [part]: value };
  return [name, Object.values(parts).some((one) => one != null) ? parts : null];
}
