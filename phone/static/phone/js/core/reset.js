/**
 * The server starts over: the phone pulls everything anew beside its old copy. Where an older state
 * was restored, it then offers again what the server no longer has. A phone that was away for too
 * long offers nothing: what the server no longer has was deleted.
 *
 * @import {BaseRecord, Op} from "./types.js"
 */

/** Kinds that people write on the server's side; the phone has nothing to offer of them. */
const COMES_DOWN_ONLY = new Set(["findings", "annotations"]);

/**
 * Answers are offered without a revision and with the time at which they were given: numbers of
 * before and after the restoring cannot be compared, so of two answers the later one stands, and
 * nobody revives what was deleted meanwhile. As if sent: a later write must not lend its time.
 *
 * @param {BaseRecord[]} old what the phone knew
 * @param {BaseRecord[]} shadow what the server has now
 * @param {number} ahead by how many ms the phone's clock is before the server's
 * @returns {Omit<Op, "op">[]}
 */
export function offers(old, shadow, ahead) {
  const now = new Map(shadow.map((record) => [`${record.kind}/${record.id}`, record]));
  return old.flatMap((record) => {
    const { kind, id } = record;
    const set = missing(record, now.get(`${kind}/${id}`));
    if (!set || COMES_DOWN_ONLY.has(kind)) return [];
    const given = time(record) + ahead || Date.now();
    return [{ kind, id, set, base: null, at: new Date(given).toISOString(), sent: true }];
  });
}

/** A write upon the old copy; what may have arrived already is never altered. @param {Op} op @returns {Op} */
export const uponFresh = (op) => (op.sent ? op : { ...op, base: null });

/** @param {BaseRecord} old @param {BaseRecord | undefined} server */
function missing(old, server) {
  if (!server) return old.deleted ? null : answersOf(old);
  if (old.deleted || server.deleted) {
    // What became of it on the server after the phone last looked stays.
    if (old.deleted === server.deleted || old.revision < server.revision) return null;
    return old.deleted ? { deleted: true } : { ...answersOf(old), deleted: false };
  }
  // A later state of the record also tells which answers were taken back.
  const isLater = time(old) > time(server);
  const changed = written(old).filter(
    ([name, value]) =>
      (isLater || value !== null) &&
      JSON.stringify(value) !== JSON.stringify(server.fields?.[name] ?? null),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

/** @param {BaseRecord} record */
const time = ({ fields }) => Date.parse(String(fields?.updated_at));

/** Added by the server, so never offered to it. */
const READ_ONLY = new Set(["created_at", "updated_at", "logged_at", "revision"]);

/** @param {BaseRecord} record */
const written = ({ fields }) =>
  Object.entries(fields ?? {}).filter(([name]) => !READ_ONLY.has(name));

/** @param {BaseRecord} record */
const answersOf = (record) =>
  Object.fromEntries(written(record).filter(([, value]) => value !== null));
