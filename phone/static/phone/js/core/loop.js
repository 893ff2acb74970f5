/**
 * When to speak with the server: (state, event) → (state, effects). No clock, no network; chance
 * comes in with the event.
 *
 * @typedef {"idle" | "busy" | "waiting" | "sign_in" | "other_person" | "stopped"} Phase
 * @typedef {object} State
 * @property {Phase} phase
 * @property {number} failures in a row
 * @property {number} most writes in the next request; 0: is anything understood at all?
 * @property {boolean} again something happened while busy
 * @property {boolean} outdated the server takes writes but no longer answers this program
 * @property {number} ahead by how many ms the phone's clock is before the server's
 *
 * @typedef {{type: "wake"} | {type: "signed_in"}
 *   | {type: "answered", more: boolean, outdated: boolean, ahead?: number}
 *   | {type: "failed", random: number}
 *   | {type: "refused", status: number, ops: number, retryAfter: number | null, random: number}
 * } Event
 *
 * @typedef {{type: "send", most: number, pull: boolean} | {type: "wait", ms: number}
 *   | {type: "set_aside", code: string}} Effect
 *
 * @typedef {[State, Effect[]]} Step
 */
import { MAX_OPS } from "./batch.js";

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 300_000;

/** @type {State} */
export const START = Object.freeze({
  phase: "idle",
  failures: 0,
  most: MAX_OPS,
  again: false,
  outdated: false,
  ahead: 0,
});

/** Full jitter, so that many phones do not come back in the same second. @param {number} failures @param {number} random */
export function backoff(failures, random) {
  return Math.round(Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures) * Math.max(0.1, random));
}

/** @param {State} state @returns {Step} */
function send(state) {
  const effect = /** @type {const} */ ({ type: "send", most: state.most, pull: !state.outdated });
  return [{ ...state, phase: "busy", again: false }, [effect]];
}

/** @param {State} state @param {number} ms @returns {Step} */
const wait = (state, ms) => [
  { ...state, phase: "waiting", failures: state.failures + 1, again: false },
  [{ type: "wait", ms }],
];

/** @param {State} state @param {Event} event @returns {Step} */
export function step(state, event) {
  switch (event.type) {
    case "wake":
      if (state.phase === "busy") return [{ ...state, again: true }, []];
      return state.phase === "idle" || state.phase === "waiting" ? send(state) : [state, []];
    case "signed_in":
      return send({ ...START });
    case "answered":
      return answered(state, event);
    case "failed":
      return wait(state, backoff(state.failures, event.random));
    case "refused":
      return refused(state, event);
  }
}

/** @param {State} state @param {Extract<Event, {type: "answered"}>} event @returns {Step} */
function answered(state, { more, outdated, ahead = state.ahead }) {
  const most = Math.min(MAX_OPS, Math.max(1, state.most * 2));
  const next = { ...state, outdated, ahead, failures: 0, most };
  if (state.most === 0) return setAside(next, "not_understood");
  return more || state.again ? send(next) : [{ ...next, phase: "idle" }, []];
}

/** @param {State} state @param {Extract<Event, {type: "refused"}>} event @returns {Step} */
function refused(state, { status, ops, retryAfter, random }) {
  if (status === 401 || status === 403) return [{ ...state, phase: "sign_in", again: false }, []];
  if (status === 409) return [{ ...state, phase: "other_person", again: false }, []];
  if (status === 426) return [{ ...state, phase: "idle", outdated: true, again: false }, []];
  if (status === 413 || status === 400) return tooMuch(state, status, ops);
  const ms = retryAfter === null ? backoff(state.failures, random) : retryAfter * 1000;
  return wait(state, ms);
}

/**
 * One bad write must not hold up the others: halve until it stands alone, then set it aside. A
 * server that does not understand a request without any is wrong itself: the writes wait.
 * @param {State} state
 * @param {number} status
 * @param {number} ops
 * @returns {Step}
 */
function tooMuch(state, status, ops) {
  if (ops > 1) return send({ ...state, most: Math.floor(ops / 2) });
  if (ops === 0) return [{ ...state, phase: "stopped", again: false }, []];
  return status === 413 ? setAside(state, "too_large") : send({ ...state, most: 0 });
}

/** @param {State} state @param {string} code @returns {Step} */
function setAside(state, code) {
  const [next, effects] = send(state);
  return [next, [{ type: "set_aside", code }, ...effects]];
}
