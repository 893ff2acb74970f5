/** Ids, times, headaches and days: the facts that the phone makes up by itself. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { answer, isFilled } from "../../phone/static/phone/js/core/check_ins.js";
import * as episodes from "../../phone/static/phone/js/core/episodes.js";
import { checkInId, uuid5, uuid7 } from "../../phone/static/phone/js/core/ids.js";
import { inverse, rowOf } from "../../phone/static/phone/js/core/replica.js";
import {
  fromWallClock,
  instant,
  localDay,
  shiftDay,
  wallClock,
} from "../../phone/static/phone/js/core/time.js";

const PERSON = "0197a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";
const BERLIN = "Europe/Berlin";
const ZONES = [BERLIN, "America/St_Johns", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC"];
const START = Date.parse("2026-03-01T09:40:00+01:00");

/** @param {string} namespace @param {string} name */
function uuid5ByNode(namespace, name) {
  const space = Buffer.from(namespace.replaceAll("-", ""), "hex");
  const hex = createHash("sha1").update(space).update(name).digest("hex");
  const variant = ((parseInt(hex.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    variant + hex.slice(18, 20),
    hex.slice(20, 32),
  ].join("-");
}

test("a name gives the id that RFC 9562 says", () => {
  const dns = "6ba7b810-9dad-11d1-80b4-00c04fd430c8";
  assert.equal(uuid5(dns, "www.example.com"), "2ed6657d-e927-568b-95e1-2665a8aea6a2");
  fc.assert(
    fc.property(fc.uuid(), fc.string({ maxLength: 150 }), (namespace, name) => {
      assert.equal(uuid5(namespace, name), uuid5ByNode(namespace, name));
    }),
  );
});

test("two phones give one day the same check-in", () => {
  assert.equal(checkInId(PERSON, "2026-11-23"), uuid5ByNode(PERSON, "day:2026-11-23"));
});

test("ids of records are UUIDv7 and sort by time", () => {
  const ids = [START, START + 1, START + 70_000].map((now) => uuid7(now));
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual([...ids].sort(), ids);
});

test("an instant keeps its moment and carries its zone's offset", () => {
  assert.equal(instant(START, BERLIN), "2026-03-01T09:40:00+01:00");
  assert.equal(instant(START, "America/St_Johns"), "2026-03-01T05:10:00-03:30");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.constantFrom(...ZONES),
      (s, zone) => {
        assert.equal(Date.parse(instant(s * 1000, zone)), s * 1000);
      },
    ),
  );
});

test("a time on the wall means the moment when the wall said so", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60_000_000 }),
      fc.constantFrom(...ZONES),
      (minutes, zone) => {
        const wall = wallClock(minutes * 60_000, zone).slice(0, 16);
        assert.equal(wallClock(fromWallClock(wall, zone), zone).slice(0, 16), wall);
      },
    ),
  );
});

/** By Python's zoneinfo; tests/diary/test_days.py holds them to it. @type {{zone: string, wall: string, instant: string}[]} */
const CHANGES = JSON.parse(
  readFileSync(new URL("../vectors/wall_clock/changes.json", import.meta.url), "utf8"),
);

test("where clocks change, a time that was skipped or doubled means what it means to the server", () => {
  for (const { zone, wall, instant: meant } of CHANGES) {
    const found = new Date(fromWallClock(wall, zone)).toISOString();
    assert.equal(found.replace(".000Z", "Z"), meant, `${zone} ${wall}`);
  }
});

test("the local day is the day in the zone of the entry", () => {
  assert.equal(localDay("2026-03-01T23:30:00Z", BERLIN), "2026-03-02");
  assert.equal(localDay("2026-03-01T23:30:00Z", "America/St_Johns"), "2026-03-01");
  assert.equal(localDay("2026-03-01T23:30:00Z", "Mars/Olympus_Mons"), "2026-03-01");
  assert.equal(shiftDay("2026-03-01", -1), "2026-02-28");
});

/** @param {import("../../phone/static/phone/js/core/types.js").Write[]} writes */
function diaryAfter(writes) {
  /** @type {Map<string, any>} */
  const ops = new Map();
  for (const write of writes) {
    const op = { ...write, op: "", at: "", base: null, sent: false };
    ops.set(write.id, [...(ops.get(write.id) ?? []), op]);
  }
  return (/** @type {string} */ id) => /** @type {any} */ (rowOf(undefined, ops.get(id) ?? []));
}

