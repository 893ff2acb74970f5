/** A server that was restored from a backup, or that has forgotten old deletions, and its phones. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { ModelPhone } from "./model_phone.js";
import { byId, step, World } from "./model_world.js";

/** The server as it was, with a new name of its numbering. @param {World} world @param {any} backup */
const restore = ({ server }, backup) => Object.assign(server, backup, { ops: new Map(), epoch: 2 });

/** @param {World} world */
const backUp = ({ server: { records, revision } }) => structuredClone({ records, revision });

const life = fc.array(step, { maxLength: 20 });

test("whenever a server is restored, it and its phones agree, and lack no entry that one of them knew", () => {
  fc.assert(
    fc.property(life, life, life, (before, lost, after) => {
      const world = new World();
      const play = (/** @type {any} */ one) =>
        world.play({ ...one, fate: one.fate === "late" ? "reply lost" : one.fate });
      before.forEach(play);
      const backup = backUp(world);
      lost.forEach(play);
      restore(world, backup);
      const known = world.phones.flatMap(({ base }) => [...base.values()]);
      after.forEach(play);
      world.settle();
      for (const phone of world.phones) {
        assert.deepEqual(phone.outbox, []);
        assert.deepEqual(byId(phone.view()), byId(world.server.live()));
      }
      const live = world.server.live().map(({ id }) => id);
      const deleted = [...before, ...lost, ...after].flatMap((one) =>
        "set" in one && "deleted" in one.set ? [one.id] : [],
      );
      for (const { id } of known) assert.ok([...live, ...deleted].includes(id), `${id} was lost`);
    }),
    { numRuns: Number(process.env.SYNC_RUNS ?? 300) },
  );
});

/** A phone has sent all that it holds. */
function backedUp() {
  const world = new World();
  const phone = new ModelPhone("p");
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  world.sync(phone, 10, "ok");
  return { world, phone, backup: backUp(world) };
}

