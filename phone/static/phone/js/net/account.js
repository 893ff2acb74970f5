/**
 * The account: proving once more who one is, a copy of everything, the end of everything.
 *
 * @import {Answer} from "./http.js"
 */
import { request } from "./http.js";

/** Some doors open only for a few minutes after the password was given. @param {string} password */
export async function proveAgain(password) {
  const answer = await request("POST", "/_allauth/browser/v1/auth/reauthenticate", { password });
  return answer.status === 200;
}

/** @param {Answer} answer */
export const needsProof = ({ body }) => body?.code === "reauthentication_required";

export const archive = () => request("GET", "/api/v1/me/archive/");

export const eraseAccount = () => request("POST", "/api/v1/me/erase/");
