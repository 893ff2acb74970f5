/**
 * Took something: one tap for each known medicine, the time is now. Today and the page of a
 * headache show the same buttons.
 *
 * @import {App} from "../app.js"
 * @import {Row, Write} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { atHand } from "../core/doses.js";
import { inOrder, isPast, took } from "../core/episodes.js";
import { uuid7 } from "../core/ids.js";
import { daysByCode, standing } from "../core/limits.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { clock, today } from "./format.js";
import { drugClasses, wouldBe } from "./limits.js";
import { t } from "./t.js";

/** What was taken in these days is at hand. */
const RECENT_DAYS = 60;

/** @param {App} app */
export function medicines(app) {
  let adding = false;
  const toggle = async () => {
    adding = !adding;
    await app.redraw();
    if (adding)
      /** @type {HTMLElement | null} */ (document.querySelector("input[name=name]"))?.focus();
  };

  /** @param {string} medicine @param {unknown} name @param {Row | null} episode @param {Write[]} [writes] that come before */
  const take = (medicine, name, episode, writes = []) => {
    const stamp = { id: uuid7(), now: Date.now(), zone: phoneZone() };
    const words = isPast(episode, stamp.now, stamp.zone)
      ? t("Saved on this phone.")
      : t("{name}, now. Saved on this phone.", { name: String(name) });
    return app.save([...writes, ...took(medicine, episode, stamp)], words);
  };

  /** @param {SubmitEvent} event @param {Row | null} episode */
  const add = async (event, episode) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const name = String(form.get("name")).trim();
    if (!name) return;
    const id = uuid7();
    const set = { name, drug_class: String(form.get("drug_class")) };
    adding = !(await take(id, name, episode, [{ kind: "medications", id, set }]));
    app.redraw();
  };

  /** @param {Row} episode */
  const nothingTaken = (episode) => {
    const none = episode.fields.took_medication === "no" ? null : "no";
    app.save([{ kind: "episodes", id: episode.id, set: { took_medication: none } }]);
  };

  /** @param {Row | null} episode */
  async function view(episode) {
    const known = await app.diary.all("medications");
    const day = today();
    const recent = await app.diary.days("doses", shiftDay(day, -RECENT_DAYS), day);
    const { first, others } = atHand(known, recent);
    const doses = episode
      ? await app.diary.of("doses", episode.id)
      : recent.filter((dose) => dose.day === day);
    const none = episode?.fields.took_medication === "no";
    const days = daysByCode(recent, known, day);
    const button = (/** @type {Row} */ medicine) => {
      const next = standing(medicine.fields.drug_class, days, day);
      return html`<button type="button" data-once @click=${() => take(medicine.id, medicine.fields.name, episode)}><span class="name">${medicine.fields.name}</span>${
        next?.near ? html`<br><span class="quiet">${wouldBe(next)}</span>` : nothing
      }</button>`;
    };
    return html`
      <div class="taken"><h2>${t("Took something")}</h2>${doses.length > 0 ? taken(doses, known, episode) : nothing}</div>
      <div class="row dense">
        ${first.map(button)}
        <button type="button" aria-expanded=${String(adding)} @click=${toggle}>
          ${first.length > 0 ? t("Another medicine") : t("Add a medicine")}
        </button>
        ${
          episode && doses.length === 0
            ? html`<button type="button" aria-pressed=${String(none)}
                @click=${() => nothingTaken(episode)}>${t("Nothing")}</button>`
            : nothing
        }
      </div>
      ${adding && others.length > 0 ? html`<div class="row">${others.map(button)}</div>` : nothing}
      ${adding ? form(isPast(episode, Date.now(), phoneZone()), (event) => add(event, episode)) : nothing}
    `;
  }

  return { view };
}

/** @param {Row[]} doses @param {Row[]} known @param {Row | null} episode */
function taken(doses, known, episode) {
  const { started_at, start_precision } = episode?.fields ?? {};
  const names = new Map(known.map(({ id, fields }) => [id, String(fields.name)]));
  return html`<ul class="plain">
    ${inOrder(doses).map(({ id, fields: { taken_at, time_zone, medication } }) => {
      const name = names.get(String(medication)) ?? t("Medicine");
      // No more exact than the headache whose time it has.
      const time = clock(taken_at, time_zone, taken_at === started_at ? start_precision : null);
      return html`<li><a href="#/record/doses/${id}" dir="auto"><span class="name">${t("{time} {name}", { time, name })}</span></a></li>`;
    })}
  </ul>`;
}

/** @param {boolean} past @param {(event: SubmitEvent) => void} onSubmit */
const form = (past, onSubmit) => html`<form class="card" @submit=${onSubmit}>
  <label>${t("Name on the packet")}
    <input name="name" required maxlength="200" autocomplete="off">
  </label>
  <label>${t("What kind it is")}
    <select name="drug_class">
      ${drugClasses().map(([slug, words]) => html`<option value=${slug}>${words}</option>`)}
    </select>
  </label>
  <button type="submit" data-once class="strong">${past ? t("Save") : t("Save, taken now")}</button>
</form>`;
