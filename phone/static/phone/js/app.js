/**
 * The running program: one person's diary, its sync, and what pages may ask for.
 *
 * @import {Fields, Result, Write} from "./core/types.js"
 * @import {Talk} from "./core/status.js"
 * @import {Sync} from "./net/sync.js"
 * @import {Person} from "./store/people.js"
 */
import { answers } from "./core/answers.js";
import { SILENT, syncStatus } from "./core/status.js";
import { openDiary } from "./store/diary.js";
import { leave } from "./store/people.js";
import { rescue } from "./store/rescue.js";
import { tapAgain } from "./ui/once.js";
import { t } from "./ui/t.js";
import { dismiss, toast, trouble } from "./ui/toast.js";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/**
 * @param {Person} person
 * @param {() => Promise<void>} redraw
 */
export function startApp(person, redraw) {
  const diary = openDiary(person.id);
  let drawn = Promise.resolve();
  const draw = () => {
    drawn = redraw();
    return drawn;
  };
  /** @type {Talk} */
  let talk = SILENT;
  let reached = 0;
  /** @type {Promise<Sync> | null} */
  let sync = null;
  diary.subscribe(draw);

  /** Sending is off the path of the first tap, so it comes after the first frame. */
  const startSending = () => {
    sync ??= import("./net/sync.js").then(({ startSync }) =>
      startSync(
        diary,
        (state) => {
          const done = talk.phase === "busy" && state.phase === "idle";
          if (state.outdated && !talk.outdated) lookForNewProgram();
          talk = state;
          if (done) {
            reached += 1;
            refreshVocabulary();
            refreshInsights();
          }
          draw();
        },
        tellLost,
      ),
    );
    // A program that did not come is asked for again the next time.
    sync.catch(() => {
      sync = null;
    });
    return sync;
  };

  /** The words of the vocabulary that came last. */
  async function learnWords() {
    const { useVocabulary } = await import("./ui/labels.js");
    useVocabulary(/** @type {any} */ (await diary.meta("vocabulary"))?.content);
    draw();
    const { lookAgain } = await import("./ui/warning_cards.js");
    await lookAgain(app);
  }

  /** Once a day is enough for words. */
  async function refreshVocabulary() {
    const kept = /** @type {any} */ (await diary.meta("vocabulary"));
    if (kept && Date.now() - kept.at < DAY_MS) return;
    const { vocabulary } = await import("./net/session.js");
    const content = await vocabulary().catch(() => null);
    if (!content) return;
    await diary.keep("vocabulary", { content, at: Date.now() });
    await learnWords();
  }

  let askedForInsights = 0;
  /** Once a day without being asked, so that they can be read where there is no network. */
  async function refreshInsights() {
    const now = Date.now();
    const kept = /** @type {any} */ (await diary.meta("insights"));
    if (kept && now - kept.fetched < DAY_MS) return;
    if (now - askedForInsights < HOUR_MS) return;
    askedForInsights = now;
    const { renewInsights } = await import("./net/insights.js");
    if ((await renewInsights(diary).catch(() => null)) === "ready") draw();
  }

  /** After the save, so that no card can cost an entry. @param {Write[]} writes */
  async function lookForSigns(writes) {
    const { afterSave } = await import("./ui/warning_cards.js");
    await afterSave(app, writes);
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
      sync?.then(({ wroteSomething }) => wroteSomething());
      document.dispatchEvent(new Event("nape-saved"));
      lookForSigns(writes);
      if (message) toast(message, () => save(undo));
      // Undo is of the last thing: of an older one it would take away what came after it.
      else dismiss();
      persist();
      return true;
    } catch (error) {
      if (rescue(person.id, writes, error)) return false;
      console.error(error);
      tapAgain();
      trouble(whyNotSaved(error));
      return false;
    }
  }

  const app = {
    person,
    diary,
    save,
    /** Answers to a record there is, as writes. @param {(set: Fields) => Write[]} writes */
    answers: (writes) =>
      answers(async (set) => {
        const saved = await save(writes(set));
        await drawn;
        return saved;
      }),
    drawn: () => drawn,
    redraw: draw,
    ahead: () => talk.ahead,
    /** How often a conversation with the server has ended well. */
    reached: () => reached,
    status: async () => syncStatus(await diary.counts(), talk),
    learnWords,
    send: async () => (await startSending()).wake(),
    signedIn: async () => (await startSending()).signedIn(),
    stop: async () => {
      (await sync)?.stop();
      await diary.close();
    },
    /** @param {{keepUnsent: boolean}} choice */
    leave: async (choice) => {
      (await sync)?.stop();
      await leave(diary, choice);
    },
  };
  return app;
}

/** @param {unknown} error */
const whyNotSaved = (error) =>
  /** @type {any} */ (error)?.name === "QuotaExceededError"
    ? t("Not saved: this phone has no room left. Make room, then try again.")
    : t("Not saved: this phone could not write it. If it is full, make room. Then try again.");

/** @param {Result[]} results */
function tellLost(results) {
  if (results.some(({ lost }) => lost?.length))
    toast(
      t("Another device gave a later answer, which stands. Yours is under “What was changed”."),
    );
}

/** @typedef {ReturnType<typeof startApp>} App */

async function lookForNewProgram() {
  const registration = await navigator.serviceWorker?.getRegistration();
  await registration?.update().catch(() => {});
}

let asked = false;

/** Asks the browser, after the first entry, not to throw the diary away. */
function persist() {
  if (!asked) navigator.storage?.persist?.();
  asked = true;
}
