/** One quiet line with ten seconds to take it back, and the one live region. */
import { html, nothing, render } from "lit-html";
import { t } from "./t.js";

const STAYS_MS = 10_000;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** Read out by a screen reader, shown nowhere. @param {string} message */
export function announce(message) {
  element("live").textContent = message;
}

/** @param {string} message @param {(() => unknown) | null} [undo] @param {string} [words] of the button */
export function toast(message, undo = null, words = t("Undo")) {
  clearTimeout(timer);
  const takeBack = () => {
    dismiss();
    undo?.();
  };
  const button = html`<button type="button" @click=${takeBack}>${words}</button>`;
  render(
    html`<div class="toast"><p>${message}</p>${undo ? button : nothing}</div>`,
    element("toast"),
  );
  announce(message);
  timer = setTimeout(dismiss, STAYS_MS);
}

/** What went wrong stays until it was read. @param {string} message @param {(() => unknown)} [retry] */
export function trouble(message, retry) {
  toast(message, retry ?? (() => {}), retry ? t("Try again") : t("Close"));
  clearTimeout(timer);
}

export function dismiss() {
  clearTimeout(timer);
  render(nothing, element("toast"));
}
