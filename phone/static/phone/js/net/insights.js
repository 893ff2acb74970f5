/**
 * Fetches the insights and keeps them.
 *
 * @import {Diary} from "../store/diary.js"
 */
import { digest } from "../core/insights.js";
import { whoAmI } from "./session.js";
import { whenComputed } from "./waiting.js";

/**
 * @typedef {"ready" | "signed_out" | "failed" | "late"} Outcome
 * @param {Diary} diary
 * @param {() => void} [onWait]
 * @returns {Promise<Outcome>}
 */
export async function renewInsights(diary, onWait = () => {}) {
  // The server answers for whoever is signed in, and that may be somebody else.
  if ((await whoAmI())?.id !== diary.person) return "signed_out";
  const answer = await whenComputed("/api/v1/insights/", onWait);
  if (!answer) return "late";
  if (answer.status !== 200) return "failed";
  await diary.keep("insights", digest(answer.body, Date.now()));
  return "ready";
}
