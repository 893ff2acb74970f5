/**
 * A part of a page that the server alone knows: on its way, there, or why not.
 *
 * @import {App} from "../app.js"
 * @import {Answer} from "../net/http.js"
 */
import { html } from "lit-html";
import { whenReached } from "./again.js";
import { t } from "./t.js";

/**
 * @param {App} app
 * @param {() => Promise<Answer>} load
 */
export function fromServer(app, load) {
  /** @type {Answer | "offline" | null} */
  let answer = null;
  const ask = async () => {
    // What is there stays until the newer one is.
    if (answer === "offline" || answer?.status !== 200) answer = null;
    answer = await load().catch(() => /** @type {const} */ ("offline"));
    app.redraw();
  };
  ask();
  const look = whenReached(app, ask);
  /** @param {(body: any) => unknown} show */
  const view = (show) => {
    look(answer === "offline");
    if (answer === null) return html`<p role="status">${t("Being fetched.")}</p>`;
    if (answer !== "offline" && answer.status === 200) return show(answer.body);
    const signIn = answer !== "offline" && [401, 403].includes(answer.status);
    return html`<p role="status">${why(answer)}</p>
      ${signIn ? html`<a class="button" href="#/sign-in">${t("Sign in")}</a>` : html`<button type="button" @click=${ask}>${t("Try again")}</button>`}`;
  };
  view.again = ask;
  return view;
}

/** @param {Answer | "offline"} answer */
export function why(answer) {
  if (answer === "offline") return t("The server cannot be reached now.");
  if (answer.status === 404) return t("Not sent yet.");
  if ([401, 403].includes(answer.status)) return t("Newer ones come after you have signed in.");
  return answer.body?.detail ?? t("The server could not do that. Please try again.");
}
