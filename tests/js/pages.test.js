/** What the pages rest on: a month, days against limits, forms. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  daysOf,
  entriesOf,
  headacheDays,
  isLate,
  known,
  reaching,
  shiftMonth,
  span,
  weeks,
} from "../../phone/static/phone/js/core/calendar.js";
import { asked, blank, change, missing, valueAt } from "../../phone/static/phone/js/core/forms.js";
import { daysByCode, standing } from "../../phone/static/phone/js/core/limits.js";
import { noteKey, unread } from "../../phone/static/phone/js/core/notes.js";
import { isOn } from "../../phone/static/phone/js/core/sharing.js";
import { shiftDay } from "../../phone/static/phone/js/core/time.js";

const NOW = Date.parse("2026-11-27T12:00:00+01:00");
const zone = "Europe/Berlin";

/** @param {string} kind @param {any} fields @returns {any} */
const row = (kind, fields) => ({ kind, id: "1", fields });
/** @param {any} fields */
const episode = (fields) => row("episodes", { time_zone: zone, kind: "headache", ...fields });

test("a month is its weeks, from the weekday that the language begins with", () => {
  // November 2026 begins on a Sunday and has 30 days.
  assert.deepEqual(span("2026-11"), ["2026-11-01", "2026-11-30"]);
  const monday = weeks("2026-11", 1);
  assert.equal(monday.length, 6);
  assert.deepEqual(monday[0], [null, null, null, null, null, null, "2026-11-01"]);
  const sunday = weeks("2026-11", 7);
  assert.equal(sunday.length, 5);
  assert.equal(sunday[0]?.[0], "2026-11-01");
  assert.equal(shiftMonth("2026-01", -1), "2025-12");
});

test("a month holds each of its days once", () => {
  for (let n = 0; n < 60; n += 1) {
    const month = shiftMonth("2022-01", n);
    const days = weeks(month, (n % 7) + 1).flatMap((week) => week.filter(Boolean));
    assert.equal(days[0], `${month}-01`);
    assert.equal(new Set(days).size, days.length);
    assert.equal(days.at(-1), span(month)[1]);
  }
});

test("a night's headache is of both days, one that ends at midnight is not", () => {
  const night = { started_at: "2026-11-20T23:00:00+01:00", time_zone: zone };
  assert.deepEqual(daysOf({ ...night, ended_at: "2026-11-21T05:00:00+01:00" }, NOW), [
    "2026-11-20",
    "2026-11-21",
  ]);
  assert.deepEqual(daysOf({ ...night, ended_at: "2026-11-21T00:00:00+01:00" }, NOW), [
    "2026-11-20",
  ]);
  assert.deepEqual(daysOf({ ...night, end_unknown: true }, NOW), ["2026-11-20"]);
  assert.equal(daysOf(night, NOW).at(-1), "2026-11-27");
});

test("blank, clear and headache are told apart, and a headache outweighs a no", () => {
  const days = known(
    [
      row("check_ins", { date: "2026-11-01", headache_today: "no" }),
      row("check_ins", { date: "2026-11-02", headache_today: "no" }),
      row("check_ins", { date: "2026-11-03", headache_today: null }),
      row("check_ins", { date: "2026-11-04", headache_today: "yes" }),
    ],
    [
      episode({ started_at: "2026-11-02T08:00:00+01:00", end_unknown: true, peak_intensity: 4 }),
      episode({ started_at: "2026-11-02T18:00:00+01:00", end_unknown: true, peak_intensity: 7 }),
      episode({ started_at: "2026-11-02T19:00:00+01:00", end_unknown: true }),
      episode({ started_at: "2026-11-05T08:00:00+01:00", end_unknown: true, kind: "neck" }),
    ],
    NOW,
  );
  assert.deepEqual(
    [...days],
    [
      ["2026-11-01", { state: "clear", worst: null }],
      ["2026-11-02", { state: "headache", worst: 7 }],
      ["2026-11-03", { state: "known", worst: null }],
      ["2026-11-04", { state: "headache", worst: null }],
      ["2026-11-05", { state: "other", worst: null }],
    ],
  );
  assert.equal(days.get("2026-11-06"), undefined);
});

