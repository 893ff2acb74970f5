import assert from "node:assert/strict";
import { test } from "node:test";
import {
  around,
  entriesOf,
  mayBeUsual,
  phoneNumbers,
  pieces,
} from "../../phone/static/phone/js/core/cards.js";

const DATA = {
  numbers: {
    DE: { emergency: "112", urgent: "In Germany: the doctors on call, call 116117." },
    GB: { emergency: "999", urgent: "In the United Kingdom: NHS 111, call 111." },
    PT: { emergency: "112", urgent: "In Portugal: SNS 24, call 808 24 24 24." },
    US: { emergency: "911" },
  },
  cards: [
    { card: "leave_building", extra: false },
    { card: "emergency", extra: true },
    { card: "same_day", extra: false },
  ],
  repeat: { never: ["E"] },
};

test("the numbers of a country are known, and none where there is none", () => {
  assert.deepEqual(phoneNumbers(DATA, "DE"), ["116117", "112"]);
  assert.deepEqual(phoneNumbers(DATA, "PT"), ["808 24 24 24", "112"]);
  assert.deepEqual(phoneNumbers(DATA, "US"), ["911"]);
  assert.deepEqual(phoneNumbers(DATA, null), []);
});

test("each number of a text can be called, and no part of another number", () => {
  assert.deepEqual(pieces("Call 112 or 116117, not 1121.", ["116117", "112"]), [
    { text: "Call ", call: null },
    { text: "112", call: "112" },
    { text: " or ", call: null },
    { text: "116117", call: "116117" },
    { text: ", not 1121.", call: null },
  ]);
  assert.equal(pieces("call 808 24 24 24", ["808 24 24 24"])[1]?.call, "808242424");
  assert.deepEqual(pieces("Call for help.", []), [{ text: "Call for help.", call: null }]);
});

test("a write is about its entry, a reading about its headache", () => {
  const writes = [
    { kind: "episodes", id: "e1", set: {} },
    { kind: "readings", id: "r1", set: { episode: "e1" } },
    { kind: "readings", id: "r2", set: { intensity: 9 } },
    { kind: "check_ins", id: "c1", set: {} },
    { kind: "doses", id: "d1", set: { episode: "e3" } },
  ];
  assert.deepEqual(
    entriesOf(writes, (id) => (id === "r2" ? "e2" : undefined)),
    [
      { kind: "episodes", id: "e1" },
      { kind: "episodes", id: "e2" },
      { kind: "check_ins", id: "c1" },
    ],
  );
});

test("a session is told with the kind of its treatment", () => {
  const bare = { revision: 1, deleted: false, pending: false };
  const treatment = { ...bare, kind: "treatments", id: "t1", fields: { kind: "manual_therapy" } };
  /** @param {string} id @param {string} of */
  const session = (id, of) => ({
    ...bare,
    kind: "sessions",
    id,
    fields: { treatment: of, on: "2026-11-20" },
  });
  assert.deepEqual(around([], [treatment], [session("s1", "t1"), session("s2", "gone")]), {
    medications: [],
    sessions: [
      { kind: "manual_therapy", on: "2026-11-20" },
      { kind: null, on: "2026-11-20" },
    ],
  });
});

test("usual is an answer where it rests the card or adds a line", () => {
  /** @param {string} name @param {string} tier */
  const card = (name, tier) => /** @type {any} */ ({ card: `${name}:x`, tier });
  assert.equal(mayBeUsual(card("leave_building", "E"), DATA), false);
  assert.equal(mayBeUsual(card("emergency", "E"), DATA), true);
  assert.equal(mayBeUsual(card("same_day", "S"), DATA), true);
});
