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
  settings: () => import("./pages/settings.js"),
  "sign-in": () => import("./pages/sign_in.js"),
  attention: () => import("./pages/attention.js"),
};

/** @param {string} hash "#/now/<id>" */
export function parse(hash) {
  const [name = "", param = ""] = hash.replace(/^#\/?/, "").split("/");
  return { name: name in ROUTES ? name : "", param: decodeURIComponent(param) };
}

/** @param {string} name @returns {Module | Promise<Module>} */
export const pageModule = (name) => (ROUTES[name] ?? (() => todayPage))();
