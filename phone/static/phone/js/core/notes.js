/**
 * Notes that a clinician shared, and which of them were read on this phone.
 *
 * @import {Row} from "./types.js"
 */

import { shiftDay } from "./time.js";

/** What is older was read elsewhere, or is no news. */
const NEWS_DAYS = 30;

/** A note that was changed is to be read again. @param {Row} note */
export const noteKey = ({ id, revision }) => `${id} ${revision}`;

/** @param {Row[]} notes @param {string[] | undefined} read @param {string} day today */
export const unread = (notes, read = [], day) =>
  notes.filter(
    (note) => !read.includes(noteKey(note)) && String(note.fields.on) >= shiftDay(day, -NEWS_DAYS),
  );
