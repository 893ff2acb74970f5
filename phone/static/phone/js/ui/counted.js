/**
 * The numbers behind the sentences, folded away: small tables, counted by the server.
 *
 * @import {Band, Measure, Numbers, Sentence, Stretch} from "../core/insights.js"
 */
import { html, nothing } from "lit-html";
import { shiftDay } from "../core/time.js";
import { numeral, shortDay } from "./format.js";
import { label } from "./labels.js";
import { t } from "./t.js";

/** @typedef {(string | number)[]} Line */

export const counted = {
  /** @param {Sentence} one @param {Numbers} numbers */
  sentence(one, numbers) {
    const link = one.exposure && numbers.links[one.exposure];
    if (link && link.bands.length > 0) return folded(bands(one.exposure ?? "", link));
    const treatment = one.treatment && numbers.treatments[one.treatment];
    if (treatment) return folded(beforeAfter(treatment));
    return nothing;
  },

  /** @param {string} section @param {Numbers} numbers */
  section(section, numbers) {
    const content = SECTIONS[section]?.(numbers);
    return content ? folded(content) : nothing;
  },
};

/** @param {unknown} content */
const folded = (content) =>
  html`<details class="counted"><summary class="aside">${t("How this is counted")}</summary>${content}</details>`;

/** @type {{[section: string]: (numbers: Numbers) => unknown}} */
const SECTIONS = {
  medication_days: ({ painkillers }) =>
    table(
      ["", t("Days")],
      [
        [t("Last 30 days, answered"), painkillers.n],
        [t("With a painkiller"), span(painkillers)],
      ],
    ),
  observed: ({ observed }) =>
    table(
      ["", t("Days")],
      [
        [t("In this period"), observed.days],
        [t("Headache yes or no answered"), observed.headache_known],
        [t("Painkillers answered"), observed.painkillers_known],
        [t("Checked in"), observed.check_ins],
      ],
    ),
  burden: ({ counts }) =>
    table(
      [t("Last 28 days"), t("Answered"), t("Days")],
      Object.entries(counts).map(([name, measure]) => [
        MEASURES()[name] ?? name,
        measure.n,
        span(measure),
      ]),
    ),
  pattern: ({ pattern }) =>
    html`<p>${t(
      "Looked at: {n} headaches from {from} to {to}, with {days} answered days. Of each feature only the headaches count in which it was answered.",
      {
        n: pattern.episodes,
        from: shortDay(pattern.from),
        to: shortDay(shiftDay(pattern.to, -1)),
        days: pattern.days,
      },
    )}</p>`,
  trends: ({ trend }) => (trend.some(({ value }) => value !== null) ? months(trend) : nothing),
};

/** @returns {{[name: string]: string}} */
const MEASURES = () => ({
  headache_day: t("Headache"),
  moderate_severe: t("Medium to severe, or treated"),
  lost: t("Lost for work, home or others"),
});

/** Days that were not answered may be either. @param {Measure} measure */
function span({ n, low, high }) {
  if (n === 0) return t("not known");
  return low === high
    ? numeral(low)
    : t("{low} to {high}", { low, high }).replaceAll(" ", "\u00a0");
}

/** @param {string} exposure @param {Numbers["links"][""]} link */
function bands(exposure, { outcome, bands: all }) {
  if (outcome === "peak")
    return table(
      [t("Answer"), t("Headaches"), t("Worst pain, mean")],
      all.map((band) => [range(exposure, band), band.days, decimal(band.mean_peak)]),
    );
  const what =
    outcome === "morning" ? t("With a headache in the morning") : t("With a new headache");
  return table(
    [t("Answer"), outcome === "morning" ? t("Nights") : t("Days"), what],
    all.map((band) => [range(exposure, band), band.days, band.onsets]),
  );
}

/** @param {string} exposure @param {Band} band */
function range(exposure, { label: name, from, below }) {
  if (name === "yes") return t("Yes");
  if (name === "no") return t("No");
  if (from === null && below === null) return label("check_ins", exposure, name);
  if (from === null) return t("less than {n}", { n: decimal(below) });
  if (below === null) return t("{n} or more", { n: decimal(from) });
  return t("{from} to less than {below}", { from: decimal(from), below: decimal(below) });
}

/** @param {{before: Stretch, after: Stretch}} treatment */
const beforeAfter = ({ before, after }) =>
  table(
    ["", t("Before"), t("After")],
    [
      [t("First day"), shortDay(before.window[0]), shortDay(after.window[0])],
      [t("Days answered"), before.observed, after.observed],
      [t("With a headache"), before.headache_days, after.headache_days],
      [t("In 28 days"), decimal(before.per_28), decimal(after.per_28)],
    ],
  );

/** @param {Numbers["trend"]} periods */
const months = (periods) =>
  table(
    [t("28 days from"), t("Answered"), t("Headache days in 28")],
    periods.map(({ start, observed, value }) => [shortDay(start), observed, decimal(value)]),
  );

/** @param {number | null} value */
const decimal = (value) =>
  value === null ? t("not known") : numeral(Math.round(value * 100) / 100);

/** @param {string[]} heads @param {Line[]} lines */
export const table = (heads, lines) => html`<table>
  <thead><tr>${heads.map((head) => (head ? html`<th scope="col">${head}</th>` : html`<td></td>`))}</tr></thead>
  <tbody>${lines.map(
    ([name, ...cells]) => html`<tr><th scope="row">${name}</th>
      ${cells.map((cell) => html`<td>${typeof cell === "number" ? numeral(cell) : cell}</td>`)}</tr>`,
  )}</tbody>
</table>`;
