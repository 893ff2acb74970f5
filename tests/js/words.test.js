/** Entries and times in words, no more exact than they are known. */
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { words } from "../../phone/static/phone/js/ui/entries.js";
import { clock, moment } from "../../phone/static/phone/js/ui/format.js";
import { t, useCatalog } from "../../phone/static/phone/js/ui/t.js";

before(() => {
  const page = {
    document: { documentElement: { lang: "en" } },
    navigator: { languages: ["en-GB"] },
  };
  for (const [name, value] of Object.entries(page))
    Object.defineProperty(globalThis, name, { value, configurable: true });
});

const BERLIN = "Europe/Berlin";
const NINE = "2025-11-20T09:00:00+01:00";

/** @param {object} more */
const episode = (more) => ({
  kind: "episodes",
  fields: { started_at: NINE, time_zone: BERLIN, end_unknown: true, peak_intensity: 9, ...more },
});

test("a zone that this browser does not know stops no page", () => {
  assert.equal(clock(NINE, "Mars/Base"), "08:00");
  assert.match(moment(NINE, "Mars/Base"), /^Thursday,? 20\sNovember 2025 08:00$/);
});

test("a coarse start is told as coarse as it is, and so is an end told with it", () => {
  const said = (/** @type {object} */ more) => words(episode(more), new Map());
  assert.equal(said({}), "Headache, began 09:00, end not known, worst 9");
  const part = { start_precision: "part_of_day" };
  assert.equal(said(part), "Headache, began morning, end not known, worst 9");
  const day = { start_precision: "day", started_at: "2025-11-20T00:00:00+01:00" };
  assert.equal(said(day), "Headache, began 20\u00a0Nov 2025, end not known, worst 9");
  const evening = { end_unknown: null, ended_at: "2025-11-20T21:00:00+01:00" };
  assert.equal(said({ ...part, ...evening }), "Headache, morning to evening, worst 9");
  assert.equal(said(evening), "Headache, 09:00 to 21:00, worst 9");
  const night = { ...part, started_at: "2025-11-20T03:00:00+01:00" };
  assert.equal(said(night), "Headache, began night (0\u00a0to 6), end not known, worst 9");
});

test("a moment of another day names it, and a day alone has no clock", () => {
  assert.match(moment(NINE, BERLIN, "part_of_day"), /^Thursday,? 20\sNovember 2025 morning$/);
  assert.equal(moment(NINE, BERLIN, "day"), "20\u00a0Nov 2025");
});

test("a catalogue that does not come leaves the program in English", async () => {
  // What stands there is an address that leads nowhere.
  await useCatalog("http://127.0.0.1:9/de.json");
  assert.equal(t("Today"), "Today");
});
