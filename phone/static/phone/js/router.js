/** Which page an address means. All but the first come when they are needed. */
import * as todayPage from "./pages/today.js";

/**
 * @import {App} from "./app.js"
 * @import {TemplateResult} from "lit-html"
 * @typedef {{title: string, view: () => Promise<TemplateResult>}} Page
 * @typedef {{create: (app: App, param: string) => Page}} Module
 */

/** @type {{[name: string]: () => Module | Promise<Module>}} */
const ROUTES = {
  "": () => todayPage,
  now: () => import("./pages/now.js"),
  "check-in": () => import("./pages/check_in.js"),
  earlier: () => import("./pages/earlier.js"),
  history: () => import("./pages/history.js"),
  insights: () => import("./pages/insights.js"),
  report: () => import("./pages/report.js"),
  more: () => import("./pages/more.js"),
  medicines: () => import("./pages/medicines.js"),
  treatments: () => import("./pages/treatments.js"),
  visits: () => import("./pages/visits.js"),
  record: () => import("./pages/record.js"),
  changes: () => import("./pages/changes.js"),
  sharing: () => import("./pages/sharing.js"),
  bin: () => import("./pages/bin.js"),
  profile: () => import("./pages/profile.js"),
  help: () => import("./pages/help.js"),
  settings: () => import("./pages/settings.js"),
  "sign-in": () => import("./pages/sign_in.js"),
  attention: () => import("./pages/attention.js"),
};

const TABS = /** @type {{[name: string]: string}} */ ({
  now: "",
  "check-in": "",
  earlier: "",
  changes: "history",
  record: "more",
  medicines: "more",
  treatments: "more",
  visits: "more",
  sharing: "more",
  bin: "more",
  profile: "more",
  help: "more",
  settings: "more",
});

/** The tab that a page is under. @param {string} name */
export const tabOf = (name) => TABS[name] ?? name;

/** @param {string} hash "#/now/<id>" */
export function parse(hash) {
  const [name = "", ...rest] = hash.replace(/^#\/?/, "").split("/");
  return { name: Object.hasOwn(ROUTES, name) ? name : "", param: rest.join("/") };
}

/** @param {string} name @returns {Module | Promise<Module>} */
export const pageModule = (name) => (ROUTES[name] ?? (() => todayPage))();
