/**
 * Earlier answers, offered and never assumed: each says what it would write, and nothing is
 * written until it is tapped.
 *
 * @import {Field} from "../core/fields.js"
 * @import {Fields} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { said } from "./fields.js";
import { t } from "./t.js";

/** More than these would push away what is asked. */
const FEW = 3;

/**
 * @param {object} offer
 * @param {string} offer.title when it was so
 * @param {string} offer.kind
 * @param {Field[]} offer.fields
 * @param {Fields | undefined} offer.from the earlier answers
 * @param {Fields | undefined} offer.now what is answered already
 * @param {(set: Fields) => void} offer.onTake
 */
export function offers({ title, kind, fields, from, now, onTake }) {
  const open = fields.filter(({ name }) => from?.[name] != null && now?.[name] == null);
  if (open.length === 0) return nothing;
  /** @param {Field[]} taken */
  const take = (taken) =>
    onTake(Object.fromEntries(taken.map(({ name }) => [name, from?.[name] ?? null])));
  /** @param {Field} field */
  const line = (field) =>
    html`<span class="quiet">${t(field.ask)}</span> <span>${said(kind, field, from?.[field.name])}</span>`;
  const each = open.map(
    (field) =>
      html`<button type="button" class="offer" @click=${() => take([field])}>${line(field)}</button>`,
  );
  const all = html`<button type="button" class="wide" @click=${() => take(open)}>${t("All of these")}</button>`;
  return html`<section class="card offers">
    <h2>${title}</h2>
    ${
      open.length > FEW
        ? html`<ul class="plain">${open.map((field) => html`<li>${line(field)}</li>`)}</ul>${all}
            <details><summary>${t("One by one")}</summary><div class="stack">${each}</div></details>`
        : html`<div class="stack">${each}${open.length > 1 ? all : nothing}</div>`
    }
  </section>`;
}
