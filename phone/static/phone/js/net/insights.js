/**
 * Fetches the insights and keeps them. The server computes them when they are asked for, so the
 * first answers may be that they are on their way.
 *
 * @import {Diary} from "../store/diary.js"
 */
import { digest } from "../core/insights.js";
import { request } from "./http.js";
import { whoAmI } from "./session.js";

const MOST_QUESTIONS = 60;
const LONGEST_PAUSE_SECONDS = 5;

/**
 * @typedef {"ready" | "signed_out" | "failed" | "late"} Outcome
 * @param {Diary} diary
 * @param {() => void} [onWait]
 * @returns {Promise<Outcome>}
 */
export async function renewInsights(diary, onWait = () => {}) {
  // The server answers for whoever is signed in, and that may be somebody else.
  if ((await whoAmI())?.id !== diary.person) return "signed_out";
  for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
    const { status, body, retryAfter } = await request("GET", "/api/v1/insights/");
    if (status === 200) {
      await diary.keep("insights", digest(body, Date.now()));
      return "ready";
    }
    if (status !== 202) return "failed";
    onWait();
    await pause(Math.max(retryAfter ?? 1, Math.min(asked, LONGEST_PAUSE_SECONDS)));
  }
  return "late";
}

/** @param {number} seconds */
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
