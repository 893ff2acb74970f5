/**
 * Whose diary this phone opens. Kept outside the database, because it names the database.
 *
 * @typedef {{id: string, email: string}} Person
 */
import { deleteDB } from "idb";
import { databaseName } from "./db.js";

const KEY = "nape.person";

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

/** The next start asks who it is. What is not sent stays in its own database. */
export function forget() {
  localStorage.removeItem(KEY);
}

/** @param {string} person */
export const erase = (person) => deleteDB(databaseName(person));
