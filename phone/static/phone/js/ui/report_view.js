/**
 * The page for a visit as it stands on paper, in the phone's own light.
 *
 * @import {Block, Chart, KeptReport} from "../net/report.js"
 */
import { html, nothing } from "lit-html";
import { table } from "./counted.js";
import { t } from "./t.js";

/** @param {KeptReport} kept */
export const reportView = ({ page }) => html`<article class="report">
  <h2>${page.title}</h2>
  <p class="quiet">${page.facts.join(" · ")}</p>
  ${page.sections.map(
    ({ title, blocks, charts }) => html`<section class="card"><h3>${title}</h3>
      ${blocks.map(block)}${charts.map(chart)}</section>`,
  )}
  <p class="quiet">${page.caveat}</p>
</article>`;

/** @param {string} name @param {unknown} content */
const scroll = (name, content) =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${name}>${content}</div>`;

/** The calendar is on History, where it fits. @param {Block} block */
const block = ({ kind, name, items, head, rows }) =>
  kind === "table" ? scroll(name, table(head, rows)) : items?.map((item) => html`<p>${item}</p>`);

/** Pictures are on paper: in here they would be the brightest of all. @param {Chart} chart */
const chart = ({ picture: { title, head, rows, note } }) => html`<p>${title}</p>
  ${rows.length > 0 ? html`<details class="counted"><summary class="aside">${t("How this is counted")}</summary>${scroll(title, table(head, rows))}<p class="quiet">${note}</p></details>` : nothing}`;
