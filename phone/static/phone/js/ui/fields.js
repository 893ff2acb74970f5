/**
 * One question, one template. Every tap answers at once; tapping an answer again takes it back,
 * which is "not answered" and never "no".
 *
 * @import {TemplateResult} from "lit-html"
 * @import {Field} from "../core/fields.js"
 * @typedef {object} Question
 * @property {string} kind
 * @property {Field} field
 * @property {unknown} value
 * @property {(value: unknown) => void} onAnswer
 * @property {unknown} [offered] yesterday's answer
 */
import { html, noChange, nothing } from "lit-html";
import { numeral } from "./format.js";
import { label } from "./labels.js";
import { numberPad } from "./number_pad.js";
import { functionLost, relief, where } from "./places.js";
import { t } from "./t.js";

/** @param {Question} question */
export function question(question) {
  const { field, value, offered, onAnswer } = question;
  const offer = field.habit && value == null && offered != null;
  return html`<div class="question">
    ${TEMPLATES[field.type](question)}
    ${
      offer
        ? html`<button type="button" class="offer" @click=${() => onAnswer(offered)}>${t(
            "Same as the day before: {answer}",
            { answer: said(question, offered) },
          )}</button>`
        : nothing
    }
  </div>`;
}

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

/**
 * @param {string} words
 * @param {[unknown, string][]} options
 * @param {unknown} value
 * @param {(value: unknown) => void} onAnswer
 */
export function choices(words, options, value, onAnswer) {
  return html`<fieldset>
    <legend>${words}</legend>
    <div class="row">
      ${options.map(
        ([answer, name]) => html`<button
          type="button"
          aria-pressed=${String(value === answer)}
          @click=${() => onAnswer(value === answer ? null : answer)}
        >${name}</button>`,
      )}
    </div>
  </fieldset>`;
}

/** @param {Question} question */
function many({ kind, field, value, onAnswer }) {
  const chosen = Array.isArray(value) ? value : [];
  /** @param {string} slug */
  const toggle = (slug) => {
    const rest = chosen.filter((one) => one !== slug);
    const next = rest.length < chosen.length ? rest : [...withoutNothing(rest, slug), slug];
    onAnswer(next.length > 0 ? next : null);
  };
  return html`<fieldset>
    <legend>${t(field.ask)}</legend>
    <div class="row">
      ${(field.slugs ?? []).map(
        (slug) => html`<button type="button" aria-pressed=${String(chosen.includes(slug))}
          @click=${() => toggle(slug)}>${label(kind, field.name, slug)}</button>`,
      )}
    </div>
  </fieldset>`;
}

/** "Nothing" and something do not stand together. @param {string[]} chosen @param {string} next */
const withoutNothing = (chosen, next) =>
  next === "nothing" ? [] : chosen.filter((slug) => slug !== "nothing");

/** Quick picks first, then steps from there. @param {Question} question */
function amount({ field, value, onAnswer }) {
  const { picks, step, max, unit } = /** @type {NonNullable<Field["amount"]>} */ (field.amount);
  const number = typeof value === "number" ? value : null;
  /** @param {number} by */
  const move = (by) => onAnswer(Math.min(max, Math.max(0, (number ?? 0) + by)));
  return html`<fieldset>
    <legend>${t(field.ask)}</legend>
    <div class="row">
      ${picks.map(
        (pick) => html`<button type="button" aria-pressed=${String(number === pick)}
          @click=${() => onAnswer(number === pick ? null : pick)}>${numeral(pick)}</button>`,
      )}
    </div>
    ${
      number === null
        ? nothing
        : html`<div class="stepper">
            <button type="button" aria-label=${t("Less")} @click=${() => move(-step)}>−</button>
            <output>${measure(number, unit)}</output>
            <button type="button" aria-label=${t("More")} @click=${() => move(step)}>+</button>
            <button type="button" @click=${() => onAnswer(null)}>${t("Clear")}</button>
          </div>`
    }
  </fieldset>`;
}

/** @param {number} number @param {string} unit */
const measure = (number, unit) => `${numeral(number)} ${unit}`;

/** @param {Question} question @param {unknown} value */
function said({ kind, field }, value) {
  if (field.amount) return measure(Number(value), field.amount.unit);
  return label(kind, field.name, String(value));
}

const PAUSE_MS = 600;
/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const pauses = new Map();

/**
 * Saved in every pause of the typing, so that nothing typed is lost; and never written over while
 * the person is in it.
 * @param {string} name
 * @param {string} words
 * @param {unknown} value
 * @param {(value: string | null) => void} onAnswer
 */
export function text(name, words, value, onAnswer) {
  const id = `text-${name}`;
  /** @param {Event} event @param {number} ms */
  const typed = ({ target }, ms) => {
    const content = /** @type {HTMLTextAreaElement} */ (target).value;
    clearTimeout(pauses.get(id));
    pauses.set(
      id,
      setTimeout(() => onAnswer(content === "" ? null : content), ms),
    );
  };
  const typing = document.activeElement?.id === id;
  return html`<label for=${id}>${words}</label>
    <textarea id=${id} rows="3" maxlength="10000" dir="auto" .value=${typing ? noChange : (value ?? "")}
      @input=${(/** @type {Event} */ event) => typed(event, PAUSE_MS)}
      @change=${(/** @type {Event} */ event) => typed(event, 0)}></textarea>`;
}
