/** What must hold of sync on the phone's side, over random lives of three phones. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { inverse } from "../../phone/static/phone/js/core/replica.js";
import { ModelPhone } from "./model_phone.js";
import { byId, step, World, write } from "./model_world.js";

const RUNS = Number(process.env.SYNC_RUNS ?? 500);
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

test("an answer of the morning gets no later time from one of the evening", () => {
  const world = new World();
  const [one, two] = [new ModelPhone("one"), new ModelPhone("two")];
  const hours = (/** @type {number} */ count) => count * 3_600_000;
  const day = { kind: "check_ins", id: "d" };
  one.write({ ...day, set: { pillow: "low" } }, hours(8));
  two.write({ ...day, set: { pillow: "high" } }, hours(12));
  one.write({ ...day, set: { stress: 1 } }, hours(20));
  world.server.now = hours(21);
  for (const phone of [two, one]) {
    const { body, batch } = phone.request(10, hours(21));
    phone.receive(world.server.sync(body), batch);
  }
  assert.deepEqual(byId(world.server.live()), { d: '[["pillow","high"],["stress",1]]' });
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

test("taking back an own deletion does not revive what another phone has deleted", () => {
  const world = new World();
  const [one, two] = [new ModelPhone("one"), new ModelPhone("two")];
  one.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  for (const phone of [one, two]) world.sync(phone, 10, "ok");
  two.write({ kind: "episodes", id: "a", set: { deleted: true } }, 2);
  world.sync(two, 10, "ok");
  const { body, batch } = one.request(10, 3);
  one.write({ kind: "episodes", id: "a", set: { deleted: true } }, 3);
  one.write({ kind: "episodes", id: "a", set: { deleted: false } }, 4);
  one.receive(world.server.sync(body), batch);
  for (let i = 0; i < 4; i += 1) world.sync(one, 10, "ok");
  assert.deepEqual(byId(world.server.live()), {});
  assert.deepEqual(byId(one.view()), {});
});
