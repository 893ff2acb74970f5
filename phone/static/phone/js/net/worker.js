/** The service worker: registered late, replaced only in a quiet moment. */

const QUIET_MS = 5 * 60_000;

export async function registerWorker() {
  if (!navigator.serviceWorker) return;
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

/** Taps are saved already; what is being typed is not. */
function isTyping() {
  const { activeElement } = document;
  /** @type {NodeListOf<HTMLInputElement>} */
  const typed = document.querySelectorAll("form input, form textarea");
  return (
    activeElement?.matches("input, textarea") ||
    [...typed].some(({ value, defaultValue }) => value !== defaultValue)
  );
}

/**
 * A new release waits until the page was just opened, or away for a while with nothing typed in.
 * @param {ServiceWorkerRegistration} registration
 */
function replaceWhenQuiet(registration) {
  let leftAt = 0;
  let replacing = false;
  /** The worker is of a newer release than this page. */
  let replaced = false;
  const replace = () => {
    replacing = true;
    registration.waiting?.postMessage("activate");
  };
  // Just opened and not touched yet.
  if (registration.waiting && !navigator.userActivation?.hasBeenActive) replace();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      leftAt = Date.now();
      return;
    }
    registration.update().catch(() => {});
    if (Date.now() - leftAt < QUIET_MS || isTyping()) return;
    if (replaced) location.reload();
    else if (registration.waiting) replace();
  });
  // It may take the browser a while, and the moment may have passed.
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    replaced = replacing;
    if (replaced && !isTyping()) location.reload();
  });
}
