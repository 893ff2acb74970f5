/**
 * Eleven buttons, nothing preset: a handle that stands somewhere would pull the answer. Tapping
 * the chosen number takes it back.
 */
import { html } from "lit-html";
import { t } from "./t.js";

const NUMBERS = Array.from({ length: 11 }, (_, n) => n);

/**
 * @param {object} pad
 * @param {string} pad.label
 * @param {unknown} pad.value
 * @param {(value: number | null) => void} pad.onPick
 * @param {[string, string]} [pad.ends] what 0 and 10 mean
 * @param {boolean} [pad.quietLabel] the heading above says it already
 */
export function numberPad({ label, value, onPick, ends, quietLabel = false }) {
  const [low, high] = ends ?? [t("no pain"), t("worst imaginable")];
  const stop = typeof value === "number" ? value : 0;
  return html`<div class="field">
    <p class=${quietLabel ? "unseen" : "label"}>${label}</p>
    <div class="pad" role="radiogroup" aria-label=${label} @keydown=${move}>
      ${NUMBERS.map(
        (n) => html`<button
          type="button"
          role="radio"
          aria-checked=${String(value === n)}
          aria-label=${n === 0 ? `0, ${low}` : n === 10 ? `10, ${high}` : String(n)}
          tabindex=${n === stop ? 0 : -1}
          @click=${() => onPick(value === n ? null : n)}
        >${n}</button>`,
      )}
    </div>
    <p class="ends" aria-hidden="true"><span>0 ${low}</span><span>10 ${high}</span></p>
  </div>`;
}

const STEPS = /** @type {{[key: string]: number}} */ ({
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
});

/** Arrows move among the numbers, Space and Enter choose. @param {KeyboardEvent} event */
function move(event) {
  const by = STEPS[event.key];
  const here = /** @type {HTMLElement} */ (event.target);
  if (!by) return;
  event.preventDefault();
  const buttons = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("button")];
  const next = buttons[(buttons.indexOf(/** @type {any} */ (here)) + by + 11) % 11];
  for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
  next?.focus();
}
