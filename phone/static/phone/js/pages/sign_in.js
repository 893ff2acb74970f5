/**
 * Signing in, for the first time on this phone or to send again. What waits is not touched.
 *
 * @import {App} from "../app.js"
 * @import {Outcome} from "../net/session.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { askForReset, signIn, signUp, whoAmI } from "../net/session.js";
import { currentPerson, remember } from "../store/people.js";
import { t } from "../ui/t.js";
import { announce } from "../ui/toast.js";

/** @typedef {"in" | "up" | "reset"} Aim */

/** @param {App | null} app null as long as nobody is known here @param {string} _param @returns {Page} */
export function create(app, _param) {
  /** @type {Aim} */
  let aim = "in";
  let message = "";
  let busy = false;
  const redraw = () => (app ? app.redraw() : window.dispatchEvent(new Event("hashchange")));

  /** @param {string} words */
  const tell = (words) => {
    message = words;
    busy = false;
    if (words) announce(words);
    redraw();
  };
  /** @param {Aim} next */
  const turn = (next) => {
    aim = next;
    tell("");
  };

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const email = String(form.get("email")).trim();
    busy = true;
    redraw();
    try {
      if (aim === "reset") return tell(await resetWords(email));
      const enter = aim === "in" ? signIn : signUp;
      const outcome = await enter(email, String(form.get("password")));
      if (!outcome.ok) return tell(whyNot(outcome));
      tell(await arrive(app));
    } catch {
      tell(t("The server does not answer. Entries made here are kept on this phone."));
    }
  };

  return {
    get title() {
      return { in: t("Sign in"), up: t("Create an account"), reset: t("New password") }[aim];
    },
    view: async () => html`
      <p>${app ? t("Your entries are saved on this phone. Sign in to send them.") : intro()}</p>
      <form class="card" @submit=${submit}>
        <label>${t("E-mail")}
          <input type="email" name="email" required autocomplete="username" inputmode="email"
            value=${currentPerson()?.email ?? ""}></label>
        ${aim === "reset" ? nothing : password(aim)}
        <p class="warn" ?hidden=${!message}>${message}</p>
        <button type="submit" class="main" ?disabled=${busy}>${action(aim)}</button>
      </form>
      <div class="stack">${others(aim, turn)}</div>
    `,
  };
}

const intro = () =>
  t("A diary for headaches and the neck. It works without a network once you have signed in here.");

/** @param {Aim} aim */
const password = (aim) => html`<label>${t("Password")}
  <input type="password" name="password" required
    autocomplete=${aim === "in" ? "current-password" : "new-password"}></label>`;

/** @param {Aim} aim */
const action = (aim) =>
  ({ in: t("Sign in"), up: t("Create account"), reset: t("Send me a link") })[aim];

/** @param {Aim} aim @param {(next: Aim) => void} turn */
function others(aim, turn) {
  const words = {
    in: t("Sign in instead"),
    up: t("Create an account"),
    reset: t("Forgot the password"),
  };
  const rest = /** @type {Aim[]} */ (["in", "up", "reset"]).filter((one) => one !== aim);
  return rest.map(
    (one) => html`<button type="button" @click=${() => turn(one)}>${words[one]}</button>`,
  );
}

/** @param {Extract<Outcome, {ok: false}>} outcome */
function whyNot({ reason, messages }) {
  switch (reason) {
    case "credentials":
      return messages.join(" ") || t("This e-mail and password do not belong together.");
    case "too_many":
      return t("Too many tries. Please wait a few minutes.");
    case "closed":
      return t("This server does not take new accounts.");
    case "second_step":
      return t(
        "This account asks for a second step. Please sign in at /accounts/login/ and come back.",
      );
    default:
      return t("The server could not do that. Please try again.");
  }
}

/** @param {string} email */
async function resetWords(email) {
  const asked = await askForReset(email);
  return asked
    ? t("If there is an account with this address, a link is on its way to it.")
    : t("The server could not do that. Please try again.");
}

/**
 * Signed in: open the diary of this person, or go on sending.
 * @param {App | null} app
 * @returns {Promise<string>} what is wrong, or nothing
 */
async function arrive(app) {
  const person = await whoAmI();
  if (!person) return t("Signed in, but the diary does not answer. Please try again.");
  const same = app?.person.id === person.id;
  if (!same) await app?.leave({ keepUnsent: true });
  remember(person);
  location.hash = "#/";
  if (same) app?.signedIn();
  else document.dispatchEvent(new Event("nape-person"));
  return "";
}
