/**
 * How strong one headache is: the number pad, and the curve. A point of the curve that is tapped
 * is the one that the pad corrects.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { aimed, inOrder, inTurn, isFresh, tapped } from "../core/episodes.js";
import { uuid7 } from "../core/ids.js";
import { phoneZone } from "../core/time.js";
import { choices } from "./choices.js";
import { clock } from "./format.js";
import { numberPad } from "./number_pad.js";
import { t } from "./t.js";

/** @param {App} app */
export function pain(app) {
  const tap = inTurn(app);
  /** @type {string | null} the id of a reading */
  let chosen = null;
  /** @param {unknown} id */
  const choose = (id) => {
    chosen = /** @type {string | null} */ (id);
    app.redraw();
  };

  /** @param {Row} episode @param {Row[]} readings */
  return (episode, readings) => {
    const reading = aimed(episode, readings, chosen, Date.now());
    const isNew = readings.length === 0 || (chosen === null && isFresh(reading, Date.now()));
    /** @param {number | null} intensity */
    const pick = (intensity) => {
      const stamp = { id: uuid7(), now: Date.now(), zone: phoneZone(), chosen };
      chosen = null;
      tap(
        episode,
        readings,
        (now, points) => tapped(now, points, intensity, stamp),
        isNew ? null : said(intensity),
      );
    };
    const { peak_intensity: peak, time_zone: zone } = episode.fields;
    const value = reading ? reading.fields.intensity : episode.open ? null : peak;
    return html`
      ${numberPad({ label: asked(episode, reading, isNew), value, onPick: pick })}
      ${isNew && readings.length < 2 ? nothing : curve(readings, zone, chosen, choose)}
      ${
        chosen && reading?.id === chosen
          ? html`<button type="button" class="quiet" @click=${() => pick(null)}>${t("Delete this number")}</button>`
          : nothing
      }`;
  };
}

/** @param {number | null} n */
const said = (n) => (n === null ? t("Deleted.") : t("Pain {n}. Saved on this phone.", { n }));

/** @param {Row} episode @param {Row | null} reading @param {boolean} isNew */
function asked({ open, fields }, reading, isNew) {
  if (reading && !isNew)
    return t("Pain at {time}", { time: clock(reading.fields.at, fields.time_zone) });
  return open ? t("How strong is the pain?") : t("How strong was the pain at its worst?");
}

/** @param {Row[]} readings @param {unknown} zone @param {string | null} chosen @param {(id: unknown) => void} choose */
const curve = (readings, zone, chosen, choose) =>
  choices(
    t("Pain so far. Tap one to correct it."),
    inOrder(readings).map(({ id, fields }) => [
      id,
      `${clock(fields.at, zone)}: ${fields.intensity}`,
    ]),
    chosen,
    choose,
  );
