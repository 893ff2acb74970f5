/**
 * What the sync loop reads and writes here: the next request, and one reply in one transaction.
 *
 * @import {Op, Reply} from "../core/types.js"
 * @import {Writing} from "./db.js"
 * @import {Diary} from "./diary.js"
 */

import { absorb, refusal } from "../core/absorb.js";
import { nextBatch, onTheWire } from "../core/batch.js";
import { uuid7 } from "../core/ids.js";
import { offers, uponFresh } from "../core/reset.js";
import { refresh } from "./diary.js";

const PAGE = 200;

/**
 * Takes the head of the outbox and marks it as sent, so that it is never altered again.
 * @param {Diary} diary
 * @param {{most: number, pull: boolean}} want
 */
export function takeRequest(diary, { most, pull }) {
  return diary.db.write(async (tx) => {
    const meta = tx.objectStore("meta");
    const outbox = tx.objectStore("outbox");
    const resetting = await meta.get("resetting");
    // Half a fresh copy is no ground to write on: the outbox waits for the rest of it.
    const head = resetting || most === 0 ? [] : await outbox.getAll(null, most);
    const batch = nextBatch(head, most);
    for (const op of batch) if (!op.sent) await outbox.put({ ...op, sent: true });
    const body = {
      protocol: 1,
      schema: 1,
      person: diary.person,
      device: await deviceOf(tx),
      sent_at: new Date().toISOString(),
      cursor: (await meta.get("cursor")) ?? null,
      limit: pull ? PAGE : 0,
      ops: batch.map(onTheWire),
    };
    return { body, batch };
  });
}

/** @param {Writing} tx */
async function deviceOf(tx) {
  const meta = tx.objectStore("meta");
  const known = await meta.get("device");
  if (known) return known;
  const device = uuid7();
  await meta.put(device, "device");
  return device;
}

/**
 * @param {Diary} diary
 * @param {Reply} reply
 * @param {Op[]} batch
 * @param {boolean} pulled
 * @returns {Promise<boolean>} is there more to do at once?
 */
export async function applyReply(diary, reply, batch, pulled) {
  const more = await diary.db.write(async (tx) => {
    const meta = tx.objectStore("meta");
    const resetting = await meta.get("resetting");
    await absorbReply(tx, resetting ? { ...reply, changes: [] } : reply, batch);
    if (pulled) {
      await meta.put(reply.reset ? null : reply.cursor, "cursor");
      await meta.put(reply.has_more, "partial");
    }
    if (reply.reset) {
      await tx.objectStore("shadow").clear();
      // Begun once more, it is still for the first reason that the phone knows more or less.
      await meta.put(resetting || reply.reset_reason || "restored", "resetting");
      return true;
    }
    if (resetting && pulled) await shadow(tx, reply, resetting === "expired");
    return (pulled && reply.has_more) || (await tx.objectStore("outbox").count()) > 0;
  });
  diary.changed();
  return more;
}

/** @param {Writing} tx @param {Reply} page one page of the fresh copy @param {boolean} expired */
async function shadow(tx, page, expired) {
  for (const record of page.changes) await tx.objectStore("shadow").put(record);
  if (!page.has_more) await finishReset(tx, page, expired);
}

/** @param {Writing} tx @param {Reply} reply @param {Op[]} batch */
async function absorbReply(tx, reply, batch) {
  const bases = tx.objectStore("base");
  const outbox = tx.objectStore("outbox");
  const keys = [...reply.changes, ...reply.results.flatMap(({ record }) => record ?? [])];
  const known = new Map();
  for (const { kind, id } of keys) known.set(`${kind}/${id}`, await bases.get([kind, id]));
  const news = absorb(reply, batch, ({ kind, id }) => known.get(`${kind}/${id}`));
  for (const record of news.base) await bases.put(record);
  for (const op of news.again) await outbox.put({ ...op, op: uuid7(), sent: false });
  for (const { seq } of news.answered) if (seq !== undefined) await outbox.delete(seq);
  for (const refused of news.refused) await tx.objectStore("attention").put(refused);
  for (const key of [...news.base, ...news.answered]) await refresh(tx, key);
}

/**
 * The fresh copy is whole: it becomes the base, and what it lacks is offered again.
 * @param {Writing} tx
 * @param {Reply} page the last one
 * @param {boolean} expired
 */
async function finishReset(tx, { server_time }, expired) {
  const bases = tx.objectStore("base");
  const shadows = tx.objectStore("shadow");
  const outbox = tx.objectStore("outbox");
  const old = await bases.getAll();
  const fresh = await shadows.getAll();
  const waiting = await outbox.getAll();
  await bases.clear();
  for (const record of fresh) await bases.put(record);
  await outbox.clear();
  const ahead = server_time ? Date.now() - Date.parse(server_time) : 0;
  for (const offer of expired ? [] : offers(old, fresh, ahead))
    await outbox.add({ ...offer, op: uuid7() });
  // It was written upon the old copy, so it comes after what is offered of that.
  for (const { seq: _, ...op } of waiting) await outbox.add(expired ? op : uponFresh(op));
  await shadows.clear();
  await tx.objectStore("meta").delete("resetting");
  await tx.objectStore("view").clear();
  for (const key of [...fresh, ...(await outbox.getAll())]) await refresh(tx, key);
}

/**
 * The next write, which the server cannot take even alone, is shown to the person instead.
 * @param {Diary} diary
 * @param {string} code
 */
export async function setAside(diary, code) {
  await diary.db.write(async (tx) => {
    const head = await tx.objectStore("outbox").openCursor();
    if (!head) return;
    await tx.objectStore("attention").put(refusal(head.value, { code }));
    await head.delete();
    await refresh(tx, head.value);
  });
  diary.changed();
}
