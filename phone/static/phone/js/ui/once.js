/** A hand that trembles taps twice. The second tap neither enters it again nor takes it back. */

const TWICE_MS = 600;
const ENTERS = "[data-once], [role=radio], [aria-pressed], [type=checkbox]";
/** @type {Element | null} */
let last = null;
let lastAt = 0;
let tapped = false;

/** Since the page was opened. */
export const wasTapped = () => tapped;

/** @param {Event} event a click, before it reaches anything */
export function tapOnce(event) {
  const { target, timeStamp: at } = event;
  tapped = true;
  const button = /** @type {Element} */ (target).closest(ENTERS);
  if (!button) return;
  if (button === last && at - lastAt < TWICE_MS) {
    event.preventDefault();
    event.stopPropagation();
  } else {
    last = button;
    lastAt = at;
  }
}

/** The tap came to nothing, or another page came: the next one counts. */
export function tapAgain() {
  last = null;
}
window.addEventListener("hashchange", tapAgain);
