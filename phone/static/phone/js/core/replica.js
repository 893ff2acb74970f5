/**
 * The phone's copy of the diary: base (what the server said) + outbox (what it has not answered
 * yet) = view (what the person sees). Pure; the store applies what is decided here.
 *
 * @import {BaseRecord, Fields, Key, Op, Row, Write} from "./types.js"
 */
import { localDay } from "./time.js";

/** Where the local day of a record comes from, for the kinds that lists are made of. */
const DAY_FROM = /** @type {{[kind: string]: string}} */ ({
  episodes: "started_at",
  doses: "taken_at",
});

/** What was answered earlier keeps its own time, for another phone may have answered in between. */
const ONE_SITTING_MS = 300_000;

/** @param {string} kind @param {Fields} fields */
function lookups(kind, fields) {
  /** @type {{day?: string, parent?: string, open?: 1}} */
  const found = {};
  const from = DAY_FROM[kind];
  if (kind === "check_ins") found.day = String(fields.date);
  // A patch may come before the record that it belongs to.
  else if (from && fields[from]) {
    found.day = localDay(String(fields[from]), String(fields.time_zone ?? "UTC"));
  }
  const parent = fields.episode ?? fields.treatment;
  if (parent) found.parent = String(parent);
  const began = kind === "episodes" && fields.started_at;
  if (began && !fields.ended_at && !fields.end_unknown) found.open = 1;
  return found;
}

/**
 * @param {BaseRecord | undefined} base
 * @param {Op[]} pending the outbox of this record, oldest first
 * @returns {Row | null} null when nothing is known of the record
 */
export function rowOf(base, pending) {
  const known = base ?? pending[0];
  if (!known) return null;
  let deleted = base?.deleted ?? false;
  /** @type {Fields} */
  const fields = { ...base?.fields };
  for (const { set } of pending) {
    const { deleted: gone, ...rest } = set;
    if (gone !== undefined) deleted = gone === true;
    Object.assign(fields, rest);
  }
  const { kind, id } = known;
  const row = { kind, id, revision: base?.revision ?? null, deleted, fields };
  return { ...row, pending: pending.length > 0, ...(deleted ? {} : lookups(kind, fields)) };
}

/**
 * What goes to the outbox when a person writes. A deletion goes there too, even of what never left
 * the phone: who takes it back finds all of it again.
 *
 * @param {Write} write
 * @param {{base: BaseRecord | undefined, pending: Op[], last: Op | undefined}} known
 *   `last` is the newest write of the whole outbox, whatever its record
 * @param {{op: string, at: string}} stamp
 * @returns {Op}
 */
export function queue(write, known, stamp) {
  const { kind, id } = write;
  const { base, pending, last } = known;
  const set = { ...write.set };
  const row = rowOf(base, pending);
  // Whoever writes to a deleted day means to have that day again.
  if (row?.deleted && set.deleted === undefined) set.deleted = false;
  const revision = base?.revision ?? null;
  // Joining only the newest write keeps the order between records as it was made.
  const isSame = last && !last.sent && last.kind === kind && last.id === id;
  const isSoon = last && Date.parse(stamp.at) - Date.parse(last.at) < ONE_SITTING_MS;
  if (isSame && isSoon && last.base === revision) {
    return { ...last, at: stamp.at, set: { ...last.set, ...set } };
  }
  return { kind, id, set, base: revision, ...stamp, sent: false };
}

/**
 * The writes that take others back, with each field as it was before.
 * @param {Write[]} writes
 * @param {(key: Key) => Row | null} before
 * @returns {Write[]}
 */
export function inverse(writes, before) {
  /** @type {Map<string, Write>} */
  const undo = new Map();
  for (const { kind, id, set } of writes) {
    const row = before({ kind, id });
    const entry = undo.get(`${kind}/${id}`) ?? { kind, id, set: {} };
    if (!row || row.deleted) entry.set = { deleted: true };
    else {
      for (const name of Object.keys(set)) {
        entry.set[name] = name === "deleted" ? false : (row.fields[name] ?? null);
      }
    }
    undo.set(`${kind}/${id}`, entry);
  }
  return [...undo.values()].reverse();
}

/**
 * The entries that wait: a headache with its readings is one.
 * @param {Pick<Op, "kind" | "id" | "set">[]} ops
 */
export function waiting(ops) {
  const keys = ops.map(({ kind, id, set }) =>
    kind === "readings" && set.episode
      ? { kind: "episodes", id: String(set.episode) }
      : { kind, id },
  );
  return [...new Map(keys.map((key) => [key.id, key])).values()];
}

/** @param {Pick<Op, "kind" | "id" | "set">[]} ops */
export const entryCount = (ops) => waiting(ops).length;
