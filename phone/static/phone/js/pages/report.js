/**
 * The page for a visit: chosen, seen, shared. The last one stays readable without a network.
 *
 * @import {App} from "../app.js"
 * @import {KeptReport} from "../net/report.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { phoneZone, shiftDay } from "../core/time.js";
import { pdfAddress, renewReport, reportFile } from "../net/report.js";
import { again, whenReached } from "../ui/again.js";
import { choices } from "../ui/choices.js";
import { saveFile } from "../ui/files.js";
import { moment, today } from "../ui/format.js";
import { LANGUAGES } from "../ui/language.js";
import { reportView } from "../ui/report_view.js";
import { language, t } from "../ui/t.js";
import { toast } from "../ui/toast.js";

const USUAL_DAYS = 90;

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  const day = today();
  const chosen = {
    from: shiftDay(day, -USUAL_DAYS),
    last: shiftDay(day, -1),
    reader: "gp",
    lang: language(),
    page2: false,
  };
  /** Sections that are left out. @type {Set<string>} */
  const without = new Set();
  /** @type {{id: string, title: string}[]} */
  let sections = [];
  /** @type {import("../ui/again.js").Phase} */
  let phase = "asking";
  /** @type {File | null} */
  let file = null;

  const query = () => {
    const { from, last, reader, lang, page2 } = chosen;
    const named = sections.filter(({ id }) => !without.has(id)).map(({ id }) => id);
    return new URLSearchParams({
      from,
      to: shiftDay(last, 1),
      for: reader,
      page2: page2 ? "1" : "0",
      lang,
      ...(without.size > 0 ? { sections: named.join(",") } : {}),
    }).toString();
  };
  /** @param {typeof phase} next */
  const become = (next) => {
    phase = next;
    app.redraw();
  };
  const renew = async () => {
    file = null;
    const asked = query();
    become("asking");
    const outcome = await renewReport(app.diary, asked, () => become("computing")).catch(
      () => /** @type {const} */ ("offline"),
    );
    // Another one has been chosen meanwhile.
    if (asked === query()) become(outcome);
  };
  /** @param {Partial<typeof chosen>} change */
  const choose = (change) => {
    Object.assign(chosen, change);
    renew();
  };
  /** @param {string} id */
  const toggle = (id) => {
    if (!without.delete(id)) without.add(id);
    renew();
  };
  const draw = async () => {
    become("computing");
    file = await reportFile(query()).catch(() => null);
    become(file ? "ready" : "failed");
  };
  renew();
  const look = whenReached(app, renew);

  return {
    title: t("Report"),
    view: async () => {
      look(phase === "offline");
      const kept = /** @type {KeptReport | undefined} */ (await app.diary.meta("report"));
      const isIt = kept?.query === query();
      if (isIt && without.size === 0) sections = kept.page.sections;
      return html`
        ${await periods(app, chosen, choose)}
        ${choices(
          t("For"),
          [
            ["gp", t("Family doctor")],
            ["neurologist", t("Neurologist")],
            ["physiotherapist", t("Physiotherapist")],
          ],
          chosen.reader,
          (reader) => choose({ reader: String(reader ?? chosen.reader) }),
        )}
        ${choices(t("Language"), LANGUAGES(), chosen.lang, (lang) => choose({ lang: String(lang ?? chosen.lang) }))}
        <details class="card"><summary>${t("What is on it")}</summary>
          ${tick(t("Second page"), chosen.page2, () => choose({ page2: !chosen.page2 }))}
          ${sections.map(({ id, title }) => tick(title, !without.has(id), () => toggle(id)))}
        </details>
        <p class="lead" role="status">${age(phase, kept)}</p>
        ${again(phase, renew)}
        ${kept && phase !== "ready" && !isIt ? html`<p>${t("The last page, with other choices:")}</p>` : nothing}
        ${phase === "ready" ? paper(file, draw, query()) : nothing}
        ${kept ? reportView(kept) : nothing}`;
    },
  };
}

/** @param {string} phase @param {KeptReport | undefined} kept */
function age(phase, kept) {
  if (phase === "asking" || phase === "computing")
    return t("Being computed. This takes some seconds.");
  if (!kept) return nothing;
  return t("As of {time}", { time: moment(new Date(kept.at).toISOString(), phoneZone()) });
}

/** @param {string} words @param {boolean} on @param {() => void} onTap */
const tick = (words, on, onTap) => html`<label class="tick wide">
  <input type="checkbox" .checked=${on} @change=${onTap}><span>${words}</span></label>`;

/** @param {App} app @param {{from: string, last: string}} chosen @param {(change: {from?: string, last?: string}) => void} choose */
async function periods(app, { from, last }, choose) {
  const day = today();
  const visits = (await app.diary.all("visits")).map(({ fields }) => String(fields.on));
  const visit = visits
    .filter((on) => on < day)
    .sort()
    .at(-1);
  const yesterday = shiftDay(day, -1);
  /** @type {[string, string][]} */
  const options = [30, USUAL_DAYS, 365].map((n) => [shiftDay(day, -n), t("{n} days", { n })]);
  if (visit) options.unshift([visit, t("Since the last visit")]);
  /** @param {"from" | "last"} name @param {string} words @param {string} value */
  const own = (name, words, value) => html`<label>${words}
    <input type="date" required max=${yesterday} .value=${value}
      @change=${(/** @type {any} */ { target }) => target.reportValidity() && choose({ [name]: target.value })}></label>`;
  return html`${choices(t("Period"), options, last === yesterday ? from : null, (first) => choose({ from: String(first ?? from), last: yesterday }))}
    <details class="card"><summary>${t("Other dates")}</summary>${own("from", t("First day"), from)}${own("last", t("Last day"), last)}</details>`;
}

/** @param {File | null} file @param {() => void} draw @param {string} query */
function paper(file, draw, query) {
  if (!file)
    return html`<button type="button" class="strong wide" @click=${draw}>${t("Make the PDF")}</button>`;
  const share = () => navigator.share({ files: [file] }).catch(() => {});
  /** @param {Event} event */
  const white = (event) => {
    const bright = document.documentElement.dataset.theme !== "light";
    if (!bright) return;
    event.preventDefault();
    toast(
      t("The report is white. Open it?"),
      () => window.open(pdfAddress(query), "_blank", "noopener"),
      t("Open"),
    );
  };
  return html`<div class="row fill">
    ${navigator.canShare?.({ files: [file] }) ? html`<button type="button" class="strong" @click=${share}>${t("Share the PDF")}</button>` : nothing}
    <button type="button" class="strong" @click=${() => saveFile(file, file.name)}>${t("Save the PDF")}</button>
    <a class="button" href=${pdfAddress(query)} target="_blank" rel="noopener" @click=${white}>${t("Open")}</a>
  </div>`;
}
