/**
 * The look of the page, and leaving it.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 * @import {Theme} from "../ui/theme.js"
 */
import { html } from "lit-html";
import { choices } from "../ui/choices.js";
import { leaving } from "../ui/leaving.js";
import { t } from "../ui/t.js";
import { chooseTheme, chosenTheme, dimByItself, dimsByItself } from "../ui/theme.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  const signOut = leaving(app);
  return {
    title: t("Settings"),
    view: async () => html`
      ${look(app)}
      <section class="card">
        <h2>${t("Account")}</h2>
        <p>${t("Signed in on this phone as {email}.", { email: app.person.email })}</p>
        ${await signOut()}
      </section>
      <section class="card">
        <h2>${t("About Nape")}</h2>
        <p>
          ${t("A personal record of headaches, pain and daily habits, with summaries to support a conversation with a health professional. It does not diagnose, treat, monitor in real time or replace medical advice.")}
        </p>
        <p>${t("Entries are kept on this phone and on your own server. Whoever can unlock this phone can read them.")}</p>
      </section>
      `,
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