test("a day lists what the calendar tells of it, in order of time", () => {
  const night = episode({
    started_at: "2026-11-20T23:00:00+01:00",
    ended_at: "2026-11-21T05:00:00+01:00",
  });
  const noon = episode({ started_at: "2026-11-21T12:00:00+01:00", end_unknown: true });
  const others = [
    row("doses", { taken_at: "2026-11-21T06:30:00Z", time_zone: zone }),
    row("doses", { taken_at: "2026-11-21T06:00:00+01:00", time_zone: zone }),
    row("check_ins", { date: "2026-11-21" }),
  ];
  const [late, early, checkIn] = others;
  const episodes = [noon, night];
  assert.deepEqual(entriesOf("2026-11-21", episodes, [...others], NOW), [
    checkIn,
    night,
    early,
    late,
    noon,
  ]);
  for (const day of known([], episodes, NOW).keys())
    assert.notDeepEqual(entriesOf(day, episodes, [], NOW), []);
  assert.deepEqual(entriesOf("2026-11-22", episodes, [], NOW), []);
});

test("a headache that goes on is in the calendar however long ago it began", async () => {
  const [old, recent] = ["2026-03-01", "2026-11-20"].map((day) => ({
    ...episode({ started_at: `${day}T08:00:00+01:00` }),
    day,
  }));
  const diary = {
    days: async (/** @type {string} */ _kind, /** @type {string} */ first) =>
      [old, recent].filter(({ day }) => day >= first),
    open: async () => [old, recent],
  };
  const found = await reaching(/** @type {any} */ (diary), "2026-11-01", "2026-11-30");
  assert.deepEqual(found, [recent, old]);
  assert.equal(known([], found, NOW).get("2026-11-02")?.state, "headache");
});

test("headache days are counted of the days that say yes or no, another pain is neither", () => {
  const counted = headacheDays(
    [
      row("check_ins", { date: "2026-11-01", headache_today: "yes" }),
      row("check_ins", { date: "2026-11-02", headache_today: "no" }),
      row("check_ins", { date: "2026-11-03", headache_today: "no" }),
      row("check_ins", { date: "2026-11-04", headache_today: null }),
    ],
    [
      episode({ started_at: "2026-11-02T08:00:00+01:00", end_unknown: true, kind: "neck" }),
      episode({ started_at: "2026-11-05T08:00:00+01:00", end_unknown: true, kind: "neck" }),
      // of three days, of which one is looked at
      episode({ started_at: "2026-11-06T08:00:00+01:00", ended_at: "2026-11-08T08:00:00+01:00" }),
    ],
    ["2026-11-02", "2026-11-06"],
    NOW,
  );
  assert.deepEqual(counted, { answered: 3, had: 1 });
});

test("a note is news for a month, until it was read, and again when it was changed", () => {
  const note = (
    /** @type {string} */ id,
    /** @type {number} */ revision,
    /** @type {string} */ on,
  ) => /** @type {any} */ ({ kind: "annotations", id, revision, fields: { on } });
  const [fresh, old] = [note("a", 4, "2026-10-28"), note("b", 2, "2026-10-27")];
  assert.deepEqual(unread([fresh, old], undefined, "2026-11-27"), [fresh]);
  const read = [fresh, old].map(noteKey);
  assert.deepEqual(unread([fresh, old], read, "2026-11-27"), []);
  const changed = note("a", 5, "2026-10-28");
  assert.deepEqual(unread([changed, old], read, "2026-11-27"), [changed]);
});

test("late is more than two days after; what is not sent yet is not late", () => {
  const started_at = "2026-11-20T08:00:00+01:00";
  assert.equal(isLate({ started_at, logged_at: "2026-11-22T08:00:01+01:00" }), true);
  assert.equal(isLate({ started_at, logged_at: "2026-11-22T08:00:00+01:00" }), false);
  assert.equal(isLate({ started_at }), false);
});

