/**
 * One record of any kind that has no page of its own, new or to be changed.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { PARENT } from "../core/forms.js";
import { shiftDay } from "../core/time.js";
import { changesLink, namesIn, remove, words } from "../ui/entries.js";
import { form } from "../ui/form.js";
import { dayName, today } from "../ui/format.js";
import { label, single } from "../ui/labels.js";
import { drugClasses } from "../ui/limits.js";
import { sessions } from "../ui/sessions.js";
import { t } from "../ui/t.js";

/** Where such records are listed. */
const LISTS = /** @type {{[kind: string]: string}} */ ({
  medications: "medicines",
  doses: "medicines",
  visits: "visits",
});

/** @param {App} app @param {string} param "visits/<id>", "doses/<id>/<medication>" for a new one @returns {Page} */
export function create(app, param) {
  const [kind = "", id = "", parent] = param.split("/");
  const fill = form(app, kind, id, parent);
  const back = `#/${LISTS[kind] ?? "treatments"}`;
  return {
    title: single(kind) || t("More"),
    view: async () => {
      const row = await app.diary.get(kind, id);
      const of = String(row?.fields[PARENT[kind] ?? ""] ?? parent ?? "");
      return html`
        ${of ? await belongsTo(app, of) : nothing}
        ${await fill(await optionsOf(app, kind, row))}
        ${kind === "treatments" && row ? await sessions(app, row) : nothing}
        ${row ? after(app, row, back) : nothing}
        <a class="button strong wide" href=${kind === "sessions" ? `#/record/treatments/${of}` : back}>${t("Done")}</a>
      `;
    },
  };
}

/** Lists that the diary or this program knows. @param {App} app @param {string} kind @param {Row | null} row @returns {Promise<{[name: string]: [string, string][]}>} */
async function optionsOf(app, kind, row) {
  if (kind === "medications") return { drug_class: drugClasses() };
  return kind === "doses" ? { episode: await episodes(app, row) } : {};
}

/** @param {App} app @param {string} parent */
async function belongsTo(app, parent) {
  const name = (await namesIn(app)).get(parent);
  return name ? html`<p class="lead" dir="auto">${name}</p>` : nothing;
}

/** Headaches that it may have been taken for: of its day and the day before. @param {App} app @param {Row | null} dose @returns {Promise<[string, string][]>} */
async function episodes(app, dose) {
  const day = dose?.day ?? today();
  const found = await app.diary.days("episodes", shiftDay(day, -1), day);
  /** @type {[string, string][]} */
  const options = found.map((row) => [
    row.id,
    t("{day}: {what}", { day: dayName(String(row.day)), what: words(row, new Map()) }),
  ]);
  const current = String(dose?.fields.episode ?? "");
  const isListed = !current || options.some(([id]) => id === current);
  return isListed ? options : [...options, [current, label("episodes", "kind", "headache")]];
}

/** @param {App} app @param {Row} row @param {string} back */
function after(app, row, back) {
  const go = async () => {
    if (await remove(app, row)) location.hash = back;
  };
  return html`
    ${changesLink(row)}
    <button type="button" class="quiet wide" @click=${go}>${t("Delete")}</button>`;
}
