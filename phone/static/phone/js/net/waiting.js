/** Answers that the server computes when they are asked for: the first may be that it is on its way. */
import { request } from "./http.js";

const MOST_QUESTIONS = 60;
const LONGEST_PAUSE_SECONDS = 5;

/**
 * @param {string} path
 * @param {() => void} onWait
 * @returns {Promise<import("./http.js").Answer | null>} null when it takes too long
 */
export async function whenComputed(path, onWait) {
  for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
    const answer = await request("GET", path);
    if (answer.status !== 202) return answer;
    onWait();
    await pause(Math.max(answer.retryAfter ?? 1, Math.min(asked, LONGEST_PAUSE_SECONDS)));
  }
  return null;
}

/** @param {number} seconds */
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));
