/**
 * Everything else about one headache, folded away until wanted.
 *
 * @import {App} from "../app.js"
 * @import {Answers} from "../core/answers.js"
 * @import {Section} from "../core/fields.js"
 * @import {Fields, Row, Write} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { sideOf } from "../core/body.js";
import { beganAt, endAt } from "../core/episodes.js";
import { EPISODE_SECTIONS } from "../core/fields.js";
import { fromWallClock, phoneZone, shiftDay, wallClock } from "../core/time.js";
import { changesLink } from "../ui/entries.js";
import { questions } from "../ui/fields.js";
import { shortDay } from "../ui/format.js";
import { label } from "../ui/labels.js";
import { offers } from "../ui/offers.js";
import { aura, checklist } from "../ui/signs.js";
import { t } from "../ui/t.js";

/** The server knows no time before. */
const EARLIEST = "1900-01-01T00:00";
/** How far back "last time" may be. */
const LAST_DAYS = 120;
const HABITS = EPISODE_SECTIONS.flatMap(({ fields }) => fields).filter(({ habit }) => habit);

/** @param {App} app @param {string} id */
export function details(app, id) {
  /** @param {Fields} set @returns {Write[]} */
  const writes = (set) => [{ kind: "episodes", id, set }];
  const given = app.answers(writes);
  /** @param {Fields} set */
  const take = (set) => app.save(writes(set), t("Taken over. Saved on this phone."));
  return async (/** @type {Row} */ episode) => {
    const words = await app.diary.meta("vocabulary");
    const before = await lastTime(app, episode);
    const fields = given.read(episode.fields);
    return html`
      ${before && likeLastTime(episode, before, take)}
      ${EPISODE_SECTIONS.map((section, n) => folded(fields, section, isNext(fields, n), given))}
      ${checklist(words, "head", given)}
      ${aura(app, episode)}
      ${times(app, episode)}
      ${changesLink(episode)}
      <button type="button" class="quiet wide" @click=${() => remove(app, episode)}>
        ${t("Delete this headache")}
      </button>
    `;
  };
}

/** The screen grows: a number opens the map, the map opens the neck. @param {Fields} fields @param {number} n */
const isNext = (fields, n) =>
  (n === 0 && fields.peak_intensity != null) || (n === 1 && fields.regions != null);

/** The headache before this one. @param {App} app @param {Row} episode */
async function lastTime(app, episode) {
  const day = String(episode.day);
  const rows = await app.diary.days("episodes", shiftDay(day, -LAST_DAYS), day);
  const began = (/** @type {Row} */ row) => Date.parse(String(row.fields.started_at));
  const earlier = rows.filter((row) => row.id !== episode.id && began(row) < began(episode));
  return earlier.sort((a, b) => began(b) - began(a))[0];
}

/** @param {Row} episode @param {Row} before @param {(set: Fields) => void} onTake */
const likeLastTime = (episode, before, onTake) =>
  offers({
    title: t("Like last time, {day}?", { day: shortDay(String(before.day)) }),
    kind: "episodes",
    fields: HABITS,
    from: before.fields,
    now: episode.fields,
    onTake,
  });

/** @param {Fields} record @param {Section} section @param {boolean} open @param {Answers} given */
function folded(record, { title, fields }, open, given) {
  const count = fields.filter(({ name }) => record[name] != null).length;
  const asked = fields.map((field) => field.name);
  return html`<details class="card" ?open=${open}>
    <summary>${t(title)}${count > 0 ? html`&nbsp;<span class="quiet">· ${count}</span>` : nothing}</summary>
    ${questions("episodes", fields, given)}
    ${asked.includes("regions") ? derivedSide(record) : nothing}
  </details>`;
}

/** What the places say already; an answer to "Which side" stands before it. @param {Fields} fields */
function derivedSide({ regions, side }) {
  const derived = side == null && Array.isArray(regions) ? sideOf(regions) : null;
  if (!derived) return nothing;
  return html`<p class="quiet">${t("Side, as these places say: {side}", { side: label("episodes", "side", derived) })}</p>`;
}

/** @param {App} app @param {Row} episode */
function times(app, episode) {
  const { fields } = episode;
  const zone = String(fields.time_zone);
  const wall = (/** @type {unknown} */ at) =>
    at ? wallClock(Date.parse(String(at)), zone).slice(0, 16) : "";
  const [start, end] = [wall(fields.started_at), wall(fields.ended_at)];
  const now = () => wall(new Date().toISOString());
  const began = async (/** @type {string} */ picked) =>
    app.save(beganAt(episode, await app.diary.of("readings", episode.id), picked));
  const ended = (/** @type {string} */ picked) =>
    app.save(endAt(episode, fromWallClock(picked, zone)));
  return html`<details class="card">
    <summary>${t("Begin and end")}</summary>
    ${zone === phoneZone() ? nothing : html`<p class="quiet">${t("Times of {zone}", { zone: zone.replaceAll("_", " ") })}</p>`}
    ${time(t("Began"), start, EARLIEST, () => end || now(), began)}
    ${time(t("Ended"), end, start, now, ended)}
    ${episode.open ? nothing : html`<button type="button" @click=${() => goesOn(app, episode)}>${t("It goes on")}</button>`}
  </details>`;
}

/** @param {App} app @param {Row} episode */
const goesOn = (app, { id }) =>
  app.save([{ kind: "episodes", id, set: { ended_at: null, end_unknown: null } }]);

/** @param {string} words @param {string} wall @param {string} min @param {() => string} max @param {(wall: string) => void} onPick */
function time(words, wall, min, max, onPick) {
  /** @param {Event} event */
  const picked = (event) => {
    const input = /** @type {HTMLInputElement} */ (event.target);
    // Time went on since it was drawn.
    input.max = max();
    if (input.reportValidity() && input.value) onPick(input.value);
  };
  return html`<label>${words}
    <input type="datetime-local" min=${min} max=${max()} .value=${wall} @change=${picked}>
  </label>`;
}

/** @param {App} app @param {Row} episode */
async function remove(app, { id }) {
  const set = { deleted: true };
  await app.save([{ kind: "episodes", id, set }], t("Headache deleted."));
  location.hash = "#/history";
}
