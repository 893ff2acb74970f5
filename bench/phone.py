"""The phone's page in Chromium with its processor four times slower: taps, starts and bytes.

.venv/bin/python -m bench.phone
"""

import gzip
import statistics
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench import chromium, measure
from tests.e2e.phone import Phone
from tests.e2e.server import Person, Server

TIMES = 7
SLOWER = 4
#: "Slow 4G" of Chromium's developer tools: latency in ms, bytes a second down and up.
SLOW_4G = {"latency": 562.5, "downloadThroughput": 180_000, "uploadThroughput": 84_375}
#: From the finger to the disk: the click's own time until the first write is complete.
TAP_TO_SAVED = """() => new Promise((resolve) => {
  let tapped = 0;
  document.addEventListener('click', (event) => { tapped ||= event.timeStamp; }, true);
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    const made = transaction.apply(this, given);
    if (tapped && given[1] === 'readwrite') {
      IDBDatabase.prototype.transaction = transaction;
      made.addEventListener('complete', () => resolve(performance.now() - tapped));
    }
    return made;
  };
})"""
#: When the page could be used, by its own mark; asking from outside would count the asking.
READY = """new MutationObserver(() => {
  if (document.body?.dataset.ready) window.napeReady ??= performance.now();
}).observe(document, { subtree: true, childList: true, attributes: true });"""
PAINTED = """() => new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: 'largest-contentful-paint', buffered: true });
})"""


def main() -> None:
    """Print the figures against their limits."""
    with chromium.opened() as (browser, server, person):
        _taps(browser, server, person)
        _starts(browser, server, person)
        _bytes(browser, server)


def _phone(browser: Browser, server: Server) -> tuple[Phone, CDPSession]:
    context = browser.new_context(
        base_url=server.url, viewport={"width": 360, "height": 740}, has_touch=True
    )
    phone = Phone(context)
    return phone, context.new_cdp_session(phone.page)


def _taps(browser: Browser, server: Server, person: Person) -> None:
    phone, devtools = _phone(browser, server)
    phone.sign_in(person)
    phone.kept_for_offline()
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    times = []
    for _ in range(TIMES):
        saved = phone.page.evaluate_handle(f"({{ of: ({TAP_TO_SAVED})() }})")
        phone.page.locator("#headache-now").tap()
        times.append(saved.evaluate("({ of }) => of"))
        phone.ready("now")
        phone.tap("Undo")
        phone.ready("today")
        phone.page.wait_for_timeout(500)
    _tell("Tap to saved, ms", times, 100)
    phone.context.close()


def _starts(browser: Browser, server: Server, person: Person) -> None:
    phone, devtools = _phone(browser, server)
    phone.sign_in(person)
    phone.kept_for_offline()
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})

    phone.page.add_init_script(READY)

    def usable() -> float:
        phone.open()
        return float(phone.page.evaluate("window.napeReady"))

    _tell("Warm start until usable, ms", [usable() for _ in range(TIMES)], 500)
    devtools.send("Network.enable")
    devtools.send("Network.setBypassServiceWorker", {"bypass": True})
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    devtools.send("Network.emulateNetworkConditions", {"offline": False, **SLOW_4G})
    _tell("Cold largest paint, slow 4G, ms", [_painted(phone.page) for _ in range(3)], 2000)
    phone.context.close()


def _painted(page: Page) -> float:
    page.goto("about:blank")
    page.goto("/app/")
    page.wait_for_selector("body[data-ready]")
    page.wait_for_timeout(500)
    return float(page.evaluate(PAINTED))


def _bytes(browser: Browser, server: Server) -> None:
    """What a first visit fetches, gzipped, by kind."""
    phone, _devtools = _phone(browser, server)
    sizes: dict[str, int] = {}

    def fetched(answer: Any) -> None:
        kind = answer.headers.get("content-type", "").partition(";")[0]
        sizes[kind] = sizes.get(kind, 0) + len(gzip.compress(answer.body(), 9))

    phone.page.on("response", fetched)
    phone.open()
    phone.page.wait_for_load_state("networkidle")
    print("First visit, bytes gzipped:", dict(sorted(sizes.items())))
    phone.context.close()


def _tell(what: str, times: list[float], limit: float) -> None:
    middle = statistics.median(times)
    detail = f"median of {len(times)}, worst {max(times):.0f}, {SLOWER} × slower"
    measure.tell(what, middle, f"≤ {limit:.0f}", met=middle <= limit, detail=detail)


if __name__ == "__main__":
    main()
