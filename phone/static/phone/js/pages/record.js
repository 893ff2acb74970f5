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
  /** Its sessions come first when one comes for them, not when it has just been made. @type {boolean | undefined} */
  let known;
  return {
    title: single(kind) || t("More"),
    view: async () => {
      const row = await app.diary.get(kind, id);
      known ??= row !== null;
      const list = kind === "treatments" && row ? await sessions(app, row) : nothing;
      const of = String(row?.fields[PARENT[kind] ?? ""] ?? parent ?? "");
      return html`
        ${of ? await belongsTo(app, of) : nothing}
        ${known ? list : nothing}
        ${await fill(await optionsOf(app, kind, row))}
        ${known ? nothing : list}
        ${row ? after(app, row, of) : nothing}
        <a class="button strong wide" href=${home(kind, of, row)}>${t("Done")}</a>
      `;
    },
  };
}

/** Where it is seen among others: a dose with its headache. @param {string} kind @param {string} of @param {Row | null} row */
function home(kind, of, row) {
  if (kind === "sessions") return `#/record/treatments/${of}`;
  if (kind === "doses" && row?.fields.episode) return `#/now/${row.fields.episode}`;
  return `#/${LISTS[kind] ?? "treatments"}`;
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

/** @param {App} app @param {Row} row @param {string} of */
function after(app, row, of) {
  const go = async () => {
    if (await remove(app, row)) location.hash = home(row.kind, of, row);
  };
  return html`
    ${changesLink(row)}
    <button type="button" class="quiet wide" @click=${go}>${t("Delete")}</button>`;
}
