/**
 * What is said once. None of it is needed.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 */
import { html } from "lit-html";
import { form } from "../ui/form.js";
import { t } from "../ui/t.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  const { id } = app.person;
  const fill = form(app, "profile", id);
  return {
    title: t("Profile"),
    view: async () => html`
      <p class="quiet">${t("Nothing must be answered. It decides which warning signs matter and which number to call; what you suspect is set beside your notes.")}</p>
      ${await fill()}
      <a class="button wide" href="#/changes/profile/${id}">${t("What was changed")}</a>`,
  };
}