test("a headache begins with three facts and no guesses", () => {
  const [write] = episodes.begin("e", START, BERLIN);
  assert.deepEqual(write?.set, {
    started_at: "2026-03-01T09:40:00+01:00",
    time_zone: BERLIN,
    kind: "headache",
  });
});

/** One headache whose writes are looked at one by one. */
class Curve {
  writes = episodes.begin("e", START, BERLIN);

  episode() {
    return diaryAfter(this.writes)("e");
  }

  readings() {
    const ids = new Set(this.writes.map(({ id }) => id).filter((id) => id !== "e"));
    const rows = [...ids].map((id) => diaryAfter(this.writes)(id));
    return rows.filter(({ deleted }) => !deleted);
  }

  /** @param {{n: number, clear: boolean, correct: boolean}} tap @param {number} i */
  tap({ n, clear, correct }, i) {
    const last = episodes.latest(this.readings());
    const stamp = { id: `r${i}`, now: START + i * 1000, zone: BERLIN };
    return correct && last
      ? episodes.correct(this.episode(), this.readings(), last, clear ? null : n)
      : episodes.rate(this.episode(), this.readings(), n, stamp);
  }

  /** @param {import("../../phone/static/phone/js/core/types.js").Write} write */
  take(write) {
    this.writes.push(write);
    const numbers = this.readings().map(({ fields }) => fields.intensity);
    const peak = this.episode().fields.peak_intensity ?? null;
    assert.ok(numbers.length === 0 || (peak !== null && peak >= Math.max(...numbers)));
  }
}

test("the peak is never below a reading, at any moment of any curve", () => {
  const tap = fc.record({
    n: fc.integer({ min: 0, max: 10 }),
    clear: fc.boolean(),
    correct: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(tap, { maxLength: 12 }), (taps) => {
      const curve = new Curve();
      for (const [i, one] of taps.entries()) {
        for (const write of curve.tap(one, i)) curve.take(write);
      }
    }),
  );
});

/** A diary that takes as long as a disk. @param {import("../../phone/static/phone/js/core/types.js").Write[]} writes */
function slowDiary(writes) {
  const disk = [...writes];
  const pause = () => new Promise((done) => setTimeout(done, 2));
  const readings = () =>
    [...new Set(disk.filter(({ kind }) => kind === "readings").map(({ id }) => id))]
      .map((id) => diaryAfter(disk)(id))
      .filter(({ deleted }) => !deleted);
  const get = async (/** @type {string} */ _kind, /** @type {string} */ id) => {
    await pause();
    return diaryAfter(disk)(id);
  };
  const of = async () => {
    await pause();
    return readings();
  };
  const save = async (/** @type {typeof disk} */ more) => {
    await pause();
    disk.push(...more);
    return true;
  };
  return { diary: { get, of }, save, readings, episode: () => diaryAfter(disk)("e") };
}

/** @param {string} id @param {number} seconds after the start @param {string | null} [chosen] */
const stamped = (id, seconds, chosen = null) => {
  const now = START + seconds * 1000;
  return { id, chosen, now, zone: BERLIN };
};

/** @param {any} rows */
const numbers = (rows) => rows.map((/** @type {any} */ { fields }) => fields.intensity);

/**
 * Taps on what was drawn at each of them, one after another.
 * @param {import("../../phone/static/phone/js/core/types.js").Write[]} writes
 * @param {[number | null, number, (string | null)?][]} taps number, seconds, the chosen reading
 */
async function after(writes, taps) {
  const app = slowDiary(writes);
  const tap = episodes.inTurn(app);
  for (const [i, [n, seconds, chosen]] of taps.entries()) {
    const stamp = stamped(`r${i}`, seconds, chosen);
    await tap(app.episode(), [], (now, points) => episodes.tapped(now, points, n, stamp), null);
  }
  return { numbers: numbers(app.readings()), peak: app.episode().fields.peak_intensity ?? null };
}

const BEGUN = episodes.begin("e", START, BERLIN);
/** @param {object} fields */
const over = (fields) => [
  ...BEGUN,
  { kind: "episodes", id: "e", set: { ended_at: "2026-03-01T12:40:00+01:00", ...fields } },
];

/** Taps on one drawing, each before the one before it is written. @param {number[]} taps @param {typeof BEGUN} writes */
async function quickly(taps, writes) {
  const app = slowDiary(writes);
  const tap = episodes.inTurn(app);
  const [episode, readings] = [app.episode(), app.readings()];
  const all = taps.map((n, i) =>
    tap(
      episode,
      readings,
      (now, points) => episodes.tapped(now, points, n, stamped(`r${i}`, i)),
      null,
    ),
  );
  await Promise.all(all);
  return { numbers: numbers(app.readings()), peak: app.episode().fields.peak_intensity };
}

