/**
 * Who is signed in, by the server's own account pages in JSON. The phone opens and logs without
 * any of this; only sending needs it.
 *
 * @import {Person} from "../store/people.js"
 * @import {Answer} from "./http.js"
 */
import { request } from "./http.js";

const AUTH = "/_allauth/browser/v1/auth";

/** Also renews the CSRF cookie. */
export async function isSignedIn() {
  return (await request("GET", `${AUTH}/session`)).status === 200;
}

/**
 * What came of it: signed in, or what to tell the person.
 * @typedef {{ok: true} | {ok: false, reason: "credentials" | "too_many" | "closed" | "second_step" | "other",
 *   messages: string[]}} Outcome
 */

/** @param {string} email @param {string} password */
export const signIn = (email, password) => enter("login", { email, password });

/** @param {string} email @param {string} password */
export const signUp = (email, password) => enter("signup", { email, password });

/** @param {string} step @param {unknown} content @returns {Promise<Outcome>} */
async function enter(step, content) {
  await isSignedIn();
  const ask = () => request("POST", `${AUTH}/${step}`, content);
  let answer = await ask();
  // Somebody is signed in here already, perhaps somebody else.
  if (answer.status === 409 && (await signOut())) answer = await ask();
  return answer.status === 200 ? { ok: true } : refusal(answer);
}

/** @param {Answer} answer @returns {Outcome} */
function refusal({ status, body }) {
  /** @type {string[]} */
  const messages = (body?.errors ?? []).map((/** @type {any} */ error) => String(error.message));
  const reason = { 400: "credentials", 401: "second_step", 403: "closed", 429: "too_many" }[status];
  return { ok: false, reason: /** @type {any} */ (reason) ?? "other", messages };
}

/** The same answer whether the address is known or not. @param {string} email */
export async function askForReset(email) {
  await isSignedIn();
  const { status } = await request("POST", `${AUTH}/password/request`, { email });
  return status === 200 || status === 401;
}

/** 401 says that nobody is signed in any more: that is the aim. */
export async function signOut() {
  const { status } = await request("DELETE", `${AUTH}/session`);
  return status === 401 || status === 200;
}

/** @returns {Promise<Person | null>} */
export async function whoAmI() {
  const { status, body } = await request("GET", "/api/v1/me/");
  return status === 200 ? { id: String(body.id), email: String(body.email) } : null;
}

/** @returns {Promise<unknown>} */
export async function vocabulary() {
  const { status, body } = await request("GET", "/api/v1/vocabulary/");
  return status === 200 ? body : null;
}
