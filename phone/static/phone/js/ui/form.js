/**
 * A record as a form. Every answer is saved at once, as on the other pages; a new record is saved
 * as soon as it has what it needs.
 *
 * @import {App} from "../app.js"
 * @import {Asked} from "../core/forms.js"
 * @import {Fields, Row} from "../core/types.js"
 */
import { html, noChange, nothing } from "lit-html";
import { answers } from "../core/answers.js";
import { asked, blank, change, missing, valueAt } from "../core/forms.js";
import { fromWallClock, instant, phoneZone, wallClock } from "../core/time.js";
import { question } from "./fields.js";
import { inList, today } from "./format.js";
import { capital, label } from "./labels.js";
import { locale, t } from "./t.js";

/** @typedef {[string, string][]} Options */

/** So many answers are buttons, more are a list. */
const MOST_BUTTONS = 6;

/** @param {App} app @param {string} kind @param {string} id @param {string} [parent] */
export function form(app, kind, id, parent) {
  /** @type {Row | null} */
  let row = null;
  /** @type {Asked[]} */
  let fields = [];
  /** What a new one begins with. @type {Fields} */
  let start = {};
  const isNew = () => row === null;
  const given = answers(async (set) => {
    const whole = row ? set : { ...start, ...set };
    if (isNew() && missing(fields, whole).length > 0) {
      app.redraw();
      return false;
    }
    const saved = await app.save(
      [{ kind, id, set: whole }],
      row ? null : t("Saved on this phone."),
    );
    await app.drawn();
    return saved;
  }, isNew);
  /** @param {string} path @param {unknown} value */
  const give = (path, value) => given.give(...change(given.all(), path, value));

  /** @param {{[name: string]: Options}} [options] of what the diary knows */
  return async (options = {}) => {
    const [kept, words] = await Promise.all([
      app.diary.get(kind, id),
      app.diary.meta("vocabulary"),
    ]);
    const known = /** @type {any} */ (words)?.content.kinds[kind]?.fields;
    if (!known) return html`<p>${t("This comes with the next connection.")}</p>`;
    const zone = phoneZone();
    const now = { date: today(), instant: instant(Date.now(), zone), zone };
    [row, fields, start] = [kept, known, blank(kind, known, parent, now)];
    const record = given.read({ ...start, ...row?.fields });
    const open = row ? [] : missing(fields, record);
    return html`<section class="card">
      ${asked(fields).map((field) =>
        control({
          kind,
          field,
          record,
          get value() {
            return valueAt(given.all(), field.name);
          },
          options: options[field.name],
          onAnswer: (value) => give(field.name, value),
        }),
      )}
      ${open.length > 0 ? html`<p class="quiet">${t("Saved as soon as it has: {fields}", { fields: inList(open.map((one) => one.label)) })}</p>` : nothing}
    </section>`;
  };
}

/**
 * @typedef {object} Part
 * @property {string} kind
 * @property {Asked} field
 * @property {Fields} record
 * @property {unknown} value
 * @property {Options | undefined} options
 * @property {(value: unknown) => unknown} onAnswer
 */

/** @param {Part} part */
function control(part) {
  const { kind, field, onAnswer } = part;
  const { name, type, slugs, of, codes, max_length: longest = 0 } = field;
  const ask = label(kind, ...name.split("."));
  const words = name.includes(".") ? capital(field.label) : ask;
  /** @param {any} more */
  const tapped = (more) =>
    question({
      kind,
      field: { name, ask: words, ...more },
      get value() {
        return part.value;
      },
      onAnswer,
    });
  if (type === "flag") return tapped({ type: "yes_no" });
  if (type === "list" && of?.slugs)
    return tapped({ type: "many", slugs: of.slugs.map(({ slug }) => slug) });
  if (type === "list") return lines(words, part);
  if (longest > 200) return tapped({ type: "text" });
  if (slugs && slugs.length <= MOST_BUTTONS)
    return tapped({ type: "one", slugs: slugs.map(({ slug }) => slug) });
  const options =
    part.options ?? slugs?.map(({ slug }) => [slug, label(kind, name, slug)]) ?? countries(codes);
  return options ? select(words, part, /** @type {Options} */ (options)) : input(words, part);
}

