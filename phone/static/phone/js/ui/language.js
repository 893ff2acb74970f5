/** The language of the page, of what the server says, and of letters and reports. */
import { phoneZone } from "../core/time.js";
import { choices } from "./choices.js";
import { language, t } from "./t.js";

const YEAR_SECONDS = 31_536_000;

/** Each in its own words. @returns {[string, string][]} */
const LANGUAGES = () => [
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
    // Its words are in the old language.
    await app.diary.keep("vocabulary", undefined);
    await renewed();
    location.reload();
  };
  return choices(t("Language"), LANGUAGES(), language(), choose);
}

/** The kept page is in the old language: the new one takes over now, as it was asked for. */
async function renewed() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => {});
  const worker = registration?.installing ?? registration?.waiting;
  worker?.postMessage("activate");
  while (worker?.state.startsWith("install"))
    await new Promise((done) => worker.addEventListener("statechange", done));
}