test("a write on the way hides nothing else that a restored server lacks", () => {
  const { world, phone, backup } = backedUp();
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

/** A phone has sent more than the backup holds. */
function aheadOfABackup() {
  const { world, phone, backup } = backedUp();
  phone.write({ kind: "episodes", id: "a", set: { notes: 2 } }, 2);
  phone.write({ kind: "episodes", id: "b", set: { notes: 3 } }, 3);
  world.sync(phone, 10, "ok");
  return { world, phone, backup };
}

test("a server restored from an older backup is offered what it lacks", () => {
  const { world, phone, backup } = aheadOfABackup();
  phone.write({ kind: "episodes", id: "c", set: { notes: 4 } }, 4);
  restore(world, backup);
  for (let i = 0; i < 6; i += 1) world.sync(phone, 10, "ok");
  const expected = { a: '[["notes",2]]', b: '[["notes",3]]', c: '[["notes",4]]' };
  assert.deepEqual(byId(world.server.live()), expected);
  assert.deepEqual(byId(phone.view()), expected);
});

test("what is written while a restored server is asked comes after what it is offered", () => {
  const { world, phone, backup } = aheadOfABackup();
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

test("what another phone has deleted since the restoring stays deleted", () => {
  const { world, one, two, at, quiet } = twoPhonesAndALostAnswer();
  // Higher numbers than those of the restored server.
  one.base.forEach((record) => {
    record.revision += 10;
  });
  quiet(two);
  two.write({ kind: "episodes", id: "a", set: { deleted: true } }, 20);
  quiet(two);
  at(30);
  quiet(one);
  for (const rows of [world.server.live(), one.view()]) assert.deepEqual(byId(rows), {});
});

test("a deletion that was taken back after the backup is taken back again", () => {
  const world = new World();
  const phone = new ModelPhone("p");
  const quiet = () => {
    for (let i = 0; i < 4; i += 1) world.sync(phone, 10, "ok");
  };
  phone.write({ kind: "episodes", id: "a", set: { notes: 1 } }, 1);
  quiet();
  phone.write({ kind: "episodes", id: "a", set: { deleted: true } }, 2);
  quiet();
  const backup = backUp(world);
  phone.write({ kind: "episodes", id: "a", set: { deleted: false } }, 3);
  quiet();
  restore(world, backup);
  quiet();
  assert.deepEqual(byId(world.server.live()), { a: '[["notes",1]]' });
});

test("an answer that was taken back after the backup does not come back", () => {
  const { world, one, two, at, quiet } = twoPhonesAndALostAnswer();
  one.write({ kind: "episodes", id: "b", set: { notes: 1, side: 1 } }, 20);
  quiet(one);
  quiet(two);
  const backup = backUp(world);
  at(30);
  one.write({ kind: "episodes", id: "b", set: { side: null } }, 30);
  quiet(one);
  restore(world, backup);
  world.server.epoch = 3;
  at(40);
  two.write({ kind: "episodes", id: "c", set: { notes: 1 } }, 40);
  quiet(two);
  quiet(one);
  assert.equal(world.server.records.get("episodes/b")?.fields.side, null);
  assert.equal(world.server.records.get("episodes/b")?.fields.notes, 1);
});

test("an answer given since the restoring is not taken back by who never had one", () => {
  const { world, one, two, at, quiet } = twoPhonesAndALostAnswer();
  one.base.forEach(({ fields }) => {
    if (fields) fields.quality = null;
  });
  two.write({ kind: "episodes", id: "a", set: { quality: 1 } }, 9);
  quiet(two);
  at(30);
  quiet(one);
  assert.equal(world.server.records.get("episodes/a")?.fields.quality, 1);
});

test("what waits is no longer said with numbers of before the restoring", () => {
  const { world, one, two, at, quiet } = twoPhonesAndALostAnswer();
  const request = (/** @type {number} */ now) => {
    const { body, batch } = one.request(10, now);
    one.receive(world.server.sync(body), batch);
  };
  request(20);
  one.write({ kind: "episodes", id: "a", set: { side: 3 } }, 21);
  at(25);
  quiet(two);
  two.write({ kind: "episodes", id: "a", set: { side: 4 } }, 25);
  quiet(two);
  one.base.forEach((record) => {
    record.revision += 10;
  });
  at(30);
  quiet(one);
  assert.deepEqual(byId(world.server.live()), { a: '[["notes",2],["side",4]]' });
});

test("a write made before an offer has left lends it no later time", () => {
  const world = new World();
  const [one, two] = [new ModelPhone("one"), new ModelPhone("two")];
  const quiet = (/** @type {ModelPhone} */ phone) => {
    for (let i = 0; i < 4; i += 1) world.sync(phone, 10, "ok");
  };
  const backup = backUp(world);
  const { server } = world;
  server.now = 1;
  one.write({ kind: "episodes", id: "a", set: { notes: 1, side: 1 } }, 1);
  quiet(one);
  quiet(two);
  server.now = 10;
  two.write({ kind: "episodes", id: "a", set: { side: 2 } }, 10);
  quiet(two);
  server.now = 20;
  restore(world, backup);
  // Told to begin anew, then the fresh copy.
  for (let i = 0; i < 2; i += 1) world.sync(one, 10, "ok");
  one.write({ kind: "episodes", id: "a", set: { notes: 3 } }, 20);
  quiet(one);
  quiet(two);
  assert.deepEqual(byId(server.live()), { a: '[["notes",3],["side",2]]' });
});

test("a reset that begins once more is still for its first reason", () => {
  const { world, one, quiet } = twoPhonesAndALostAnswer();
  const { server } = world;
  world.sync(one, 10, "ok");
  for (const id of ["b", "c"]) {
    const two = new ModelPhone(id);
    two.write({ kind: "episodes", id, set: { notes: 1 } }, 20);
    world.sync(two, 10, "ok");
  }
  world.sync(one, 1, "ok");
  server.purged = server.revision;
  quiet(one);
  assert.equal(server.records.get("episodes/a")?.fields.notes, 2);
});

test("an answer that did not stand is not offered once more", () => {
  const { world, one, two, at, quiet } = twoPhonesAndALostAnswer();
  one.write({ kind: "episodes", id: "a", set: { notes: 3 } }, 20);
  at(25);
  two.write({ kind: "episodes", id: "a", set: { notes: 5 } }, 25);
  quiet(two);
  quiet(one);
  assert.deepEqual(
    world.server.lost.map(({ value }) => value),
    [3],
  );
});
