/**
 * Who may see this diary, until when, and who has looked. All of it is the server's, so all of it
 * needs the network.
 *
 * @import {App} from "../app.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { isOn } from "../core/sharing.js";
import { phoneZone, shiftDay } from "../core/time.js";
import { request } from "../net/http.js";
import { inList, moment, shortDay } from "../ui/format.js";
import { fromServer, why } from "../ui/from_server.js";
import { offer } from "../ui/offer.js";
import { kindName, sections } from "../ui/shared_parts.js";
import { t } from "../ui/t.js";
import { toast } from "../ui/toast.js";

/** @typedef {{id: string, sections: string[], from: string | null, to: string | null, notes: boolean,
 *   report_only: boolean, expires_at: string, revoked_at?: string | null, until?: string,
 *   clinician?: string, practice?: string | null, label?: string, active?: boolean,
 *   members?: {email: string}[], has_passphrase?: boolean, locked?: boolean, openings?: {at: string}[]}} Shared */

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  const lists = fromServer(app, async () => {
    const paths = ["grants", "invitations", "share-links", "me/access-log"];
    const answers = await Promise.all(paths.map((path) => request("GET", `/api/v1/${path}/`)));
    const wrong = answers.find(({ status }) => status !== 200);
    return wrong ?? { ...answers[0], body: answers.map(({ body }) => body.results) };
  });
  /** @param {string} path */
  const end = async (path) => {
    const answer = await request("DELETE", `/api/v1/${path}/`).catch(
      () => /** @type {const} */ ("offline"),
    );
    const done = answer !== "offline" && answer.status === 204;
    toast(done ? t("Ended.") : why(answer));
    // What was just made may be what has ended.
    if (done) made.done();
    lists.again();
  };
  let asking = false;
  /** @param {boolean} ask */
  const ask = (ask) => {
    asking = ask;
    app.redraw();
  };
  const endAll = () => {
    asking = false;
    end("grants");
  };
  const made = offer(app, lists.again);

  /** @param {Shared[]} shared */
  const ending = (shared) => {
    if (shared.length === 0) return nothing;
    return asking
      ? html`<div class="card stack" role="group" aria-label=${t("End all sharing")}><p>${t("Every clinician, invitation and link ends at once. This cannot be undone.")}</p>
        <button type="button" class="warn" @click=${endAll}>${t("End all sharing now")}</button>
        <button type="button" @click=${() => ask(false)}>${t("Keep it")}</button></div>`
      : html`<button type="button" class="wide" @click=${() => ask(true)}>${t("End all sharing")}</button>`;
  };

  return {
    title: t("Sharing"),
    view: async () => {
      const found = lists((body) => body);
      if (!Array.isArray(found)) return html`${found}${made.view()}`;
      const [grants, invitations, links] = found.map((/** @type {Shared[]} */ all) =>
        all.filter((one) => isOn(one, Date.now())),
      );
      return html`
        <section class="card"><h2>${t("Open to")}</h2>${given(grants, end)}</section>
        ${section(t("Invitations that wait"), invitations, (one) => card(one, t("Until {time} a code can be taken up", { time: when(one.expires_at) }), t("Take back"), () => end(`invitations/${one.id}`)))}
        ${section(t("Links"), links, (one) => card(one, linkWords(one), t("End"), () => end(`share-links/${one.id}`)))}
        ${made.view()}
        ${ending([...grants, ...invitations, ...links])}
        <details class="card"><summary>${t("Who has looked")}</summary>
          ${found[3].length === 0 ? html`<p>${t("Nobody yet.")}</p>` : html`<ul class="plain">${found[3].map(opening)}</ul>`}
        </details>`;
    },
  };
}

/** @param {string} title @param {Shared[]} all @param {(one: Shared) => unknown} show */
const section = (title, all, show) =>
  all.length === 0
    ? nothing
    : html`<section class="card"><h2>${title}</h2>${all.map(show)}</section>`;

/** @param {string} at */
const when = (at) => moment(at, phoneZone());

/** @param {Shared[]} grants @param {(path: string) => void} end */
const given = (grants, end) =>
  grants.length === 0
    ? html`<p>${t("Nobody but you, until you invite somebody.")}</p>`
    : grants.map((one) =>
        card(
          one,
          html`<b>${one.practice ?? one.clinician}</b>${readers(one)}<br>${t("until {time}", { time: when(one.expires_at) })}`,
          t("End"),
          () => end(`grants/${one.id}`),
        ),
      );

/** A practice is people. @param {Shared} one */
const readers = ({ members = [] }) =>
  members.length > 0
    ? html`<br>${t("read by {people}", { people: inList(members.map(({ email }) => email)) })}`
    : nothing;

/** @param {Shared} link */
function linkWords({ label, expires_at, openings = [], has_passphrase, locked }) {
  const parts = [
    label,
    t("until {time}", { time: when(expires_at) }),
    has_passphrase && t("with a passphrase"),
    locked && t("closed after too many wrong tries"),
    openings[0] ? t("last opened {time}", { time: when(openings[0].at) }) : t("not opened yet"),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** @param {Shared} one @param {unknown} head @param {string} words @param {() => void} onEnd */
const card = (one, head, words, onEnd) => html`<div class="done">
  <span>${head}<br><span class="quiet">${terms(one)}</span></span>
  <button type="button" @click=${onEnd}>${words}</button></div>`;

/** @param {Shared} terms */
function terms({ sections: open, from, to, notes, report_only }) {
  const names = sections();
  const parts = [
    report_only ? t("the report only") : inList(open.map((one) => names[one] ?? one)),
    from && t("from {day}", { day: shortDay(from) }),
    to && t("to {day}", { day: shortDay(shiftDay(to, -1)) }),
    notes ? t("with notes") : t("without notes"),
  ];
  return parts.filter(Boolean).join(" · ");
}

/** @param {{at: string, who: string, what: string}} opening */
const opening = ({ at, who, what }) => {
  const [read, written] = what.split("writes ");
  const told = { time: when(at), who, what: kindName(written ?? read ?? what) };
  return html`<li>${written ? t("{time}: {who} wrote {what}", told) : t("{time}: {who} opened {what}", told)}</li>`;
};
