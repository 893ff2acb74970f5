/* Keeps the page and its files, so that it starts without a network. It never touches /api/ or
   /_allauth/: entries live in the page's own database and nowhere else. */
const CACHE = `nape-${RELEASE.version}`;

self.addEventListener("install", (event) => {
  // Where the browser can, not even the question passes through here: a request that comes while
  // this worker steps down for the next one would start it again, and it would stay.
  for (const pathname of ["/api/*", "/_allauth/*"])
    event.addRoutes?.({ condition: { urlPattern: { pathname } }, source: "network" });
  event.waitUntil(
    caches.open(CACHE).then((cache) =>
      // Past the HTTP cache, or an old page could be kept under a new name.
      cache.addAll(RELEASE.files.map((url) => new Request(url, { cache: "no-cache" }))),
    ),
  );
});

self.addEventListener("activate", (event) => {
  const dropOld = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name.startsWith("nape-") && name !== CACHE);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(dropOld());
});

// A new release waits until the page says that the moment is quiet.
self.addEventListener("message", (event) => {
  if (event.data === "activate") self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname === RELEASE.shell) {
    event.respondWith(kept(RELEASE.shell, request));
  } else if (RELEASE.files.includes(url.pathname) && url.pathname !== RELEASE.shell) {
    event.respondWith(kept(url.pathname, request));
  }
});

async function kept(path, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(request);
}
