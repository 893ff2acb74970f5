/** When the phone speaks with the server, and what it says about it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { nextBatch } from "../../phone/static/phone/js/core/batch.js";
import { ahead } from "../../phone/static/phone/js/core/clock.js";
import { backoff, START, step } from "../../phone/static/phone/js/core/loop.js";
import { SILENT, syncStatus } from "../../phone/static/phone/js/core/status.js";

/** @typedef {import("../../phone/static/phone/js/core/loop.js").Event} Event */
/** @typedef {import("../../phone/static/phone/js/core/loop.js").State} State */

/** @param {Event[]} events @param {State} [from] */
function after(events, from = START) {
  let state = from;
  let effects = /** @type {import("../../phone/static/phone/js/core/loop.js").Effect[]} */ ([]);
  for (const event of events) [state, effects] = step(state, event);
  return { state, effects };
}

/** @param {number} status @param {number} [ops] @param {number | null} [retryAfter] @returns {Event} */
const refused = (status, ops = 1, retryAfter = null) => ({
  type: "refused",
  status,
  ops,
  retryAfter,
  random: 1,
});
/** @param {boolean} more @param {boolean} [outdated] @returns {Event} */
const answered = (more, outdated = false) => ({ type: "answered", more, outdated });
const WAKE = /** @type {Event} */ ({ type: "wake" });

test("something to do is sent at once, one request at a time", () => {
  const first = after([WAKE]);
  assert.deepEqual(first.effects, [{ type: "send", most: 100, pull: true }]);
  const second = after([WAKE, WAKE]);
  assert.deepEqual(second.effects, []);
  assert.equal(second.state.again, true);
  assert.equal(after([WAKE, WAKE, answered(false)]).effects[0]?.type, "send");
});

test("it goes on while there is more and rests when there is not", () => {
  assert.equal(after([WAKE, answered(true)]).effects[0]?.type, "send");
  assert.equal(after([WAKE, answered(false)]).state.phase, "idle");
});

test("without an answer it waits longer each time, at most five minutes, and a tap tries at once", () => {
  const failed = /** @type {Event} */ ({ type: "failed", random: 1 });
  const waits = [1, 2, 3].map((n) => after(Array(n).fill([WAKE, failed]).flat()).effects[0]);
  assert.deepEqual(
    waits.map((effect) => (effect?.type === "wait" ? effect.ms : null)),
    [1000, 2000, 4000],
  );
  assert.equal(backoff(30, 1), 300_000);
  assert.ok(backoff(0, 0) > 0);
  assert.equal(after([WAKE, failed, WAKE]).effects[0]?.type, "send");
});

test("a busy server is asked again when it said", () => {
  for (const status of [429, 503]) {
    assert.deepEqual(after([WAKE, refused(status, 1, 7)]).effects, [{ type: "wait", ms: 7000 }]);
  }
  assert.deepEqual(after([WAKE, refused(500)]).effects, [{ type: "wait", ms: 1000 }]);
});

test("without a session nothing is sent until somebody signs in", () => {
  for (const status of [401, 403]) {
    const out = after([WAKE, refused(status), WAKE]);
    assert.equal(out.state.phase, "sign_in");
    assert.deepEqual(out.effects, []);
  }
  assert.equal(after([WAKE, refused(401), { type: "signed_in" }]).effects[0]?.type, "send");
});

test("another person's session stops the sending", () => {
  assert.equal(after([WAKE, refused(409), WAKE]).state.phase, "other_person");
});

test("too much is halved down to one write, and that one is set aside", () => {
  assert.deepEqual(after([WAKE, refused(413, 100)]).effects[0], {
    type: "send",
    most: 50,
    pull: true,
  });
  const alone = after([WAKE, refused(413, 1)]).effects;
  assert.deepEqual(alone[0], { type: "set_aside", code: "too_large" });
  assert.equal(alone[1]?.type, "send");
});

test("after a halved batch the next ones grow again", () => {
  const events = [WAKE, refused(413, 8), answered(true)];
  assert.deepEqual(after(events).effects[0], { type: "send", most: 8, pull: true });
});

test("a write is set aside only by a server that understands a request without it", () => {
  const asks = after([WAKE, refused(400, 1)]);
  assert.deepEqual(asks.effects, [{ type: "send", most: 0, pull: true }]);
  const told = after([WAKE, refused(400, 1), answered(true)]);
  assert.deepEqual(told.effects, [
    { type: "set_aside", code: "not_understood" },
    { type: "send", most: 1, pull: true },
  ]);
  const wrong = after([WAKE, refused(400, 1), refused(400, 0)]);
  assert.deepEqual([wrong.state.phase, wrong.effects], ["stopped", []]);
});

test("a request that is wrong as a whole is not repeated for ever", () => {
  const out = after([WAKE, refused(400, 0), WAKE]);
  assert.equal(out.state.phase, "stopped");
  assert.deepEqual(out.effects, []);
});

test("an old program goes on sending and asks for nothing", () => {
  const out = after([WAKE, refused(426), WAKE]);
  assert.deepEqual(out.effects, [{ type: "send", most: 100, pull: false }]);
  const counts = { unsent: 0, refused: 0, resetting: false, partial: false };
  assert.equal(syncStatus(counts, out.state).code, "outdated");
  assert.equal(syncStatus({ ...counts, unsent: 1 }, out.state).code, "saved");
  const more = after([WAKE, answered(true, true)]);
  assert.deepEqual(more.effects, [{ type: "send", most: 100, pull: false }]);
});

