/**
 * Why something that the server computes is not here, and what to do.
 *
 * @import {App} from "../app.js"
 * @import {Outcome} from "../net/insights.js"
 */
import { html, nothing } from "lit-html";
import { t } from "./t.js";

/** @typedef {Outcome | "asking" | "computing" | "offline"} Phase */

/** @param {Phase} phase @param {() => void} renew */
export function again(phase, renew) {
  const why = WHY()[phase];
  if (!why) return nothing;
  return html`<p class="done"><span class="quiet">${why}</span>
    ${phase === "signed_out" ? html`<a class="button" href="#/sign-in">${t("Sign in")}</a>` : html`<button type="button" @click=${renew}>${t("Try again")}</button>`}</p>`;
}

/**
 * Asks by itself once the phone has reached the server again. To be told at each drawing.
 * @param {App} app
 * @param {() => unknown} ask
 */
export function whenReached(app, ask) {
  let seen = app.reached();
  return (/** @type {boolean} */ isOffline) => {
    const isNew = app.reached() !== seen;
    seen = app.reached();
    if (isOffline && isNew) ask();
  };
}

/** @returns {{[phase: string]: string}} */
const WHY = () => ({
  offline: t("The server cannot be reached now."),
  failed: t("The server could not compute it now. Your entries are safe."),
  late: t("The server takes longer than usual."),
  signed_out: t("Newer ones come after you have signed in."),
});
