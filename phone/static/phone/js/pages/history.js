/**
 * What is in the diary, newest day first.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { uuid7 } from "../core/ids.js";
import { fromWallClock, instant, phoneZone, shiftDay, wallClock } from "../core/time.js";
import { clock, dayName, moment, today } from "../ui/format.js";
import { label } from "../ui/labels.js";
import { t } from "../ui/t.js";

const STRETCH_DAYS = 30;

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  let reach = STRETCH_DAYS;
  const further = () => {
    reach += STRETCH_DAYS;
    app.redraw();
  };
  return {
    title: t("History"),
    view: async () => {
      const from = shiftDay(today(), -reach);
      const [entries, medications] = await Promise.all([
        entriesSince(app, from),
        app.diary.all("medications"),
      ]);
      const names = new Map(medications.map(({ id, fields }) => [id, String(fields.name)]));
      const dates = [...entries.keys()].sort().reverse();
      return html`
        ${dates.length === 0 ? empty() : nothing}
        ${dates.map((date) => day(app, date, entries.get(date) ?? [], names))}
        <button type="button" class="wide" @click=${further}>
          ${t("Show days before {day}", { day: dayName(from) })}
        </button>
        ${earlier(app)}
      `;
    },
  };
}

/** @param {App} app @param {string} from @returns {Promise<Map<string, Row[]>>} */
async function entriesSince(app, from) {
  // Somebody who has travelled east may have entries of tomorrow.
  const to = shiftDay(today(), 1);
  const kinds = ["check_ins", "episodes", "doses"];
  const rows = await Promise.all(kinds.map((kind) => app.diary.days(kind, from, to)));
  /** @type {Map<string, Row[]>} */
  const byDay = new Map();
  for (const row of rows.flat()) {
    const date = String(row.day);
    byDay.set(date, [...(byDay.get(date) ?? []), row]);
  }
  return byDay;
}

const empty = () => html`<p>
  ${t("Nothing here yet. Headache now and the check-in, both on Today, write the first lines.")}
</p>`;

/** @param {App} app @param {string} date @param {Row[]} rows @param {Map<string, string>} names */
const day = (app, date, rows, names) => html`<section>
  <h2>${dayName(date)}</h2>
  <ul class="entries">
    ${rows.map(
      (row) => html`<li>${line(row, names)}
        <button type="button" class="quiet" aria-label=${t("Delete: {entry}", { entry: words(row, names) })}
          @click=${() => remove(app, row)}>${t("Delete")}</button></li>`,
    )}
  </ul>
</section>`;

const LEADS_TO = /** @type {{[kind: string]: (row: Row) => string}} */ ({
  episodes: ({ id }) => `#/now/${id}`,
  check_ins: ({ fields }) => `#/check-in/${fields.date}`,
});

/** @param {Row} row @param {Map<string, string>} names */
function line(row, names) {
  const target = LEADS_TO[row.kind]?.(row);
  const mark = row.pending ? html` <span class="quiet">· ${t("not sent yet")}</span>` : nothing;
  return target
    ? html`<a href=${target}>${words(row, names)}${mark}</a>`
    : html`<span>${words(row, names)}${mark}</span>`;
}

/** @param {Row} row @param {Map<string, string>} names */
function words({ kind, fields }, names) {
  if (kind === "episodes") return episodeWords(fields);
  if (kind === "check_ins") return checkInWords(fields);
  const name = names.get(String(fields.medication)) ?? t("Medicine");
  return `${clock(fields.taken_at, fields.time_zone)} ${name}`;
}

/** @param {Row["fields"]} fields */
function episodeWords({ kind, started_at, ended_at, end_unknown, time_zone, peak_intensity }) {
  const what = label("episodes", "kind", String(kind ?? "headache"));
  const worst =
    peak_intensity == null ? t("no number") : t("worst {n}", { n: String(peak_intensity) });
  const from = clock(started_at, time_zone);
  if (ended_at)
    return t("{what}, {from} to {to}, {worst}", {
      what,
      from,
      worst,
      to: until(started_at, ended_at, time_zone),
    });
  return end_unknown
    ? t("{what}, began {from}, end not known, {worst}", { what, from, worst })
    : t("{what}, since {from}, goes on, {worst}", { what, from, worst });
}

/** @param {unknown} from @param {unknown} to @param {unknown} zone */
const until = (from, to, zone) =>
  Date.parse(String(to)) - Date.parse(String(from)) < 86_400_000
    ? clock(to, zone)
    : moment(to, zone);

/** @param {Row["fields"]} fields */
function checkInWords({ headache_today }) {
  if (headache_today === "no") return t("Check-in: no headache");
  if (headache_today === "yes") return t("Check-in: headache");
  return t("Check-in");
}

/** @param {App} app @param {Row} row */
const remove = (app, { kind, id }) =>
  app.save([{ kind, id, set: { deleted: true } }], t("Deleted."));

/** A headache that was not written down when it came. @param {App} app */
function earlier(app) {
  const zone = phoneZone();
  /** @param {SubmitEvent} event */
  const add = async (event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const id = uuid7();
    const at = (/** @type {string} */ name) =>
      instant(fromWallClock(String(form.get(name)), zone), zone);
    const end = form.get("ended") ? { ended_at: at("ended") } : { end_unknown: true };
    const set = { started_at: at("began"), time_zone: zone, kind: "headache", ...end };
    const saved = await app.save([{ kind: "episodes", id, set }], t("Saved on this phone."));
    if (saved) location.hash = `#/now/${id}`;
  };
  const latest = wallClock(Date.now(), zone).slice(0, 16);
  return html`<details class="card">
    <summary>${t("Add an earlier headache")}</summary>
    <form @submit=${add}>
      <label>${t("Began, roughly")}
        <input type="datetime-local" name="began" required max=${latest}></label>
      <label>${t("Ended; leave empty when you do not know")}
        <input type="datetime-local" name="ended" max=${latest}></label>
      <button type="submit" class="strong">${t("Save")}</button>
    </form>
  </details>`;
}