test("of quick taps the later corrects the earlier, which was not drawn yet", async () => {
  assert.deepEqual(await quickly([8, 5], BEGUN), { numbers: [5], peak: 5 });
  const seven = episodes.rate(diaryAfter(BEGUN)("e"), [], 7, stamped("r", 0));
  assert.deepEqual(await quickly([9, 7], [...BEGUN, ...seven]), { numbers: [7], peak: 7 });
});

test("a new number is not the worst where a curve without a worst has a higher one", () => {
  const [episode, reading] = [diaryAfter(BEGUN)("e"), { ...diaryAfter(BEGUN)("e"), id: "r" }];
  const eight = { ...reading, fields: { intensity: 8 } };
  const [peak] = episodes.rate(episode, [eight], 5, stamped("r1", 60));
  assert.deepEqual(peak?.set, { peak_intensity: 8 });
});

test("two quick points of the curve leave the peak at the higher", async () => {
  const app = slowDiary([...BEGUN, { kind: "episodes", id: "e", set: { peak_intensity: 7 } }]);
  const tap = episodes.inTurn(app);
  const drawn = app.episode();
  const both = [9, 8].map((n, i) =>
    tap(drawn, [], (now, points) => episodes.rate(now, points, n, stamped(`r${i}`, i)), null),
  );
  await Promise.all(both);
  assert.deepEqual([numbers(app.readings()), app.episode().fields.peak_intensity], [[9, 8], 9]);
});

test("a tap is saved as it was drawn where the diary cannot be read", async () => {
  const app = slowDiary(BEGUN);
  const drawn = app.episode();
  const lost = () => Promise.reject(new Error("lost"));
  const tap = episodes.inTurn({ diary: { get: lost, of: lost }, save: app.save });
  await tap(drawn, [], (now, points) => episodes.rate(now, points, 6, stamped("r", 1)), null);
  assert.deepEqual(numbers(app.readings()), [6]);
});

test("a worst pain that was told stands, whatever is corrected below it", async () => {
  const told = [...BEGUN, { kind: "episodes", id: "e", set: { peak_intensity: 9 } }];
  assert.deepEqual(
    await after(told, [
      [5, 1],
      [6, 2],
      [null, 3],
    ]),
    { numbers: [], peak: 9 },
  );
});

test("a worst pain that was the number of one reading follows that reading", async () => {
  assert.deepEqual(
    await after(BEGUN, [
      [9, 1],
      [6, 2],
    ]),
    { numbers: [6], peak: 6 },
  );
  assert.deepEqual(
    await after(BEGUN, [
      [9, 1],
      [null, 2],
    ]),
    { numbers: [], peak: null },
  );
});

test("a number of long ago is chosen to be corrected, and leaves the others", async () => {
  const curve = /** @type {[number, number][]} */ ([
    [9, 1],
    [6, 200],
  ]);
  assert.deepEqual(await after(BEGUN, curve), { numbers: [9, 6], peak: 9 });
  assert.deepEqual(await after(BEGUN, [...curve, [4, 400, "r0"]]), { numbers: [4, 6], peak: 6 });
  assert.deepEqual(await after(BEGUN, [...curve, [null, 400, "r0"]]), { numbers: [6], peak: 6 });
});

test("the same number after a while says that it is still so", async () => {
  assert.deepEqual(
    await after(BEGUN, [
      [7, 1],
      [null, 200],
    ]),
    { numbers: [7, 7], peak: 7 },
  );
  assert.deepEqual(await after(BEGUN, [[null, 200]]), { numbers: [], peak: null });
});

test("a headache that is over and has no curve is asked for its worst pain", async () => {
  assert.deepEqual(await after(over({}), [[6, 1]]), { numbers: [], peak: 6 });
  assert.deepEqual(await after(over({ peak_intensity: 9 }), [[6, 1]]), { numbers: [], peak: 6 });
  assert.deepEqual(await after(over({ peak_intensity: 9 }), [[null, 1]]), {
    numbers: [],
    peak: null,
  });
});

