/**
 * Where it hurts. Native checkboxes are the control; on a picture they lie where they mean, in the
 * list they have their words beside them. Both are the same boxes with the same names.
 *
 * @import {Place} from "../core/body.js"
 * @import {Question} from "./fields.js"
 */
import { html, nothing } from "lit-html";
import { MIDDLE, marked, PAIRED, placesOf, sidesOf, VIEWS } from "../core/body.js";
import { inList } from "./format.js";
import { label } from "./labels.js";
import { t } from "./t.js";

const KEPT = "nape.map";
const LIST = "list";

const NAMES = () =>
  /** @type {{[view: string]: string}} */ ({
    head: t("From behind"),
    left: t("Left side"),
    right: t("Right side"),
    face: t("Face"),
    back: t("The back"),
    [LIST]: t("List"),
  });

/** @param {Question} question */
export function where(question) {
  const { kind, field, onAnswer } = question;
  const now = () => /** @type {Place[]} */ (Array.isArray(question.value) ? question.value : []);
  const places = now();
  const shown = localStorage.getItem(KEPT) ?? "head";
  const view = VIEWS.find(({ name }) => name === shown);
  /** @param {string} region @param {string} side @param {unknown} look how it is drawn */
  const box = (region, side, look) => {
    const mark = (/** @type {any} */ { target }) =>
      onAnswer(marked(now(), { region, side }, target.checked));
    return html`<input type="checkbox" class=${look ? "spot" : ""} .style=${look ?? ""}
      aria-label=${placeName(kind, { region, side })}
      .checked=${sidesOf(places, region).includes(side)} @change=${mark}>`;
  };
  return html`<fieldset>
    <legend>${t(field.ask)}</legend>
    <div class="views" role="group" aria-label=${t("What is shown")}>${Object.entries(NAMES()).map(
      ([name, words]) => html`<button type="button" aria-pressed=${String(name === shown)}
        @click=${() => show(name)}>${words}</button>`,
    )}</div>
    ${view ? picture(view, box) : list(kind, box)}
    <p class="quiet" ?hidden=${places.length === 0}>${inList(places.map((place) => placeName(kind, place)))}</p>
  </fieldset>`;
}

/** @param {string} name */
function show(name) {
  localStorage.setItem(KEPT, name);
  document.dispatchEvent(new Event("nape-redraw"));
}

/** @param {string} kind @param {Place} place */
export function placeName(kind, { region, side }) {
  const name = label(kind, "regions", "region", region);
  if (side === "left") return t("{place} (your left)", { place: name });
  if (side === "right") return t("{place} (your right)", { place: name });
  return side === "both" ? t("{place} (both sides)", { place: name }) : name;
}

/** @typedef {(region: string, side: string, look: string | null) => unknown} Box */

/** @param {import("../core/body.js").View} view @param {Box} box */
const picture = (
  view,
  box,
) => html`${view.paired ? sides(view.side) : nothing}<div class="map ${view.name}" dir="ltr">
  <div class="outline" aria-hidden="true"></div>
  ${placesOf(view).map(({ region, side, left, top, width, height }) =>
    box(region, side, `left:${left}%;top:${top}%;width:${width}%;height:${height}%`),
  )}
</div>`;

/** A picture of one's own back is easily read the wrong way round. @param {"left" | "right"} first */
const sides = (first) => html`<p class="ends" dir="ltr" aria-hidden="true">
  <span>${first === "left" ? t("your left") : t("your right")}</span>
  <span>${first === "left" ? t("your right") : t("your left")}</span>
</p>`;

/** @param {string} kind @param {Box} box */
const list = (kind, box) => html`
  <p class="quiet">${t("Left and right are yours, as you feel them.")}</p>
  ${PAIRED.map(
    (region) => html`<div class="place"><span>${label(kind, "regions", "region", region)}</span>
      ${ticked(box(region, "left", null), t("left"))}${ticked(box(region, "right", null), t("right"))}</div>`,
  )}
  ${MIDDLE.map(
    (region) => html`<div class="place"><span>${label(kind, "regions", "region", region)}</span>
      ${ticked(box(region, "middle", null), t("middle"))}</div>`,
  )}`;

/** @param {unknown} box @param {string} words */
const ticked = (box, words) => html`<label class="tick">${box}<span>${words}</span></label>`;
