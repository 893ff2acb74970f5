/** The check-in's page as it is built, without a browser: which day it writes, and what its taps add. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import "lit-html";
import { answers } from "../../phone/static/phone/js/core/answers.js";

/** As much of a browser as the modules ask for while they are loaded. @type {any} */
const page = Object.assign(new EventTarget(), { visibilityState: "visible", documentElement: {} });
const navigator = { languages: [] };
Object.assign(globalThis, { document: page, window: new EventTarget(), navigator });
Object.assign(window, { scrollTo: () => {} });

const { questions } = await import("../../phone/static/phone/js/ui/fields.js");
const { sessions } = await import("../../phone/static/phone/js/ui/sessions.js");
const { label } = await import("../../phone/static/phone/js/ui/labels.js");
const { create } = await import("../../phone/static/phone/js/pages/check_in.js");
const record = await import("../../phone/static/phone/js/pages/record.js");

/** What a tap on these words does. @param {any} part a template, or what stands in one @param {string} words @returns {any} */
function tapOn(part, words) {
  const values = Array.isArray(part) ? part : (part?.values ?? []);
  const at = values.indexOf(words);
  if (at < 0) return values.map((/** @type {any} */ one) => tapOn(one, words)).find(Boolean);
  const isTap = (/** @type {any} */ one) => typeof one === "function";
  return values.slice(at).find(isTap) ?? values.find(isTap);
}

/** @param {any[]} written */
const app = (written) => ({
  person: { id: "0197c2aa-0000-7000-8000-000000000000" },
  diary: {
    days: async () => [],
    all: async () => [],
    of: async () => [],
    meta: async () => undefined,
  },
  save: (/** @type {any[]} */ writes) => written.push(...writes),
  answers: (/** @type {(set: any) => any[]} */ writes) =>
    answers(async (set) => Boolean(written.push(...writes(set)))),
});

/** @param {"hidden" | "visible"} state */
function turn(state) {
  page.visibilityState = state;
  page.dispatchEvent(new Event("visibilitychange"));
}

/** @param {any} sheet */
const sayNo = async (sheet) => tapOn(await sheet.view(), "No headache")();

test("who comes back after midnight is asked about the new day", async () => {
  mock.timers.enable({ apis: ["Date"], now: new Date(2026, 2, 2, 23, 50) });
  /** @type {any[]} */
  const written = [];
  const sheet = create(/** @type {any} */ (app(written)), "");
  await sayNo(sheet);
  turn("hidden");
  mock.timers.setTime(new Date(2026, 2, 3, 7, 0).getTime());
  assert.equal(sheet.title, "Check-in: Yesterday");
  const drawn = new Promise((done) => page.addEventListener("nape-redraw", done, { once: true }));
  turn("visible");
  await drawn;
  await sayNo(sheet);
  assert.equal(sheet.title, "Check-in: Today");
  const days = written.map(({ set }) => set.date);
  assert.deepEqual(days, ["2026-03-02", "2026-03-03"]);
  mock.timers.reset();
});

test("who is still answering at midnight, or chose the day, stays with it", async () => {
  for (const day of ["", "2026-03-02"]) {
    mock.timers.enable({ apis: ["Date"], now: new Date(2026, 2, 2, 23, 50) });
    /** @type {any[]} */
    const written = [];
    const sheet = create(/** @type {any} */ (app(written)), day);
    turn("hidden");
    if (!day) turn("visible");
    await sayNo(sheet);
    mock.timers.setTime(new Date(2026, 2, 3, 0, 5).getTime());
    if (day) turn("visible");
    await sayNo(sheet);
    assert.equal(sheet.title, "Check-in: Yesterday");
    assert.deepEqual(
      written.map(({ set }) => set.date),
      ["2026-03-02", "2026-03-02"],
    );
    mock.timers.reset();
  }
});

test("each tap on a step counts, also before the one before it is drawn", () => {
  const given = answers(() => new Promise(() => {}));
  given.read({ sitting_hours: 8 });
  const amount = { picks: [], step: 0.25, max: 24, unit: "hour" };
  const field = { name: "sitting_hours", type: "amount", ask: "Hours spent sitting", amount };
  const more = tapOn(questions("check_ins", [/** @type {any} */ (field)], given), "More");
  for (let n = 0; n < 3; n += 1) more();
  assert.equal(given.get("sitting_hours"), 8.75);
});

test("exercises done today are told on the page of their course, in one tap", async () => {
  /** @type {any[]} */
  const written = [];
  const all = label("check_ins", "exercises_done", "all");
  /** @param {object} fields */
  const tap = async (fields) =>
    tapOn(await sessions(/** @type {any} */ (app(written)), /** @type {any} */ ({ fields })), all);
  (await tap({ kind: "exercise" }))();
  const [{ kind, set }] = written;
  assert.deepEqual([kind, set.exercises_done], ["check_ins", "all"]);
  assert.equal(await tap({ kind: "pillow" }), undefined);
  assert.equal(await tap({ kind: "exercise", ended_on: "2020-01-01" }), undefined);
});

test("a course shows first what one comes back for, a new one its form", async () => {
  const course = { kind: "treatments", id: "1", fields: { kind: "exercise" } };
  /** The first drawing, and the one after. @param {any[]} rows */
  const first = async (...rows) => {
    const stub = app([]);
    const get = async () => rows.shift() ?? null;
    const page = record.create(
      /** @type {any} */ ({ ...stub, diary: { ...stub.diary, get } }),
      "treatments/1",
    );
    await page.view();
    const drawn = JSON.stringify(await page.view());
    const form = "This comes with the next connection.";
    return ["Sessions", form].sort((a, b) => drawn.indexOf(a) - drawn.indexOf(b))[0];
  };
  // Page and form ask for the record each.
  assert.equal(await first(course, course, course, course), "Sessions");
  assert.notEqual(await first(null, null, course, course), "Sessions");
});