test("an exact beginning is exact, and takes along the numbers that would lie before it", () => {
  const coarse = diaryAfter([
    ...BEGUN,
    { kind: "episodes", id: "e", set: { start_precision: "part_of_day" } },
  ])("e");
  const reading = (/** @type {string} */ id, /** @type {number} */ minutes) => ({
    ...coarse,
    id,
    fields: { at: instant(START + minutes * 60_000, BERLIN) },
  });
  const writes = episodes.beganAt(coarse, [reading("a", 0), reading("b", 60)], "2026-03-01T10:20");
  assert.deepEqual(writes, [
    { kind: "readings", id: "a", set: { at: "2026-03-01T10:20:00+01:00" } },
    {
      kind: "episodes",
      id: "e",
      set: { started_at: "2026-03-01T10:20:00+01:00", start_precision: "minute" },
    },
  ]);
  // another day, and the clock as it stood for a part of the day
  const [moved] = episodes.beganAt(coarse, [], "2026-02-28T09:40");
  assert.deepEqual(moved?.set, { started_at: "2026-02-28T09:40:00+01:00" });
});

test("a headache cannot end before it began, however the clock went", () => {
  const episode = diaryAfter(episodes.begin("e", START, BERLIN))("e");
  const [write] = episodes.endAt(episode, START - 60_000);
  assert.equal(write?.set.ended_at, episode.fields.started_at);
});

test("a headache goes on until it has an end or an unknown end", () => {
  const begun = episodes.begin("e", START, BERLIN);
  const episode = diaryAfter(begun)("e");
  assert.equal(episode.open, 1);
  for (const end of [episodes.endAt(episode, START + 1000), episodes.endUnknown(episode)]) {
    assert.equal(diaryAfter([...begun, ...end])("e").open, undefined);
  }
});

test("a dose names its medicine, and its headache when there is one", () => {
  const episode = diaryAfter(episodes.begin("e", START, BERLIN))("e");
  const stamp = { id: "d", now: START, zone: BERLIN };
  const [during] = episodes.took("m", episode, stamp);
  const [alone] = episodes.took("m", null, stamp);
  assert.equal(during?.set.episode, "e");
  assert.equal(during?.set.reason, "headache");
  assert.deepEqual(Object.keys(alone?.set ?? {}), ["medication", "taken_at", "time_zone"]);
});

test("what is added to a headache of an earlier day is of its day, not of now", () => {
  const begun = episodes.begin("e", START, BERLIN);
  const stamp = { id: "d", now: START + 2 * 86_400_000, zone: BERLIN };
  /** @param {import("../../phone/static/phone/js/core/types.js").Write[]} end */
  const taken = (end) =>
    episodes.took("m", diaryAfter([...begun, ...end])("e"), stamp)[0]?.set.taken_at;
  const [began, now] = [START, stamp.now].map((at) => instant(at, BERLIN));
  const row = diaryAfter(begun)("e");
  assert.equal(taken(episodes.endAt(row, START + 1000)), began);
  assert.equal(taken(episodes.endUnknown(row)), began);
  // It goes on, or ended today.
  assert.equal(taken([]), now);
  assert.equal(taken(episodes.endAt(row, stamp.now - 1000)), now);
});

test("the first answer of a day names the day, later ones only themselves", () => {
  const first = answer(PERSON, "2026-11-23", BERLIN, { stress: 0 }, null);
  assert.deepEqual(first[0]?.set, { date: "2026-11-23", time_zone: BERLIN, stress: 0 });
  const row = diaryAfter(first)(checkInId(PERSON, "2026-11-23"));
  assert.deepEqual(answer(PERSON, "2026-11-23", BERLIN, { stress: null }, row)[0]?.set, {
    stress: null,
  });
});

test("0 and no are answers, null is none", () => {
  const day = (/** @type {any} */ answers) =>
    diaryAfter(answer(PERSON, "2026-11-23", BERLIN, answers, null))(
      checkInId(PERSON, "2026-11-23"),
    );
  assert.equal(isFilled(day({ stress: 0 }), true), true);
  // Whether there was a headache is still the question.
  assert.equal(isFilled(day({ stress: 0 }), false), false);
  assert.equal(isFilled(day({ headache_today: "no" }), false), true);
  assert.equal(isFilled(day({ stress: null }), true), false);
  assert.equal(isFilled(null, true), false);
});

test("undoing restores each touched field and removes what was new", () => {
  const writes = [
    { kind: "episodes", id: "e", set: { peak_intensity: 8 } },
    { kind: "readings", id: "r", set: { episode: "e", intensity: 8 } },
  ];
  const before = diaryAfter([
    { kind: "episodes", id: "e", set: { peak_intensity: 5, side: "left" } },
  ]);
  const undo = inverse(writes, ({ id }) => before(id));
  assert.deepEqual(undo, [
    { kind: "readings", id: "r", set: { deleted: true } },
    { kind: "episodes", id: "e", set: { peak_intensity: 5 } },
  ]);
});
