/**
 * One headache: saved already, and one screen that grows as far as the person wants.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { endPrecision } from "../core/earlier.js";
import { localDay } from "../core/time.js";
import { clock, moment } from "../ui/format.js";
import { endings } from "../ui/going_on.js";
import { medicines } from "../ui/medicines.js";
import { pain } from "../ui/pain.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} id @returns {Page} */
export function create(app, id) {
  const strength = pain(app);
  const taken = medicines(app);
  /** @type {((episode: Row) => unknown) | null} */
  let details = null;
  let asked = false;
  /** The questions below come while the person is still at the number. */
  const bringDetails = async () => {
    asked = true;
    try {
      details = (await import("./details.js")).details(app, id);
    } catch (error) {
      asked = false;
      throw error;
    }
    app.redraw();
  };

  return {
    title: t("Headache"),
    view: async () => {
      if (!asked) bringDetails();
      const episode = await app.diary.get("episodes", id);
      if (!episode) return gone();
      const readings = await app.diary.of("readings", id);
      return html`
        ${heading(episode)}
        ${episode.open ? html`<div class="reach"></div>` : nothing}
        <section>${strength(episode, readings)}</section>
        <section>${await taken.view(episode)}</section>
        ${episode.open ? ending(app, episode) : nothing}
        ${details ? await details(episode) : nothing}
        <a class="button strong wide" href="#/">${t("Done for now")}</a>
      `;
    },
  };
}

/** @param {Row} episode */
function heading({ fields, day }) {
  const from = moment(fields.started_at, fields.time_zone, fields.start_precision);
  if (fields.ended_at) {
    const isSameDay = localDay(String(fields.ended_at), String(fields.time_zone)) === day;
    const to = (isSameDay ? clock : moment)(
      fields.ended_at,
      fields.time_zone,
      endPrecision(fields),
    );
    return html`<p class="lead">${t("{from} to {to}", { from, to })}</p>`;
  }
  return fields.end_unknown
    ? html`<p class="lead">${t("Began {time}, ended at an unknown time", { time: from })}</p>`
    : html`<p class="lead">${t("Since {time}. Everything below is optional.", { time: from })}</p>`;
}

/** @param {App} app @param {Row} episode */
const ending = (app, episode) =>
  html`<details class="card"><summary>${t("It has ended")}</summary>${endings(app, episode)}</details>`;

const gone = () =>
  html`<p>${t("This headache is not in the diary any more.")}</p>
    <a class="button" href="#/">${t("To Today")}</a>`;
