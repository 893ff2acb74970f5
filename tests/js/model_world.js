/** A server, three phones, and a network between them that loses, doubles and delays. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { ModelPhone } from "./model_phone.js";
import { ModelServer } from "./model_server.js";

const IDS = ["a", "b"];
const FIELDS = ["notes", "side"];

const phones = fc.integer({ min: 0, max: 2 });
export const write = fc.record({
  do: fc.constant("write"),
  phone: phones,
  id: fc.constantFrom(...IDS),
  set: fc.oneof(
    fc.dictionary(fc.constantFrom(...FIELDS), fc.integer({ min: 0, max: 9 }), { minKeys: 1 }),
    fc.constant({ deleted: true }),
    fc.constant({ notes: "poison" }),
  ),
});
export const step = fc.oneof(
  write,
  fc.record({
    do: fc.constant("sync"),
    phone: phones,
    limit: fc.integer({ min: 1, max: 3 }),
    fate: fc.constantFrom("ok", "ok", "ok", "request lost", "reply lost", "reply twice", "late"),
  }),
);

/** @param {any} op */
const refuse = (op) => (op.set.notes === "poison" ? "unknown_slug" : null);

export class World {
  server = new ModelServer();
  phones = [new ModelPhone("p0"), new ModelPhone("p1", 500), new ModelPhone("p2", -500)];
  /** @type {[ModelPhone, any, any[]][]} */
  late = [];

  /** @param {any} one */
  play(one) {
    this.server.now += 1;
    const phone = /** @type {ModelPhone} */ (this.phones[one.phone]);
    if (one.do === "write") {
      phone.write({ kind: "episodes", id: one.id, set: { ...one.set } }, this.server.now);
    } else this.sync(phone, one.limit, one.fate);
    this.check(phone);
  }

  /** @param {ModelPhone} phone @param {number} limit @param {string} fate */
  sync(phone, limit, fate) {
    const { body, batch } = phone.request(limit, this.server.now);
    if (fate === "request lost") return;
    const reply = this.server.sync(body, refuse);
    if (fate === "reply lost") return;
    if (fate === "late") {
      this.late.push([phone, reply, batch]);
      return;
    }
    phone.receive(structuredClone(reply), batch);
    if (fate === "reply twice") phone.receive(structuredClone(reply), batch);
  }

  /** View = base + own pending writes, at every moment. @param {ModelPhone} phone */
  check(phone) {
    for (const op of phone.outbox) {
      const row = phone.row(op);
      assert.ok(row, "a saved write is always seen");
      const newest = phone.outbox.filter(({ id }) => id === op.id).at(-1);
      for (const [name, value] of Object.entries(newest?.set ?? {})) {
        assert.deepEqual(name === "deleted" ? row.deleted : row.fields[name], value);
      }
    }
  }

  /** The faults stop; late replies arrive; everybody syncs until it is quiet. */
  settle() {
    for (const [phone, reply, batch] of this.late) {
      const cursor = phone.cursor;
      phone.receive(reply, batch);
      // The real loop never applies a reply twice to the cursor; an old one only costs a page.
      phone.cursor = cursor;
    }
    for (let round = 0; round < 60; round += 1) {
      for (const phone of this.phones) {
        this.server.now += 1;
        this.sync(phone, 2, "ok");
      }
    }
  }
}

/** What people have written. @param {{id: string, fields: any}[]} rows */
export const byId = (rows) =>
  Object.fromEntries(
    rows.map(({ id, fields: { updated_at: _, ...written } }) => [
      id,
      JSON.stringify(Object.entries(written).sort()),
    ]),
  );
