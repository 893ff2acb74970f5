/**
 * Questions whose answer is a small list or a small table: where it hurts, what helped, what was
 * lost. Native checkboxes are the control; a picture of the body may mirror them.
 *
 * @import {Question} from "./fields.js"
 * @typedef {{region: string, side: string | null}} Place
 */
import { html } from "lit-html";
import { FUNCTION_AREAS, LOSSES, PLACES, RELIEF_EFFECTS, RELIEF_METHODS } from "../core/fields.js";
import { label } from "./labels.js";
import { t } from "./t.js";

/** @param {Place[]} places @param {string} region */
function sidesOf(places, region) {
  const side = places.find((place) => place.region === region)?.side;
  return side === "both" ? ["left", "right"] : side ? [side] : [];
}

/** @param {Question} question */
export function where({ kind, field, value, onAnswer }) {
  const places = /** @type {Place[]} */ (Array.isArray(value) ? value : []);
  /** @param {string} region @param {string} side @param {boolean} on */
  const mark = (region, side, on) => {
    const others = sidesOf(places, region).filter((one) => one !== side);
    const sides = on ? [...others, side] : others;
    const rest = places.filter((place) => place.region !== region);
    const joined = sides.length === 2 ? "both" : sides[0];
    const next = joined ? [...rest, { region, side: joined }] : rest;
    onAnswer(next.length > 0 ? next : null);
  };
  /** @param {string} region @param {string} side @param {string} words */
  const box = (region, side, words) => html`<label class="tick">
    <input type="checkbox" .checked=${sidesOf(places, region).includes(side)}
      aria-label="${label(kind, "regions", "region", region)}, ${t("your {side}", { side: words })}"
      @change=${(/** @type {any} */ { target }) => mark(region, side, target.checked)}>
    <span>${words}</span>
  </label>`;
  return html`<fieldset>
    <legend>${t(field.ask)}</legend>
    <p class="quiet">${t("Left and right are yours, as you feel them.")}</p>
    ${PLACES.paired.map(
      (region) => html`<div class="place"><span>${label(kind, "regions", "region", region)}</span>
        ${box(region, "left", t("left"))}${box(region, "right", t("right"))}</div>`,
    )}
    ${PLACES.single.map(
      (region) => html`<div class="place"><span>${label(kind, "regions", "region", region)}</span>
        ${box(region, "middle", t("middle"))}</div>`,
    )}
  </fieldset>`;
}

/** @param {Question} question */
export function relief({ kind, field, value, onAnswer }) {
  const tried = /** @type {{method: string, effect: string}[]} */ (
    Array.isArray(value) ? value : []
  );
  /** @param {string} method @param {string} effect */
  const answer = (method, effect) => {
    const rest = tried.filter((one) => one.method !== method);
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
        tried.find((one) => one.method === method)?.effect,
        (effect) => answer(method, effect),
      ),
    )}
  </fieldset>`;
}

/** @param {string} kind @param {string} area @returns {[string, string][]} */
const losses = (kind, area) => LOSSES.map((slug) => [slug, label(kind, "function", area, slug)]);

/** @param {Question} question */
export function functionLost({ kind, field, value, onAnswer }) {
  const lost = /** @type {{[area: string]: string}} */ (value ?? {});
  /** @param {string} area @param {string} loss */
  const answer = (area, loss) => {
    const { [area]: _old, ...rest } = lost;
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
        lost[area],
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
