/**
 * Which writes go into one request.
 *
 * @import {Op} from "./types.js"
 */

export const MAX_OPS = 100;
/** Under the server's 256 KiB, with room for the envelope. */
const MAX_BYTES = 240 * 1024;

/** @param {Op} op what travels of a write */
export function onTheWire({ op, kind, id, base, at, set }) {
  return { op, kind, id, base, at, set };
}

/**
 * The head of the outbox, in order.
 * @param {Op[]} outbox
 * @param {number} most
 */
export function nextBatch(outbox, most) {
  /** @type {Op[]} */
  const batch = [];
  let bytes = 0;
  for (const op of outbox) {
    const size = new TextEncoder().encode(JSON.stringify(onTheWire(op))).length + 1;
    const full = batch.length >= Math.min(most, MAX_OPS) || bytes + size > MAX_BYTES;
    if (batch.length > 0 && full) break;
    bytes += size;
    batch.push(op);
  }
  return batch;
}
