/** What is derived, timed and offered while logging; pure, so node can try it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  MIDDLE,
  marked,
  PAIRED,
  placesOf,
  sideOf,
  sidesOf,
  VIEWS,
} from "../../phone/static/phone/js/core/body.js";
import { isNeckCheckDue } from "../../phone/static/phone/js/core/check_ins.js";
import { atHand, waitsForRelief } from "../../phone/static/phone/js/core/doses.js";
import {
  begunParts,
  earlierHeadache,
  endPrecision,
} from "../../phone/static/phone/js/core/earlier.js";
import { inOrder } from "../../phone/static/phone/js/core/episodes.js";
import {
  forget,
  getUp,
  sitDown,
  sittingAnswers,
  untilNudge,
} from "../../phone/static/phone/js/core/sitting.js";

/** Of records.md: head, neck and shoulder, back. */
const REGIONS =
  "forehead temple eye top side_head back_head skull_base behind_ear ear jaw cheek whole_head upper_neck lower_neck front_neck shoulder_top shoulder_joint arm hand between_blades upper_back mid_back low_back buttock";
const DAY = "2026-03-02";
const BERLIN = "Europe/Berlin";
const at = (/** @type {string} */ clock) => Date.parse(`${DAY}T${clock}:00Z`);

/** @param {string} kind @param {import("../../phone/static/phone/js/core/types.js").Fields} fields @param {string} [id] */
const row = (kind, fields, id = "1") => ({
  kind,
  id,
  fields,
  revision: null,
  deleted: false,
  pending: false,
});

test("every region of the records can be marked, with its sides or in the middle", () => {
  assert.deepEqual([...PAIRED, ...MIDDLE].sort(), REGIONS.split(" ").sort());
});

test("every spot of the drawings is at least 48 px where the picture is 286 px wide", () => {
  for (const view of VIEWS)
    for (const { region, width, height } of placesOf(view)) {
      const px = 286 / 100;
      const across = Math.min(width * px, (height * px * view.height) / 320);
      assert.ok(across >= 48, `${view.name}: ${region} ${across}`);
    }
});

test("spots of a drawing do not lie on one another", () => {
  for (const view of VIEWS) {
    const centres = placesOf(view).map(({ left, top, width, height }) => ({
      x: ((left + width / 2) * 320) / 100,
      y: ((top + height / 2) * view.height) / 100,
    }));
    for (const [n, a] of centres.entries())
      for (const b of centres.slice(n + 1)) assert.ok(Math.hypot(a.x - b.x, a.y - b.y) >= 48);
  }
});

test("seen from behind, the left of the picture is the person's left; a face shows it on the right", () => {
  const sideAtLeft = Object.fromEntries(
    VIEWS.map((view) => {
      const first = placesOf(view).reduce((a, b) => (a.left < b.left ? a : b));
      return [view.name, first.side];
    }),
  );
  assert.deepEqual(sideAtLeft, {
    head: "left",
    left: "left",
    right: "right",
    face: "right",
    back: "left",
  });
});

test("two sides are both, one taken back is the other, none is not answered", () => {
  const left = marked([], { region: "temple", side: "left" }, true);
  assert.deepEqual(left, [{ region: "temple", side: "left" }]);
  const both = marked(left ?? [], { region: "temple", side: "right" }, true);
  assert.deepEqual(both, [{ region: "temple", side: "both" }]);
  assert.deepEqual(sidesOf(both ?? [], "temple"), ["left", "right"]);
  const right = marked(both ?? [], { region: "temple", side: "left" }, false);
  assert.deepEqual(right, [{ region: "temple", side: "right" }]);
  assert.equal(marked(right ?? [], { region: "temple", side: "right" }, false), null);
});

test("the side comes from the head alone, as analytics/headaches.py derives it", () => {
  const place = (/** @type {string} */ region, /** @type {string | null} */ side) => ({
    region,
    side,
  });
  assert.equal(sideOf([place("temple", "left"), place("upper_neck", "right")]), "left");
  assert.equal(sideOf([place("temple", "left"), place("eye", "right")]), "both_equal");
  assert.equal(sideOf([place("temple", "both")]), "both_equal");
  assert.equal(sideOf([place("temple", "left"), place("top", "middle")]), null);
  assert.equal(sideOf([place("upper_neck", "left")]), null);
});

test("a break lies between two stretches of one day, and the longest stretch stands", () => {
  let sitting = sitDown(undefined, DAY, at("09:00"));
  sitting = getUp(sitting, at("09:50"));
  assert.deepEqual(sittingAnswers(sitting, DAY, at("10:00")), {
    longest_sitting_minutes: 50,
    breaks_count: 0,
  });
  sitting = getUp(sitDown(sitting, DAY, at("10:00")), at("10:20"));
  assert.deepEqual(sittingAnswers(sitting, DAY, at("11:00")), {
    longest_sitting_minutes: 50,
    breaks_count: 1,
  });
  assert.deepEqual(sittingAnswers(sitting, "2026-03-03", at("11:00")), {});
  assert.equal(sitDown(sitting, "2026-03-03", at("11:00")).longest, 0);
});

test("a stretch that was forgotten or thrown away is not offered", () => {
  const sitting = sitDown(undefined, DAY, at("09:00"));
  assert.deepEqual(sittingAnswers(sitting, DAY, at("13:00")), {});
  assert.deepEqual(sittingAnswers(forget(sitting), DAY, at("09:30")), {});
  assert.equal(sitDown(forget(sitting), DAY, at("09:30")).breaks, 0);
});

