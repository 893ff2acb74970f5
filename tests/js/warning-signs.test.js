/** Warning signs on the phone: the vectors that the server's tests read, and any record at all. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { holds } from "../../phone/static/phone/js/core/conditions.js";
import { acknowledgement, evaluate } from "../../phone/static/phone/js/core/warning-signs.js";

const FOLDER = new URL("../vectors/warning_signs/", import.meta.url);
/** @param {string} name @returns {any} */
const read = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
const BASE = read("base.json");
const DATA = read("served/en.json");
/** @type {any[]} */
const VECTORS = readdirSync(FOLDER)
  .filter((name) => name.endsWith(".json") && name !== "base.json")
  .sort()
  .flatMap(read);

/** @param {any} entry */
const whole = (entry) => ({ ...("date" in entry ? BASE.check_in : BASE.episode), ...entry });

/** @param {any} vector */
function run({ entry, profile = null, acknowledgements = [], now = BASE.now, around = {} }) {
  return evaluate(whole(entry), profile, acknowledgements, now, DATA, around);
}

test("there are vectors enough", () => assert.ok(VECTORS.length >= 60));

for (const vector of VECTORS) {
  test(vector.name, () => {
    const cards = run(vector);
    assert.deepEqual(
      cards.map(({ card }) => card),
      vector.cards,
    );
    const [first] = cards;
    if (vector.signs) assert.deepEqual(first?.signs, vector.signs);
    if (vector.variant) assert.equal(first?.variant, vector.variant);
    if (vector.text) assert.ok(first?.text.includes(vector.text), first?.text);
    if ("extra" in vector) assert.equal(first?.extra, vector.extra ? DATA.extra : null);
  });
}

test("vector 11: a sudden severe headache is an emergency, and the entry is saved", () => {
  const [card] = run({ entry: { onset_to_peak: "under_1_min", peak_intensity: 9 } });
  assert.equal(card?.tier, "E");
  assert.match(String(card?.text), /Your entry is saved\.$/);
});

test("vector 12: a stiff neck alone is no card, with fever it is an emergency", () => {
  const stiff = { neck_stiffness: "severe" };
  assert.deepEqual(run({ entry: { ...stiff, warning_signs: [] } }), []);
  const [card] = run({ entry: { ...stiff, warning_signs: ["fever"] } });
  assert.equal(card?.tier, "E");
});

test("vector 13: the usual aura is no emergency, with arm weakness it is", () => {
  const aura = [{ kind: "visual", minutes: 20, gradual: true, positive: true }];
  const tiers = (/** @type {string[]} */ warning_signs) =>
    run({ entry: { aura, warning_signs }, profile: { known_aura: true } }).map(({ tier }) => tier);
  assert.deepEqual(tiers([]), ["N"]);
  assert.deepEqual(tiers(["weakness"]), ["E"]);
});

const TRUTHS = {
  yes: { at: "x", is: true },
  no: { at: "x", is: false },
  unknown: { at: "y", is: true },
};
/** @param {import("../../phone/static/phone/js/core/conditions.js").Condition} condition @param {any} [parts] */
const truth = (condition, parts = { x: true, y: null }) =>
  holds(condition, { parts, definitions: {}, today: Date.parse("2026-03-01") / 86_400_000 });

test("what is not answered is unknown, and its opposite too", () => {
  const { yes, no, unknown } = TRUTHS;
  assert.equal(truth({ all: [yes, yes] }), true);
  assert.equal(truth({ all: [yes, unknown] }), null);
  assert.equal(truth({ all: [no, unknown] }), false);
  assert.equal(truth({ any: [no, no] }), false);
  assert.equal(truth({ any: [no, unknown] }), null);
  assert.equal(truth({ any: [yes, unknown] }), true);
  assert.deepEqual(
    [yes, no, unknown].map((not) => truth({ not })),
    [false, true, null],
  );
  assert.deepEqual(
    [yes, no, unknown].map((certain) => truth({ certain })),
    [true, false, false],
  );
  assert.equal(truth({ at: "y", has: ["left"] }), null);
  assert.equal(truth({ at: "y", in: ["left"] }), null);
});

test("of a date of which only the year is known, only what holds on all its days is known", () => {
  const since = (/** @type {unknown} */ x) => truth({ days_since: "x", max: 10 }, { x });
  const days = ["2026-02-19", "2026-02-18", "2026-03-02", "2026", "2025", "abcd", "2026-02-31", 7];
  assert.deepEqual(days.map(since), [true, false, false, null, false, null, null, null]);
});

test("before the vocabulary first arrived there are no cards, and no exception", () => {
  assert.deepEqual(evaluate(BASE.episode, null, [], BASE.now, null), []);
});

test("an answered card does not come back for its entry", () => {
  for (const entry of [
    { warning_signs: ["numbness", "fever"], provoked_by: ["exertion"] },
    { date: "2026-03-01", warning_signs: ["both_legs", "back_fever"] },
  ]) {
    const cards = run({ entry });
    assert.ok(cards.length > 0);
    const acknowledgements = cards.map((card) =>
      acknowledgement(card, "understood", whole(entry), BASE.now),
    );
    assert.deepEqual(run({ entry, acknowledgements }), []);
  }
});

