/**
 * Everything else about one headache, folded away until wanted.
 *
 * @import {App} from "../app.js"
 * @import {Row, Write} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { endAt } from "../core/episodes.js";
import { EPISODE_SECTIONS } from "../core/fields.js";
import { fromWallClock, instant, wallClock } from "../core/time.js";
import { question } from "../ui/fields.js";
import { aura, checklist } from "../ui/signs.js";
import { t } from "../ui/t.js";

/** @param {App} app */
export function details(app) {
  /** @param {Row} episode @param {string[] | null} signs */
  const answer = ({ id }, signs) =>
    app.save([{ kind: "episodes", id, set: { warning_signs: signs } }]);
  return async (/** @type {Row} */ episode) => html`
    ${checklist(await app.diary.meta("vocabulary"), "head", episode.fields.warning_signs, (signs) => answer(episode, signs))}
    ${EPISODE_SECTIONS.map((section) => folded(app, episode, section))}
    ${aura(app, episode)}
    ${times(app, episode)}
    <button type="button" class="quiet wide" @click=${() => remove(app, episode)}>
      ${t("Delete this headache")}
    </button>
  `;
}

/** @param {App} app @param {Row} episode @param {typeof EPISODE_SECTIONS[0]} section */
function folded(app, episode, { title, fields }) {
  const given = fields.filter(({ name }) => episode.fields[name] != null).length;
  return html`<details class="card">
    <summary>${t(title)}${given > 0 ? html` <span class="quiet">· ${given}</span>` : nothing}</summary>
    ${fields.map((field) =>
      question({
        kind: "episodes",
        field,
        value: episode.fields[field.name] ?? null,
        onAnswer: (value) =>
          app.save([{ kind: "episodes", id: episode.id, set: { [field.name]: value } }]),
      }),
    )}
  </details>`;
}

/** @param {App} app @param {Row} episode */
function times(app, episode) {
  const { fields } = episode;
  const zone = String(fields.time_zone);
  /** @param {string} wall @returns {Write[]} */
  const began = (wall) => [
    {
      kind: "episodes",
      id: episode.id,
      set: { started_at: instant(fromWallClock(wall, zone), zone) },
    },
  ];
  const ended = (/** @type {string} */ wall) => endAt(episode, fromWallClock(wall, zone));
  return html`<details class="card">
    <summary>${t("Begin and end")}</summary>
    ${time(t("Began"), fields.started_at, zone, (wall) => app.save(began(wall)))}
    ${time(t("Ended"), fields.ended_at, zone, (wall) => app.save(ended(wall)))}
    ${episode.open ? nothing : html`<button type="button" @click=${() => goesOn(app, episode)}>${t("It goes on")}</button>`}
  </details>`;
}

/** @param {App} app @param {Row} episode */
const goesOn = (app, { id }) =>
  app.save([{ kind: "episodes", id, set: { ended_at: null, end_unknown: null } }]);

/** @param {string} words @param {unknown} at @param {string} zone @param {(wall: string) => void} onPick */
function time(words, at, zone, onPick) {
  const wall = at ? wallClock(Date.parse(String(at)), zone).slice(0, 16) : "";
  /** @param {Event} event */
  const picked = ({ target }) => {
    const { value } = /** @type {HTMLInputElement} */ (target);
    if (value) onPick(value);
  };
  const latest = wallClock(Date.now(), zone).slice(0, 16);
  return html`<label>${words}
    <input type="datetime-local" max=${latest} .value=${wall} @change=${picked}>
  </label>`;
}

/** @param {App} app @param {Row} episode */
async function remove(app, { id }) {
  const set = { deleted: true };
  await app.save([{ kind: "episodes", id, set }], t("Headache deleted."));
  location.hash = "#/history";
}
