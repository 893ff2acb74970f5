/**
 * Where the entries are, in words.
 *
 * @import {syncStatus} from "../core/status.js"
 * @typedef {ReturnType<typeof syncStatus>} Status
 */
import { html } from "lit-html";
import { t, tn } from "./t.js";

/** @param {Status} status */
export function stateText({ code, count }) {
  const waiting = tn("{n} entry not sent yet", "{n} entries not sent yet", count);
  switch (code) {
    case "attention":
      return tn("{n} entry needs attention", "{n} entries need attention", count);
    case "sign_in":
      return count > 0 ? `${t("Sign in to send")} · ${waiting}` : t("Sign in to send");
    case "other_person":
      return t("Somebody else is signed in");
    case "outdated":
      return t("Sent. Tap here for the new version");
    case "stopped":
      return t("Saved on this phone. Sending does not work");
    case "unsent":
      return waiting;
    case "saved":
      return t("Saved on this phone");
    case "fetching":
      return t("Fetching your diary");
    case "not_here":
      return t("Your diary is not on this phone yet");
    case "sent":
      return t("Sent");
  }
}

const LEADS_TO = /** @type {{[code: string]: string}} */ ({
  attention: "#/attention",
  sign_in: "#/sign-in",
  other_person: "#/sign-in",
  // A fresh start, which a new worker takes as its quiet moment.
  outdated: "/app/",
});

/** @param {Status} status */
export function stateLine(status) {
  const target = LEADS_TO[status.code];
  return target ? html`<a href=${target}>${stateText(status)}</a>` : html`${stateText(status)}`;
}
