/**
 * Warning signs to be read at any time, the numbers to call, and what Nape is and is not.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { t } from "../ui/t.js";

/** What the signs of a tier call for. @returns {[string, string][]} */
const TIERS = () => [
  ["E", t("Call for help at once")],
  ["S", t("Get medical advice on the same day")],
  ["D", t("Show a doctor within a few days")],
];

/** @param {App} app @param {string} _param @returns {Page} */
export const create = (app, _param) => ({
  title: t("Help"),
  view: async () => {
    const [words, profile] = await Promise.all([
      app.diary.meta("vocabulary"),
      app.diary.get("profile", app.person.id),
    ]);
    const rules = /** @type {any} */ (words)?.content.warning_signs;
    return html`
      ${rules ? signs(rules, String(profile?.fields.country)) : html`<p>${t("This comes with the next connection.")}</p>`}
      <section class="card">
        <h2>${t("About Nape")}</h2>
        <p>${t("A personal record of headaches, pain and daily habits, with summaries to support a conversation with a health professional. It does not diagnose, treat, monitor in real time or replace medical advice.")}</p>
        <p>${t("Entries are kept on this phone and on your own server. Whoever can unlock this phone can read them.")}</p>
        <p class="quiet">${t("Free software, version {version}", { version: document.documentElement.dataset.version ?? "" })}</p>
      </section>`;
  },
});

/** @param {any} rules @param {string} country */
function signs({ signs: all, numbers, fallback }, country) {
  const { emergency, urgent } = numbers[country] ?? fallback;
  const number = /^\d+$/.test(emergency) ? emergency : null;
  return html`<section class="card">
    <h2>${t("Warning signs")}</h2>
    <p>${number ? html`<a class="button strong wide" href="tel:${number}">${t("Emergency: call {number}", { number })}</a>` : t("Emergency: {number}", { number: emergency })}</p>
    <p>${urgent}</p>
    ${TIERS().map(
      ([tier, title]) =>
        html`<h3>${title}</h3><ul>${all.map((/** @type {any} */ sign) => (sign.tier === tier ? html`<li>${sign.label}</li>` : nothing))}</ul>`,
    )}
  </section>`;
}
