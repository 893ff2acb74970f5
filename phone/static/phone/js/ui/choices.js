/** One of a few answers. Tapping the chosen one takes it back. */
import { html } from "lit-html";

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
      ${options.map(([answer, name]) =>
        pressable(name, value === answer, () => onAnswer(value === answer ? null : answer)),
      )}
    </div>
  </fieldset>`;
}

/** @param {string} words @param {boolean} on @param {() => void} onTap */
export const pressable = (words, on, onTap) =>
  html`<button type="button" aria-pressed=${String(on)} @click=${onTap}>${words}</button>`;
