/**
 * What was deleted in the last thirty days, on any device. The server keeps it.
 *
 * @import {App} from "../app.js"
 * @import {Fields} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html } from "lit-html";
import { checkInId } from "../core/ids.js";
import { localDay, phoneZone, shiftDay } from "../core/time.js";
import { request } from "../net/http.js";
import { dayWords, namesIn } from "../ui/entries.js";
import { shortDay } from "../ui/format.js";
import { fromServer } from "../ui/from_server.js";
import { t } from "../ui/t.js";

const DAYS = 30;

/** @typedef {{kind: string, deleted_at: string, record: Fields & {id?: string}}} Binned */

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  // What was deleted a moment ago reaches the server first.
  const deleted = fromServer(app, async () => {
    await app.send();
    return request("GET", "/api/v1/bin/");
  });
  /** @param {Binned} one */
  const restore = async ({ kind, record }) => {
    const id = record.id ?? checkInId(app.person.id, String(record.date));
    await app.save([{ kind, id, set: { deleted: false } }], t("It is back."));
    await app.send();
    deleted.again();
  };
  return {
    title: t("Bin"),
    view: async () => {
      const names = await namesIn(app);
      return html`${deleted(({ results }) =>
        results.length === 0
          ? html`<p>${t("Nothing was deleted in the last 30 days.")}</p>`
          : html`<p class="quiet">${t("Kept for 30 days.")}</p>
              <ul class="entries">${results.map((/** @type {Binned} */ one) => line(one, names, restore))}</ul>`,
      )}`;
    },
  };
}

/** @param {Binned} one @param {Map<string, string>} names @param {(one: Binned) => void} restore */
function line(one, names, restore) {
  const { kind, record, deleted_at } = one;
  const gone = shiftDay(localDay(deleted_at, phoneZone()), DAYS);
  const at = record.started_at ?? record.taken_at;
  const day = at ? localDay(String(at), String(record.time_zone)) : (record.date ?? record.on);
  const said = dayWords({ kind, fields: record, day: String(day ?? "") }, names);
  return html`<li><span dir="auto"><span>${said}
      <br><span class="quiet">${t("until {day}", { day: shortDay(gone) })}</span></span></span>
    <button type="button" aria-label=${t("Bring back: {entry}", { entry: said })} @click=${() => restore(one)}>${t("Bring back")}</button></li>`;
}
