/** Starts the program: whose diary, which page, and the one button that must always answer. */
import { nothing, render } from "lit-html";
import { startApp } from "./app.js";
import { begin } from "./core/episodes.js";
import { uuid7 } from "./core/ids.js";
import { phoneZone } from "./core/time.js";
import { pageModule, parse, tabOf } from "./router.js";
import { currentPerson } from "./store/people.js";
import { rescue, rescued } from "./store/rescue.js";
import { keepOffer } from "./ui/install.js";
import { tapOnce } from "./ui/once.js";
import { stateLine, stateText } from "./ui/state_line.js";
import { t, useCatalog } from "./ui/t.js";
import { applyTheme, backFromDim, dimForNow } from "./ui/theme.js";
import { announce, dismiss, toast, trouble } from "./ui/toast.js";

/**
 * @import {App} from "./app.js"
 * @import {Page} from "./router.js"
 */

const root = document.documentElement;
/** @param {string} id */
const element = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @type {App | null} */
let app = null;
/** @typedef {{hash: string, page: Page, top: number, isNew: boolean}} Shown */
/** @type {Shown | null} */
let shown = null;
/** By their place in the browser's history: going back finds a page as it was left. @type {Map<string, Shown>} */
const visited = new Map();
let drawing = 0;
/** A headache is being written. */
let beginning = false;
let lastState = "";

/** Opens the diary of whoever is known on this phone. */
async function open() {
  await app?.stop();
  const person = currentPerson();
  app = person ? startApp(person, draw) : null;
  if (person) delete root.dataset.person;
  else root.dataset.person = "none";
  shown = null;
  beginning = false;
  dismiss();
  announce("");
  const writes = person ? rescued(person.id) : [];
  if (writes.length > 0) await app?.save(writes, t("Saved on this phone."));
  visited.clear();
  await fulfilWish();
  await draw();
  // A tap during the first drawing.
  await fulfilWish();
  bringMore();
}

/** What no first tap waits for. */
function bringMore() {
  app?.learnWords();
  app?.send();
}

/** For a part of the program that did not come. What is on the screen stays until it is there. */
function askAgain() {
  draw();
  bringMore();
}

async function draw() {
  drawing += 1;
  const turn = drawing;
  const { name, param } = parse(location.hash);
  const here = shown?.hash === location.hash ? shown : await turnTo(name, param);
  const { page } = here;
  const view = await page.view();
  // Read after the page, so that "Sent" is never said of something newer.
  const frame = app && (await frameOf(app));
  // A newer drawing has overtaken this one.
  if (turn !== drawing) return;
  element("title").textContent = page.title;
  document.title = page.title;
  render(view, element("main"));
  drawFrame(name, frame);
  document.body.dataset.ready = name || "today";
  element("headache-now").removeAttribute("aria-busy");
  if (here.isNew) arrive(here);
}

/** @param {string} name @param {string} param */
async function turnTo(name, param) {
  const { hash } = location;
  if (shown) shown.top = window.scrollY;
  const place = history.state?.place ?? uuid7();
  history.replaceState({ place }, "");
  const module = await pageModule(app ? name : "sign-in");
  const known = visited.get(place);
  const page = known?.page ?? module.create(/** @type {App} */ (app), param);
  shown = { hash, page, top: known?.top ?? 0, isNew: true };
  visited.set(place, shown);
  return shown;
}

/** @param {App} app */
async function frameOf(app) {
  const [status, open] = await Promise.all([app.status(), app.diary.open()]);
  return { status, goingOn: open.length > 0 };
}

/**
 * What stands around every page: the state line, the tabs, the one button.
 * @param {string} name
 * @param {Awaited<ReturnType<typeof frameOf>> | null} frame
 */
function drawFrame(name, frame) {
  for (const tab of element("tabs").querySelectorAll("a")) {
    const target = parse(tab.hash).name;
    if (target === tabOf(name)) tab.setAttribute("aria-current", target === name ? "page" : "true");
    else tab.removeAttribute("aria-current");
  }
  render(frame ? stateLine(frame.status) : nothing, element("state"));
  if (!frame) return;
  const text = stateText(frame.status);
  if (text !== lastState && lastState) announce(text);
  lastState = text;
  setGoingOn(frame.goingOn);
  element("headache-now").hidden = frame.goingOn || name !== "";
}

