/**
 * The running program: one person's diary, its sync, and what pages may ask for.
 *
 * @import {Write} from "./core/types.js"
 * @import {State} from "./core/loop.js"
 * @import {Person} from "./store/people.js"
 */
import { START } from "./core/loop.js";
import { syncStatus } from "./core/status.js";
import { vocabulary } from "./net/session.js";
import { startSync } from "./net/sync.js";
import { openDiary } from "./store/diary.js";
import { useVocabulary } from "./ui/labels.js";
import { t } from "./ui/t.js";
import { toast } from "./ui/toast.js";

const DAY_MS = 86_400_000;

/**
 * @param {Person} person
 * @param {() => void} redraw
 */
export function startApp(person, redraw) {
  const diary = openDiary(person.id);
  /** @type {State} */
  let loop = START;
  const sync = startSync(diary, (state) => {
    const wasBusy = loop.phase === "busy" && state.phase === "idle";
    loop = state;
    redraw();
    if (wasBusy) refreshVocabulary();
  });
  diary.subscribe(redraw);

  /** Once a day is enough for words. */
  async function refreshVocabulary() {
    const kept = /** @type {any} */ (await diary.meta("vocabulary"));
    if (kept) useVocabulary(kept.content);
    if (kept && Date.now() - kept.at < DAY_MS) return;
    const content = await vocabulary().catch(() => null);
    if (content) await diary.keep("vocabulary", { content, at: Date.now() });
    useVocabulary(content);
  }

  /**
   * Saves, says so when the disk has it, and offers to take it back.
   * @param {Write[]} writes
   * @param {string | null} [message] null for a tap that needs no words
   * @returns {Promise<boolean>}
   */
  async function save(writes, message = null) {
    try {
      const undo = await diary.write(writes);
      sync.wroteSomething();
      if (message) toast(message, () => save(undo));
      persist();
      return true;
    } catch (error) {
      console.error(error);
      toast(t("This phone could not save that. Please try again."));
      return false;
    }
  }

  return {
    person,
    diary,
    sync,
    save,
    redraw,
    status: async () => syncStatus(await diary.counts(), loop),
    begin: async () => {
      useVocabulary(/** @type {any} */ (await diary.meta("vocabulary"))?.content);
      sync.wake();
    },
    stop: async () => {
      sync.stop();
      await diary.close();
    },
  };
}

/** @typedef {ReturnType<typeof startApp>} App */

let asked = false;

/** Asks the browser, after the first entry, not to throw the diary away. */
function persist() {
  if (!asked) navigator.storage?.persist?.();
  asked = true;
}
