/** A hand that trembles taps twice. Where a tap makes an entry, the second of them is none. */

const TWICE_MS = 600;
const MAKES_AN_ENTRY = "[data-once], [role=radio]";
/** @type {Element | null} */
let last = null;
let lastAt = 0;

/** @param {Event} event a click, before it reaches anything */
export function tapOnce(event) {
  const { target, timeStamp: at } = event;
  const button = /** @type {Element} */ (target).closest(MAKES_AN_ENTRY);
  if (!button) return;
  if (button === last && at - lastAt < TWICE_MS) {
    event.preventDefault();
    event.stopPropagation();
  } else {
    last = button;
    lastAt = at;
  }
}

/** The tap came to nothing, so the next one counts. */
export function tapAgain() {
  last = null;
}
