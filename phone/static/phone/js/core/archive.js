/**
 * What the phone holds as an archive, for when the server cannot be asked: the same document, with
 * what was answered.
 *
 * @import {Fields, Row} from "./types.js"
 */

/** Parts that stand inside the record they belong to. */
const INSIDE = /** @type {{[kind: string]: string}} */ ({
  readings: "episode",
  sessions: "treatment",
});

/** @param {Row[]} rows all that is on the phone @param {string} exported_at */
export function archiveOf(rows, exported_at) {
  /** @type {{[kind: string]: Fields[]}} */
  const lists = {};
  /** @type {Map<unknown, Fields>} */
  const records = new Map();
  const live = rows.filter((row) => !row.deleted);
  for (const { kind, id, fields } of live) {
    const { updated_at: _, revision: __, ...rest } = fields;
    const record = { ...(kind === "check_ins" || kind === "profile" ? {} : { id }), ...rest };
    records.set(id, record);
    if (!INSIDE[kind]) push(lists, kind, record);
  }
  for (const { kind, id } of live) putInside(kind, records.get(id) ?? {}, records);
  const { profile: [profile] = [{}], ...entries } = lists;
  const counts = Object.fromEntries(
    Object.entries(entries).map(([kind, all]) => [kind, all.length]),
  );
  return { format: "nape-archive", version: 1, exported_at, counts, profile, ...entries };
}

/** @param {string} kind @param {Fields} part @param {Map<unknown, Fields>} records */
function putInside(kind, part, records) {
  const name = INSIDE[kind];
  const whole = name && records.get(part[name]);
  if (!whole) return;
  delete part[name];
  push(whole, kind, part);
}

/** @param {{[name: string]: any}} lists @param {string} name @param {Fields} one */
function push(lists, name, one) {
  const list = lists[name] ?? [];
  list.push(one);
  lists[name] = list;
}
