/**
 * The sitting timer on Today. One tap starts it; it asks for nothing and counts no scores.
 *
 * @import {App} from "../app.js"
 * @import {Sitting} from "../core/sitting.js"
 */
import { html, nothing } from "lit-html";
import { forget, getUp, isForgotten, minutesSince, sitDown, untilNudge } from "../core/sitting.js";
import { instant, phoneZone } from "../core/time.js";
import { choices } from "./choices.js";
import { clock, inList, measure, today } from "./format.js";
import { t } from "./t.js";
import { dismiss, toast } from "./toast.js";

const NUDGE = "nape.sit_nudge";
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer;

/** Minutes, or null for none. */
function nudgeAfter() {
  return Number(localStorage.getItem(NUDGE)) || null;
}

/** @param {App} app */
export async function sittingTimer(app) {
  const sitting = /** @type {Sitting | undefined} */ (await app.diary.meta("sitting"));
  arm(app, sitting);
  const now = Date.now();
  /** @param {Sitting} next */
  const keep = async (next) => {
    await app.diary.keep("sitting", next);
    dismiss();
    app.redraw();
  };
  if (!sitting?.since) {
    const start = () => keep(sitDown(sitting, today(), Date.now()));
    return html`<p class="done">
      <span class="quiet">${t("Sitting timer")}</span>
      <button type="button" @click=${start} aria-label=${t("Start the sitting timer")}>${t("Start")}</button>
    </p>`;
  }
  const since = clock(instant(sitting.since, phoneZone()), phoneZone());
  const nudge = nudgeAfter();
  const isLong = nudge !== null && minutesSince(sitting, now) >= nudge;
  return html`<section class="card">
    <h2>${t("Sitting since {time}", { time: since })}</h2>
    ${isLong ? html`<p>${nudgeWords(minutesSince(sitting, now))}</p>` : nothing}
    <div class="row fill">
      <button type="button" @click=${() => keep(getUp(sitting, Date.now()))}>${t("Got up")}</button>
      ${
        isForgotten(sitting, now)
          ? html`<button type="button" @click=${() => keep(forget(sitting))}>${t("Forget this stretch")}</button>`
          : nothing
      }
    </div>
    ${nudgeChoice(app, nudge)}
  </section>`;
}

/** @param {number} minutes */
const nudgeWords = (minutes) =>
  t("{time} in one stretch. Getting up or sitting differently for a moment is enough.", {
    time: inList([
      ...(minutes < 60 ? [] : [measure(Math.floor(minutes / 60), "hour")]),
      measure(minutes % 60, "minute"),
    ]),
  });

/** @param {App} app @param {number | null} [nudge] */
export function nudgeChoice(app, nudge = nudgeAfter()) {
  /** @param {unknown} minutes */
  const choose = (minutes) => {
    localStorage.setItem(NUDGE, String(minutes ?? 0));
    app.redraw();
    // Only here, from a tap; without it the words on this page remain.
    if (minutes && "Notification" in window && Notification.permission === "default")
      Notification.requestPermission();
  };
  return html`<details>
    <summary>${t("A quiet nudge")}</summary>
    ${choices(
      t("After sitting for"),
      [
        [0, t("Never")],
        ...[30, 45, 60].map((n) => /** @type {[number, string]} */ ([n, measure(n, "minute")])),
      ],
      nudge ?? 0,
      choose,
    )}
    <p class="quiet">${t("It comes while Nape is open; a phone may hold it back when its screen is off.")}</p>
  </details>`;
}

/** @param {App} app @param {Sitting | undefined} sitting */
function arm(app, sitting) {
  clearTimeout(timer);
  const left = untilNudge(sitting, nudgeAfter(), Date.now());
  if (left === null || !sitting) return;
  timer = setTimeout(() => {
    const words = nudgeWords(minutesSince(sitting, Date.now()));
    if (document.hidden) notify(words);
    else toast(words);
    app.redraw();
  }, left);
}

document.addEventListener("nape-person", () => clearTimeout(timer));

/** @param {string} words */
async function notify(words) {
  if (!("Notification" in window) || Notification.permission !== "granted") return;
  const worker = await navigator.serviceWorker?.getRegistration();
  worker?.showNotification(t("Nape"), { body: words, tag: "sitting", silent: true });
}
