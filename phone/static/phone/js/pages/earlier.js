/**
 * A headache of yesterday or before, in coarse times. It is late, and that is all right.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 */
import { html } from "lit-html";
import { earlierHeadache, PARTS } from "../core/earlier.js";
import { uuid7 } from "../core/ids.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { choices } from "../ui/choices.js";
import { dayName, today } from "../ui/format.js";
import { numberPad } from "../ui/number_pad.js";
import { t } from "../ui/t.js";

const WORDS = () =>
  /** @type {{[part: string]: string}} */ ({
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
    began: /** @type {string | null} */ (null),
    ended: /** @type {string | null} */ (null),
    worst: /** @type {number | null} */ (null),
  };
  /** @param {Partial<typeof told>} more */
  const tell = (more) => {
    Object.assign(told, more);
    app.redraw();
  };
  const save = async () => {
    const id = uuid7();
    const saved = await app.save(
      earlierHeadache(id, told, phoneZone()),
      t("Saved on this phone. Add more now or later."),
    );
    if (saved) location.hash = `#/now/${id}`;
  };
  const parts = Object.keys(PARTS).map(
    (part) => /** @type {[string, string]} */ ([part, WORDS()[part] ?? part]),
  );
  return {
    title: t("Earlier headache"),
    view: async () => html`
      <label>${t("On which day")}
        <input type="date" max=${today()} .value=${told.day}
          @change=${(/** @type {any} */ { target }) => tell({ day: target.value || yesterday })}></label>
      <p class="lead">${t("{day}. Rough answers are enough; what you leave out stays open.", { day: dayName(told.day) })}</p>
      ${choices(t("Began"), [...parts, [null, t("I only know the day")]], told.began, (began) => tell({ began: /** @type {any} */ (began) }))}
      ${choices(t("Ended"), [...parts, [null, t("Not sure when")]], told.ended, (ended) => tell({ ended: /** @type {any} */ (ended) }))}
      ${numberPad({ label: t("How strong was the pain at its worst?"), value: told.worst, onPick: (worst) => tell({ worst }) })}
      <button type="button" data-once class="strong wide" @click=${save}>${t("Save")}</button>
    `,
  };
}
