/** What must hold of sync on the phone's side, over random lives of three phones. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inverse } from "../../phone/static/phone/js/core/replica.js";
import { ModelPhone } from "./model_phone.js";
import { ModelServer } from "./model_server.js";

const RUNS = Number(process.env.SYNC_RUNS ?? 500);
const IDS = ["a", "b"];
const FIELDS = ["notes", "side"];

const phones = fc.integer({ min: 0, max: 2 });
const write = fc.record({
  do: fc.constant("write"),
  phone: phones,
  id: fc.constantFrom(...IDS),
  set: fc.oneof(
    fc.dictionary(fc.constantFrom(...FIELDS), fc.integer({ min: 0, max: 9 }), { minKeys: 1 }),
    fc.constant({ deleted: true }),
    fc.constant({ notes: "poison" }),
  ),
});
const step = fc.oneof(
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

class World {
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

/** @param {(world: World) => void} holds */
function always(holds) {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const world = new World();
      for (const one of steps) world.play(one);
      world.settle();
      holds(world);
    }),
    { numRuns: RUNS },
  );
}

/** What people have written. @param {{id: string, fields: any}[]} rows */
const byId = (rows) =>
  Object.fromEntries(
    rows.map(({ id, fields: { updated_at: _, ...written } }) => [
      id,
      JSON.stringify(Object.entries(written).sort()),
    ]),
  );

test("when the faults stop, every phone shows what the server has, and no outbox waits", () => {
  always(({ server, phones }) => {
    for (const phone of phones) {
      assert.equal(phone.outbox.length, 0);
      assert.deepEqual(byId(phone.view()), byId(server.live()));
    }
  });
});

test("every write that was saved reaches the server once, or is kept for the person to see", () => {
  always(({ server, phones }) => {
    for (const { made, attention } of phones) {
      for (const op of made) assert.ok(server.ops.has(op), `${op} was lost`);
      assert.ok(attention.every(({ op }) => server.ops.get(op)?.status === "rejected"));
    }
    assert.equal(server.ops.size, phones.flatMap(({ made }) => made).length);
  });
});

test("a refused write blocks nobody and keeps its content", () => {
  const world = new World();
  const [phone] = /** @type {[ModelPhone]} */ (/** @type {unknown} */ (world.phones));
  phone.write({ kind: "episodes", id: "a", set: { notes: "poison" } }, 1);
  phone.write({ kind: "episodes", id: "b", set: { notes: 1 } }, 2);
  world.sync(phone, 10, "ok");
  assert.deepEqual(
    phone.attention.map(({ set, code }) => [set, code]),
    [[{ notes: "poison" }, "unknown_slug"]],
  );
  assert.deepEqual(byId(world.server.live()), { b: '[["notes",1]]' });
  assert.equal(phone.outbox.length, 0);
});

test("a late copy of an old reply does not bring the old state back", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  const first = phone.request(10, 1);
  const old = world.server.sync(first.body);
  phone.receive(structuredClone(old), first.batch);
  phone.write({ kind: "episodes", id: "a", set: { notes: 2 } }, 2);
  world.sync(phone, 10, "ok");
  phone.receive(old, first.batch);
  assert.equal(phone.row({ kind: "episodes", id: "a" })?.fields.notes, 2);
});

test("an answered write stays in sight before it is pulled", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  const { body, batch } = phone.request(0, 1);
  phone.receive(world.server.sync(body), batch);
  assert.equal(phone.outbox.length, 0);
  assert.equal(phone.row({ kind: "episodes", id: "a" })?.fields.notes, 1);
});

test("a refusal whose reply was lost is still shown", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: "poison" } }, 1);
  world.sync(phone, 10, "reply lost");
  world.sync(phone, 10, "ok");
  assert.deepEqual(
    phone.attention.map(({ set, code }) => [set, code]),
    [[{ notes: "poison" }, "unknown_slug"]],
  );
});

test("writing to a deleted day brings the day back", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  const day = { kind: "check_ins", id: "d" };
  phone.write({ ...day, set: { date: "2026-11-23", stress: 1 } }, 1);
  world.sync(phone, 10, "ok");
  phone.write({ ...day, set: { deleted: true } }, 2);
  world.sync(phone, 10, "ok");
  assert.deepEqual(world.server.live(), []);
  phone.write({ ...day, set: { date: "2026-11-23", stress: 2 } }, 3);
  world.sync(phone, 10, "ok");
  assert.deepEqual(
    world.server.live().map(({ fields }) => fields.stress),
    [2],
  );
});

test("a write says what its writer had in front of them, and no more", () => {
  const world = new World();
  const [one, two] = [new ModelPhone("one"), new ModelPhone("two")];
  one.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  two.write({ kind: "episodes", id: "a", set: { side: 2 } }, 2);
  world.sync(two, 10, "ok");
  const pull = { device: "one", cursor: null, limit: 10, ops: [], sent_at: 3 };
  one.receive(world.server.sync(pull), []);
  one.write({ kind: "episodes", id: "a", set: { side: 4 } }, 4);
  assert.deepEqual(
    one.outbox.map(({ base, set }) => [base, set]),
    [
      [null, { notes: 1 }],
      [1, { side: 4 }],
    ],
  );
});

