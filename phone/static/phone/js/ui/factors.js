/**
 * What a person wants to be asked besides: their own questions, answered day by day.
 *
 * @import {App} from "../app.js"
 * @import {Answers} from "../core/answers.js"
 * @import {Field} from "../core/fields.js"
 * @import {Fields, Row} from "../core/types.js"
 */
import { html } from "lit-html";
import { uuid7 } from "../core/ids.js";
import { questions } from "./fields.js";
import { t } from "./t.js";

/** @param {Row} factor @returns {Field} */
const asField = ({ id, fields }) => ({
  name: id,
  type: fields.kind === "scale" ? "scale" : "yes_no",
  ask: String(fields.label),
});

/** @param {App} app @param {Row[]} known @param {Answers} day */
export function factors(app, known, day) {
  const given = () => /** @type {Fields} */ (day.get("factors") ?? {});
  const asked = known.filter(({ fields }) => !fields.archived).map(asField);
  /** @param {string} id @param {unknown} value */
  const give = async (id, value) => {
    const { [id]: _old, ...rest } = given();
    const next = value === null ? rest : { ...rest, [id]: value };
    return day.give("factors", Object.keys(next).length > 0 ? next : null);
  };
  /** @param {SubmitEvent} event */
  const add = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const given = new FormData(form);
    const set = { label: String(given.get("label")).trim(), kind: String(given.get("kind")) };
    if (set.label && (await app.save([{ kind: "custom_factors", id: uuid7(), set }]))) form.reset();
  };
  return html`<details class="card">
    <summary>${t("Your own questions")}</summary>
    ${questions("check_ins", asked, { get: (id) => given()[id] ?? null, give })}
    <form @submit=${add}>
      <label>${t("Ask me every day about")}
        <input name="label" required maxlength="200" dir="auto" autocomplete="off"></label>
      <label>${t("Answered with")}
        <select name="kind">
          <option value="yes_no">${t("yes or no")}</option>
          <option value="scale">${t("0 to 10")}</option>
        </select></label>
      <button type="submit" class="wide">${t("Add this question")}</button>
    </form>
  </details>`;
}
