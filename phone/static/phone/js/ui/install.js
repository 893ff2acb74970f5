/**
 * The hint that Nape can live on the home screen: once there is something to keep, never in an
 * attack, and only when everything is sent, for on an iPhone the app starts with an empty store.
 *
 * @import {App} from "../app.js"
 */
import { html, nothing } from "lit-html";
import { t } from "./t.js";

const NOT_NOW = "nape.no_install";
const ENTRIES = 3;

/** What Chromium offers once, until it is used. @type {any} */
let offer = null;

/** @param {Event} event */
export function keepOffer(event) {
  event.preventDefault();
  offer = event;
}

/** Only Safari on a phone has this, and has no offer. */
const isSafari = () => "standalone" in navigator;

/** @param {App} app */
export async function installHint(app) {
  const possible = (offer || isSafari()) && !localStorage.getItem(NOT_NOW);
  if (!possible || matchMedia("(display-mode: standalone)").matches) return nothing;
  const counts = await Promise.all(["episodes", "check_ins", "doses"].map(app.diary.count));
  if (counts.reduce((sum, n) => sum + n) < ENTRIES) return nothing;
  if ((await app.status()).code !== "sent") return nothing;
  const notNow = () => {
    localStorage.setItem(NOT_NOW, "1");
    app.redraw();
  };
  const install = () => {
    offer.prompt();
    offer = null;
    app.redraw();
  };
  return html`<section class="card small" aria-labelledby="install-title">
    <h2 id="install-title">${t("Nape on the home screen")}</h2>
    <p>${t("There it opens at once, also without a network, and the browser does not clear its entries away.")}</p>
    ${offer ? nothing : steps()}
    <div class="row fill">
      ${offer ? html`<button type="button" @click=${install}>${t("Install")}</button>` : nothing}
      <button type="button" class="quiet" @click=${notNow}>${t("Not now")}</button>
    </div>
  </section>`;
}

/** The two signs to look for in Safari. */
const steps = () => html`<ol class="steps">
    <li>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 9H5v12h14V9h-3M12 15V3M8 7l4-4 4 4" /></svg>
      ${t("Tap Share")}
    </li>
    <li>
      <svg viewBox="0 0 24 24" aria-hidden="true"><path d="M4 4h16v16H4zM12 8v8M8 12h8" /></svg>
      ${t("Tap Add to Home Screen")}
    </li>
  </ol>
  <p class="quiet">${t("The app asks you to sign in once more. Everything here is sent, so nothing will be missing there.")}</p>`;
