/**
 * The one line that says where the entries are. It never claims more than is known.
 *
 * @typedef {{unsent: number, refused: number, resetting: boolean, partial: boolean}} Counts entries,
 *   not writes; `resetting`: the server has lost some, and they are not offered to it again yet;
 *   `partial`: the server has more that was never here
 * @typedef {"attention" | "other_person" | "sign_in" | "outdated" | "stopped" | "unsent" | "saved"
 *   | "fetching" | "not_here" | "sent"} Code
 * @typedef {Pick<import("./loop.js").State, "phase" | "failures" | "outdated" | "ahead">} Talk
 */

/** Nothing was said yet. @type {Talk} */
export const SILENT = { phase: "idle", failures: 0, outdated: false, ahead: 0 };

/**
 * @param {Counts} counts
 * @param {Talk} talk how the conversation with the server goes
 * @returns {{code: Code, count: number}}
 */
export function syncStatus({ unsent, refused, resetting, partial }, talk) {
  const { phase, failures, outdated } = talk;
  if (refused > 0) return { code: "attention", count: refused };
  if (phase === "sign_in" || phase === "other_person") return { code: phase, count: unsent };
  if (phase === "stopped") return { code: "stopped", count: unsent };
  if (unsent === 0 && outdated && !resetting) return { code: "outdated", count: 0 };
  if (unsent > 0) return { code: failures > 0 ? "unsent" : "saved", count: unsent };
  if (resetting) return { code: "saved", count: 0 };
  if (partial) return { code: failures > 0 ? "not_here" : "fetching", count: 0 };
  return { code: "sent", count: 0 };
}
