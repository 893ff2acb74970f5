/**
 * Whose diary this phone opens. Kept outside the database, because it names the database.
 *
 * @typedef {{id: string, email: string}} Person
 */
import { deleteDB } from "idb";
import { databaseName } from "./db.js";

/** @import {Diary} from "./diary.js" */

const KEY = "nape.person";
/** Of the headache that goes on: the next person has none. */
const OF_A_PERSON = [KEY, "nape.going_on", "nape.dim_now"];

/** @returns {Person | null} */
export function currentPerson() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof kept?.id === "string" ? kept : null;
  } catch {
    return null;
  }
}

/** @param {Person} person */
export function remember(person) {
  localStorage.setItem(KEY, JSON.stringify(person));
}

/**
 * The next start asks who it is. What is not sent may wait in its own database, which opens for
 * its own person only; everything else goes.
 * @param {Diary} diary
 * @param {{keepUnsent: boolean}} choice
 */
export async function leave(diary, { keepUnsent }) {
  const { unsent, refused, resetting } = await diary.counts();
  const stays = keepUnsent && (unsent + refused > 0 || resetting);
  if (stays) await diary.wipeSent();
  await diary.close();
  if (!stays) await deleteDB(databaseName(diary.person));
  for (const key of OF_A_PERSON) localStorage.removeItem(key);
}