/** Kept for the next start's first frame too. @param {boolean} on */
function setGoingOn(on) {
  if (on) localStorage.setItem("nape.going_on", "1");
  else localStorage.removeItem("nape.going_on");
  if (on) root.dataset.going = "on";
  else delete root.dataset.going;
  if (!on) backFromDim();
}

/** A new page begins at its heading, for eyes and for screen readers; one that was left, where it was. @param {Shown} here */
function arrive(here) {
  here.isNew = false;
  window.scrollTo(0, here.top);
  if (drawing > 1) element("title").focus({ preventScroll: true });
}

/** @param {number} at when the button was tapped @param {string} [id] */
async function headacheNow(at, id = uuid7()) {
  if (!app || beginning) return;
  beginning = true;
  // A slow phone still shows the button when the headache goes on already.
  const [goesOn] = await app.diary.open().catch(() => []);
  const saved = !goesOn && (await app.save(begin(id, at, phoneZone())));
  beginning = false;
  if (!saved) return;
  dimForNow();
  granted();
  location.hash = `#/now/${id}`;
  toast(t("Saved on this phone. Add more now or later."), () => takeBack(id));
}

/** @param {string} id */
async function takeBack(id) {
  await app?.save([{ kind: "episodes", id, set: { deleted: true } }]);
  location.hash = "#/";
}

/** Another tab, or the page that came back from where "back" leads, may still show who was here before. */
function lookWhoIsHere() {
  if (currentPerson()?.id !== app?.person.id) document.dispatchEvent(new Event("nape-person"));
}

/** Whoever goes back and starts there once more does not wish again. */
const granted = () =>
  history.replaceState({ place: history.state?.place }, "", location.pathname + location.hash);

/** A tap that came before the program, or a shortcut on the home screen: before anything is drawn. */
async function fulfilWish() {
  const early = /** @type {{napeEarlyTap?: number | null}} */ (window);
  const wish = new URLSearchParams(location.search).get("do");
  const tapped = early.napeEarlyTap;
  early.napeEarlyTap = null;
  if (!app || !(tapped || wish)) return;
  // The system may load the same page again: the launch keeps its id, and the entry has it too.
  const id = history.state?.launch ?? uuid7();
  history.replaceState({ launch: id }, "");
  if (wish === "tablet" || wish === "clear") {
    const { shortcuts } = await import("./ui/shortcuts.js");
    const goesOn = await shortcuts[wish](app, id);
    granted();
    if (goesOn) location.hash = `#/now/${goesOn.id}`;
  } else if (!wish || wish === "headache") {
    await headacheNow(tapped ?? Date.now(), id);
  }
  granted();
}

async function start() {
  applyTheme();
  await useCatalog(root.dataset.catalog);
  document.addEventListener("click", tapOnce, { capture: true });
  // Until the first drawing the page's first script hears it.
  element("headache-now").addEventListener("click", () => {
    if (document.body.dataset.ready) headacheNow(Date.now());
  });
  window.addEventListener("beforeinstallprompt", keepOffer);
  history.scrollRestoration = "manual";
  window.addEventListener("hashchange", draw);
  // As a plain link it would be another address, and so another page.
  document.querySelector(".skip")?.addEventListener("click", (event) => {
    event.preventDefault();
    element("main").focus();
  });
  document.addEventListener("nape-redraw", draw);
  document.addEventListener("nape-person", open);
  window.addEventListener("unhandledrejection", (event) => {
    const { reason } = event;
    if (reason instanceof TypeError && /module/.test(reason.message)) {
      event.preventDefault();
      trouble(t("A part of Nape could not be loaded. With a network, try again."), askAgain);
      return;
    }
    const isNew = app && rescue(app.person.id, [], reason);
    if (!isNew && reason?.name === "UnknownError")
      trouble(t("This phone cannot open its diary now. If it is full, make room. Then try again."));
  });
  await open();
  window.addEventListener("storage", lookWhoIsHere);
  window.addEventListener("pageshow", lookWhoIsHere);
  const { registerWorker } = await import("./net/worker.js");
  registerWorker();
  // The next taps should not wait for their pages, nor find the network gone.
  await Promise.all([
    ...["now", "check-in", "history"].map(pageModule),
    import("./pages/details.js"),
    import("./ui/labels.js"),
    import("./ui/warning_cards.js"),
  ]);
}

start();
