/**
 * Entries in words: the lines of History, of the bin, and of whatever lists them.
 *
 * @import {App} from "../app.js"
 * @import {Fields, Row} from "../core/types.js"
 */
import { html, nothing } from "lit-html";
import { isLate } from "../core/calendar.js";
import { endPrecision } from "../core/earlier.js";
import { clock, inList, moment, shortDay } from "./format.js";
import { label } from "./labels.js";
import { t } from "./t.js";

/** @typedef {Map<string, string>} Names of medicines and treatments, by id */

const DAY_MS = 86_400_000;

/** What entries of one kind refer to. @param {App} app @returns {Promise<Names>} */
export async function namesIn({ diary }) {
  const [medications, treatments] = await Promise.all([
    diary.all("medications"),
    diary.all("treatments"),
  ]);
  return new Map([
    ...medications.map(({ id, fields }) => /** @type {const} */ ([id, String(fields.name)])),
    ...treatments.map((row) => /** @type {const} */ ([row.id, treatmentName(row)])),
  ]);
}

/** @param {Pick<Row, "fields">} row */
export const treatmentName = ({ fields }) =>
  String(fields.name || label("treatments", "kind", String(fields.kind)));

/** Where a tap on it leads. @param {Pick<Row, "kind" | "id" | "fields">} row */
export const target = ({ kind, id, fields }) =>
  kind === "episodes"
    ? `#/now/${id}`
    : kind === "check_ins"
      ? `#/check-in/${fields.date}`
      : `#/record/${kind}/${id}`;

/** @type {{[kind: string]: (fields: Fields, names: Names) => string}} */
const WORDS = {
  episodes: episodeWords,
  check_ins: ({ headache_today }) =>
    ({ no: t("Check-in: no headache"), yes: t("Check-in: headache") })[String(headache_today)] ??
    t("Check-in"),
  doses: ({ taken_at, time_zone, medication }, names) =>
    t("{time} {name}", {
      time: clock(taken_at, time_zone),
      name: names.get(String(medication)) ?? t("Medicine"),
    }),
  readings: ({ intensity }) => t("Pain {n}", { n: String(intensity) }),
  sessions: ({ treatment }, names) =>
    t("Session: {name}", { name: names.get(String(treatment)) ?? t("Treatment") }),
  treatments: (fields) => t("Treatment: {name}", { name: treatmentName({ fields }) }),
  marks: ({ label: name }) => String(name),
  visits: ({ seen_by }) => (seen_by ? t("Visit: {name}", { name: String(seen_by) }) : t("Visit")),
  scores: ({ instrument, total }) => `${instrument}: ${total}`,
  medications: ({ name }) => t("Medicine: {name}", { name: String(name) }),
  annotations: ({ author, text }) => [author, text].filter(Boolean).join(": "),
  findings: findingWords,
};

/** @param {Pick<Row, "kind" | "fields">} row @param {Names} names */
export const words = ({ kind, fields }, names) => WORDS[kind]?.(fields, names) ?? label(kind);

/** With its day before it, where it has one. @param {Pick<Row, "kind" | "fields" | "day">} row @param {Names} names */
export function dayWords(row, names) {
  const what = words(row, names);
  return row.day ? t("{day}: {what}", { day: shortDay(row.day), what }) : what;
}

/** @param {Fields} fields */
function episodeWords(fields) {
  const { kind, started_at, ended_at, end_unknown, time_zone, peak_intensity } = fields;
  const what = label("episodes", "kind", String(kind ?? "headache"));
  const worst =
    peak_intensity == null ? t("no number") : t("worst {n}", { n: String(peak_intensity) });
  const from = clock(started_at, time_zone, fields.start_precision);
  if (ended_at) {
    const length = Date.parse(String(ended_at)) - Date.parse(String(started_at));
    const to = (length < DAY_MS ? clock : moment)(ended_at, time_zone, endPrecision(fields));
    return t("{what}, {from} to {to}, {worst}", { what, from, worst, to });
  }
  return end_unknown
    ? t("{what}, began {from}, end not known, {worst}", { what, from, worst })
    : t("{what}, since {from}, goes on, {worst}", { what, from, worst });
}

/** @param {Fields} fields */
function findingWords({ kind, side, degrees, result, text }) {
  const slug = (/** @type {string} */ name, /** @type {unknown} */ value) =>
    value && label("findings", name, String(value));
  const parts = [
    slug("side", side),
    degrees != null && `${degrees}°`,
    slug("result", result),
    text,
  ];
  return `${slug("kind", kind)}: ${inList(parts.filter(Boolean).map(String))}`;
}

const FROM_CLINICIAN = ["annotations", "findings"];

/** @param {App} app @param {Row[]} rows @param {Names} names @param {boolean} [dated] of several days */
export const entryList = (app, rows, names, dated = false) => html`<ul class="entries">
  ${rows.map((row) => {
    const said = (dated ? dayWords : words)(row, names);
    const marks = html`${isLate(row.fields) ? html` <span class="quiet">· ${t("entered later")}</span>` : nothing}${
      row.pending ? html` <span class="quiet">· ${t("not sent yet")}</span>` : nothing
    }`;
    return FROM_CLINICIAN.includes(row.kind)
      ? html`<li class="said-by"><span dir="auto">${said}</span></li>`
      : html`<li><a href=${target(row)} dir="auto">${said}${marks}</a>
          <button type="button" class="quiet" aria-label=${t("Delete: {entry}", { entry: said })}
            @click=${() => remove(app, row)}>${t("Delete")}</button></li>`;
  })}
</ul>`;

/** @param {Pick<Row, "kind" | "id">} row */
export const changesLink = ({ kind, id }) =>
  html`<a class="button wide" href="#/changes/${kind}/${id}">${t("What was changed")}</a>`;

/** @param {App} app @param {Pick<Row, "kind" | "id">} row */
export const remove = (app, { kind, id }) =>
  app.save([{ kind, id, set: { deleted: true } }], t("Deleted."));
