/**
 * One headache: saved already, and one screen that grows as far as the person wants.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { correct, inOrder, isFresh, latest, rate } from "../core/episodes.js";
import { uuid7 } from "../core/ids.js";
import { phoneZone } from "../core/time.js";
import { clock, moment } from "../ui/format.js";
import { endings } from "../ui/going_on.js";
import { medicines } from "../ui/medicines.js";
import { numberPad } from "../ui/number_pad.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} id @returns {Page} */
export function create(app, id) {
  const taken = medicines(app);
  /** @type {((episode: Row) => unknown) | null} */
  let details = null;
  // The questions below come while the person is still at the number.
  import("./details.js").then((module) => {
    details = module.details(app, id);
    app.redraw();
  });

  return {
    title: t("Headache"),
    view: async () => {
      const episode = await app.diary.get("episodes", id);
      if (!episode) return gone();
      const readings = await app.diary.of("readings", id);
      return html`
        ${heading(episode)}
        ${episode.open ? html`<div class="reach"></div>` : nothing}
        <section>${pain(app, episode, readings)}</section>
        <section>${await taken.view(episode)}</section>
        ${episode.open ? ending(app, episode) : nothing}
        ${details ? await details(episode) : nothing}
        <a class="button strong wide" href="#/">${t("Done for now")}</a>
      `;
    },
  };
}

/** @param {Row} episode */
function heading({ fields }) {
  const from = moment(fields.started_at, fields.time_zone);
  if (fields.ended_at) {
    const to = moment(fields.ended_at, fields.time_zone);
    return html`<p class="lead">${t("{from} to {to}", { from, to })}</p>`;
  }
  return fields.end_unknown
    ? html`<p class="lead">${t("Began {time}, ended at an unknown time", { time: from })}</p>`
    : html`<p class="lead">${t("Since {time}. Everything below is optional.", { time: from })}</p>`;
}

/** @param {App} app @param {Row} episode @param {Row[]} readings */
function pain(app, episode, readings) {
  const last = latest(readings);
  /** @param {number | null} intensity */
  const pick = (intensity) => {
    const stamp = { id: uuid7(), now: Date.now(), zone: phoneZone() };
    const corrects = last && (!episode.open || isFresh(last, stamp.now));
    if (corrects) app.save(correct(episode, readings, last, intensity));
    else if (intensity !== null) app.save(rate(episode, intensity, within(episode, stamp)));
  };
  return html`
    ${numberPad({ label: t("How strong is the pain?"), value: last?.fields.intensity, onPick: pick })}
    ${readings.length > 1 ? curve(episode, readings) : nothing}
  `;
}

/**
 * A number for a headache that is over belongs inside it.
 * @param {Row} episode
 * @param {{id: string, now: number, zone: string}} stamp
 */
function within({ open, fields }, stamp) {
  return open ? stamp : { ...stamp, now: Date.parse(String(fields.started_at)) };
}

/** @param {Row} episode @param {Row[]} readings */
const curve = (episode, readings) =>
  html`<p class="quiet">
    ${inOrder(readings)
      .map(({ fields }) => `${clock(fields.at, episode.fields.time_zone)}: ${fields.intensity}`)
      .join(" · ")}
  </p>`;

/** @param {App} app @param {Row} episode */
const ending = (app, episode) =>
  html`<details class="card"><summary>${t("It has ended")}</summary>${endings(app, episode)}</details>`;

const gone = () =>
  html`<p>${t("This headache is not in the diary any more.")}</p>
    <a class="button" href="#/">${t("To Today")}</a>`;
