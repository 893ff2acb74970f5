/**
 * One record as the person sees it: as it was read for the last drawing, and what was tapped since.
 * A quick second tap comes before the first is written and drawn, and adds to it all the same.
 *
 * @import {Fields} from "./types.js"
 * @typedef {Pick<ReturnType<typeof answers>, "get" | "give">} Answers
 */

/**
 * @param {(set: Fields) => Promise<boolean>} save ends when a drawing has read what it wrote
 * @param {() => boolean} [keeps] is what could not be written brought again by the next answer?
 */
export function answers(save, keeps = () => false) {
  /** @type {Fields} */
  let read = {};
  /** @type {Map<string, {value: unknown}>} */
  const tapped = new Map();
  const since = () => Object.fromEntries([...tapped].map(([name, { value }]) => [name, value]));
  const all = () => ({ ...read, ...since() });
  return {
    /** At every drawing, whose older taps may still be waiting. @param {Fields | undefined} fields */
    read: (fields) => {
      read = fields ?? {};
      return all();
    },
    all,
    /** @param {string} name */
    get: (name) => all()[name] ?? null,
    /** @param {string} name @param {unknown} value @returns {Promise<boolean>} is it written? */
    give: async (name, value) => {
      const mine = new Map(tapped.set(name, { value }));
      const saved = await save(since());
      if (!saved && keeps()) return false;
      for (const [name, one] of mine) if (tapped.get(name) === one) tapped.delete(name);
      return saved;
    },
  };
}
