/**
 * The look of the page, and leaving it.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 * @import {Theme} from "../ui/theme.js"
 */
import { html } from "lit-html";
import { account } from "../ui/account.js";
import { choices } from "../ui/choices.js";
import { languageChoice } from "../ui/language.js";
import { leaving } from "../ui/leaving.js";
import { nudgeChoice } from "../ui/sitting.js";
import { t } from "../ui/t.js";
import { chooseTheme, chosenTheme, dimByItself, dimsByItself } from "../ui/theme.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  const signOut = leaving(app);
  const copyAndEnd = account(app);
  return {
    title: t("Settings"),
    view: async () => html`
      ${look(app)}
      <section class="card">${languageChoice(app)}</section>
      <section class="card">
        <h2>${t("Sitting timer")}</h2>
        ${nudgeChoice(app)}
      </section>
      <section class="card">
        <h2>${t("Account")}</h2>
        <p>${t("Signed in on this phone as {email}.", { email: app.person.email })}</p>
        <div class="stack">
          <a class="button" href="/accounts/password/change/">${t("Password")}</a>
          <a class="button" href="/accounts/2fa/">${t("Passkeys and second step")}</a>
          <a class="button" href="/accounts/sessions/">${t("Where you are signed in")}</a>
          ${await signOut()}
        </div>
      </section>
      ${copyAndEnd()}
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
    <h2>${t("Screen")}</h2>
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
