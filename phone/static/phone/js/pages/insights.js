/**
 * What the diary says so far: the server's sentences, in its order, with the numbers behind them.
 * The last ones are kept and stay readable without a network.
 *
 * @import {App} from "../app.js"
 * @import {Answered, Kept, Sentence} from "../core/insights.js"
 * @import {Page} from "../router.js"
 * @import {Phase} from "../ui/again.js"
 */
import { html, nothing } from "lit-html";
import { headacheDays, reaching } from "../core/calendar.js";
import { uuid7 } from "../core/ids.js";
import { entriesSince, grouped } from "../core/insights.js";
import { instant, phoneZone, shiftDay } from "../core/time.js";
import { renewInsights } from "../net/insights.js";
import { again, whenReached } from "../ui/again.js";
import { counted } from "../ui/counted.js";
import { clock, dayName, shortDay, today } from "../ui/format.js";
import { notSeenTo } from "../ui/pattern_card.js";
import { t, tn } from "../ui/t.js";

/** As the server counts headache days. */
const COUNTED_DAYS = 28;

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  /** @type {Phase} */
  let phase = "asking";
  /** @param {Phase} next */
  const become = (next) => {
    if (phase === next) return;
    phase = next;
    app.redraw();
  };
  const renew = async () => {
    become("asking");
    become(await renewInsights(app.diary, () => become("computing")).catch(() => "offline"));
  };
  renew();
  const look = whenReached(app, renew);
  const since = newerEntries(app);

  return {
    title: t("Insights"),
    view: async () => {
      look(phase === "offline");
      const kept = /** @type {Kept | undefined} */ (await app.diary.meta("insights"));
      if (!kept) return html`${nothingYet(phase)}${again(phase, renew)}`;
      const [unseen, newer] = await Promise.all([notSeenTo(app), since(kept)]);
      return html`
        <p class="lead" role="status">${age(kept, newer, phase)}</p>
        ${newer > 0 ? html`<p class="quiet">${await countedHere(app)}</p>` : nothing}
        ${again(phase, renew)}
        ${grouped(kept.sentences).map((group) =>
          group.section === "pattern" && (kept.paused || unseen.length > 0)
            ? paused(unseen.length > 0 ? () => resolve(app, unseen).then(renew) : null)
            : section(group, kept),
        )}
        <p class="quiet">${t(
          "Counted from your entries of {from} to {to}. It describes your notes and is no diagnosis.",
          {
            from: shortDay(kept.window[0]),
            // The day on which it is computed is not over, and not in it.
            to: shortDay(shiftDay(kept.window[1], -1)),
          },
        )}</p>
      `;
    },
  };
}

/** Counting reads the whole diary, so it is done once for each state of it. @param {App} app */
function newerEntries({ diary }) {
  let key = "";
  let count = 0;
  /** @param {Kept} kept */
  return async ({ revision }) => {
    const { unsent } = await diary.counts();
    const now = `${revision} ${unsent} ${await diary.meta("cursor")}`;
    if (now !== key) count = entriesSince(await diary.everything(), revision);
    key = now;
    return count;
  };
}

/** With the entries that the server does not have yet. @param {App} app */
async function countedHere({ diary }) {
  const [first, last] = [shiftDay(today(), 1 - COUNTED_DAYS), today()];
  const [checkIns, episodes] = await Promise.all([
    diary.days("check_ins", first, last),
    reaching(diary, first, last),
  ]);
  const { had, answered } = headacheDays(checkIns, episodes, [first, last], Date.now());
  return t(
    "Counted on this phone, with them: headache on {k} of {n} answered days of the last {days}.",
    {
      k: had,
      n: answered,
      days: COUNTED_DAYS,
    },
  );
}

/** @param {Kept} kept @param {number} since @param {Phase} phase */
function age(kept, since, phase) {
  const isToday = kept.date === today();
  const time = clock(kept.at, phoneZone());
  const from = isToday
    ? t("From today, {time}", { time })
    : t("From {day}", { day: daySaid(kept) });
  const missing =
    since > 0 ? tn("{n} entry since is not in it", "{n} entries since are not in it", since) : null;
  const doing = phase === "computing" ? t("being computed anew") : null;
  return `${[from, missing, doing].filter(Boolean).join("; ")}.`;
}

/** @param {Kept} kept */
const daySaid = ({ date }) => (date === shiftDay(today(), -1) ? t("yesterday") : dayName(date));

/** @param {Phase} phase */
function nothingYet(phase) {
  if (phase === "computing" || phase === "asking")
    return html`<p role="status">${t("Being computed. This takes some seconds.")}</p>`;
  return html`<p role="status">${t("Your own server computes this page. It has not been on this phone yet, and comes with the next connection.")}</p>`;
}

/** @param {ReturnType<typeof grouped>[0]} group @param {Kept} kept */
function section({ section: name, parts }, kept) {
  const flag = name === "pattern" && kept.flag.raised;
  return html`<section class=${flag ? "card flag" : "card"}>
    <h2>${TITLES()[name] ?? name}</h2>
    ${parts.map(({ part, sentences }) => {
      const title = PARTS()[part];
      return html`${title ? html`<h3>${title}</h3>` : nothing}
        ${sentences.map((one) => said(one, kept))}`;
    })}
    ${counted.section(name, kept.numbers)}
  </section>`;
}

/** @param {Sentence} sentence @param {Kept} kept */
const said = (sentence, { numbers }) =>
  html`<p class="said">${sentence.text}</p>${counted.sentence(sentence, numbers)}`;

/** First things first: no pattern is told while somebody should look at something. @param {(() => void) | null} onChecked */
const paused = (onChecked) => html`<section class="card">
  <h2>${TITLES().pattern}</h2>
  <p>${t("Paused until you have had this checked: in the last two weeks you noted something that calls for advice first.")}</p>
  ${onChecked ? html`<button type="button" @click=${onChecked}>${t("It has been checked")}</button>` : nothing}
</section>`;

/** Each card is settled for its own entry, so each gets its own answer. @param {App} app @param {Answered[]} unseen */
async function resolve(app, unseen) {
  const shown_at = instant(Date.now(), phoneZone());
  const writes = unseen.map(({ card, rule_version, signs, episode, date }) => {
    const about = episode ? { episode } : { date };
    const set = { card, rule_version, signs, shown_at, answer: "resolved", ...about };
    return { kind: "acknowledgements", id: uuid7(), set };
  });
  await app.save(writes, t("Saved on this phone."));
  await app.send();
}

/** @returns {{[section: string]: string}} */
const TITLES = () => ({
  warning_signs: t("Warning signs"),
  medication_days: t("Painkillers"),
  observed: t("What this rests on"),
  burden: t("How often and how strong"),
  migraine_features: t("Features of migraine"),
  pattern: t("The neck-related pattern"),
  tension_features: t("Features of tension-type headache"),
  associations: t("What goes with your headaches"),
  beliefs: t("What you suspected, beside your notes"),
  directions: t("Which comes first"),
  before_after: t("Before and after a treatment"),
  session_reviews: t("After the first sessions"),
  trends: t("Over this time"),
});

/** Whatever fits or speaks against it says so itself. @returns {{[part: string]: string}} */
const PARTS = () => ({
  beside: t("Beside it"),
  supported: t("Supported by your notes"),
  not_supported: t("Not supported by your notes"),
  cannot_tell: t("Cannot tell"),
  not_enough_data: t("Not enough data yet"),
  unasked: t("Not answered"),
});
