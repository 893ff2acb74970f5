/**
 * Signing out. What is on this phone only is never thrown away without being asked.
 *
 * @import {App} from "../app.js"
 */
import { html } from "lit-html";
import { isSignedIn, signOut } from "../net/session.js";
import { asJson, saveFile } from "./files.js";
import { stateText } from "./state_line.js";
import { t, tn } from "./t.js";
import { toast } from "./toast.js";

/** The button, and the question when it has to be asked. @param {App} app */
export function leaving(app) {
  let asking = false;
  const go = async () => {
    asking = (await alone(app)) > 0;
    if (asking) app.redraw();
    else await goAway(app, { keepUnsent: true });
  };
  return async () => {
    const count = asking ? await alone(app) : 0;
    return count > 0
      ? question(app, count)
      : html`<button type="button" @click=${go}>${t("Sign out")}</button>`;
  };
}

/** How many entries are nowhere else. @param {App} app */
async function alone({ diary }) {
  const { unsent, refused } = await diary.counts();
  return unsent + refused;
}

/** @param {App} app @param {number} count */
function question(app, count) {
  const send = async () => {
    await app.send();
    const status = await app.status();
    if (status.code === "sign_in") location.hash = "#/sign-in";
    else if (status.code !== "unsent") toast(stateText(status));
    else
      toast(t("It could not be sent now. It is safe on this phone, and is tried again by itself."));
  };
  const keep = () => goAway(app, { keepUnsent: true });
  const discard = () => goAway(app, { keepUnsent: false });
  return html`<div class="stack" role="group" aria-label=${t("Before you sign out")}>
    <p>${tn(
      "{n} entry is on this phone only. What should happen to it?",
      "{n} entries are on this phone only. What should happen to them?",
      count,
    )}</p>
    <button type="button" class="strong" @click=${send}>${t("Try to send now")}</button>
    <button type="button" @click=${keep}>${t("Sign out, keep until I sign in again")}</button>
    <button type="button" @click=${() => keepInFile(app)}>${t("Save in a file")}</button>
    <button type="button" class="warn" @click=${discard}>${t("Sign out and discard")}</button>
  </div>`;
}

/** @param {App} app @param {{keepUnsent: boolean}} choice */
async function goAway(app, choice) {
  const out = await signOut().catch(() => false);
  if (!out && (await isSignedIn().catch(() => true))) {
    toast(t("Signing out needs the network. Nothing was changed."));
    return;
  }
  await app.leave(choice);
  location.hash = "#/";
  document.dispatchEvent(new Event("nape-person"));
}

/** @param {App} app */
async function keepInFile({ diary }) {
  const content = { unsent: await diary.unsent(), refused: await diary.refused() };
  saveFile(asJson(content), "nape-not-sent.json");
}
