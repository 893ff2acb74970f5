/**
 * Runs the sync loop: core/loop.js decides, this does. One tab at a time.
 *
 * @import {Event, Effect, State} from "../core/loop.js"
 * @import {Reply} from "../core/types.js"
 * @import {Diary} from "../store/diary.js"
 */
import { ahead } from "../core/clock.js";
import { START, step } from "../core/loop.js";
import { applyReply, setAside, takeRequest } from "../store/sync.js";
import { request } from "./http.js";

const AFTER_WRITE_MS = 1_000;
const OTHER_TAB_MS = 5_000;
const EVERY_MS = 60_000;

/** Without locks (no HTTPS) there is no worker either, and two tabs only repeat each other. @param {() => Promise<void>} work */
const alone = (work) =>
  navigator.locks
    ? navigator.locks.request("nape-sync", { ifAvailable: true }, (lock) =>
        lock ? work() : undefined,
      )
    : work();

/**
 * @param {Diary} diary
 * @param {(state: State) => void} onState
 * @param {(results: Reply["results"]) => void} onResults
 */
export function startSync(diary, onState, onResults) {
  /** @type {State} */
  let state = START;
  /** @type {Effect[]} */
  let effects = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let ended = false;
  /** What is going on: whoever asks meanwhile waits for it. @type {Promise<void> | undefined} */
  let talking;

  /** @param {Event} event */
  function happen(event) {
    const [next, todo] = step(state, event);
    state = next;
    effects.push(...todo);
    onState(state);
  }

  /** @param {Event} event */
  async function dispatch(event) {
    if (ended) return;
    happen(event);
    if (effects.some(({ type }) => type === "send")) talking = alone(drain);
    await talking;
    // Another tab holds the lock and sends for both.
    if (effects.length > 0 && state.phase === "busy") {
      effects = [];
      happen({ type: "answered", more: false, outdated: state.outdated });
      wakeIn(OTHER_TAB_MS);
    }
  }

  async function drain() {
    for (let effect = effects.shift(); effect && !ended; effect = effects.shift())
      await run(effect);
  }

  /** @param {Effect} effect */
  async function run(effect) {
    if (effect.type === "wait") wakeIn(effect.ms);
    else if (effect.type === "send") await send(effect.most, effect.pull);
    else await setAside(diary, effect.code);
  }

  function wake() {
    clearTimeout(timer);
    timer = undefined;
    return dispatch({ type: "wake" });
  }

  /** @param {number} ms */
  function wakeIn(ms) {
    clearTimeout(timer);
    timer = setTimeout(wake, ms);
  }

  /** @param {number} most @param {boolean} pull */
  async function send(most, pull) {
    try {
      const { body, batch } = await takeRequest(diary, { most, pull });
      if (!pull && most > 0 && batch.length === 0)
        return happen({ type: "answered", more: false, outdated: true });
      const answer = await request("POST", "/api/v1/sync/", body);
      if (ended) return;
      const { status, retryAfter } = answer;
      const reply = asReply(answer.body);
      if (reply && (status === 200 || status === 426)) {
        const outdated = status === 426;
        const told = Date.parse(reply.server_time ?? "");
        const by = ahead(Date.parse(body.sent_at), told, Date.now());
        const more = await applyReply(diary, reply, batch, pull && !outdated);
        onResults(reply.results);
        return happen({ type: "answered", more, outdated, ahead: by });
      }
      const random = Math.random();
      happen({ type: "refused", status, ops: batch.length, retryAfter, random });
    } catch {
      // No answer, or the disk refused it: nothing was taken off the outbox, so try again later.
      happen({ type: "failed", random: Math.random() });
    }
  }

  const wakeWhenSeen = () => {
    if (document.visibilityState === "visible") wake();
  };
  // When the page is put away, what was written a moment ago leaves before it sleeps.
  const wakeWhenTurned = () => {
    if (timer || document.visibilityState === "visible") wake();
  };
  document.addEventListener("visibilitychange", wakeWhenTurned);
  window.addEventListener("online", wake);
  const beat = setInterval(wakeWhenSeen, EVERY_MS);

  return {
    wake,
    wroteSomething: () => wakeIn(AFTER_WRITE_MS),
    signedIn: () => dispatch({ type: "signed_in" }),
    stop: () => {
      ended = true;
      clearTimeout(timer);
      clearInterval(beat);
      document.removeEventListener("visibilitychange", wakeWhenTurned);
      window.removeEventListener("online", wake);
    },
  };
}

/** @typedef {ReturnType<typeof startSync>} Sync */

/** A server that finds this program too old takes its writes and tells no changes. @param {any} body @returns {Reply | null} */
function asReply(body) {
  if (!Array.isArray(body?.results)) return null;
  return { reset: false, has_more: false, cursor: null, changes: [], ...body };
}
