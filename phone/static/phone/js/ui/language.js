/**
 * The language of the page, of what the server says, and of letters.
 *
 * @import {Diary} from "../store/diary.js"
 */
import { phoneZone } from "../core/time.js";
import { choices } from "./choices.js";
import { language, t } from "./t.js";
import { toast } from "./toast.js";

const YEAR_SECONDS = 31_536_000;

/** Each in its own words. @returns {[string, string][]} */
export const LANGUAGES = () => [
  ["en", "English"],
  ["de", "Deutsch"],
];

/** @param {import("../app.js").App} app */
export function languageChoice(app) {
  /** @param {unknown} chosen */
  const choose = async (chosen) => {
    if (!chosen || chosen === language()) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store is not everywhere
    document.cookie = `django_language=${chosen}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
    const zone = (await app.diary.get("profile", app.person.id))?.fields.time_zone ?? phoneZone();
    const set = { locale: chosen, time_zone: zone };
    await app.save([{ kind: "profile", id: app.person.id, set }]);
    await outdate(app.diary);
    if (await renewed()) location.reload();
    else
      toast(t("The language changes at one of the next starts, once the server can be reached."));
  };
  return choices(t("Language"), LANGUAGES(), language(), choose);
}

/** What the server said is in the old language. It stays until the server says it anew, for the warning signs are in it. @param {Diary} diary */
async function outdate(diary) {
  for (const [key, old] of Object.entries({ vocabulary: { at: 0 }, insights: { fetched: 0 } })) {
    const kept = /** @type {any} */ (await diary.meta(key));
    if (kept) await diary.keep(key, { ...kept, ...old });
  }
}

/** The kept page is in the old language: the new one takes over now, as it was asked for. */
async function renewed() {
  const registration = await navigator.serviceWorker?.getRegistration();
  try {
    await registration?.update();
  } catch {
    return false;
  }
  const worker = registration?.installing ?? registration?.waiting;
  worker?.postMessage("activate");
  while (worker?.state.startsWith("install"))
    await new Promise((done) => worker.addEventListener("statechange", done));
  return true;
}
