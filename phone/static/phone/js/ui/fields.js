/**
 * One question, one template. Every tap answers at once; tapping an answer again takes it back,
 * which is "not answered" and never "no".
 *
 * @import {TemplateResult} from "lit-html"
 * @import {Answers} from "../core/answers.js"
 * @import {Field} from "../core/fields.js"
 * @typedef {object} Question
 * @property {string} kind
 * @property {Field} field
 * @property {unknown} value
 * @property {(value: unknown) => unknown} onAnswer
 */
import { html, noChange, nothing } from "lit-html";
import { placeName, where } from "./body_map.js";
import { choices, pressable } from "./choices.js";
import { inList, measure, numeral } from "./format.js";
import { label } from "./labels.js";
import { numberPad } from "./number_pad.js";
import { t } from "./t.js";
import { functionLost, relief } from "./tables.js";

/** @param {Question} question */
export const question = (question) =>
  html`<div class="question">${TEMPLATES[question.field.type](question)}</div>`;

/**
 * The questions of one section, each saved for itself.
 * @param {string} kind
 * @param {Field[]} fields
 * @param {Answers} given
 */
export const questions = (kind, fields, given) =>
  fields.map((field) =>
    question({
      kind,
      field,
      get value() {
        return given.get(field.name);
      },
      onAnswer: (value) => given.give(field.name, value),
    }),
  );

/** @type {{[type in Field["type"]]: (question: Question) => TemplateResult}} */
const TEMPLATES = {
  one: ({ kind, field, value, onAnswer }) =>
    choices(
      t(field.ask),
      (field.slugs ?? []).map((slug) => [slug, label(kind, field.name, slug)]),
      value,
      onAnswer,
    ),
  yes_no: ({ field, value, onAnswer }) =>
    choices(
      t(field.ask),
      [
        [true, t("Yes")],
        [false, t("No")],
      ],
      value,
      onAnswer,
    ),
  many,
  scale: ({ field, value, onAnswer }) =>
    numberPad({
      label: t(field.ask),
      value,
      onPick: onAnswer,
      ...(field.ends ? { ends: [t(field.ends[0]), t(field.ends[1])] } : {}),
    }),
  amount,
  text: ({ field, value, onAnswer }) => text(field.name, t(field.ask), value, onAnswer),
  where,
  relief,
  function: functionLost,
};

/** @param {Question} question */
function many(question) {
  const { kind, field, onAnswer } = question;
  const now = () => (Array.isArray(question.value) ? question.value : []);
  /** @param {string} slug */
  const toggle = (slug) => {
    const rest = now().filter((one) => one !== slug);
    const next = rest.length < now().length ? rest : [...withoutNothing(rest, slug), slug];
    onAnswer(next.length > 0 ? next : null);
  };
  const chosen = now();
  const isNone = Array.isArray(question.value) && chosen.length === 0;
  return html`<fieldset>
    <legend>${t(field.ask)}</legend>
    <div class="row">
      ${(field.slugs ?? []).map((slug) =>
        pressable(label(kind, field.name, slug), chosen.includes(slug), () => toggle(slug)),
      )}
      ${field.none ? pressable(t("None of these"), isNone, () => onAnswer(isNone ? null : [])) : nothing}
    </div>
  </fieldset>`;
}

/** "Nothing" and something do not stand together. @param {string[]} chosen @param {string} next */
const withoutNothing = (chosen, next) =>
  next === "nothing" ? [] : chosen.filter((slug) => slug !== "nothing");

/** Quick picks first, then steps from there. @param {Question} question */
function amount(question) {
  const { field, onAnswer } = question;
  const { picks, step, max, unit } = /** @type {NonNullable<Field["amount"]>} */ (field.amount);
  const now = () => (typeof question.value === "number" ? question.value : null);
  const number = now();
  /** @param {number} by */
  const move = (by) => onAnswer(Math.min(max, Math.max(0, (now() ?? 0) + by)));
  return html`<fieldset>
    <legend>${t(field.ask)}</legend>
    <div class="row">
      ${picks.map((pick) =>
        pressable(numeral(pick), number === pick, () => onAnswer(number === pick ? null : pick)),
      )}
    </div>
    ${
      number === null
        ? nothing
        : html`<div class="stepper">
            <button type="button" aria-label=${t("Less")} @click=${() => move(-step)}>−</button>
            <output>${amountOf(number, unit)}</output>
            <button type="button" aria-label=${t("More")} @click=${() => move(step)}>+</button>
            <button type="button" @click=${() => onAnswer(null)}>${t("Clear")}</button>
          </div>`
    }
  </fieldset>`;
}

/** @param {number} number @param {string} unit */
const amountOf = (number, unit) => (unit ? measure(number, unit) : numeral(number));

/** An answer in words. @param {string} kind @param {Field} field @param {any} value @returns {string} */
export function said(kind, field, value) {
  if (field.amount) return amountOf(value, field.amount.unit);
  if (field.type === "where")
    return inList(value.map((/** @type {any} */ place) => placeName(kind, place)));
  if (field.type === "yes_no") return value ? t("Yes") : t("No");
  const slugs = Array.isArray(value) ? value : [value];
  return inList(slugs.map((slug) => label(kind, field.name, String(slug))));
}

const PAUSE_MS = 600;
/** What was typed and is not written yet. @type {Map<string, {timer?: ReturnType<typeof setTimeout>, write: () => unknown}>} */
const pauses = new Map();

function writeNow() {
  for (const [id, { timer, write }] of pauses) {
    clearTimeout(timer);
    pauses.delete(id);
    writeOrKeep(id, write);
  }
}

/** What a full phone did not take is tried again when the person comes back. @param {string} id @param {() => unknown} write */
async function writeOrKeep(id, write) {
  const saved = await write();
  if (saved === false && !pauses.has(id)) pauses.set(id, { write });
}

// A phone may end a page that is out of sight, without another word.
document.addEventListener("visibilitychange", writeNow);
window.addEventListener("hashchange", writeNow);

/**
 * Saved in every pause of the typing, so that nothing typed is lost; and never written over while
 * the person is in it.
 * @param {string} name
 * @param {string} words
 * @param {unknown} value
 * @param {(value: string | null) => unknown} onAnswer false, sooner or later: it could not be written
 */
export function text(name, words, value, onAnswer) {
  const id = `text-${name}`;
  /** @param {Event} event @param {number} ms */
  const typed = ({ target }, ms) => {
    const content = /** @type {HTMLTextAreaElement} */ (target).value;
    clearTimeout(pauses.get(id)?.timer);
    const write = () => onAnswer(content === "" ? null : content);
    pauses.set(id, { write, timer: setTimeout(writeNow, ms) });
  };
  const typing = document.activeElement?.id === id;
  return html`<label for=${id}>${words}</label>
    <textarea id=${id} rows="3" maxlength="10000" dir="auto" .value=${typing ? noChange : (value ?? "")}
      @input=${(/** @type {Event} */ event) => typed(event, PAUSE_MS)}
      @change=${(/** @type {Event} */ event) => typed(event, 0)}></textarea>`;
}
