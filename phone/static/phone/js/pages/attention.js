/**
 * Entries that the server refused, with their content and what can be done.
 *
 * @import {App} from "../app.js"
 * @import {Refused} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { label } from "../ui/labels.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  return {
    title: t("Needs attention"),
    view: async () => {
      const refused = await app.diary.refused();
      if (refused.length === 0) return html`<p>${t("Nothing needs attention.")}</p>`;
      return html`
        <p>${t("The server did not take this. It is kept here until you decide.")}</p>
        ${refused.map((one) => card(app, one))}
      `;
    },
  };
}

/** @param {string} code */
function reason(code) {
  const known = /** @type {{[code: string]: string}} */ ({
    too_large: t("This entry is too large for the server."),
    not_understood: t("The server could not read this entry."),
    unknown_record: t("The entry that this belongs to is not on the server."),
  });
  return known[code] ?? t("The server gave the reason: {code}", { code });
}

/** @param {App} app @param {Refused} refused */
function card(app, refused) {
  const { kind, id, set, op, code, detail, field } = refused;
  const again = async () => {
    const saved = await app.save([{ kind, id, set }]);
    if (saved) await app.diary.letGo(op);
  };
  return html`<section class="card">
    <h2>${label(kind)}</h2>
    <p class="warn">${detail ?? reason(code)}${field ? html` (${field})` : nothing}</p>
    <dl>
      ${Object.entries(set).map(
        ([name, value]) =>
          html`<dt>${label(kind, name)}</dt><dd>${typeof value === "string" ? value : JSON.stringify(value)}</dd>`,
      )}
    </dl>
    <div class="stack">
      ${kind === "episodes" ? html`<a class="button" href="#/now/${id}">${t("Look at the headache")}</a>` : nothing}
      <button type="button" @click=${again}>${t("Try again")}</button>
      <button type="button" class="warn" @click=${() => app.diary.letGo(op)}>${t("Discard this")}</button>
    </div>
  </section>`;
}
