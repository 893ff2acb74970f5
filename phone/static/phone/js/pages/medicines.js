/**
 * What a person has, one tap for a dose, and on how many days of the last 30 it was taken.
 *
 * @import {App} from "../app.js"
 * @import {Row} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { took } from "../core/episodes.js";
import { uuid7 } from "../core/ids.js";
import { daysByCode, standing } from "../core/limits.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { entryList, namesIn } from "../ui/entries.js";
import { today } from "../ui/format.js";
import { drugClass, wouldBe } from "../ui/limits.js";
import { t } from "../ui/t.js";

const RECENT_DAYS = 30;

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  /** @param {Row} medicine */
  const take = (medicine) => {
    const stamp = { id: uuid7(), now: Date.now(), zone: phoneZone() };
    const name = String(medicine.fields.name);
    app.save(took(medicine.id, null, stamp), t("{name}, now. Saved on this phone.", { name }));
  };
  return {
    title: t("Medicines"),
    view: async () => {
      const day = today();
      const [all, doses, names] = await Promise.all([
        app.diary.all("medications"),
        app.diary.days("doses", shiftDay(day, 1 - RECENT_DAYS), day),
        namesIn(app),
      ]);
      const days = daysByCode(doses, all, day);
      /** @param {Row} medicine */
      const line = (medicine) => html`<li class="medicine">
        <a href="#/record/medications/${medicine.id}" dir="auto"><span><b class="name">${medicine.fields.name}</b> ${strength(medicine)}
          <br><span class="quiet">${about(medicine, standing(medicine.fields.drug_class, days, day))}</span></span></a>
        ${medicine.fields.archived ? nothing : html`<button type="button" data-once aria-label=${t("Took it now: {name}", { name: String(medicine.fields.name) })} @click=${() => take(medicine)}>${t("Took it now")}</button>`}
      </li>`;
      const [inUse, away] = [false, true].map((archived) =>
        all.filter(({ fields }) => Boolean(fields.archived) === archived).sort(byUse(doses)),
      );
      return html`
        ${inUse?.length ? html`<ul class="entries">${inUse.map(line)}</ul>` : html`<p>${t("None yet. Add what you take, for whatever pain.")}</p>`}
        <a class="button strong wide" href="#/record/medications/${uuid7()}">${t("Add a medicine")}</a>
        ${away?.length ? html`<details class="card"><summary>${t("Put away")}</summary><ul class="entries">${away.map(line)}</ul></details>` : nothing}
        ${doses.length > 0 ? html`<details class="card"><summary>${t("Taken in the last 30 days")}</summary>${entryList(app, doses.reverse().slice(0, 100), names, true)}</details>` : nothing}
        <details class="card"><summary>${t("Why days are counted")}</summary>
          <p>${t("Guidelines name days in a month from which painkillers are frequent: 10 for triptans, opioids, ergotamine and combined ones, 15 for simple ones. Days count, not tablets, for whatever pain.")}</p>
        </details>`;
    },
  };
}

/** @param {Row} medicine */
const strength = ({ fields }) =>
  [fields.strength, fields.unit].filter((part) => part != null).join("\u00a0");

/** @param {Row} medicine @param {ReturnType<typeof standing>} next */
function about({ fields }, next) {
  const kind = String(fields.drug_class ?? "unclassified");
  const name = kind === "unclassified" ? t("Kind not known yet") : drugClass(kind);
  return next && !fields.archived ? html`${name}<br>${wouldBe(next)}` : name;
}

/** What was taken most in the last days first, so that of sixty the three in use are in reach. @param {Row[]} doses */
function byUse(doses) {
  /** @type {Map<string, number>} */
  const uses = new Map();
  for (const { fields } of doses) {
    const id = String(fields.medication);
    uses.set(id, (uses.get(id) ?? 0) + 1);
  }
  return (/** @type {Row} */ a, /** @type {Row} */ b) =>
    (uses.get(b.id) ?? 0) - (uses.get(a.id) ?? 0) ||
    String(a.fields.name).localeCompare(String(b.fields.name));
}
