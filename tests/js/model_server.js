/**
 * A small server in memory that keeps the sync contract: enough of it to drive the phone's core
 * in node. The real endpoint has its own tests.
 *
 * @import {BaseRecord, Reply, Result} from "../../phone/static/phone/js/core/types.js"
 */

/** @typedef {{revision: number, at: number, device: string, op: string}} Stamp */

export class ModelServer {
  revision = 0;
  epoch = 1;
  /** @type {Map<string, {kind: string, id: string, revision: number, updated: number, deleted: boolean, fields: any, stamps: {[name: string]: Stamp}}>} */
  records = new Map();
  /** @type {Map<string, Pick<Result, "status" | "lost"> & {body: string, code: string | null}>} */
  ops = new Map();
  /** @type {{key: string, field: string, value: unknown}[]} */
  lost = [];
  now = 0;
  /** Deletions up to here are forgotten. */
  purged = 0;

  /**
   * @param {any} request
   * @param {(op: any) => string | null} refuse a code for writes that are not taken
   * @returns {Reply}
   */
  sync({ device, cursor, limit, ops, sent_at }, refuse = () => null) {
    const skew = this.now - sent_at;
    const why = this.#reset(cursor);
    /** @type {Result[]} */
    const results = ops.map((/** @type {any} */ op) => {
      // Numbers of before a restoring say nothing.
      const read = why === "restored" ? { ...op, base: null } : op;
      return this.#take(op, read, device, skew, refuse);
    });
    const anew = { cursor: null, has_more: true, reset: true, reset_reason: why, changes: [] };
    return { ...(why ? anew : this.#page(cursor, limit)), results };
  }

  /**
   * @param {any} op as it was sent
   * @param {any} read as it is understood
   * @param {string} device
   * @param {number} skew
   * @param {(op: any) => string | null} refuse
   * @returns {Result}
   */
  #take(op, read, device, skew, refuse) {
    const body = JSON.stringify(op);
    const seen = this.ops.get(op.op);
    if (seen && seen.body !== body) return { op: op.op, status: "rejected", code: "op_reused" };
    if (seen) {
      const record = this.#show(`${op.kind}/${op.id}`);
      const { status: outcome, code, lost = [] } = seen;
      return { op: op.op, status: "duplicate", outcome, code, lost, record };
    }
    const code = refuse(op);
    if (code) {
      this.ops.set(op.op, { status: "rejected", body, code });
      return { op: op.op, status: "rejected", code, record: this.#show(`${op.kind}/${op.id}`) };
    }
    const lost = this.#write(read, device, Math.min(Date.parse(op.at) + skew, this.now));
    const status = lost.length > 0 ? "merged" : "applied";
    this.ops.set(op.op, { status, lost, body, code: null });
    return { op: op.op, status, lost, record: this.#show(`${op.kind}/${op.id}`) };
  }

  /** @param {any} op @param {string} device @param {number} at what does not stand */
  #write(op, device, at) {
    const key = `${op.kind}/${op.id}`;
    /** @type {{[name: string]: Stamp}} */
    const stamps = {};
    const { kind, id } = op;
    const fresh = { kind, id, revision: 0, updated: 0, deleted: false, fields: {}, stamps };
    const record = this.records.get(key) ?? fresh;
    this.records.set(key, record);
    this.revision += 1;
    record.revision = this.revision;
    record.updated = this.now;
    const lost = [];
    for (const [field, value] of Object.entries(op.set)) {
      const old = record.stamps[field];
      if (wins(old, op, field, at, device)) {
        const later = old && knew(old, op, device) ? Math.max(at, old.at + 1) : at;
        record.stamps[field] = { revision: this.revision, at: later, device, op: op.op };
        if (field === "deleted") record.deleted = value === true;
        else record.fields[field] = value;
      } else {
        const theirs = field === "deleted" ? record.deleted : record.fields[field];
        lost.push({ field, theirs });
        this.lost.push({ key, field, value });
      }
    }
    return lost;
  }

  /** @param {string} key @returns {BaseRecord | null} */
  #show(key) {
    const record = this.records.get(key);
    if (!record) return null;
    const { kind, id, revision, updated, deleted } = record;
    const fields = { ...record.fields, updated_at: new Date(updated).toISOString() };
    return structuredClone({ kind, id, revision, deleted, fields: deleted ? null : fields });
  }

  /** @param {string | null} cursor @returns {"restored" | "expired" | null} */
  #reset(cursor) {
    const [epoch, from = 0] = parts(cursor ?? `${this.epoch}.${this.purged}`);
    if (epoch !== this.epoch || from > this.revision) return "restored";
    return from < this.purged ? "expired" : null;
  }

  /** @param {string | null} cursor @param {number} limit */
  #page(cursor, limit) {
    const [, from = 0] = parts(cursor ?? "0.0");
    const nothing = { cursor, has_more: false, reset: false, changes: [] };
    if (limit === 0) return nothing;
    const rows = [...this.records.entries()]
      .filter(([, { revision }]) => revision > from)
      .sort(([, a], [, b]) => a.revision - b.revision);
    const page = rows.slice(0, limit);
    const more = rows.length > page.length;
    const last = more ? page.at(-1)?.[1].revision : this.revision;
    const changes = page.map(([key]) => /** @type {BaseRecord} */ (this.#show(key)));
    return { cursor: `${this.epoch}.${last}`, has_more: more, reset: false, changes };
  }

  live() {
    return [...this.records.values()].filter(({ deleted }) => !deleted);
  }
}

/** @param {string} cursor */
const parts = (cursor) => cursor.split(".").map(Number);

/** @param {Stamp} old @param {any} op @param {string} device */
const knew = (old, op, device) => (op.base ?? 0) >= old.revision || old.device === device;

/** @param {Stamp | undefined} old @param {any} op @param {string} field @param {number} at @param {string} device */
function wins(old, op, field, at, device) {
  if (!old || knew(old, op, device)) return true;
  // Only who has seen the tombstone revives.
  if (field === "deleted") return op.set.deleted === true;
  return at > old.at || (at === old.at && op.op > old.op);
}
