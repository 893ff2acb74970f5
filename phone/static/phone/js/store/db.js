/**
 * The phone's database, one for each person, and the care that IndexedDB needs: a handle that the
 * system has taken away is dropped and opened once more.
 *
 * @import {DBSchema, IDBPDatabase, IDBPTransaction, StoreNames} from "idb"
 * @import {BaseRecord, Op, Refused, Row} from "../core/types.js"
 */
import { openDB } from "idb";

/**
 * @typedef {DBSchema & {
 *   base: {key: [string, string], value: BaseRecord},
 *   shadow: {key: [string, string], value: BaseRecord},
 *   view: {key: [string, string], value: Row, indexes: {
 *     day: [string, string], parent: [string, string], open: number, kind: string}},
 *   outbox: {key: number, value: Op, indexes: {record: [string, string]}},
 *   attention: {key: string, value: Refused},
 *   meta: {key: string, value: unknown},
 * }} Schema
 * @typedef {IDBPTransaction<Schema, StoreNames<Schema>[], "readwrite">} Writing
 */

const VERSION = 1;

/** @param {IDBPDatabase<Schema>} db */
function create(db) {
  const byKey = { keyPath: ["kind", "id"] };
  db.createObjectStore("base", byKey);
  db.createObjectStore("shadow", byKey);
  const view = db.createObjectStore("view", byKey);
  view.createIndex("day", ["kind", "day"]);
  view.createIndex("parent", ["kind", "parent"]);
  view.createIndex("open", "open");
  view.createIndex("kind", "kind");
  const outbox = db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
  outbox.createIndex("record", ["kind", "id"]);
  db.createObjectStore("attention", { keyPath: "op" });
  db.createObjectStore("meta");
}

/** @param {string} person */
export const databaseName = (person) => `nape-${person}`;

/** @param {string} person */
export function connect(person) {
  /** @type {Promise<IDBPDatabase<Schema>> | null} */
  let handle = null;
  let ended = false;
  const drop = () => {
    handle = null;
  };
  const open = () => {
    // What still asks after the end is forgotten: it would bring an erased diary back to life.
    if (ended) return /** @type {Promise<IDBPDatabase<Schema>>} */ (new Promise(() => {}));
    handle ??= openDB(databaseName(person), VERSION, {
      upgrade: create,
      // Another tab brings a newer program: let it, and start anew with that program.
      blocking: (_old, _new, event) => {
        /** @type {IDBDatabase} */ (event.target).close();
        drop();
      },
      terminated: drop,
    }).catch((error) => {
      drop();
      throw error;
    });
    return handle;
  };

  /**
   * @template T
   * @param {(db: IDBPDatabase<Schema>) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async function withDb(work) {
    try {
      return await work(await open());
    } catch (error) {
      if (!isLostHandle(error)) throw error;
      drop();
      return work(await open());
    }
  }

  return {
    withDb,

    /**
     * Resolves when the disk has it, not before: "Saved on this phone" stands on this.
     * @template T
     * @param {(tx: Writing) => Promise<T>} work
     * @returns {Promise<T>}
     */
    write: (work) =>
      withDb(async (db) => {
        const stores = [...db.objectStoreNames];
        const tx = db.transaction(stores, "readwrite", { durability: "strict" });
        try {
          const done = await work(tx);
          await tx.done;
          return done;
        } catch (error) {
          tx.done.catch(() => {});
          abort(tx);
          // A request of a failed transaction says only that it failed; the transaction knows why.
          throw tx.error ?? error;
        }
      }),

    close: async () => {
      ended = true;
      const open = handle;
      drop();
      (await open)?.close();
    },
  };
}

/** A transaction that has failed by itself cannot be aborted again. @param {Writing} tx */
function abort(tx) {
  try {
    tx.abort();
  } catch {
    return;
  }
}

/** iOS takes the database away from a page in the background. @param {unknown} error */
export function isLostHandle(error) {
  if (!(error instanceof DOMException)) return false;
  const lost = /connection.*(lost|clos)|database.*clos/i.test(error.message);
  return error.name === "InvalidStateError" || (error.name === "UnknownError" && lost);
}