test("what is written of an answered card is what the record holds", () => {
  const entry = whole({ warning_signs: ["numbness"] });
  const [card] = evaluate(entry, null, [], BASE.now, DATA);
  assert.ok(card);
  assert.deepEqual(acknowledgement(card, "resolved", entry, BASE.now), {
    card: "emergency:deficit",
    rule_version: DATA.version,
    signs: ["numbness"],
    shown_at: BASE.now,
    answer: "resolved",
    episode: BASE.episode.id,
  });
  const day = { date: "2026-03-01", warning_signs: ["both_legs"] };
  const [other] = evaluate(day, null, [], BASE.now, DATA);
  assert.ok(other);
  assert.equal(acknowledgement(other, "understood", day, BASE.now).date, "2026-03-01");
  assert.equal(acknowledgement(other, "understood", { started_at: "x" }, BASE.now).episode, null);
});

const SLUGS = DATA.signs.map((/** @type {any} */ one) => one.slug);
const RULES = DATA.rules.map((/** @type {any} */ one) => one.rule);
const CARDS = DATA.cards.map((/** @type {any} */ one) => one.card);
const ANY = { maxDepth: 3 };
const instants = fc
  .date({ min: new Date("1900-01-02"), max: new Date("2199-12-30"), noInvalidDate: true })
  .map((at) => at.toISOString());
const days = instants.map((at) => at.slice(0, 10));
/** @param {any[]} slugs */
const oneOf = (...slugs) => fc.option(fc.constantFrom(...slugs));
const pain = fc.option(fc.integer({ min: 0, max: 10 }));
const flag = fc.option(fc.boolean());
const signs = fc.option(fc.subarray(SLUGS));

const episodes = fc.record(
  {
    id: fc.option(fc.constant(BASE.episode.id)),
    kind: oneOf("headache", "neck", "back"),
    started_at: instants,
    ended_at: fc.option(instants),
    end_unknown: flag,
    onset_to_peak: oneOf("under_1_min", "1_to_5_min", "over_1_h", "unknown"),
    peak_intensity: pain,
    readings: fc.option(fc.array(fc.record({ at: instants, intensity: pain }), { maxLength: 3 })),
    side: oneOf("left", "right", "both_equal", "unknown"),
    regions: fc.option(fc.array(fc.record({ side: oneOf("left", "right") }), { maxLength: 3 })),
    neck_stiffness: oneOf("none", "mild", "severe"),
    provoked_by: fc.option(fc.subarray(["exertion", "cough_strain", "nothing"])),
    autonomic: fc.option(fc.subarray(["red_eye", "droopy_eyelid"])),
    aura: fc.option(
      fc.array(
        fc.record({
          kind: fc.constantFrom("visual", "sensory", "motor"),
          minutes: fc.option(fc.nat(120)),
          gradual: flag,
        }),
        { maxLength: 2 },
      ),
    ),
    warning_signs: signs,
  },
  { requiredKeys: ["started_at"] },
);
const checkIns = fc.record(
  { date: days, low_back_pain: pain, warning_signs: signs },
  { requiredKeys: ["date"] },
);
const cards = fc
  .tuple(fc.constantFrom(...CARDS), fc.subarray(RULES))
  .map(([card, rules]) => `${card}:${rules.join("+")}`);
const cases = fc.record({
  entry: fc.oneof(episodes, checkIns),
  profile: fc.option(
    fc.record({
      country: oneOf("DE", "KZ"),
      birth_year: fc.option(fc.integer({ min: 1900, max: 2199 })),
      headache_since: fc.option(fc.oneof(days, fc.constantFrom("2019", "2019-02-31"))),
      neck_or_head_trauma: fc.option(fc.record({ date: fc.option(days) })),
      known_aura: flag,
      cancer_history: flag,
      lp_or_epidural_date: fc.option(days),
    }),
  ),
  acknowledgements: fc.array(
    fc.record({
      card: fc.option(fc.oneof(cards, fc.string())),
      signs,
      shown_at: fc.option(instants),
      answer: oneOf("understood", "my_usual_checked", "resolved"),
      episode: fc.option(fc.constant(BASE.episode.id)),
    }),
    { maxLength: 3 },
  ),
  now: instants,
});

test("any record gets an answer, the most urgent card first, no hole in its text", () => {
  fc.assert(
    fc.property(cases, ({ entry, profile, acknowledgements, now }) => {
      const shown = evaluate(entry, profile, acknowledgements, now, DATA);
      const places = shown.map(({ card }) => CARDS.indexOf(card.split(":")[0]));
      assert.deepEqual(
        places,
        [...new Set(places)].sort((a, b) => a - b),
      );
      for (const { text } of shown) assert.doesNotMatch(text, /[{}]/);
    }),
    { numRuns: 500 },
  );
});

test("an answer that is not of this entry never silences an emergency", () => {
  fc.assert(
    fc.property(cases, ({ entry, profile, acknowledgements, now }) => {
      const rows = acknowledgements.map((row) => ({ ...row, episode: null, date: null }));
      const urgent = (/** @type {any[]} */ given) =>
        evaluate(entry, profile, given, now, DATA)
          .filter(({ tier }) => tier === "E")
          .map(({ card }) => card);
      assert.deepEqual(urgent(rows), urgent([]));
    }),
  );
});

test("even what no shape accepts does not stop the phone", () => {
  const names = ["warning_signs", "aura", "regions", "date", "side", "neck_stiffness", "kind"];
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom(...names), fc.jsonValue(ANY)),
      fc.dictionary(fc.constantFrom("headache_since", "birth_year", "country"), fc.jsonValue(ANY)),
      (entry, profile) => {
        assert.ok(Array.isArray(evaluate(entry, profile, [], BASE.now, DATA)));
      },
    ),
    {
      numRuns: 500,
      // What cannot even be written down as a text.
      examples: [
        [{}, { country: { toString: 0 } }],
        [{ date: { toString: 0 } }, {}],
      ],
    },
  );
});
