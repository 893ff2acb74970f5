/**
 * The server starts over (restored from a backup, or the cursor is too old): the phone pulls
 * everything anew beside its old copy, then offers again what the server no longer has.
 *
 * @import {BaseRecord, Write} from "./types.js"
 */

/** Kinds that people write on the server's side; the phone has nothing to offer of them. */
const COMES_DOWN_ONLY = new Set(["findings", "annotations"]);

/**
 * @param {BaseRecord[]} old what the phone knew
 * @param {BaseRecord[]} shadow what the server has now
 * @returns {(Write & {base: number | null})[]}
 */
export function offers(old, shadow) {
  const now = new Map(shadow.map((record) => [`${record.kind}/${record.id}`, record]));
  return old.flatMap((record) => {
    if (COMES_DOWN_ONLY.has(record.kind)) return [];
    const set = missing(record, now.get(`${record.kind}/${record.id}`));
    const base = now.get(`${record.kind}/${record.id}`)?.revision ?? null;
    return set ? [{ kind: record.kind, id: record.id, set, base }] : [];
  });
}

/** @param {BaseRecord} old @param {BaseRecord | undefined} server */
function missing(old, server) {
  if (!server) return old.deleted ? null : answersOf(old);
  // What the server changed after the phone last looked is newer knowledge and stays. At the
  // same revision it is the phone's own write, around which the server has an older state.
  if (old.revision < server.revision) return null;
  if (old.deleted) return server.deleted ? null : { deleted: true };
  if (server.deleted) return { ...answersOf(old), deleted: false };
  const changed = Object.entries(answersOf(old)).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(server.fields?.[name] ?? null),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : null;
}

/** Added by the server, so never offered to it. */
const READ_ONLY = new Set(["created_at", "updated_at", "logged_at", "revision"]);

/** @param {BaseRecord} record */
function answersOf({ fields }) {
  return Object.fromEntries(
    Object.entries(fields ?? {}).filter(([name, value]) => value !== null && !READ_ONLY.has(name)),
  );
}
