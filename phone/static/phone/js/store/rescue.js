/**
 * When the system has taken the database from this page for good, only a new page gets it back.
 * What was to be saved goes along, so that nothing has to be entered again.
 *
 * @import {Write} from "../core/types.js"
 */
import { isLostHandle } from "./db.js";

const KEY = "nape.rescued";
/** Once: a second loss right after it is told to the person. */
let spent = false;

/** @param {string} person @param {Write[]} writes @param {unknown} error @returns {boolean} does a new page come? */
export function rescue(person, writes, error) {
  if (spent || !isLostHandle(error)) return false;
  spent = true;
  sessionStorage.setItem(KEY, JSON.stringify({ person, writes }));
  location.reload();
  return true;
}

/** What the page before this one could not save. @param {string} person @returns {Write[]} */
export function rescued(person) {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  spent = kept !== null;
  return kept?.person === person ? kept.writes : [];
}
