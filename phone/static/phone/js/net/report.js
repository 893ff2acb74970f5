/**
 * The page for a visit: kept on the phone as it was last seen, and on paper.
 *
 * @import {Diary} from "../store/diary.js"
 * @typedef {{kind: string, name: string, items: string[], head: string[], rows: any[], tables?: Block[]}} Block
 * @typedef {{name: string, picture: {title: string, alt: string, head: string[], rows: string[][], note: string}}} Chart
 * @typedef {{id: string, title: string, blocks: Block[], charts: Chart[]}} Section
 * @typedef {{title: string, facts: string[], caveat: string, sections: Section[]}} ReportPage
 * @typedef {{at: number, query: string, page: ReportPage, drawn?: {[name: string]: string}}} KeptReport
 */
import { whoAmI } from "./session.js";
import { whenComputed } from "./waiting.js";

/**
 * @param {Diary} diary
 * @param {string} query
 * @param {() => void} onWait
 * @returns {Promise<import("./insights.js").Outcome>}
 */
export async function renewReport(diary, query, onWait) {
  if ((await whoAmI())?.id !== diary.person) return "signed_out";
  const answer = await whenComputed(`/api/v1/report.json?words=1&${query}`, onWait);
  if (!answer) return "late";
  if (answer.status !== 200) return "failed";
  const { page } = answer.body;
  const at = Date.now();
  const drawn = await drawings(page, new URLSearchParams(query)).catch(() => ({}));
  await diary.keep("report", { at, query, page, drawn });
  return "ready";
}

/**
 * Dark for every theme: the styles turn them light. Their words stand beside them, in the page's letters.
 * @param {ReportPage} page @param {URLSearchParams} asked
 * @returns {Promise<{[name: string]: string}>}
 */
async function drawings({ sections }, asked) {
  const shown = sections.flatMap(({ charts }) => charts.filter(isDrawn)).map(({ name }) => name);
  const told = new URLSearchParams({ theme: "dark", words: "0", narrow: "1" });
  for (const name of ["from", "to", "lang"]) told.set(name, asked.get(name) ?? "");
  const drawn = await Promise.all(
    Array.from(new Set(shown), async (name) => {
      const answer = await fetch(`/api/v1/charts/${name}.svg?${told}`);
      return [name, answer.status === 200 ? await answer.text() : ""];
    }),
  );
  return Object.fromEntries(drawn);
}

/** One of which nothing was answered is its title alone. @param {Chart} chart */
export const isDrawn = ({ picture }) => picture.rows.length > 0;

/** @param {string} query */
export const pdfAddress = (query) => `/api/v1/report.pdf?${query}`;

/** The name has nobody's name in it. @param {string} query */
export async function reportFile(query) {
  const response = await fetch(pdfAddress(query));
  if (response.status !== 200) throw new Error(String(response.status));
  const name = response.headers.get("Content-Disposition")?.match(/"(.+)"/)?.[1];
  return new File([await response.blob()], name ?? "nape-report.pdf", { type: "application/pdf" });
}
