/**
 * The page loads again as long as it has no numbers at all (older ones stay until somebody asks); and
 * the calendar goes by arrow keys: a day is one step left or right, a month one up or down.
 */

const AGAIN_MS = 2000;
const waits = document.querySelector(".counting[role=status]");
if (waits && !document.querySelector(".numbers")) setTimeout(() => location.reload(), AGAIN_MS);

const table = document.querySelector("table.calendar");

/** @type {Record<string, [number, number]>} */
const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

/**
 * The next day with a headache in one direction.
 * @param {HTMLTableElement} of
 * @param {HTMLTableCellElement} from
 * @param {[number, number]} step
 */
function next(of, from, [down, right]) {
  let row = /** @type {HTMLTableRowElement} */ (from.parentElement).rowIndex;
  let column = from.cellIndex;
  for (;;) {
    row += down;
    column += right;
    const cell = of.rows[row]?.cells[column];
    if (!cell || row < 1 || column < 1) return null;
    const link = cell.querySelector("a");
    if (link) return link;
  }
}

table?.addEventListener("keydown", (event) => {
  const { key, target } = /** @type {KeyboardEvent} */ (event);
  const cell = /** @type {HTMLElement} */ (target).closest("td");
  if (!steps[key] || !cell) return;
  event.preventDefault();
  next(/** @type {HTMLTableElement} */ (table), cell, steps[key])?.focus();
});
