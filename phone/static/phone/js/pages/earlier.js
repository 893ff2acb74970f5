/**
 * A headache of yesterday or before, in coarse times. It is late, and that is all right.
 *
 * @import {App} from "../app.js"
 * @import {Part} from "../core/earlier.js"
 * @import {Page} from "../router.js"
 */
import { html } from "lit-html";
import { begunParts, earlierHeadache } from "../core/earlier.js";
import { uuid7 } from "../core/ids.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { choices } from "../ui/choices.js";
import { dayName, today } from "../ui/format.js";
import { numberPad } from "../ui/number_pad.js";
import { t } from "../ui/t.js";

/** The server knows no day before. */
const EARLIEST = "1900-01-01";

/** @returns {{[part in Part]: string}} */
const WORDS = () => ({
  night: t("Night, 0 to 6"),
  morning: t("Morning, 6 to 12"),
  afternoon: t("Afternoon, 12 to 18"),
  evening: t("Evening, 18 to 24"),
});

/** @param {App} app @param {string} param the day @returns {Page} */
export function create(app, param) {
  const yesterday = shiftDay(today(), -1);
  const told = {
    day: /^\d{4}-\d\d-\d\d$/.test(param) ? param : yesterday,
    began: /** @type {Part | null} */ (null),
    ended: /** @type {Part | null} */ (null),
    worst: /** @type {number | null} */ (null),
  };
  const begun = () => begunParts(told.day, Date.now(), phoneZone());
  /** @param {Partial<typeof told>} more */
  const tell = (more) => {
    Object.assign(told, more);
    // What was said of another day may be still to come on this one.
    for (const name of /** @type {const} */ (["began", "ended"]))
      if (!begun().some((part) => part === told[name])) told[name] = null;
    app.redraw();
  };
  /** @param {any} event */
  const turn = ({ target }) => {
    if (target.reportValidity()) tell({ day: target.value || yesterday });
  };
  const save = async () => {
    const id = uuid7();
    const saved = await app.save(
      earlierHeadache(id, told, Date.now(), phoneZone()),
      t("Saved on this phone. Add more now or later."),
    );
    if (saved) location.hash = `#/now/${id}`;
  };
  /** @param {"began" | "ended"} name @param {string} question @param {string} unsure */
  const part = (name, question, unsure) => {
    const parts = begun().map((one) => /** @type {[Part, string]} */ ([one, WORDS()[one]]));
    return choices(question, [...parts, [null, unsure]], told[name], (answer) =>
      tell({ [name]: answer }),
    );
  };
  return {
    title: t("Earlier headache"),
    view: async () => html`
      <label>${t("On which day")}
        <input type="date" min=${EARLIEST} max=${today()} .value=${told.day} @change=${turn}></label>
      <p class="lead">${t("{day}. Rough answers are enough; what you leave out stays open.", { day: dayName(told.day) })}</p>
      ${part("began", t("Began"), t("I only know the day"))}
      ${part("ended", t("Ended"), t("Not sure when"))}
      ${numberPad({ label: t("How strong was the pain at its worst?"), value: told.worst, onPick: (worst) => tell({ worst }) })}
      <button type="button" data-once class="strong wide" @click=${save}>${t("Save")}</button>
    `,
  };
}
