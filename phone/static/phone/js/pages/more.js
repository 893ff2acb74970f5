/**
 * The way to everything that is not daily.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 */
import { html } from "lit-html";
import { t } from "../ui/t.js";

/** @returns {[string, string][]} */
const PAGES = () => [
  ["medicines", t("Medicines")],
  ["treatments", t("Treatments")],
  ["visits", t("Visits and questions")],
  ["sharing", t("Sharing")],
  ["profile", t("Profile")],
  ["settings", t("Settings")],
  ["help", t("Help")],
  ["bin", t("Bin")],
];

/** @param {App} _app @param {string} _param @returns {Page} */
export const create = (_app, _param) => ({
  title: t("More"),
  view: async () => html`
    <div class="push"></div>
    <ul class="entries">
      ${PAGES().map(([page, name]) => html`<li><a href="#/${page}">${name}</a></li>`)}
    </ul>`,
});
