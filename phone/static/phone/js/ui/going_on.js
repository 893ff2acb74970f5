/**
 * The card of a headache that goes on: since when, how strong, and the few things that happen to
 * it. The buttons say which number they write down.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { endAt, endUnknown, inTurn, latest, rate } from "../core/episodes.js";
import { uuid7 } from "../core/ids.js";
import { phoneZone } from "../core/time.js";
import { moment } from "./format.js";
import { medicines } from "./medicines.js";
import { numberPad } from "./number_pad.js";
import { t } from "./t.js";

/** The cards of Today, or without a headache the medicines alone. @param {App} app */
export function goingOnOrTook(app) {
  const card = goingOn(app);
  const taken = medicines(app);
  /** @param {Row[]} open */
  return async (open) =>
    open.length > 0
      ? html`${await Promise.all(open.map(card.view))}`
      : html`<section>${await taken.view(null)}</section>`;
}

/** @param {App} app */
function goingOn(app) {
  const taken = medicines(app);
  const tap = inTurn(app);
  /** @type {"" | "number" | "took" | "ended"} what is unfolded, one at a time */
  let unfolded = "";
  /** @param {typeof unfolded} part */
  const unfold = (part) => {
    unfolded = unfolded === part ? "" : part;
    app.redraw();
  };

  /** @param {Row} episode @param {Row[]} readings @param {number | null} intensity */
  const point = (episode, readings, intensity) => {
    if (intensity === null) return;
    unfolded = "";
    const stamp = { id: uuid7(), now: Date.now(), zone: phoneZone() };
    const message = t("Pain {n}. Saved on this phone.", { n: intensity });
    tap(episode, readings, (now, points) => rate(now, points, intensity, stamp), message);
  };

  /** @param {Row} episode */
  async function view(episode) {
    const readings = await app.diary.of("readings", episode.id);
    const pain = latest(readings)?.fields.intensity;
    const { started_at, time_zone, start_precision } = episode.fields;
    const since = moment(started_at, time_zone, start_precision);
    const pick = (/** @type {number | null} */ n) => point(episode, readings, n);
    const heading = html`<h2>
      <a href="#/now/${episode.id}">${t("Since {time}", { time: since })}${
        pain === undefined ? nothing : html` ·&nbsp;${pain}`
      }</a>
    </h2>`;
    if (unfolded === "ended") {
      return html`<section class="card going">
        ${heading}${endings(app, episode)}
        <button type="button" class="quiet wide" @click=${() => unfold("")}>${t("Not yet")}</button>
      </section>`;
    }
    return html`<section class="card going">
      ${heading}
      ${pain === undefined ? nothing : steps(Number(pain), pick)}
      ${
        pain === undefined || unfolded === "number"
          ? numberPad({ label: t("How strong is the pain now?"), value: null, onPick: pick })
          : nothing
      }
      <div class="row fill">
        ${opener("took", t("Took something"))}
        ${pain === undefined ? nothing : opener("number", t("Other number"))}
        <a class="button" href="#/now/${episode.id}">${t("Add more")}</a>
      </div>
      ${unfolded === "took" ? await taken.view(episode) : nothing}
      <button type="button" class="strong wide" @click=${() => unfold("ended")}>
        ${t("It has ended")}
      </button>
    </section>`;
  }

  /** @param {typeof unfolded} part @param {string} words */
  const opener = (part, words) => html`<button type="button"
    aria-expanded=${String(unfolded === part)} @click=${() => unfold(part)}>${words}</button>`;

  return { view };
}

/** @param {number} pain @param {(n: number) => void} pick */
function steps(pain, pick) {
  const [worse, better] = [Math.min(10, pain + 1), Math.max(0, pain - 1)];
  /** @param {string} words @param {number} n */
  const step = (words, n) =>
    html`<button type="button" data-once @click=${() => pick(n)}>${words}<br><b>${n}</b></button>`;
  return html`<div class="thirds">
    ${step(t("Worse"), worse)}${step(t("Same"), pain)}${step(t("Better"), better)}
  </div>`;
}

/** A person who slept through the end does not know it, and need not make one up. @param {App} app @param {Row} episode */
export function endings(app, episode) {
  const now = () => app.save(endAt(episode, Date.now()), t("Ended now. Saved on this phone."));
  const unknown = () =>
    app.save(endUnknown(episode), t("Ended, time unknown. Saved on this phone."));
  return html`<div class="stack">
    <button type="button" @click=${now}>${t("Ended just now")}</button>
    <button type="button" @click=${unknown}>${t("Ended in my sleep")}</button>
    <button type="button" @click=${unknown}>${t("Never quite ended")}</button>
    <button type="button" @click=${unknown}>${t("Not sure when")}</button>
    <a class="button" href="#/now/${episode.id}">${t("At another time")}</a>
  </div>`;
}
