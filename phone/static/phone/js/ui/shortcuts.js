/**
 * What a long press on the icon offers beside the headache. An entry is made only where nothing
 * has to be chosen; otherwise the page opens on which it can be. Each tells the headache that goes
 * on, whose page is the one to open.
 *
 * @import {App} from "../app.js"
 */
import { answer } from "../core/check_ins.js";
import { took } from "../core/episodes.js";
import { checkInId } from "../core/ids.js";
import { phoneZone } from "../core/time.js";
import { today } from "./format.js";
import { t } from "./t.js";

export const shortcuts = {
  /** @param {App} app @param {string} id of the launch, and of the dose */
  async tablet(app, id) {
    const [open] = await app.diary.open();
    const known = await app.diary.all("medications");
    const [medicine, another] = known.filter(({ fields }) => !fields.archived);
    if (!medicine || another || (await app.diary.get("doses", id))) return open;
    const stamp = { id, now: Date.now(), zone: phoneZone() };
    const name = String(medicine.fields.name);
    await app.save(
      took(medicine.id, open ?? null, stamp),
      t("{name}, now. Saved on this phone.", { name }),
    );
    return open;
  },

  /** @param {App} app */
  async clear(app) {
    const day = today();
    const row = await app.diary.get("check_ins", checkInId(app.person.id, day));
    const headaches = await app.diary.days("episodes", day, day);
    // What was said of today already stands.
    if (row?.fields.headache_today || headaches.length > 0) return null;
    await app.save(
      answer(app.person.id, day, phoneZone(), { headache_today: "no" }, row),
      t("No headache today. Saved on this phone."),
    );
    return null;
  },
};
