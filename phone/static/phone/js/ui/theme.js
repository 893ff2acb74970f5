/**
 * Light, Dark, Dim, by hand or by system; Dim by itself while a headache goes on. The page's
 * first script reads the same three keys before the first frame.
 *
 * @typedef {"light" | "dark" | "dim"} Theme
 */

const CHOSEN = "nape.theme";
const DIM_NOW = "nape.dim_now";
const NO_AUTO_DIM = "nape.no_auto_dim";
const GROUND = { light: "#f3f0e9", dark: "#101214", dim: "#000000" };
const systemIsLight = matchMedia("(prefers-color-scheme: light)");

/** @returns {Theme | null} null follows the system */
export const chosenTheme = () => /** @type {Theme | null} */ (localStorage.getItem(CHOSEN));

/** @param {Theme | null} theme */
export function chooseTheme(theme) {
  set(CHOSEN, theme);
  set(DIM_NOW, null);
  applyTheme();
}

export const dimsByItself = () => localStorage.getItem(NO_AUTO_DIM) === null;

/** @param {boolean} on */
export function dimByItself(on) {
  set(NO_AUTO_DIM, on ? null : "1");
}

/** The headache begins. */
export function dimForNow() {
  if (dimsByItself()) set(DIM_NOW, "1");
  applyTheme();
}

/** The headache is over. */
export function backFromDim() {
  set(DIM_NOW, null);
  applyTheme();
}

export function applyTheme() {
  const system = systemIsLight.matches ? "light" : "dark";
  const theme = localStorage.getItem(DIM_NOW) ? "dim" : (chosenTheme() ?? system);
  document.documentElement.dataset.theme = theme;
  meta("color-scheme", theme === "light" ? "light" : "dark");
  meta("theme-color", GROUND[theme]);
}

/** @param {string} name @param {string} content */
function meta(name, content) {
  document.querySelector(`meta[name=${name}]`)?.setAttribute("content", content);
}

/** @param {string} key @param {string | null} value */
function set(key, value) {
  if (value === null) localStorage.removeItem(key);
  else localStorage.setItem(key, value);
}

systemIsLight.addEventListener("change", applyTheme);
