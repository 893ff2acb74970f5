/** Keys for the panel: j and k move through the people, / searches. Without it all works by Tab. */

const names = [...document.querySelectorAll("table.panel tbody th a")];
const search = document.getElementById("q");

/** @param {number} step */
function move(step) {
  const at = names.indexOf(/** @type {any} */ (document.activeElement));
  const next = at < 0 ? (step > 0 ? 0 : names.length - 1) : at + step;
  const link = /** @type {HTMLElement | undefined} */ (names[next]);
  link?.focus();
  link?.scrollIntoView({ block: "nearest" });
}

/** @type {Record<string, () => void>} */
const keys = {
  j: () => move(1),
  k: () => move(-1),
  "/": () => search?.focus(),
};

document.addEventListener("keydown", (event) => {
  const target = /** @type {HTMLElement} */ (event.target);
  if (event.key === "Escape" && target === search) search?.blur();
  if (target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey)
    return;
  const act = keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

const hint = /** @type {HTMLElement | null} */ (document.querySelector(".keys"));
if (hint) hint.hidden = false;
