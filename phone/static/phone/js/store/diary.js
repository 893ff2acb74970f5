/**
 * The diary on this phone: what a person writes, what is shown, and what waits to be sent.
 *
 * @import {Key, Refused, Row, Write} from "../core/types.js"
 * @import {Writing} from "./db.js"
 */
import { isHeadache } from "../core/episodes.js";
import { uuid7 } from "../core/ids.js";
import { entryCount, inverse, queue, rowOf } from "../core/replica.js";
import { connect } from "./db.js";

/** @param {string} person */
export function openDiary(person) {
  const db = connect(person);
  const channel = new BroadcastChannel(`nape-${person}`);
  /** @type {Set<() => void>} */
  const listeners = new Set();
  const tell = () => {
    for (const listener of listeners) listener();
  };
  channel.onmessage = tell;

  let closed = false;
  /** A write may end after the person has gone. */
  const changed = () => {
    if (closed) return;
    tell();
    channel.postMessage("changed");
  };

  /**
   * @param {Write[]} writes
   * @returns {Promise<Write[]>} the writes that undo these
   */
  async function write(writes) {
    const undo = await db.write(async (tx) => {
      const before = new Map();
      for (const { kind, id } of writes) {
        const row = await tx.objectStore("view").get([kind, id]);
        if (!before.has(`${kind}/${id}`)) before.set(`${kind}/${id}`, row ?? null);
      }
      for (const one of writes) await put(tx, one);
      return inverse(writes, ({ kind, id }) => before.get(`${kind}/${id}`) ?? null);
    });
    changed();
    return undo;
  }

  /** @param {"day" | "parent"} index @param {string} kind @param {string} from @param {string} to */
  const between = (index, kind, from, to) =>
    db.withDb((open) =>
      open.getAllFromIndex("view", index, IDBKeyRange.bound([kind, from], [kind, to])),
    );

  return {
    person,
    db,
    write,
    changed,

    /** @param {() => void} listener */
    subscribe: (listener) => {
      listeners.add(listener);
    },

    /** @param {string} kind @param {string} id @returns {Promise<Row | null>} */
    get: async (kind, id) => {
      const row = await db.withDb((open) => open.get("view", [kind, id]));
      return row && !row.deleted ? row : null;
    },

    /** @param {string} kind @returns {Promise<Row[]>} */
    all: async (kind) => {
      const rows = await db.withDb((open) => open.getAllFromIndex("view", "kind", kind));
      return rows.filter((row) => !row.deleted);
    },

    /** Deleted or not. @param {string} kind */
    count: (kind) => db.withDb((open) => open.countFromIndex("view", "kind", kind)),

    /** What was ever entered, deleted or not. @returns {Promise<Row[]>} */
    everything: () => db.withDb((open) => open.getAll("view")),

    /** Of some local days, both ends included. @param {string} kind @param {string} from @param {string} to */
    days: (kind, from, to) => between("day", kind, from, to),

    /** The last local day before another that has an entry of these kinds. @param {string[]} kinds @param {string} day */
    lastBefore: (kinds, day) =>
      db.withDb(async (open) => {
        const index = open.transaction("view").store.index("day");
        const found = await Promise.all(
          kinds.map((kind) =>
            index.openKeyCursor(IDBKeyRange.bound([kind, ""], [kind, day], false, true), "prev"),
          ),
        );
        const days = found.map((cursor) => String(/** @type {any} */ (cursor?.key)?.[1] ?? ""));
        return days.sort().at(-1) || null;
      }),

    /** @param {string} kind @param {string} parent */
    of: (kind, parent) => between("parent", kind, parent, parent),

    /** Headaches that are still going on; a flare of the neck keeps nobody from logging one. */
    open: async () => {
      const rows = await db.withDb((open) => open.getAllFromIndex("view", "open", 1));
      return rows.filter(isHeadache);
    },

    /**
     * Bookkeeping, and the documents that the server computed: they are kept whole, with when
     * they came, and nowhere else.
     * @param {string} key
     */
    meta: (key) => db.withDb((open) => open.get("meta", key)),

    /** @param {string} key @param {unknown} value */
    keep: (key, value) => db.write((tx) => tx.objectStore("meta").put(value, key)),

    unsent: () => db.withDb((open) => open.getAll("outbox")),

    refused: () => db.withDb((open) => open.getAll("attention")),

    /** Takes a refused write off the list. @param {string} op */
    letGo: async (op) => {
      await db.write((tx) => tx.objectStore("attention").delete(op));
      changed();
    },

    /** Puts it back. @param {Refused} refused */
    holdOn: async (refused) => {
      await db.write((tx) => tx.objectStore("attention").put(refused));
      changed();
    },

    counts: () =>
      db.withDb(async (open) => ({
        unsent: entryCount(await open.getAll("outbox")),
        refused: await open.count("attention"),
        resetting: Boolean(await open.get("meta", "resetting")),
        partial: await isPartial(open),
      })),

    /** Is the rest of the diary still on its way? */
    partial: () => db.withDb(isPartial),

    /** Leaves on this phone what the server does not have; the rest comes back from it. */
    wipeSent: () => db.write(wipeSent),

    close: async () => {
      closed = true;
      channel.close();
      await db.close();
    },
  };
}

/** @typedef {ReturnType<typeof openDiary>} Diary */

/** @param {Parameters<Parameters<ReturnType<typeof connect>["withDb"]>[0]>[0]} open */
const isPartial = async (open) =>
  !(await open.get("meta", "cursor")) || (await open.get("meta", "partial")) === true;

/** @param {Writing} tx @param {Write} write */
async function put(tx, write) {
  const outbox = tx.objectStore("outbox");
  const newest = await outbox.openCursor(null, "prev");
  const known = { ...(await about(tx, write)), last: newest?.value };
  await outbox.put(queue(write, known, { op: uuid7(), at: new Date().toISOString() }));
  await refresh(tx, write);
}

/** @param {Writing} tx @param {Key} key */
async function about(tx, { kind, id }) {
  const base = await tx.objectStore("base").get([kind, id]);
  const pending = await tx.objectStore("outbox").index("record").getAll([kind, id]);
  return { base, pending };
}

/** View = base + outbox, for one record. @param {Writing} tx @param {Key} key */
export async function refresh(tx, key) {
  const { base, pending } = await about(tx, key);
  const row = rowOf(base, pending);
  const view = tx.objectStore("view");
  if (row) await view.put(row);
  else await view.delete([key.kind, key.id]);
}

/** @param {Writing} tx */
async function wipeSent(tx) {
  const meta = tx.objectStore("meta");
  // In the middle of a reset even what was sent once may be here alone.
  if (await meta.get("resetting")) return;
  const device = await meta.get("device");
  for (const name of /** @type {const} */ (["base", "view", "meta"]))
    await tx.objectStore(name).clear();
  if (device) await meta.put(device, "device");
  for (const op of await tx.objectStore("outbox").getAll()) await refresh(tx, op);
}
