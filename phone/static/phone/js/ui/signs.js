/**
 * What is asked so that warning signs can be told from the usual: the checklist with an explicit
 * "none of these", and what came before or with the pain.
 *
 * @import {App} from "../app.js"
 * @import {Answers} from "../core/answers.js"
 * @import {Row} from "../core/types.js"
 * @typedef {{kind: string, minutes?: number, gradual?: boolean, one_sided?: boolean, positive?: boolean}} Aura
 */
import { html, nothing } from "lit-html";
import { capital, label } from "./labels.js";
import { t } from "./t.js";

/**
 * @param {any} vocabulary the kept one; without it there is no list to ask from
 * @param {"head" | "back"} group
 * @param {Answers} given
 */
export function checklist(vocabulary, group, given) {
  const all = vocabulary?.content?.warning_signs?.signs ?? [];
  const signs = all.filter((/** @type {any} */ sign) => sign.group === group);
  if (signs.length === 0) return nothing;
  const now = () => /** @type {string[] | null} */ (given.get("warning_signs"));
  /** @param {string[] | null} signs */
  const give = (signs) => given.give("warning_signs", signs);
  const value = now();
  const ticked = value ?? [];
  const isNone = value?.length === 0;
  /** @param {string} slug @param {boolean} on */
  const tick = (slug, on) => {
    const rest = (now() ?? []).filter((one) => one !== slug);
    const next = on ? [...rest, slug] : rest;
    give(next.length > 0 ? next : null);
  };
  return html`<details class="card">
    <summary>${group === "head" ? t("Is anything here new or unusual for you?") : t("Anything new or unusual in back or legs?")}${
      value === null ? nothing : html` <span class="quiet">· ${ticked.length}</span>`
    }</summary>
    <fieldset>
      <legend class="unseen">${t("New or unusual")}</legend>
      ${signs.map(
        (/** @type {any} */ { slug, label: words }) => html`<label class="tick wide">
          <input type="checkbox" .checked=${ticked.includes(slug)}
            @change=${(/** @type {any} */ { target }) => tick(slug, target.checked)}>
          <span>${capital(words)}</span></label>`,
      )}
      <button type="button" class="wide" aria-pressed=${String(isNone)}
        @click=${() => give(isNone ? null : [])}>${t("None of these")}</button>
    </fieldset>
  </details>`;
}

const KINDS = ["visual", "sensory", "speech", "brainstem", "retinal", "motor"];
const MINUTES = [5, 10, 20, 30, 45, 60, 90];

/**
 * Saved in one piece: half an answer would look like something unusual.
 * @param {App} app @param {Row} episode
 */
export function aura(app, episode) {
  const told = /** @type {Aura[]} */ (
    Array.isArray(episode.fields.aura) ? episode.fields.aura : []
  );
  const isNone = Array.isArray(episode.fields.aura) && told.length === 0;
  /** @param {Aura[] | null} next */
  const save = (next) => app.save([{ kind: "episodes", id: episode.id, set: { aura: next } }]);
  /** @param {SubmitEvent} event */
  const add = async (event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const one = read(new FormData(form));
    const saved = await save([...told.filter(({ kind }) => kind !== one.kind), one]);
    if (saved) form.reset();
  };
  /** @param {string} kind */
  const drop = (kind) => {
    const rest = told.filter((one) => one.kind !== kind);
    save(rest.length > 0 ? rest : null);
  };
  return html`<details class="card">
    <summary>${t("Changed sight, feeling or speech before the pain")}${
      told.length > 0 ? html` <span class="quiet">· ${told.length}</span>` : nothing
    }</summary>
    <ul class="entries">${told.map(
      (one) => html`<li><span>${inWords(one)}</span>
        <button type="button" class="quiet" @click=${() => drop(one.kind)}
          aria-label=${t("Delete: {entry}", { entry: inWords(one) })}>${t("Delete")}</button></li>`,
    )}</ul>
    ${
      told.length > 0
        ? nothing
        : html`<button type="button" class="wide" aria-pressed=${String(isNone)}
            @click=${() => save(isNone ? null : [])}>${t("None")}</button>`
    }
    ${form(add)}
  </details>`;
}

/** @param {FormData} form @returns {Aura} */
function read(form) {
  const one = /** @type {any} */ ({ kind: String(form.get("kind")) });
  const minutes = form.get("minutes");
  if (minutes) one.minutes = Number(minutes);
  for (const name of ["gradual", "positive", "one_sided"]) {
    const answer = form.get(name);
    if (answer) one[name] = answer === "yes";
  }
  return one;
}

/** @param {Aura} one */
function inWords({ kind, minutes }) {
  const what = label("episodes", "aura", "kind", kind);
  return minutes === undefined ? what : t("{what}, {n} min", { what, n: minutes });
}

/** @param {(event: SubmitEvent) => void} onSubmit */
const form = (onSubmit) => html`<form @submit=${onSubmit}>
  ${select(
    "kind",
    t("What changed"),
    KINDS.map((kind) => [kind, label("episodes", "aura", "kind", kind)]),
    null,
  )}
  ${select(
    "minutes",
    t("How long it lasted, in minutes"),
    MINUTES.map((n) => [String(n), String(n)]),
    t("not answered"),
  )}
  ${yesNo("gradual", t("It came gradually, over 5 minutes or more"))}
  ${yesNo("positive", t("Something was added, like zigzags or tingling"))}
  ${yesNo("one_sided", t("On one side only"))}
  <button type="submit" class="wide">${t("Save this")}</button>
</form>`;

/** @param {string} name @param {string} words */
const yesNo = (name, words) =>
  select(
    name,
    words,
    [
      ["yes", t("Yes")],
      ["no", t("No")],
    ],
    t("not answered"),
  );

/** @param {string} name @param {string} words @param {[string, string][]} options @param {string | null} unanswered */
const select = (name, words, options, unanswered) => html`<label>${words}
  <select name=${name}>
    ${unanswered === null ? nothing : html`<option value="">${unanswered}</option>`}
    ${options.map(([value, text]) => html`<option value=${value}>${text}</option>`)}
  </select></label>`;
