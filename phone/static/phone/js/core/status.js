/**
 * The one line that says where the entries are. It never claims more than is known.
 *
 * @typedef {{unsent: number, refused: number, resetting: boolean}} Counts entries, not writes;
 *   `resetting`: the server has lost some, and they are not offered to it again yet
 * @typedef {"attention" | "other_person" | "sign_in" | "outdated" | "stopped" | "unsent" | "saved"
 *   | "sent"} Code
 * @typedef {Pick<import("./loop.js").State, "phase" | "failures" | "outdated">} Talk
 */

/** Nothing was said yet. @type {Talk} */
export const SILENT = { phase: "idle", failures: 0, outdated: false };

/**
 * @param {Counts} counts
 * @param {Talk} talk how the conversation with the server goes
 * @returns {{code: Code, count: number}}
 */
export function syncStatus({ unsent, refused, resetting }, { phase, failures, outdated }) {
  if (refused > 0) return { code: "attention", count: refused };
  if (phase === "sign_in" || phase === "other_person") return { code: phase, count: unsent };
  if (phase === "stopped") return { code: "stopped", count: unsent };
  if (unsent === 0 && outdated) return { code: "outdated", count: 0 };
  if (unsent === 0) return { code: resetting ? "saved" : "sent", count: 0 };
  return { code: failures > 0 ? "unsent" : "saved", count: unsent };
}