test("a write that may have reached the server is never altered", () => {
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  const before = structuredClone(phone.request(10, 1).body.ops);
  phone.write({ kind: "episodes", id: "a", set: { notes: 2 } }, 2);
  assert.deepEqual(phone.request(10, 2).body.ops[0], before[0]);
  assert.equal(phone.outbox.length, 2);
});

test("taps on one record that were never sent travel as one write", () => {
  const phone = new ModelPhone("p");
  phone.write({ kind: "check_ins", id: "d", set: { stress: 1 } }, 1);
  phone.write({ kind: "check_ins", id: "d", set: { stress: 2, neck_pain: 0 } }, 2);
  assert.deepEqual(
    phone.outbox.map(({ set }) => set),
    [{ stress: 2, neck_pain: 0 }],
  );
});

test("joining writes never changes the order between records", () => {
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { peak_intensity: 5 } }, 1);
  phone.write({ kind: "readings", id: "r", set: { intensity: 5 } }, 2);
  phone.write({ kind: "episodes", id: "a", set: { ended_at: "later" } }, 3);
  assert.deepEqual(
    phone.outbox.map(({ id }) => id),
    ["a", "r", "a"],
  );
});

test("what was deleted before it was ever sent comes back whole, and only once", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  phone.write({ kind: "readings", id: "r", set: { intensity: 5 } }, 2);
  phone.write({ kind: "episodes", id: "a", set: { deleted: true } }, 3);
  assert.deepEqual(byId(phone.view()), { r: '[["intensity",5]]' });
  phone.write({ kind: "episodes", id: "a", set: { deleted: false } }, 4);
  for (let i = 0; i < 3; i += 1) world.sync(phone, 10, "ok");
  assert.deepEqual(byId(world.server.live()), { a: '[["notes",1]]', r: '[["intensity",5]]' });
});

test("Undo shows what was there before, wherever the entry has got to", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), write, (life, { phone: n, id, set }) => {
      const world = new World();
      for (const one of life) world.play(one);
      const phone = /** @type {ModelPhone} */ (world.phones[n]);
      const last = { kind: "episodes", id, set: /** @type {any} */ (set) };
      const before = given(phone);
      const undo = inverse([last], (key) => phone.row(key));
      phone.write(last, 1_000);
      for (const back of undo) phone.write(back, 1_001);
      assert.deepEqual(given(phone), before);
    }),
  );
});

/** Its answers: null is a question that has none. @param {ModelPhone} phone */
const given = (phone) =>
  phone
    .view()
    .map(({ id, fields }) => [id, Object.entries(fields).filter(([, value]) => value !== null)]);

test("a deletion that is taken back lives again, even when the reply to it was lost", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  world.sync(phone, 10, "ok");
  phone.write({ kind: "episodes", id: "a", set: { deleted: true } }, 2);
  world.sync(phone, 10, "reply lost");
  phone.write({ kind: "episodes", id: "a", set: { deleted: false } }, 3);
  for (let i = 0; i < 4; i += 1) world.sync(phone, 10, "ok");
  assert.deepEqual(byId(world.server.live()), { a: '[["notes",1]]' });
  assert.deepEqual(byId(phone.view()), byId(world.server.live()));
});

/** The server as it was, with a new name of its numbering. @param {World} world @param {any} backup */
const restore = ({ server }, backup) => Object.assign(server, backup, { ops: new Map(), epoch: 2 });

/** @param {World} world */
const backUp = ({ server: { records, revision } }) => structuredClone({ records, revision });

test("a write on the way hides nothing else that a restored server lacks", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  world.sync(phone, 10, "ok");
  const backup = backUp(world);
  phone.write({ kind: "episodes", id: "a", set: { notes: 2 } }, 2);
  world.sync(phone, 10, "ok");
  phone.write({ kind: "episodes", id: "a", set: { side: 3 } }, 3);
  restore(world, backup);
  for (let i = 0; i < 4; i += 1) world.sync(phone, 10, "ok");
  const expected = { a: '[["notes",2],["side",3]]' };
  assert.deepEqual(byId(world.server.live()), expected);
  assert.deepEqual(byId(phone.view()), expected);
});

test("a write to a record that a restored server lacks arrives with the record", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  const backup = backUp(world);
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  world.sync(phone, 10, "ok");
  phone.write({ kind: "episodes", id: "a", set: { side: 3 } }, 2);
  restore(world, backup);
  const { body, batch } = phone.request(10, 3);
  phone.receive(
    world.server.sync(body, () => "unknown_record"),
    batch,
  );
  for (let i = 0; i < 4; i += 1) world.sync(phone, 10, "ok");
  assert.deepEqual(phone.attention, []);
  assert.deepEqual(byId(world.server.live()), { a: '[["notes",1],["side",3]]' });
});

