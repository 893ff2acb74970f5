/**
 * The page for a visit as it stands on paper, in the phone's own light.
 *
 * @import {Block, Chart, KeptReport} from "../net/report.js"
 */
import { html } from "lit-html";
import { isDrawn } from "../net/report.js";
import { table } from "./counted.js";
import { t } from "./t.js";

/** @param {KeptReport} kept */
export function reportView({ page, drawn = {} }) {
  // A chart that two sections name stands in the first.
  const left = new Set(page.sections.flatMap(({ charts }) => charts).map(({ name }) => name));
  return html`<article class="report">
  <h2>${page.title}</h2>
  <p class="quiet">${page.facts.join(" · ")}</p>
  ${page.sections.map(
    ({ title, blocks, charts }) => html`<section class="card"><h3>${title}</h3>
      ${blocks.map(block)}${charts.filter(({ name }) => left.delete(name)).map((one) => chart(one, drawn))}</section>`,
  )}
  <p class="quiet">${page.caveat}</p>
</article>`;
}

/** @param {string} name @param {unknown} content */
const scroll = (name, content) =>
  html`<div class="scroll" tabindex="0" role="region" aria-label=${name}>${content}</div>`;

/** A range stays in one line. @param {string} text */
const whole = (text) => text.replaceAll("–", "–\u2060");

/** @param {string[]} head @param {string[][]} rows */
const numbers = (head, rows) =>
  table(
    head.map(whole),
    rows.map((row) => row.map(whole)),
  );

/** @param {Block} block @returns {unknown} */
function block({ kind, name, items, head, rows, tables }) {
  if (kind === "table") return scroll(name, numbers(head, rows));
  if (kind === "calendar") return scroll(name, calendar(rows));
  return (tables ?? items).map((/** @type {any} */ one) =>
    tables ? block(one) : html`<p>${whole(one)}</p>`,
  );
}

/** A month a row. An empty cell is a day without an answer, which is not a clear one. @param {any[]} months */
const calendar = (months) =>
  table(
    ["", ...months[0].cells.map((/** @type {unknown} */ _, /** @type {number} */ n) => n + 1)],
    months.map(({ label, cells }) => [
      label,
      ...cells.map((/** @type {{sign: string, more: string}} */ { sign, more }) => sign + more),
    ]),
  );

/**
 * As wide as its letters can be read; its place is kept until it comes.
 * @param {Chart} chart @param {{[name: string]: string}} drawn
 */
function chart(chart, drawn) {
  const { title, alt, head, rows, note } = chart.picture;
  if (!isDrawn(chart)) return html`<p>${title}</p>`;
  const svg = drawn[chart.name];
  const drawing = svg
    ? html`<img alt=${alt} src="data:image/svg+xml,${encodeURIComponent(svg)}">`
    : html`<p class="quiet">${t("The drawing is not here yet: it comes with the next connection. Its numbers are below.")}</p>`;
  return html`<p>${whole(title)}</p>${scroll(title, html`<div class="drawing">${drawing}</div>`)}
    <p class="quiet">${note}</p>
    <details class="counted"><summary class="aside">${t("How this is counted")}</summary>${scroll(title, numbers(head, rows))}</details>`;
}
