/** Quick taps: what was tapped stands until a drawing has read it back. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { answers } from "../../phone/static/phone/js/core/answers.js";

/** @typedef {import("../../phone/static/phone/js/core/types.js").Fields} Fields */

/** A disk that writes in order, and a screen: what it reads may be drawn later. */
function phone() {
  /** @type {Fields} */
  const disk = {};
  /** @type {{set: Fields, done: (saved: boolean) => void}[]} */
  const waiting = [];
  const page = answers((set) => new Promise((done) => waiting.push({ set, done })));
  let seen = {};
  const look = () => {
    seen = { ...disk };
  };
  const draw = () => page.read(seen);
  return {
    disk,
    page,
    look,
    draw,
    /** @param {unknown} one */
    tap: (one) =>
      page.give("places", [.../** @type {unknown[]} */ (page.get("places") ?? []), one]),
    write: async () => {
      const first = waiting.shift();
      Object.assign(disk, first?.set);
      // Drawings end in the order they began: none that is older comes after this one.
      look();
      draw();
      first?.done(true);
      await Promise.resolve();
      return waiting.length > 0;
    },
  };
}

test("a tap adds to the one before it, which is not written yet", async () => {
  const { disk, tap, look, draw, write } = phone();
  draw();
  tap("neck");
  tap("temple");
  look();
  await write();
  draw();
  tap("forehead");
  while (await write());
  assert.deepEqual(disk, { places: ["neck", "temple", "forehead"] });
});

test("no order of taps, writes and late drawings loses a tap", async () => {
  const step = fc.constantFrom("tap", "write", "look", "draw");
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const { disk, tap, ...does } = phone();
      let taps = 0;
      for (const one of steps) await (one === "tap" ? void tap(taps++) : does[one]());
      while (await does.write());
      assert.deepEqual(disk.places ?? [], [...Array(taps).keys()]);
    }),
  );
});

test("what came from elsewhere is seen as soon as nothing waits", async () => {
  const { page, tap, write } = phone();
  const given = tap("neck");
  await write();
  await given;
  page.read({ places: ["ear"] });
  assert.deepEqual(page.get("places"), ["ear"]);
});

test("what could not be written is not shown as if it were", async () => {
  const page = answers(async () => false);
  page.read({ places: ["ear"] });
  assert.equal(await page.give("places", ["neck"]), false);
  assert.deepEqual(page.get("places"), ["ear"]);
});

test("what cannot be written yet is brought with the next answer", async () => {
  /** @type {Fields[]} */
  const brought = [];
  const page = answers(
    async (set) => {
      brought.push(set);
      return "name" in set;
    },
    () => true,
  );
  await page.give("strength", "400 mg");
  page.read({});
  assert.equal(page.get("strength"), "400 mg");
  await page.give("name", "Ibuprofen");
  assert.deepEqual(brought.at(-1), { strength: "400 mg", name: "Ibuprofen" });
  page.read({});
  assert.equal(page.get("name"), null);
});
