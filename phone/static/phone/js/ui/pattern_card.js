/**
 * The pattern in the entries, when there is one to tell of: one quiet card with the next step.
 *
 * @import {App} from "../app.js"
 * @import {Kept} from "../core/insights.js"
 */
import { html, nothing } from "lit-html";
import { underWay } from "../core/insights.js";
import { t } from "./t.js";

/** Warning cards that are not yet seen to; while there are any, patterns wait. @param {App} app */
export async function notSeenTo({ diary }) {
  const kept = /** @type {any} */ (await diary.meta("vocabulary"));
  const answers = (await diary.all("acknowledgements")).map(({ fields }) => fields);
  return underWay(answers, kept?.content?.warning_signs?.cards ?? [], Date.now());
}

/** @param {App} app */
export async function patternCard(app) {
  const kept = /** @type {Kept | undefined} */ (await app.diary.meta("insights"));
  if (!kept?.flag.raised || kept.paused || (await notSeenTo(app)).length > 0) return nothing;
  return html`<section class="card small" aria-labelledby="pattern-title">
    <details><summary id="pattern-title">${t("A pattern in your entries")}</summary>
      <p>${kept.flag.headline}</p>
      <a class="button wide" href="#/insights">${t("For and against it")}</a>
    </details>
    <p>${kept.flag.next_step}</p>
  </section>`;
}
