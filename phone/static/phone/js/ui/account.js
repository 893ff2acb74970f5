/**
 * A copy of the diary, and its end. The server asks for the password once more before both.
 *
 * @import {App} from "../app.js"
 * @import {Answer} from "../net/http.js"
 */
import { html, nothing } from "lit-html";
import { archiveOf } from "../core/archive.js";
import { archive, eraseAccount, needsProof, proveAgain } from "../net/account.js";
import { asJson, saveFile } from "./files.js";
import { why } from "./from_server.js";
import { kindName, kindsCounted } from "./shared_parts.js";
import { t } from "./t.js";
import { toast } from "./toast.js";

/** Kinds that are written as a table. */
const TABLES = ["episodes", "check-ins", "doses", "medications", "treatments", "visits"];

/** @param {App} app */
export function account(app) {
  /** What waits for the password. @type {(() => Promise<unknown>) | null} */
  let waits = null;
  let erasing = false;
  /** @type {string | null} */
  let erased = null;
  const redraw = () => app.redraw();

  /** Asks for the password where the server wants it. @param {() => Promise<Answer>} door @param {(body: any) => unknown} onOpen */
  const through = async (door, onOpen) => {
    const answer = await door().catch(() => /** @type {const} */ ("offline"));
    if (answer === "offline") return toast(why(answer));
    if (needsProof(answer)) waits = () => through(door, onOpen);
    else if (answer.status === 200) await onOpen(answer.body);
    else toast(why(answer));
    redraw();
  };
  /** @param {SubmitEvent} event */
  const prove = async (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const proved = await proveAgain(String(form.get("password"))).catch(() => false);
    const next = waits;
    if (!proved) return toast(t("This e-mail and password do not belong together."));
    waits = null;
    redraw();
    await next?.();
  };
  const whole = () => through(archive, (body) => saveFile(asJson(body), "nape-archive.json"));
  const own = async () => {
    const rows = await app.diary.everything();
    saveFile(asJson(archiveOf(rows, new Date().toISOString())), "nape-archive-phone.json");
  };
  const erase = () =>
    through(eraseAccount, async ({ erased: counts }) => {
      erased = kindsCounted(counts);
    });
  const leave = async () => {
    await app.leave({ keepUnsent: false });
    location.hash = "#/";
    document.dispatchEvent(new Event("nape-person"));
  };
  /** @param {boolean} on */
  const ask = (on) => {
    erasing = on;
    redraw();
  };

  return () => {
    if (erased !== null)
      return html`<section class="card" role="status"><h2>${t("Erased")}</h2>
        <p>${t("Gone from the server: {parts}", { parts: erased })}</p>
        <button type="button" class="strong wide" @click=${leave}>${t("Clear this phone too")}</button></section>`;
    return html`<section class="card"><h2>${t("A copy of the diary")}</h2>
        <div class="stack">
          <button type="button" @click=${whole}>${t("Everything (archive)")}</button>
          <button type="button" @click=${own}>${t("What this phone holds")}</button>
          <a class="button" href="/api/v1/export/fhir.json" download>${t("FHIR")}</a>
        </div>
        <details><summary>${t("Tables (CSV)")}</summary><div class="row">
          ${TABLES.map((name) => html`<a class="button" href="/api/v1/export/${name}.csv?bom=1" download>${kindName(name.replace("-", "_"))}</a>`)}
        </div></details>
      </section>
      ${
        waits
          ? html`<form class="card" @submit=${prove}><label>${t("Password")}<input type="password" name="password" required autocomplete="current-password"></label>
        <button type="submit" class="strong">${t("Go on")}</button></form>`
          : nothing
      }
      <section class="card"><h2>${t("Leaving for good")}</h2>
        ${
          erasing
            ? html`<div class="stack" role="group" aria-label=${t("Erase everything")}><p>${t("The account, the diary and all sharing are erased from the server at once. Its backups may hold them for a while. This cannot be undone.")}</p>
          <button type="button" class="warn" @click=${erase}>${t("Erase everything now")}</button>
          <button type="button" @click=${() => ask(false)}>${t("Keep it")}</button></div>`
            : html`<button type="button" class="warn wide" @click=${() => ask(true)}>${t("Erase everything")}</button>`
        }
      </section>`;
  };
}
