/** The service worker: registered late, replaced only in a quiet moment. */

import { wasTapped } from "../ui/once.js";

const QUIET_MS = 5 * 60_000;

export async function registerWorker() {
  if (!navigator.serviceWorker) return;
  watchTouches();
  const options = /** @type {const} */ ({ scope: "/app/", updateViaCache: "none" });
  const registration = await navigator.serviceWorker
    .register(trusted("/app/sw.js"), options)
    .catch(() => null);
  if (registration) replaceWhenQuiet(registration);
}

/** The page's policy allows no plain string here. @param {string} address @returns {string} */
function trusted(address) {
  const types = /** @type {any} */ (window).trustedTypes;
  const policy = types?.createPolicy("nape-worker", {
    createScriptURL: (/** @type {string} */ text) => text,
  });
  return policy ? policy.createScriptURL(address) : address;
}

/** Something on this page was touched, and nothing was saved since. */
let touched = false;

function watchTouches() {
  const main = document.getElementById("main");
  for (const type of ["click", "input", "change"])
    main?.addEventListener(type, () => {
      touched = true;
    });
  const settle = () => {
    touched = false;
  };
  document.addEventListener("nape-saved", settle);
  window.addEventListener("hashchange", settle);
}

/** Most taps are saved at once; what is being typed or put together is not. */
function isAtWork() {
  const { activeElement } = document;
  /** @type {NodeListOf<HTMLInputElement>} */
  const typed = document.querySelectorAll("form input, form textarea");
  return (
    touched ||
    activeElement?.matches("input, textarea") ||
    [...typed].some(({ value, defaultValue }) => value !== defaultValue)
  );
}

/**
 * A new release waits until the page was just opened, or away for a while with nothing half done.
 * @param {ServiceWorkerRegistration} registration
 */
function replaceWhenQuiet(registration) {
  let leftAt = 0;
  let replacing = false;
  /** The first worker that a page gets is of its own release. */
  let hasWorker = Boolean(navigator.serviceWorker.controller);
  /** The worker is of a newer release than this page, whichever page let it in. */
  let replaced = false;
  const replace = () => {
    replacing = true;
    registration.waiting?.postMessage("activate");
  };
  // Just opened and not touched yet. The browser's own word for it counts the tap that led here too.
  const isUntouched = !wasTapped() && !location.hash.startsWith("#/now") && !isAtWork();
  if (registration.waiting && isUntouched) replace();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      leftAt = Date.now();
      return;
    }
    registration.update().catch(() => {});
    if (Date.now() - leftAt < QUIET_MS || isAtWork()) return;
    if (replaced) location.reload();
    else if (registration.waiting) replace();
  });
  // It may take the browser a while, and the moment may have passed.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    replaced = hasWorker;
    hasWorker = true;
    if (replacing && !isAtWork()) location.reload();
  });
}
