/**
 * Entries that the server refused, with their content and what can be done.
 *
 * @import {App} from "../app.js"
 * @import {Refused} from "../core/types.js"
 * @import {Page} from "../router.js"
 */
import { html, nothing } from "lit-html";
import { namesIn } from "../ui/entries.js";
import { moment, shortDay } from "../ui/format.js";
import { label, single } from "../ui/labels.js";
import { t } from "../ui/t.js";
import { toast } from "../ui/toast.js";

/** @param {App} app @param {string} _param @returns {Page} */
export function create(app, _param) {
  return {
    title: t("Needs attention"),
    view: async () => {
      const refused = await app.diary.refused();
      if (refused.length === 0) return html`<p>${t("Nothing needs attention.")}</p>`;
      return html`
        <p>${t("The server did not take this. It is kept on this phone until you decide.")}</p>
        ${await Promise.all(refused.map((one) => card(app, one)))}
      `;
    },
  };
}

/** @param {string} code */
function reason(code) {
  const known = /** @type {{[code: string]: string}} */ ({
    too_large: t("This entry is too large for the server."),
    not_understood: t("The server could not read this entry."),
    unknown_record: t("The entry that this belongs to is not on the server."),
  });
  return known[code] ?? t("The server gave the reason: {code}", { code });
}

/** Where the entry can be corrected. @type {{[kind: string]: (refused: Refused) => string | undefined}} */
const LEADS_TO = {
  episodes: ({ id }) => `#/now/${id}`,
  readings: ({ set }) => (set.episode ? `#/now/${set.episode}` : undefined),
  check_ins: ({ set }) => (set.date ? `#/check-in/${set.date}` : undefined),
};

const INSTANT = /^\d{4}-\d\d-\d\dT/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** A value as the person gave it. @param {string[]} path @param {unknown} value @param {unknown} zone @returns {unknown} */
function shown(path, value, zone) {
  if (value === null) return t("nothing");
  if (typeof value === "boolean") return value ? t("Yes") : t("No");
  if (Array.isArray(value)) return value.map((one) => shown(path, one, zone)).join(", ");
  if (typeof value === "object") return JSON.stringify(value);
  const text = String(value);
  if (INSTANT.test(text)) return moment(text, zone);
  if (DAY.test(text)) return shortDay(text);
  return /^[a-z][a-z_]*$/.test(text) ? label(...path, text) : text;
}

/** What the phone adds by itself tells a person nothing. @param {Refused["set"]} set @param {Map<string, string>} names */
const given = (set, names) =>
  Object.entries(set)
    .map(([name, value]) => ({ name, value: names.get(String(value)) ?? value }))
    .filter(({ name, value }) => name !== "time_zone" && !ID.test(String(value)));

/** @param {App} app @param {Refused} refused */
async function card(app, refused) {
  const { kind, id, set, op, code, detail, field } = refused;
  const again = async () => {
    const saved = await app.save([{ kind, id, set }]);
    if (saved) await app.diary.letGo(op);
  };
  const discard = async () => {
    await app.diary.letGo(op);
    toast(t("Discarded."), () => app.diary.holdOn(refused));
  };
  // A new entry that was refused is nowhere else.
  const names = await namesIn(app);
  const target = (await app.diary.get(kind, id)) && LEADS_TO[kind]?.(refused);
  return html`<section class="card">
    <h2>${single(kind)}</h2>
    <p class="warn">${detail ?? reason(code)}${field ? html` (${label(kind, field)})` : nothing}</p>
    <dl>
      ${given(set, names).map(
        ({ name, value }) =>
          html`<dt>${label(kind, name)}</dt><dd>${shown([kind, name], value, set.time_zone)}</dd>`,
      )}
    </dl>
    <div class="stack">
      ${target ? html`<a class="button" href=${target}>${t("Look at the entry")}</a>` : nothing}
      <button type="button" @click=${again}>${t("Try again")}</button>
      <button type="button" class="warn" @click=${discard}>${t("Discard this")}</button>
    </div>
  </section>`;
}
