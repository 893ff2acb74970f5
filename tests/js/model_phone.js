/**
 * A phone without a browser: the same core, with Maps where the real one has IndexedDB.
 *
 * @import {BaseRecord, Op, Refused, Reply, Write} from "../../phone/static/phone/js/core/types.js"
 */
import { absorb } from "../../phone/static/phone/js/core/absorb.js";
import { nextBatch, onTheWire } from "../../phone/static/phone/js/core/batch.js";
import { queue, rowOf } from "../../phone/static/phone/js/core/replica.js";
import { offers, uponFresh } from "../../phone/static/phone/js/core/reset.js";

/** @param {{kind: string, id: string}} key */
const keyOf = ({ kind, id }) => `${kind}/${id}`;

export class ModelPhone {
  /** @type {Map<string, BaseRecord>} */
  base = new Map();
  /** @type {Map<string, BaseRecord> | null} */
  shadow = null;
  expired = false;
  /** @type {Op[]} */
  outbox = [];
  /** @type {Refused[]} */
  attention = [];
  /** @type {string | null} */
  cursor = null;
  /** @type {string[]} every write that was ever queued */
  made = [];
  #seq = 0;
  #ops = 0;

  /** @param {string} device @param {number} [clock] how wrong this phone's clock is */
  constructor(device, clock = 0) {
    this.device = device;
    this.clock = clock;
  }

  /** @param {Write} write @param {number} now */
  write(write, now) {
    const pending = this.#pending(write);
    const known = { base: this.base.get(keyOf(write)), pending, last: this.outbox.at(-1) };
    this.#ops += 1;
    const op = `${this.device}-${String(this.#ops).padStart(5, "0")}`;
    const at = new Date(now + this.clock).toISOString();
    this.#put(queue(write, known, { op, at }));
  }

  /** A write as it was recorded elsewhere. @param {Op} op */
  append(op) {
    this.#put({ ...op, sent: false });
  }

  /** @param {Op} op */
  #put(op) {
    const at = this.outbox.findIndex(({ seq }) => seq === op.seq && seq !== undefined);
    if (at >= 0) this.outbox[at] = op;
    else {
      this.#seq += 1;
      this.outbox.push({ ...op, seq: this.#seq });
      this.made.push(op.op);
    }
  }

  /** @param {number} limit @param {number} now @param {number} [most] */
  request(limit, now, most = 100) {
    const batch = this.shadow ? [] : nextBatch(this.outbox, most);
    for (const op of batch) this.#put({ ...op, sent: true });
    const ops = structuredClone(batch.map(onTheWire));
    const sent_at = now + this.clock;
    return { batch, body: { device: this.device, cursor: this.cursor, limit, ops, sent_at } };
  }

  /** @param {Reply} reply @param {Op[]} batch */
  receive(reply, batch) {
    const seen = this.shadow ? { ...reply, changes: [] } : reply;
    const news = absorb(seen, batch, (key) => this.base.get(keyOf(key)));
    for (const record of news.base) this.base.set(keyOf(record), record);
    for (const op of news.again) this.#put({ ...op, op: `${op.op}-again`, sent: false });
    const answered = new Set(news.answered.map(({ op }) => op));
    this.outbox = this.outbox.filter(({ op }) => !answered.has(op));
    for (const refused of news.refused) this.#hold(refused);
    this.cursor = reply.reset ? null : reply.cursor;
    if (reply.reset) {
      if (!this.shadow) this.expired = reply.reset_reason === "expired";
      this.shadow = new Map();
    }
    if (!reply.reset && this.shadow) this.#fill(reply);
  }

  /** @param {Reply} reply */
  #fill(reply) {
    const shadow = /** @type {Map<string, BaseRecord>} */ (this.shadow);
    for (const record of reply.changes) shadow.set(keyOf(record), record);
    if (reply.has_more) return;
    const old = this.expired ? [] : [...this.base.values()];
    const again = offers(old, [...shadow.values()], this.clock);
    const waiting = this.outbox;
    this.base = shadow;
    this.shadow = null;
    this.outbox = [];
    for (const offer of again) {
      this.#ops += 1;
      const op = `${this.device}-offer-${this.#ops}`;
      this.#put({ ...offer, op });
    }
    for (const { seq: _, ...op } of waiting) this.#put(this.expired ? op : uponFresh(op));
  }

  /** By its op, as in the store. @param {Refused} refused */
  #hold(refused) {
    if (!this.attention.some(({ op }) => op === refused.op)) this.attention.push(refused);
  }

  /** @param {{kind: string, id: string}} key */
  #pending = (key) => this.outbox.filter((op) => keyOf(op) === keyOf(key));

  /** @param {{kind: string, id: string}} key */
  row(key) {
    return rowOf(this.base.get(keyOf(key)), this.#pending(key));
  }

  /** What the person sees: base with the pending writes over it. */
  view() {
    const keys = new Map([...this.base.values(), ...this.outbox].map((one) => [keyOf(one), one]));
    const rows = [...keys.values()].map((key) => this.row(key));
    return rows.flatMap((row) => (row && !row.deleted ? [row] : []));
  }
}
