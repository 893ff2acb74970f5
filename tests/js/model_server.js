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
  /** @type {Map<string, {status: "applied" | "merged" | "rejected", body: string, code: string | null}>} */
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
    /** @type {Result[]} */
    const results = ops.map((/** @type {any} */ op) => this.#take(op, device, skew, refuse));
    return { ...this.#page(cursor, limit), results };
  }

  /** @param {any} op @param {string} device @param {number} skew @param {(op: any) => string | null} refuse @returns {Result} */
  #take(op, device, skew, refuse) {
    const body = JSON.stringify(op);
    const seen = this.ops.get(op.op);
    if (seen && seen.body !== body) return { op: op.op, status: "rejected", code: "op_reused" };
    if (seen) {
      const record = this.#show(`${op.kind}/${op.id}`);
      return { op: op.op, status: "duplicate", outcome: seen.status, code: seen.code, record };
    }
    const code = refuse(op);
    if (code) {
      this.ops.set(op.op, { status: "rejected", body, code });
      return { op: op.op, status: "rejected", code, record: this.#show(`${op.kind}/${op.id}`) };
    }
    const status = this.#write(op, device, Math.min(op.at + skew, this.now));
    this.ops.set(op.op, { status, body, code: null });
    return { op: op.op, status, record: this.#show(`${op.kind}/${op.id}`) };
  }

  /** @param {any} op @param {string} device @param {number} at @returns {"applied" | "merged"} */
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
    let status = /** @type {"applied" | "merged"} */ ("applied");
    for (const [field, value] of Object.entries(op.set)) {
      const old = record.stamps[field];
      if (wins(old, op, field, at, device)) {
        const later = old && (op.base ?? 0) >= old.revision ? Math.max(at, old.at + 1) : at;
        record.stamps[field] = { revision: this.revision, at: later, device, op: op.op };
        if (field === "deleted") record.deleted = value === true;
        else record.fields[field] = value;
      } else {
        status = "merged";
        this.lost.push({ key, field, value });
      }
    }
    return status;
  }

  /** @param {string} key @returns {BaseRecord | null} */
  #show(key) {
    const record = this.records.get(key);
    if (!record) return null;
    const { kind, id, revision, updated, deleted } = record;
    const fields = { ...record.fields, updated_at: new Date(updated).toISOString() };
    return structuredClone({ kind, id, revision, deleted, fields: deleted ? null : fields });
  }

  /** @param {string | null} cursor @param {number} limit */
  #page(cursor, limit) {
    const [epoch, from] = (cursor ?? `${this.epoch}.0`).split(".").map(Number);
    const nothing = { cursor, has_more: false, reset: false, changes: [] };
    /** @param {"restored" | "expired"} reset_reason */
    const anew = (reset_reason) => ({
      ...{ ...nothing, cursor: null, reset: true, has_more: true },
      reset_reason,
    });
    if (epoch !== this.epoch || Number(from) > this.revision) return anew("restored");
    if (cursor && Number(from) < this.purged) return anew("expired");
    if (limit === 0) return nothing;
    const rows = [...this.records.entries()]
      .filter(([, { revision }]) => revision > Number(from))
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

/** @param {Stamp | undefined} old @param {any} op @param {string} field @param {number} at @param {string} device */
function wins(old, op, field, at, device) {
  if (!old) return true;
  const known = (op.base ?? 0) >= old.revision;
  // Only who has seen the tombstone revives.
  if (field === "deleted" && op.set.deleted === false) return known;
  if (known || old.device === device) return true;
  if (field === "deleted") return true;
  return at > old.at || (at === old.at && op.op > old.op);
}