test("a server restored from an older backup is offered what it lacks", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  world.sync(phone, 10, "ok");
  const backup = backUp(world);
  phone.write({ kind: "episodes", id: "b", set: { notes: 2 } }, 2);
  phone.write({ kind: "episodes", id: "a", set: { notes: 3 } }, 3);
  world.sync(phone, 10, "ok");
  phone.write({ kind: "episodes", id: "c", set: { notes: 4 } }, 4);
  restore(world, backup);
  for (let i = 0; i < 6; i += 1) world.sync(phone, 10, "ok");
  const expected = { a: '[["notes",3]]', b: '[["notes",2]]', c: '[["notes",4]]' };
  assert.deepEqual(byId(world.server.live()), expected);
  assert.deepEqual(byId(phone.view()), expected);
});

test("what is written while a restored server is asked comes after what it is offered", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  world.sync(phone, 10, "ok");
  const backup = backUp(world);
  phone.write({ kind: "episodes", id: "a", set: { notes: 2 } }, 2);
  phone.write({ kind: "episodes", id: "b", set: { notes: 3 } }, 3);
  world.sync(phone, 10, "ok");
  restore(world, backup);
  world.sync(phone, 10, "ok");
  phone.write({ kind: "episodes", id: "a", set: { notes: 4 } }, 4);
  phone.write({ kind: "episodes", id: "b", set: { side: 5 } }, 5);
  const { server } = world;
  const lacks = (/** @type {any} */ op) =>
    !op.set.notes && !server.records.has(`episodes/${op.id}`) ? "unknown_record" : null;
  for (let i = 0; i < 4; i += 1) {
    const { body, batch } = phone.request(10, 6);
    phone.receive(server.sync(body, lacks), batch);
  }
  assert.deepEqual(phone.attention, []);
  const expected = { a: '[["notes",4]]', b: '[["notes",3],["side",5]]' };
  assert.deepEqual(byId(server.live()), expected);
  assert.deepEqual(byId(phone.view()), expected);
});

/** Both know the same; then one of them writes what the backup does not have. */
function twoPhonesAndALostAnswer() {
  const world = new World();
  const [one, two] = [new ModelPhone("one"), new ModelPhone("two", 500)];
  const at = (/** @type {number} */ now) => {
    world.server.now = now;
  };
  const quiet = (/** @type {ModelPhone} */ phone) => {
    for (let i = 0; i < 4; i += 1) world.sync(phone, 10, "ok");
  };
  one.write({ kind: "episodes", id: "a", set: { notes: 1, side: 1 } }, 1);
  quiet(one);
  quiet(two);
  const backup = backUp(world);
  at(10);
  one.write({ kind: "episodes", id: "a", set: { notes: 2 } }, 10);
  quiet(one);
  at(20);
  restore(world, backup);
  return { world, one, two, at, quiet };
}

test("a restored server gets back what one phone knows of a record that another has written to since", () => {
  const { world, one, two, at, quiet } = twoPhonesAndALostAnswer();
  for (const side of [3, 4]) {
    two.write({ kind: "episodes", id: "a", set: { side } }, 20);
    quiet(two);
  }
  at(30);
  quiet(one);
  quiet(two);
  const expected = { a: '[["notes",2],["side",4]]' };
  for (const rows of [world.server.live(), one.view(), two.view()])
    assert.deepEqual(byId(rows), expected);
});

test("what another phone has answered since the restoring stands against the older answer", () => {
  const { world, one, two, at, quiet } = twoPhonesAndALostAnswer();
  two.write({ kind: "episodes", id: "a", set: { notes: 5 } }, 20);
  quiet(two);
  at(30);
  quiet(one);
  assert.deepEqual(byId(world.server.live()), { a: '[["notes",5],["side",1]]' });
  assert.deepEqual(world.server.lost, [{ key: "episodes/a", field: "notes", value: 2 }]);
});

test("a phone that was away for too long brings nothing back that was deleted meanwhile", () => {
  const world = new World();
  const [one, two] = [new ModelPhone("one"), new ModelPhone("two")];
  one.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  one.write({ kind: "episodes", id: "b", set: { notes: 2 } }, 2);
  for (const phone of [one, two]) world.sync(phone, 10, "ok");
  one.write({ kind: "episodes", id: "a", set: { deleted: true } }, 3);
  world.sync(one, 10, "ok");
  const { server } = world;
  server.records.delete("episodes/a");
  server.purged = server.revision;
  two.write({ kind: "episodes", id: "a", set: { side: 3 } }, 4);
  const gone = (/** @type {any} */ { id }) => (id === "a" ? "unknown_record" : null);
  for (let i = 0; i < 4; i += 1) {
    const { body, batch } = two.request(10, 5);
    two.receive(server.sync(body, gone), batch);
  }
  assert.deepEqual(byId(server.live()), { b: '[["notes",2]]' });
  assert.deepEqual(byId(two.view()), byId(server.live()));
  assert.deepEqual(
    two.attention.map(({ set }) => set),
    [{ side: 3 }],
  );
});