/** @param {string[] | undefined} codes @returns {Options | undefined} */
function countries(codes) {
  const names = new Intl.DisplayNames(locale(), { type: "region" });
  return codes
    ?.map((code) => /** @type {[string, string]} */ ([code, names.of(code) ?? code]))
    .sort(([, a], [, b]) => a.localeCompare(b, locale()));
}

/** @param {string} words @param {Part} part @param {Options} options */
const select = (words, { value, onAnswer }, options) => html`<label>${words}
  <select @change=${(/** @type {any} */ { target }) => onAnswer(target.value || null)}>
    <option value="" .selected=${value == null}>${t("not answered")}</option>
    ${options.map(([slug, name]) => html`<option value=${slug} .selected=${slug === value}>${name}</option>`)}
  </select></label>`;

/** A list of texts, one in a line. @param {string} words @param {Part} part */
const lines = (words, { kind, field, value, onAnswer }) =>
  question({
    kind,
    field: { name: field.name, type: "text", ask: t("{what}, one in a line", { what: words }) },
    value: Array.isArray(value) ? value.join("\n") : "",
    onAnswer: (typed) => {
      const all = String(typed ?? "").split("\n");
      const given = all.map((line) => line.trim()).filter(Boolean);
      return onAnswer(given.length > 0 ? given : null);
    },
  });

const TYPES = /** @type {{[type: string]: string}} */ ({
  date: "date",
  instant: "datetime-local",
  number: "number",
  whole: "number",
});

const PAUSE_MS = 600;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

/**
 * Saved in every pause of the typing and when it is left. What cannot be right is not saved, and
 * the browser says why.
 * @param {string} words
 * @param {Part} part
 */
function input(words, { kind, field, record, value, onAnswer }) {
  const { name, type, min, max, pattern, example, required } = field;
  const id = `${kind}-${name}`;
  const zone = String(record.time_zone ?? phoneZone());
  /** @param {string} typed */
  const read = (typed) => {
    if (typed === "") return null;
    if (type === "instant") return instant(fromWallClock(typed, zone), zone);
    return TYPES[type] === "number" ? Number(typed) : typed;
  };
  const shown =
    type === "instant" && value ? wallClock(Date.parse(String(value)), zone).slice(0, 16) : value;
  /** @param {any} event @param {"checkValidity" | "reportValidity"} check */
  const changed = ({ target }, check) => {
    clearTimeout(pause);
    if (target[check]()) onAnswer(read(target.value.trim()));
  };
  /** @param {Event} event */
  const typed = (event) => {
    clearTimeout(pause);
    if (!TYPES[type]?.startsWith("date"))
      pause = setTimeout(changed, PAUSE_MS, event, "checkValidity");
  };
  return html`<label for=${id}>${words}</label>
    <input id=${id} type=${TYPES[type] ?? "text"} dir="auto" maxlength="200" autocomplete="off"
      step=${type === "number" ? "any" : nothing} inputmode=${type === "number" ? "decimal" : nothing}
      min=${min ?? earliest(name, record) ?? nothing} max=${max ?? nothing} pattern=${pattern ?? nothing}
      placeholder=${example ?? nothing} title=${example ?? nothing} ?required=${required}
      .value=${document.activeElement?.id === id ? noChange : String(shown ?? "")}
      @input=${typed} @change=${(/** @type {Event} */ event) => changed(event, "reportValidity")}>`;
}

/** Nothing ends before it begins. @param {string} name @param {Fields} record */
const earliest = (name, { started_on, on }) => ({ ended_on: started_on, until: on })[name] ?? null;
