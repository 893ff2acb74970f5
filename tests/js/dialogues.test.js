/** Lives that the server's own state machine recorded, played by the phone's core to the same end. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { ModelPhone } from "./model_phone.js";

const FOLDER = new URL("../vectors/sync/", import.meta.url);
const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

/** @param {any} dialogue */
function play({ devices, events, requests, replies }) {
  const phones = devices.map((/** @type {string} */ device) => new ModelPhone(device));
  /** @type {Map<number, any[]>} */
  const batches = new Map();
  /** @type {Map<number, number>} which request a reply answers */
  const answered = new Map();
  for (const event of events) {
    const phone = /** @type {ModelPhone} */ (phones[event.phone]);
    if (event.writes) phone.append(event.writes);
    else if (event.asks !== undefined) batches.set(event.asks, ask(phone, requests[event.asks]));
    else if (event.answers !== undefined) answered.set(event.with, event.answers);
    else {
      const batch = batches.get(answered.get(event.takes) ?? -1) ?? [];
      const { cursor } = phone;
      phone.receive(structuredClone(replies[event.takes]), batch);
      phone.cursor = further(cursor, phone.cursor);
    }
  }
  return phones;
}

/**
 * The loop drops a reply that comes after its time and never takes one twice; the recorded phones
 * took them, and kept the further cursor.
 * @param {string | null} one
 * @param {string | null} other
 */
function further(one, other) {
  const revision = (/** @type {string | null} */ cursor) => Number(cursor?.split(".")[1] ?? -1);
  return revision(one) > revision(other) ? one : other;
}

/** The phone asks what the recorded one asked. @param {ModelPhone} phone @param {any} recorded */
function ask(phone, recorded) {
  const { body, batch } = phone.request(recorded.limit, 0, recorded.ops.length || 100);
  assert.deepEqual(body.ops, recorded.ops);
  assert.equal(body.cursor, recorded.cursor);
  return batch;
}

/** @param {{kind: string, id: string}[]} records */
const inOrder = (records) =>
  [...records].sort((a, b) => `${a.kind}/${a.id}`.localeCompare(`${b.kind}/${b.id}`));

test("there are dialogues to play", () => {
  assert.ok(files.length >= 10);
});

for (const name of files) {
  test(`dialogue ${name} ends on each phone as on the server`, () => {
    const dialogue = JSON.parse(readFileSync(new URL(name, FOLDER), "utf-8"));
    play(dialogue).forEach((/** @type {ModelPhone} */ phone, /** @type {number} */ place) => {
      assert.deepEqual(inOrder([...phone.base.values()]), inOrder(dialogue.records));
      assert.deepEqual(phone.outbox, []);
      assert.deepEqual(
        phone.attention.map(({ op }) => op),
        dialogue.refused[place],
      );
    });
  });
}
