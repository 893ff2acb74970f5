/**
 * Questions whose answer is a small table: what helped, what was lost.
 *
 * @import {Question} from "./fields.js"
 */
import { html } from "lit-html";
import { FUNCTION_AREAS, LOSSES, RELIEF_EFFECTS, RELIEF_METHODS } from "../core/fields.js";
import { label } from "./labels.js";
import { t } from "./t.js";

/** @param {Question} question */
export function relief(question) {
  const { kind, field, onAnswer } = question;
  const now = () =>
    /** @type {{method: string, effect: string}[]} */ (
      Array.isArray(question.value) ? question.value : []
    );
  /** @param {string} method @param {string} effect */
  const answer = (method, effect) => {
    const rest = now().filter((one) => one.method !== method);
    const next = effect ? [...rest, { method, effect }] : rest;
    onAnswer(next.length > 0 ? next : null);
  };
  const effects = RELIEF_EFFECTS.map(
    (slug) => /** @type {[string, string]} */ ([slug, label(kind, "relief", "effect", slug)]),
  );
  return html`<fieldset>
    <legend>${t(field.ask)}</legend>
    ${RELIEF_METHODS.map((method) =>
      select(
        label(kind, "relief", "method", method),
        t("not tried"),
        effects,
        now().find((one) => one.method === method)?.effect,
        (effect) => answer(method, effect),
      ),
    )}
  </fieldset>`;
}

/** @param {string} kind @param {string} area @returns {[string, string][]} */
const losses = (kind, area) => LOSSES.map((slug) => [slug, label(kind, "function", area, slug)]);

/** @param {Question} question */
export function functionLost(question) {
  const { kind, field, onAnswer } = question;
  const now = () => /** @type {{[area: string]: string}} */ (question.value ?? {});
  /** @param {string} area @param {string} loss */
  const answer = (area, loss) => {
    const { [area]: _old, ...rest } = now();
    const next = loss ? { ...rest, [area]: loss } : rest;
    onAnswer(Object.keys(next).length > 0 ? next : null);
  };
  return html`<fieldset>
    <legend>${t(field.ask)}</legend>
    ${FUNCTION_AREAS.map((area) =>
      select(
        label(kind, "function", area),
        t("not answered"),
        losses(kind, area),
        now()[area],
        (loss) => answer(area, loss),
      ),
    )}
  </fieldset>`;
}

/**
 * @param {string} words
 * @param {string} unanswered
 * @param {[string, string][]} options
 * @param {string | undefined} value
 * @param {(value: string) => void} onAnswer
 */
function select(words, unanswered, options, value, onAnswer) {
  return html`<label class="line"><span>${words}</span>
    <select @change=${(/** @type {any} */ { target }) => onAnswer(target.value)}>
      <option value="" .selected=${!value}>${unanswered}</option>
      ${options.map(
        ([slug, name]) => html`<option value=${slug} .selected=${value === slug}>${name}</option>`,
      )}
    </select>
  </label>`;
}
