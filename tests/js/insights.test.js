import assert from "node:assert/strict";
import { test } from "node:test";
import {
  digest,
  entriesSince,
  grouped,
  underWay,
} from "../../phone/static/phone/js/core/insights.js";

const DOCUMENT = {
  local_date: "2026-11-22",
  generated_at: "2026-11-22T21:00:00+01:00",
  input_revision: 40,
  window: ["2025-11-22", "2026-11-22"],
  observed: {
    days: 365,
    headache_known: 300,
    painkillers_known: 299,
    check_ins: 280,
    headaches: 70,
  },
  burden: { per_28: { headache_day: { n: 26 }, clear: { n: 26 }, lost: { n: 0 } }, months: [1, 2] },
  medication_days: { any: { n: 27, of: 30, low: 2, high: 5 }, limits: [1, 2] },
  pattern: {
    paused: false,
    from: "2026-04-23",
    to: "2026-11-22",
    observed_days: 189,
    episodes: 30,
    criteria: [1, 2, 3],
    flag: { raised: true, headline: "Fits", next_step: "Ask", since: "2026-11-09", quiet: false },
  },
  associations: [{ exposure: "stress", outcome: "onset", bands: [{ days: 3 }], p: 0.2 }],
  before_after: [{ treatment: "t1", before: { observed: 80 }, after: { observed: 70 }, ratio: {} }],
  trends: [
    { outcome: "neck_pain", periods: [{ value: 1 }] },
    { outcome: "headache_day", periods: [{ value: 2 }] },
  ],
  sentences: [{ key: "observed", section: "observed", text: "300 of 365", episodes: ["e1"] }],
};

test("what is kept has the words, the flag and the numbers behind them, and nothing else", () => {
  const kept = digest(DOCUMENT, 5);
  assert.deepEqual([kept.date, kept.revision, kept.fetched], ["2026-11-22", 40, 5]);
  assert.deepEqual(kept.sentences, [{ key: "observed", section: "observed", text: "300 of 365" }]);
  assert.deepEqual(kept.flag, {
    raised: true,
    headline: "Fits",
    next_step: "Ask",
    since: "2026-11-09",
  });
  assert.deepEqual(Object.keys(kept.numbers.counts), ["headache_day", "lost"]);
  assert.deepEqual(kept.numbers.links, { stress: { outcome: "onset", bands: [{ days: 3 }] } });
  assert.deepEqual(kept.numbers.treatments, {
    t1: { before: { observed: 80 }, after: { observed: 70 } },
  });
  assert.deepEqual(kept.numbers.trend, [{ value: 2 }]);
});

/** @param {string} section @param {string} key @param {string} [says] */
const said = (section, key, says) => ({ section, key, text: key, ...(says ? { says } : {}) });

test("sections stand in the order given, what may go with headaches by verdict", () => {
  const groups = grouped([
    said("observed", "observed"),
    said("associations", "links.looked"),
    said("associations", "a", "cannot_tell"),
    said("associations", "b", "supported"),
    said("associations", "c", "cannot_tell"),
    said("associations", "links.never_logged"),
    said("trends", "trends.down"),
  ]);
  assert.deepEqual(
    groups.map(({ section }) => section),
    ["observed", "associations", "trends"],
  );
  assert.deepEqual(
    groups[1]?.parts.map(({ part, sentences }) => [part, sentences.map(({ key }) => key)]),
    [
      ["", ["links.looked"]],
      ["supported", ["b"]],
      ["cannot_tell", ["a", "c"]],
      ["unasked", ["links.never_logged"]],
    ],
  );
});

test("the flag stands above what fits, what speaks against, and what is beside it", () => {
  const [pattern] = grouped([
    said("pattern", "pattern.probable"),
    said("pattern", "pattern.next_step"),
    said("pattern", "for.side_lock"),
    said("pattern", "against.side_shift"),
    said("pattern", "pattern.overlap"),
    said("pattern", "look_alike.7.2"),
  ]);
  assert.deepEqual(
    pattern?.parts.map(({ part, sentences }) => [part, sentences.length]),
    [
      ["", 2],
      ["for", 1],
      ["against", 1],
      ["beside", 2],
    ],
  );
});

/** @param {string} kind @param {string} id @param {object} [more] */
const row = (kind, id, more = {}) => ({
  kind,
  id,
  revision: 1,
  pending: false,
  fields: {},
  ...more,
});

test("entries since are those not sent and those the server got later, a headache once", () => {
  const rows = [
    row("episodes", "old", { revision: 40 }),
    row("episodes", "new", { revision: 41 }),
    row("readings", "r1", { pending: true, fields: { episode: "new" } }),
    row("readings", "r2", { pending: true, fields: { episode: "other" } }),
    row("check_ins", "day", { revision: null, pending: true }),
    row("acknowledgements", "card", { pending: true }),
    row("profile", "me", { revision: 50 }),
  ];
  assert.equal(entriesSince(rows, 40), 3);
  assert.equal(entriesSince([], 40), 0);
});

const CARDS = [
  { card: "emergency", tier: "E" },
  { card: "same_day", tier: "S" },
  { card: "soon", tier: "D" },
];
const NOW = Date.parse("2026-11-22T12:00:00Z");
/** @param {string} card @param {string} answer @param {string} day */
const answered = (card, answer, day) => ({
  card,
  answer,
  shown_at: `2026-11-${day}T12:00:00+01:00`,
});

test("an urgent card of the last two weeks is under way until it is seen to", () => {
  /** @param {ReturnType<typeof answered>[]} rows */
  const pauses = (...rows) => underWay(rows, CARDS, NOW).length;
  assert.equal(pauses(), 0);
  assert.equal(pauses(answered("emergency:sudden", "understood", "20")), 1);
  assert.equal(pauses(answered("same_day:fever", "understood", "20")), 1);
  assert.equal(pauses(answered("soon:age", "understood", "20")), 0);
  assert.equal(pauses(answered("emergency:sudden", "understood", "01")), 0);
  assert.equal(
    pauses(
      answered("emergency:sudden", "understood", "20"),
      answered("emergency:sudden", "resolved", "21"),
    ),
    0,
  );
  assert.equal(
    pauses(
      answered("emergency:sudden", "resolved", "19"),
      answered("emergency:sudden", "understood", "20"),
    ),
    1,
  );
  assert.equal(
    pauses(
      answered("same_day:fever", "understood", "20"),
      answered("same_day:fever", "my_usual_checked", "20"),
    ),
    0,
  );
});
