"""What sending costs a phone: bytes of one entry, and a long outbox that must not hold up the page.

.venv/bin/python -m bench.phone_sync
"""

from typing import Any

from playwright.sync_api import Browser

from bench import chromium, measure
from tests.e2e.phone import Phone
from tests.e2e.server import Person, Server

ENTRIES = 1_000
ROUNDS = 3
#: Writes as the page does: through its own buttons it would take an hour.
FILL = """async (entries) => {
  const { id: person } = JSON.parse(localStorage.getItem('nape.person'));
  const db = await new Promise((resolve) => {
    const request = indexedDB.open(`nape-${person}`);
    request.onsuccess = () => resolve(request.result);
  });
  const tx = db.transaction(['outbox', 'view'], 'readwrite');
  for (let i = 0; i < entries; i += 1) {
    const id = crypto.randomUUID();
    const at = new Date(Date.now() - i * 3_600_000).toISOString();
    const set = { started_at: at, time_zone: 'Europe/Berlin', kind: 'headache',
      end_unknown: true, peak_intensity: i % 11 };
    const key = { kind: 'episodes', id };
    const op = { ...key, op: crypto.randomUUID(), base: null, at, set, sent: false };
    tx.objectStore('outbox').add(op);
    const row = { ...key, revision: null, deleted: false, pending: true, fields: set };
    tx.objectStore('view').put({ ...row, day: at.slice(0, 10) });
  }
  await new Promise((resolve) => { tx.oncomplete = resolve; });
  db.close();
}"""
#: The outbox has run empty and the page has told so.
EMPTY = """async () => {
  const { id } = JSON.parse(localStorage.getItem('nape.person'));
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const db = await done(indexedDB.open(`nape-${id}`));
  while (await done(db.transaction('outbox').objectStore('outbox').count()))
    await new Promise((resolve) => setTimeout(resolve, 200));
  db.close();
}"""
LONG = """() => {
  window.napeLong = [];
  new PerformanceObserver((list) => {
    window.napeLong.push(...list.getEntries().map((one) => Math.round(one.duration)));
  }).observe({ type: 'longtask' });
}"""


def main() -> None:
    """Print the figures against their limits."""
    with chromium.opened() as (browser, server, person):
        _one_entry(browser, server, person)
        _long_outbox(browser, server, person)


def _phone(browser: Browser, server: Server, person: Person) -> Phone:
    phone = Phone(browser.new_context(base_url=server.url, viewport={"width": 360, "height": 740}))
    phone.belongs_to(person)
    phone.kept_for_offline()
    return phone


def _one_entry(browser: Browser, server: Server, person: Person) -> None:
    """Bodies as they travel, compressed."""
    phone = _phone(browser, server, person)
    sent: list[Any] = []
    phone.page.on("requestfinished", lambda request: sent.append(request))
    phone.tap("No headache today")
    with phone.page.expect_response("**/api/v1/sync/"):
        pass
    phone.page.wait_for_timeout(1_000)
    [request] = [one for one in sent if one.url.endswith("/api/v1/sync/")]
    sizes = request.sizes()
    body = sizes["requestBodySize"] + sizes["responseBodySize"]
    headers = sizes["requestHeadersSize"] + sizes["responseHeadersSize"]
    up, down = sizes["requestBodySize"], sizes["responseBodySize"]
    detail = f"{up} up, {down} down; {headers} of headers more"
    what = "Sync of one entry, bytes both ways"
    measure.tell(what, body, "≤ 2000", met=body <= 2_000, detail=detail)
    phone.context.close()


def _long_outbox(browser: Browser, server: Server, person: Person) -> None:
    """The best of a few: what else the machine does only makes a task longer."""
    phone = _phone(browser, server, person)
    phone.says("Sent")
    rounds = [_longest_task(phone) for _ in range(ROUNDS)]
    assert person.export()["counts"]["episodes"] == ROUNDS * ENTRIES
    longest = min(rounds)
    what = f"Longest task while {ENTRIES:,} entries are sent, ms (0: none over 50)"
    measure.tell(what, longest, "≤ 50", met=longest <= 50, detail=f"rounds: {rounds}")
    phone.context.close()


def _longest_task(phone: Phone) -> int:
    phone.page.evaluate(FILL, ENTRIES)
    phone.page.evaluate(LONG)
    phone.try_now()
    phone.page.evaluate(EMPTY)
    phone.says("Sent")
    return max(phone.page.evaluate("window.napeLong"), default=0)


if __name__ == "__main__":
    main()
