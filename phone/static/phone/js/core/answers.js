/**
 * One record as the person sees it: as it was read for the last drawing, and what was tapped since.
 * A quick second tap comes before the first is written and drawn, and adds to it all the same.
 *
 * @import {Fields} from "./types.js"
 * @typedef {Pick<ReturnType<typeof answers>, "get" | "give">} Answers
 */

/**
 * @param {(set: Fields) => Promise<boolean>} save ends when a drawing has read what it wrote;
 *   false: nothing is written yet, and the next call brings it again
 */
export function answers(save) {
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
    /** @param {string} name @param {unknown} value */
    give: async (name, value) => {
      const mine = new Map(tapped.set(name, { value }));
      if (!(await save(since()))) return;
      for (const [name, one] of mine) if (tapped.get(name) === one) tapped.delete(name);
    },
  };
}
