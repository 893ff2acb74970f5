/**
 * The look of the page, and leaving it.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 * @import {Theme} from "../ui/theme.js"
 */
import { html } from "lit-html";
import { isSignedIn, signOut } from "../net/session.js";
import { erase, forget } from "../store/people.js";
import { choices } from "../ui/fields.js";
import { t, tn } from "../ui/t.js";
import { chooseTheme, chosenTheme, dimByItself, dimsByItself } from "../ui/theme.js";
import { toast } from "../ui/toast.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  let asking = false;
  const leave = async () => {
    const { unsent, refused } = await app.diary.counts();
    asking = unsent + refused > 0;
    if (asking) app.redraw();
    else await goAway(app, { keepUnsent: false });
  };
  return {
    title: t("Settings"),
    view: async () => {
      const { unsent, refused } = await app.diary.counts();
      return html`
        ${look(app)}
        <section class="card">
          <h2>${t("Account")}</h2>
          <p>${t("Signed in on this phone as {email}.", { email: app.person.email })}</p>
          ${asking ? question(app, unsent + refused) : html`<button type="button" @click=${leave}>${t("Sign out")}</button>`}
        </section>
        <section class="card">
          <h2>${t("About Nape")}</h2>
          <p>
            ${t("A personal record of headaches, pain and daily habits, with summaries to support a conversation with a health professional. It does not diagnose, treat, monitor in real time or replace medical advice.")}
          </p>
          <p>${t("Entries are kept on this phone and on your own server. Whoever can unlock this phone can read them.")}</p>
        </section>
      `;
    },
  };
}

/** @param {App} app */
function look(app) {
  /** @param {unknown} theme */
  const choose = (theme) => {
    chooseTheme(/** @type {Theme | null} */ (theme === "system" ? null : theme));
    app.redraw();
  };
  const auto = (/** @type {any} */ { target }) => dimByItself(target.checked);
  return html`<section class="card">
    <h2>${t("Light")}</h2>
    ${choices(
      t("Theme"),
      [
        ["system", t("As the phone")],
        ["light", t("Light")],
        ["dark", t("Dark")],
        ["dim", t("Dim")],
      ],
      chosenTheme() ?? "system",
      choose,
    )}
    <label class="tick wide">
      <input type="checkbox" .checked=${dimsByItself()} @change=${auto}>
      <span>${t("Headache now switches to Dim, the end of the headache back")}</span>
    </label>
  </section>`;
}

/** @param {App} app @param {number} count */
function question(app, count) {
  const keep = () => goAway(app, { keepUnsent: true });
  const discard = () => goAway(app, { keepUnsent: false });
  return html`<div class="stack" role="group" aria-label=${t("Before you sign out")}>
    <p>${tn(
      "{n} entry is on this phone only. What should happen to it?",
      "{n} entries are on this phone only. What should happen to them?",
      count,
    )}</p>
    <button type="button" class="strong" @click=${() => app.send()}>${t("Try to send now")}</button>
    <button type="button" @click=${keep}>${t("Sign out, keep until I sign in again")}</button>
    <button type="button" @click=${() => saveFile(app)}>${t("Save them in a file")}</button>
    <button type="button" class="warn" @click=${discard}>${t("Sign out and discard them")}</button>
  </div>`;
}

/** @param {App} app @param {{keepUnsent: boolean}} choice */
async function goAway(app, { keepUnsent }) {
  const out = await signOut().catch(() => false);
  if (!out && (await isSignedIn().catch(() => true))) {
    toast(t("Signing out needs the network. Nothing was changed."));
    return;
  }
  // What the server has computed is fetched again; only what waits to be sent has a reason to stay.
  await app.diary.keep("insights", undefined);
  await app.stop();
  if (!keepUnsent) await erase(app.person.id);
  forget();
  location.hash = "#/";
  document.dispatchEvent(new Event("nape-person"));
}

/** @param {App} app */
async function saveFile(app) {
  const content = { unsent: await app.diary.unsent(), refused: await app.diary.refused() };
  const file = new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = "nape-not-sent.json";
  link.click();
  URL.revokeObjectURL(link.href);
}
