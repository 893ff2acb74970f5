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
  return html`<section class="card offers">
    <h2>${title}</h2>
    <div class="stack">
      ${open.map(
        (field) => html`<button type="button" class="offer" @click=${() => take([field])}>
          <span class="quiet">${t(field.ask)}</span> <span>${said(kind, field, from?.[field.name])}</span>
        </button>`,
      )}
      ${
        open.length > 1
          ? html`<button type="button" @click=${() => take(open)}>${t("All of these")}</button>`
          : nothing
      }
    </div>
  </section>`;
}