/** @param {number} unsent @param {number} [refused] @param {Partial<State>} [talk] */
const said = (unsent, refused = 0, talk = {}) =>
  syncStatus({ unsent, refused, resetting: false, partial: false }, { ...SILENT, ...talk }).code;

test("the state line never claims more than is known", () => {
  assert.equal(said(0), "sent");
  assert.equal(said(2), "saved");
  assert.equal(said(2, 0, { phase: "busy" }), "saved");
  assert.equal(said(2, 0, { phase: "waiting", failures: 1 }), "unsent");
  assert.equal(said(2, 0, { phase: "sign_in" }), "sign_in");
  assert.equal(said(2, 1, { phase: "sign_in" }), "attention");
  assert.equal(said(2, 0, { phase: "other_person" }), "other_person");
  assert.equal(said(0, 0, { phase: "stopped" }), "stopped");
});

test("nothing is called sent while a restored server lacks it", () => {
  const counts = { unsent: 0, refused: 0, resetting: true, partial: true };
  assert.equal(syncStatus(counts, SILENT).code, "saved");
  assert.equal(syncStatus(counts, { ...SILENT, failures: 2 }).code, "saved");
  assert.equal(syncStatus(counts, { ...SILENT, outdated: true }).code, "saved");
});

test("a phone that the diary has not reached yet does not call it sent", () => {
  const counts = { unsent: 0, refused: 0, resetting: false, partial: true };
  assert.equal(syncStatus(counts, { ...SILENT, phase: "busy" }).code, "fetching");
  assert.equal(syncStatus(counts, { ...SILENT, failures: 1 }).code, "not_here");
  assert.equal(syncStatus({ ...counts, unsent: 1 }, SILENT).code, "saved");
});

const MINUTE = 60_000;

test("a clock is called wrong only by more than the way to the server explains", () => {
  const told = Date.parse("2026-11-27T08:00:00Z");
  assert.equal(ahead(told - MINUTE, told, told + 10 * MINUTE), 0);
  assert.equal(ahead(told - 20 * MINUTE, told, told - 4 * MINUTE), 0);
  assert.equal(ahead(told + 4 * MINUTE, told, told + 20 * MINUTE), 0);
  assert.equal(ahead(told + 6 * MINUTE, told, told + 7 * MINUTE), 6 * MINUTE);
  assert.equal(ahead(told - 7 * MINUTE, told, told - 6 * MINUTE), -6 * MINUTE);
});

test("a server that tells no time says nothing about the phone's", () => {
  assert.equal(ahead(0, Number.NaN, 0), 0);
});

test("what is known of the clock stays until the server answers again", () => {
  const late = { ...answered(false), ahead: -MINUTE };
  assert.equal(after([WAKE, late, WAKE, refused(500)]).state.ahead, -MINUTE);
  assert.equal(after([WAKE, late, WAKE, answered(false)]).state.ahead, -MINUTE);
  const right = { ...answered(false), ahead: 0 };
  assert.equal(after([WAKE, late, WAKE, right]).state.ahead, 0);
});

/** @param {string} id @param {any} set */
const op = (id, set) => ({
  op: `${id}op`,
  kind: "marks",
  id,
  base: null,
  at: "",
  sent: false,
  set,
});

test("a request stays under its limits and keeps the order", () => {
  const many = Array.from({ length: 250 }, (_, i) => op(String(i), { label: "x" }));
  assert.deepEqual(nextBatch(many, 1000), many.slice(0, 100));
  assert.deepEqual(nextBatch(many, 3), many.slice(0, 3));
  const large = Array.from({ length: 9 }, (_, i) => op(String(i), { text: "ä".repeat(30_000) }));
  assert.equal(nextBatch(large, 100).length, 4);
  assert.equal(nextBatch([op("a", { text: "x".repeat(300_000) })], 100).length, 1);
});

const RUNS = Number(process.env.SYNC_RUNS ?? 500);
const status = fc.constantFrom(400, 401, 403, 409, 413, 429, 500, 503);
const anything = fc.oneof(
  fc.constant(WAKE),
  fc.constant(/** @type {Event} */ ({ type: "signed_in" })),
  fc.tuple(fc.boolean(), fc.boolean()).map(([more, old]) => answered(more, old)),
  fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((random) => /** @type {Event} */ ({ type: "failed", random })),
  fc
    .tuple(status, fc.nat(100), fc.option(fc.nat(3600)))
    .map(([code, ops, after]) => refused(code, ops, after)),
);

/** An answer comes only to a request, and nobody signs in or out in the middle of one here. @param {State} state @param {Event} event */
const canHappen = ({ phase }, { type }) =>
  type === "wake" || ["answered", "failed", "refused"].includes(type) === (phase === "busy");

/** @param {State} before @param {Event} event @returns {State} */
function checked(before, event) {
  const [next, effects] = step(before, event);
  const wasOnItsWay = before.phase === "busy" && event.type === "wake";
  const sends = effects.filter(({ type }) => type === "send").length;
  assert.equal(sends, next.phase === "busy" && !wasOnItsWay ? 1 : 0);
  const waits = effects.flatMap((one) => (one.type === "wait" ? one.ms : []));
  assert.equal(waits.length, next.phase === "waiting" ? 1 : 0);
  assert.ok(waits.every((ms) => ms >= 0 && ms <= 3_600_000));
  assert.ok(next.most >= 0 && next.most <= 100);
  return next;
}

test("whatever is answered, one request is on its way when it is busy and none when it is not", () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 40 }), (events) => {
      let state = START;
      for (const event of events) if (canHappen(state, event)) state = checked(state, event);
    }),
    { numRuns: RUNS },
  );
});