test("the nudge comes once the chosen minutes are over, and never while it is off", () => {
  const sitting = sitDown(undefined, DAY, at("09:00"));
  assert.equal(untilNudge(sitting, 45, at("09:40")), 5 * 60_000);
  assert.equal(untilNudge(sitting, 45, at("09:45")), null);
  assert.equal(untilNudge(sitting, null, at("09:40")), null);
  assert.equal(untilNudge(getUp(sitting, at("09:40")), 45, at("09:40")), null);
});

test("a dose is asked about after two hours, until it was answered, and not for prevention", () => {
  const dose = (/** @type {string} */ id, /** @type {object} */ more) =>
    row("doses", { medication: "m", taken_at: `${DAY}T08:00:00Z`, ...more }, id);
  const medications = [
    row("medications", { name: "A", drug_class: "nsaid" }, "m"),
    row("medications", { name: "B", drug_class: "preventive" }, "p"),
  ];
  const doses = [
    dose("open", {}),
    dose("said", { relief_2h: "none" }),
    dose("daily", { medication: "p" }),
  ];
  const asked = (/** @type {string} */ clock) =>
    waitsForRelief(doses, medications, at(clock)).map(({ dose: { id } }) => id);
  assert.deepEqual(asked("09:59"), []);
  assert.deepEqual(asked("10:00"), ["open"]);
});

test("of many medicines the last taken are at hand, and none is lost", () => {
  const many = Array.from({ length: 60 }, (_, n) =>
    row("medications", { name: `M${String(n).padStart(2, "0")}` }, String(n)),
  );
  const gone = row("medications", { name: "A", archived: true }, "gone");
  const doses = [
    row("doses", { medication: "40", taken_at: `${DAY}T08:00:00Z` }),
    row("doses", { medication: "50", taken_at: `${DAY}T09:00:00Z` }),
  ];
  const { first, others } = atHand([...many, gone], doses);
  assert.deepEqual(
    first.map(({ id }) => id),
    ["50", "40", "0", "1", "2", "3"],
  );
  assert.equal(others.length, 54);
  const few = atHand(many.slice(40, 44), doses);
  assert.deepEqual(
    few.first.map(({ id }) => id),
    ["40", "41", "42", "43"],
  );
  assert.deepEqual(few.others, []);
});

test("doses of one headache are in the order of their times, in whichever zone they were taken", () => {
  const taken = ["T09:00:00+01:00", "T07:30:00Z", "T08:15:00+01:00"].map((clock, n) =>
    row("doses", { taken_at: DAY + clock }, String(n)),
  );
  assert.deepEqual(
    inOrder(taken).map(({ id }) => id),
    ["2", "1", "0"],
  );
});

test("an earlier headache has the precision that was told, and no end that was not", () => {
  /** @type {any} */
  const told = { day: DAY, began: "morning", ended: "evening", worst: 5 };
  const now = Date.parse("2026-03-03T08:48:00+01:00");
  const of = (/** @type {object} */ more) =>
    earlierHeadache("1", { ...told, ...more }, now, BERLIN)[0]?.set;
  assert.deepEqual(of({}), {
    kind: "headache",
    started_at: "2026-03-02T09:00:00+01:00",
    time_zone: "Europe/Berlin",
    start_precision: "part_of_day",
    peak_intensity: 5,
    ended_at: "2026-03-02T21:00:00+01:00",
  });
  assert.equal(of({ ended: "morning" })?.end_unknown, true);
  assert.equal(of({ ended: null })?.end_unknown, true);
  assert.equal(of({ began: null })?.start_precision, "day");
  assert.equal("peak_intensity" in (of({ worst: null }) ?? {}), false);
});

test("an earlier headache of today neither begins nor ends in the future", () => {
  const now = Date.parse(`${DAY}T08:48:00+01:00`);
  const of = (/** @type {any} */ began, /** @type {any} */ ended) =>
    earlierHeadache("1", { day: DAY, began, ended, worst: null }, now, BERLIN)[0]?.set;
  assert.equal(of("morning", null)?.started_at, `${DAY}T08:48:00+01:00`);
  assert.equal(of("night", "morning")?.started_at, `${DAY}T03:00:00+01:00`);
  assert.equal(of("night", "morning")?.ended_at, `${DAY}T08:48:00+01:00`);
  assert.deepEqual(begunParts(DAY, now, BERLIN), ["night", "morning"]);
  assert.deepEqual(begunParts("2026-03-01", now, BERLIN).length, 4);
});

test("an end that was told as a part of the day is no more exact than that", () => {
  const of = (/** @type {string} */ clock, /** @type {string} */ start_precision) =>
    endPrecision({ start_precision, ended_at: `${DAY}T${clock}+01:00`, time_zone: BERLIN });
  assert.equal(of("21:00:00", "part_of_day"), "part_of_day");
  assert.equal(of("21:00:00", "minute"), null);
  assert.equal(of("20:59:00", "part_of_day"), null);
});

test("the neck is due when no day of the week has an answer", () => {
  assert.equal(isNeckCheckDue([]), true);
  assert.equal(isNeckCheckDue([row("check_ins", { turn_limited: null })]), true);
  assert.equal(isNeckCheckDue([row("check_ins", { turn_limited: "no" })]), false);
});