/** @type {any[]} */
const VECTORS = JSON.parse(
  readFileSync(new URL("../vectors/medication_limits/ichd3_8_2.json", import.meta.url), "utf8"),
);

for (const { name, taken, days, next } of VECTORS) {
  test(name, () => {
    const today = "2026-11-27";
    const medications = Object.keys(taken).map((slug) => ({
      ...row("medications", { drug_class: slug }),
      id: slug,
    }));
    const doses = Object.entries(taken).flatMap(([medication, ago]) =>
      ago.map((/** @type {number} */ n) => ({
        ...row("doses", { medication }),
        day: shiftDay(today, -n),
      })),
    );
    const counted = daysByCode(doses, medications, today);
    assert.deepEqual(Object.fromEntries([...counted].map(([code, on]) => [code, on.size])), days);
    if (!next) return assert.equal(standing("gepant", counted, today), null);
    const { drug_class, ...expected } = next;
    const { near, ...told } = /** @type {any} */ (standing(drug_class, counted, today));
    assert.deepEqual(told, expected);
    assert.equal(near, told.day >= (told.limit === 10 ? 8 : 12));
  });
}

/** @param {string} name @param {string} type @param {boolean} [required] @returns {any} */
const field = (name, type, required = false) => ({ name, type, label: name, required });
const DOSE = [
  field("medication", "id", true),
  field("taken_at", "instant", true),
  field("time_zone", "zone", true),
  field("amount", "number"),
];
const SCORE = [
  field("instrument", "text", true),
  field("total", "number", true),
  field("taken_on", "date", true),
];
const PROFILE = [
  field("time_zone", "zone"),
  { ...field("trauma", "parts"), parts: [field("date", "date"), field("severity", "slug")] },
];

test("a new record is of now, names what it belongs to, and is saved when it has what it needs", () => {
  const now = { date: "2026-11-27", instant: "2026-11-27T12:00:00+01:00", zone };
  const dose = blank("doses", DOSE, "m", now);
  assert.deepEqual(dose, { taken_at: now.instant, time_zone: zone, medication: "m" });
  assert.deepEqual(missing(DOSE, dose), []);
  const score = blank("scores", SCORE, undefined, now);
  assert.deepEqual(score, { taken_on: now.date });
  assert.deepEqual(
    missing(SCORE, score).map(({ name }) => name),
    ["instrument", "total"],
  );
  assert.deepEqual(missing(SCORE, { ...score, instrument: "NDI", total: 0 }), []);
});

test("what a person cannot know is not asked, and parts are asked one by one", () => {
  assert.deepEqual(
    asked(DOSE).map(({ name }) => name),
    ["taken_at", "amount"],
  );
  assert.deepEqual(
    asked(PROFILE).map(({ name, label }) => [name, label]),
    [
      ["trauma.date", "trauma: date"],
      ["trauma.severity", "trauma: severity"],
    ],
  );
});

test("a value in parts is one value, and none of them given is not answered", () => {
  const fields = { trauma: { date: "2019-05-01", severity: null } };
  assert.deepEqual(change(fields, "trauma.severity", "mild"), [
    "trauma",
    { date: "2019-05-01", severity: "mild" },
  ]);
  assert.deepEqual(change(fields, "trauma.date", null), ["trauma", null]);
  assert.equal(valueAt(fields, "trauma.date"), "2019-05-01");
  assert.equal(valueAt({}, "trauma.date"), null);
});

test("a link closed by wrong tries stays on the list until it is over", () => {
  const now = Date.parse("2026-03-02T12:00:00Z");
  const locked = { active: false, locked: true, expires_at: "2026-03-09T12:00:00Z" };
  assert.equal(isOn(locked, now), true);
  assert.equal(isOn({ ...locked, revoked_at: "2026-03-01T12:00:00Z" }, now), false);
  assert.equal(isOn({ ...locked, expires_at: "2026-03-01T12:00:00Z" }, now), false);
  assert.equal(isOn({ ...locked, locked: false }, now), false);
});
