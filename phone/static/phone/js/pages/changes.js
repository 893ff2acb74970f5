/**
 * What a record said before: every change with its time and where it was made. The server keeps it.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { phoneZone } from "../core/time.js";
import { request } from "../net/http.js";
import { namesIn, words } from "../ui/entries.js";
import { inList, moment } from "../ui/format.js";
import { fromServer } from "../ui/from_server.js";
import { label } from "../ui/labels.js";
import { t } from "../ui/t.js";

/** @typedef {{action: string, at: string, channel: string, device: string | null,
 *   fields: {[name: string]: {was: unknown, now: unknown}}, lost: {[name: string]: unknown}}} Change */

/** @param {App} app @param {string} param "episodes/<id>" @returns {Page} */
export function create(app, param) {
  const [kind = "", id = ""] = param.split("/");
  // What was changed a moment ago reaches the server first.
  const load = async () => {
    await app.send();
    const row = await app.diary.get(kind, id);
    const one = kind === "check_ins" ? row?.fields.date : id;
    return request("GET", `/api/v1/${kind.replace("_", "-")}/${one}/history/`);
  };
  const changes = fromServer(app, load);
  return {
    title: t("What was changed"),
    view: async () => {
      const [row, device, names] = await Promise.all([
        app.diary.get(kind, id),
        app.diary.meta("device"),
        namesIn(app),
      ]);
      return html`
        ${row ? html`<p class="lead" dir="auto">${words(row, names)}</p>` : nothing}
        ${row?.pending ? html`<p class="quiet">${t("What is not sent yet is not in this list.")}</p>` : nothing}
        ${changes(({ results }) => list(kind, [...results].reverse(), String(device)))}`;
    },
  };
}

/** @param {string} kind @param {Change[]} changes @param {string} device */
const list = (kind, changes, device) => html`<ol class="plain">
  ${changes.map(
    ({ action, at, channel, device: by, fields, lost }) => html`<li class="card">
      <p class="quiet">${moment(at, phoneZone())} · ${ACTIONS()[action] ?? action} · ${where(channel, by, device)}</p>
      <dl>${Object.entries(fields).map(
        ([name, { was, now }]) => html`<dt>${label(kind, name)}</dt>
          <dd dir="auto">${action === "created" ? said(kind, name, now) : t("{was} → {now}", { was: said(kind, name, was), now: said(kind, name, now) })}</dd>`,
      )}${Object.entries(lost).map(([name, value]) => overtaken(kind, name, value))}</dl>
      ${changes.length === 1 && action === "created" ? html`<p>${t("Nothing was changed since.")}</p>` : nothing}
      ${action === "changed" && !Object.keys({ ...fields, ...lost }).length ? html`<p>${t("The same answers once more.")}</p>` : nothing}
    </li>`,
  )}
</ol>`;

/** Written when a later answer, or a deletion, stood already. @param {string} kind @param {string} name @param {unknown} value */
const overtaken = (kind, name, value) =>
  name === "deleted"
    ? html`<dt>${t("To be kept")}</dt><dd>${t("it was deleted elsewhere, and that stands")}</dd>`
    : html`<dt>${label(kind, name)}</dt>
        <dd dir="auto">${t("{answer}; a later answer stands", { answer: said(kind, name, value) })}</dd>`;

/** @returns {{[action: string]: string}} */
const ACTIONS = () => ({
  created: t("written"),
  changed: t("changed"),
  deleted: t("deleted"),
  restored: t("brought back"),
});

/** @param {string} channel @param {string | null} by @param {string} device */
function where(channel, by, device) {
  if (by === device) return t("on this phone");
  if (by) return t("on another device");
  return channel === "import" ? t("from a file") : t("by another program");
}

/** @param {string} kind @param {string} name @param {unknown} value @returns {string} */
function said(kind, name, value) {
  if (value == null) return t("not answered");
  if (typeof value === "boolean") return value ? t("Yes") : t("No");
  if (typeof value === "object") {
    const parts = Object.entries(value).filter(([, one]) => one != null);
    const path = Array.isArray(value)
      ? () => name
      : (/** @type {string} */ part) => `${name}.${part}`;
    return inList(parts.map(([part, one]) => said(kind, path(part), one))) || t("none");
  }
  const text = String(value);
  if (/^\d{4}-\d\d-\d\dT/.test(text)) return moment(text, phoneZone());
  return /^[a-z0-9_]+$/.test(text) ? label(kind, ...name.split("."), text) : text;
}
