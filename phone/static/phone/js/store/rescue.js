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
/** What goes along: the first that fails asks for a new page, and others may fail before it comes. @type {Write[] | null} */
let taken = null;

/** @param {string} person @param {Write[]} writes @param {unknown} error @returns {boolean} does a new page come? */
export function rescue(person, writes, error) {
  if (spent || !isLostHandle(error)) return false;
  if (!taken) location.reload();
  taken = [...(taken ?? []), ...writes];
  sessionStorage.setItem(KEY, JSON.stringify({ person, writes: taken }));
  return true;
}

/** What the page before this one could not save. @param {string} person @returns {Write[]} */
export function rescued(person) {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  spent = kept !== null;
  return kept?.person === person ? kept.writes : [];
}
