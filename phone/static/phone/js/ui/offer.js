/**
 * Opening the diary to somebody: what, from when, until when; what that would show; and then a
 * code for a clinician, or a link for somebody without an account.
 *
 * @import {App} from "../app.js"
 * @import {Answer} from "../net/http.js"
 */
import { html, nothing, svg } from "lit-html";
import { fromWallClock, instant, phoneZone, shiftDay } from "../core/time.js";
import { request } from "../net/http.js";
import { choices } from "./choices.js";
import { today } from "./format.js";
import { why } from "./from_server.js";
import { kindsCounted, sections } from "./shared_parts.js";
import { t } from "./t.js";
import { toast } from "./toast.js";

const USUAL_DAYS = 90;
const LINK_DAYS = 7;

/** @typedef {{url?: string, code?: string, qr?: {size: number, path: string}, sent_to?: string}} Made */

/** @param {App} app @param {() => unknown} onMade */
export function offer(app, onMade) {
  let asLink = false;
  /** @type {Made | null} */
  let made = null;
  let preview = "";

  /** @param {SubmitEvent} event */
  const submit = async (event) => {
    event.preventDefault();
    const element = /** @type {HTMLFormElement} */ (event.target);
    const isLook = event.submitter?.getAttribute("name") === "look";
    const path = isLook ? "invitations/preview" : asLink ? "share-links" : "invitations";
    const terms = termsOf(new FormData(element), isLook);
    const answer = await request("POST", `/api/v1/${path}/`, terms).catch(() => null);
    if (!answer || answer.status >= 400) return toast(problem(answer));
    if (isLook) preview = opened(answer.body);
    else {
      made = answer.body;
      onMade();
    }
    app.redraw();
  };
  /** @param {unknown} link */
  const turn = (link) => {
    asLink = link === true;
    app.redraw();
  };
  const done = () => {
    made = null;
    preview = "";
    app.redraw();
  };

  const view = () =>
    made
      ? shown(made, done)
      : html`<details class="card"><summary>${t("Share with somebody")}</summary>
          ${choices(
            t("With"),
            [
              [false, t("A clinician with an account")],
              [true, t("Anybody, by a link")],
            ],
            asLink,
            (link) => turn(link ?? asLink),
          )}
          <form @submit=${submit}>${fields(asLink)}
            <p class="quiet" role="status">${preview}</p>
            <div class="row fill"><button type="submit" name="look">${t("What would that show?")}</button>
            <button type="submit" class="strong">${asLink ? t("Make the link") : t("Make the code")}</button></div>
          </form></details>`;
  return { view, done };
}

/** @param {boolean} asLink */
const fields = (asLink) => html`
  <fieldset><legend>${t("What is open")}</legend>
    ${Object.entries(sections()).map(([name, words]) => tick("sections", name, words, true))}
    ${tick("report_only", "1", t("the report only"), false)}
    ${tick("notes", "1", t("with notes"), false)}
  </fieldset>
  ${day("from", t("First day"))}
  ${day("to", t("Last day"))}
  ${day("until", t("Until"), shiftDay(today(), asLink ? LINK_DAYS : USUAL_DAYS), true)}
  ${
    asLink
      ? html`<label>${t("For")}<input name="label" maxlength="200"></label>
      <label>${t("Passphrase")}<input name="passphrase" maxlength="200" autocomplete="off"></label>`
      : html`<label>${t("Send the code to this e-mail")}<input type="email" name="email" autocomplete="off"></label>
      ${tick("whole_practice", "1", t("Also for a whole practice"), false)}`
  }`;

/** @param {string} name @param {string} value @param {string} words @param {boolean} on */
const tick = (name, value, words, on) => html`<label class="tick wide">
  <input type="checkbox" name=${name} value=${value} ?checked=${on}><span>${words}</span></label>`;

/** @param {string} name @param {string} words @param {string} [value] @param {boolean} [ahead] */
const day = (name, words, value = "", ahead = false) => html`<label>${words}
  <input type="date" name=${name} value=${value} ?required=${ahead} min=${ahead ? today() : nothing}></label>`;

/** @param {FormData} form @param {boolean} isLook */
function termsOf(form, isLook) {
  const given = (/** @type {string} */ name) => String(form.get(name) ?? "").trim() || null;
  const zone = phoneZone();
  const [to, until] = [given("to"), given("until")];
  const words = Object.fromEntries(
    ["label", "passphrase", "email"]
      .filter((name) => !isLook && given(name))
      .map((name) => [name, given(name)]),
  );
  return {
    sections: form.getAll("sections"),
    from: given("from"),
    // The last day that is open; the server's end is the day after.
    to: to && shiftDay(to, 1),
    until: until && instant(fromWallClock(`${until}T23:59`, zone), zone),
    notes: form.has("notes"),
    report_only: form.has("report_only"),
    ...words,
    ...(!isLook && form.has("whole_practice") ? { whole_practice: true } : {}),
  };
}

/** @param {Answer | null} answer */
const problem = (answer) =>
  answer?.body?.errors?.[0]
    ? `${answer.body.errors[0].path}: ${answer.body.errors[0].detail}`
    : why(answer ?? "offline");

/** @param {{counts: {[kind: string]: number}, one_by_one: boolean}} preview */
function opened({ counts, one_by_one }) {
  const parts = kindsCounted(counts);
  return one_by_one ? parts : t("Counted in the report only: {parts}", { parts });
}

/** @param {Made} made @param {() => void} done */
function shown({ url = "", code, qr, sent_to }, done) {
  const copy = () =>
    navigator.clipboard.writeText(url || (code ?? "")).then(() => toast(t("Copied.")));
  return html`<section class="card" role="status">
    <h2>${code ? t("The code") : t("The link")}</h2>
    <p class="code">${code ?? url}</p>
    ${qr ? html`<svg class="qr" role="img" aria-label=${t("QR code")} viewBox="0 0 ${qr.size} ${qr.size}">${svg`<path d=${qr.path}></path>`}</svg>` : nothing}
    ${sent_to ? html`<p>${t("On its way to {email}.", { email: sent_to })}</p>` : nothing}
    <p class="quiet">${t("Shown this once. Whoever has it can use it.")}</p>
    <div class="row fill">
      <button type="button" @click=${copy}>${t("Copy")}</button>
      <button type="button" class="strong" @click=${done}>${t("Done")}</button>
    </div></section>`;
}
