"""What a person does with the phone, in their words."""

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Route, expect

from tests.e2e import axe
from tests.e2e.server import HOUSE, Person

#: Every page of the router that needs no more than its name.
ROUTER = (HOUSE / "phone/static/phone/js/router.js").read_text(encoding="utf-8")
PAGES = [
    name
    for name in re.findall(r'^  "?([\w-]+)"?: \(\) => import', ROUTER, re.MULTILINE)
    if name not in {"now", "sign-in", "record", "changes"}
]
#: The form of every kind that a person writes, still empty, with what it would belong to.
FORMS = [
    f"record/{kind}/0197c2aa-0000-7000-8000-00000000000{n}/0197c2aa-0000-7000-8000-000000000000"
    for n, kind in enumerate(
        ["medications", "doses", "treatments", "sessions", "marks", "scores", "visits"]
    )
]
OFF_THE_EDGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
TURN = """({ state, typing }) => {
  Object.defineProperty(document, 'visibilityState', { get: () => state, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  for (const [name, value] of Object.entries(typing))
    document.querySelector(`[name=${name}]`).value = value;
}"""
WAITING = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  const look = (done) => (registration.waiting ? done() : setTimeout(() => look(done), 50));
  await new Promise(look);
}"""
RULES_KNOWN = """async () => {
  const { id } = JSON.parse(localStorage['nape.person']);
  const db = await new Promise((done) => {
    const asked = indexedDB.open(`nape-${id}`);
    asked.onsuccess = () => done(asked.result);
  });
  const kept = () => new Promise((done) => {
    const asked = db.transaction('meta').objectStore('meta').get('vocabulary');
    asked.onsuccess = () => done(asked.result);
  });
  while (!(await kept())?.content?.warning_signs) await new Promise((done) => setTimeout(done, 50));
  db.close();
}"""
UNCOVERED = """one => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return [[left + 4, top + 4], [right - 4, bottom - 4]].every(
    ([x, y]) => one.contains(document.elementFromPoint(x, y)));
}"""
#: What Chromium writes by itself when the network is gone or nobody is signed in.
EXPECTED = re.compile(r"Failed to load resource")


class Phone:
    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.errors: list[str] = []
        self.page = self._watched(context.new_page())

    def _watched(self, page: Page) -> Page:
        def heard(message: ConsoleMessage) -> None:
            if message.type == "error" and not EXPECTED.search(message.text):
                self.errors.append(message.text)

        page.on("console", heard)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def open(self, address: str = "/app/") -> None:
        self.page.goto(address)
        self.ready()

    def reopen(self) -> None:
        """Close the app and start it again."""
        self.page.close()
        self.page = self._watched(self.context.new_page())
        self.open()

    def ready(self, name: str = "") -> None:
        self.page.wait_for_selector(f"body[data-ready='{name}']" if name else "body[data-ready]")

    def another_tab(self) -> Page:
        page = self._watched(self.context.new_page())
        page.goto("/app/")
        page.wait_for_selector("body[data-ready]")
        return page

    def belongs_to(self, person: Person) -> None:
        """As after a sign-in on this phone, without its screens."""
        self.context.add_cookies(person.signs_in_elsewhere())
        known = {"id": person.read("me/")["id"], "email": person.email}
        self.page.goto("/healthz")
        self.page.evaluate(
            "known => { localStorage['nape.person'] = JSON.stringify(known) }", known
        )
        self.open()
        self.fetched()

    def try_now(self) -> None:
        """What the browser says when the network comes back; it says nothing of a server."""
        self.page.evaluate("() => { window.dispatchEvent(new Event('online')) }")

    def sign_in(self, person: Person) -> None:
        self.open()
        self.page.get_by_label("E-mail").fill(person.email)
        self.page.get_by_label("Password").fill(person.password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.fetched()

    def sign_in_again(self, person: Person) -> None:
        """As the state line asks for; this phone knows the address."""
        self.page.locator("#state a").click()
        self.page.get_by_label("Password").fill(person.password)
        self.tap("Sign in")

    def fetched(self) -> None:
        """The first conversation with the server has ended: no tap joins it any more."""
        self.says("Sent")

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def tap(self, name: str) -> None:
        self.button(name).click()

    def link(self, name: str) -> None:
        self.page.get_by_role("link", name=name).click()

    def pain(self, number: int, *, of: str = "How strong is the pain?") -> None:
        pad = self.page.get_by_role("radiogroup", name=of)
        pad.get_by_role("radio").nth(number).click()
        expect(pad.get_by_role("radio").nth(number)).to_have_attribute("aria-checked", "true")

    def answer(self, question: str, words: str) -> None:
        group = self.page.get_by_role("group", name=question, exact=True)
        button = group.get_by_role("button", name=words, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def says(self, state: str) -> None:
        expect(self.page.locator("#state")).to_contain_text(state)

    def go(self, page: str) -> None:
        self.page.goto(f"/app/#/{page}")
        self.ready(page.partition("/")[0] or "today")

    def is_uncovered(self, what: Locator) -> bool:
        """Can a thumb reach all of it, without scrolling?"""
        return bool(what.evaluate(UNCOVERED))

    def double_text(self, on: bool = True) -> None:
        """As a phone does whose owner has set its text to 200 %."""
        size = "34px" if on else ""
        self.page.evaluate(f"document.documentElement.style.setProperty('font-size', '{size}')")

    def kept_for_offline(self) -> None:
        """Wait until the worker has kept the page and its files."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        self.page.wait_for_load_state("networkidle")

    def knows_the_warning_signs(self) -> None:
        """Wait until the rules have come; then they work without a network too."""
        self.page.evaluate(RULES_KNOWN)

    def turn(self, state: str, *, typing: dict[str, str] | None = None) -> None:
        """Put the phone away ("hidden") or look at it again, and type in the same moment."""
        self.page.evaluate(TURN, {"state": state, "typing": typing or {}})

    def new_release_waits(self) -> None:
        """Until the worker of another release is here and waits for a quiet moment."""
        self.page.evaluate(WAITING)

    def refuse_next_write(self, detail: str) -> None:
        """The server understands the next request that writes, and takes none of it."""

        refused_ops: list[Any] = []

        def answer(route: Route) -> None:
            asked: dict[str, Any] = route.request.post_data_json or {}
            if refused_ops or not asked["ops"]:
                route.continue_()
                return
            refused_ops.extend(asked["ops"])
            refused = {"status": "rejected", "code": "invalid", "detail": detail, "field": None}
            results = [refused | {"op": op["op"], "record": None} for op in asked["ops"]]
            reply = {"cursor": asked["cursor"], "has_more": False, "reset": False, "changes": []}
            route.fulfill(json=reply | {"protocol": 1, "results": results})

        self.page.route("**/api/v1/sync/", answer)

    def theme(self) -> str:
        return str(self.page.evaluate("document.documentElement.dataset.theme"))

    def set_theme(self, theme: str) -> None:
        self.page.evaluate("theme => { document.documentElement.dataset.theme = theme }", theme)

    def violations(self, only: list[str] | None = None) -> list[dict[str, Any]]:
        """What axe finds on the screen as it is now, by all rules or only these."""
        return axe.violations(self.page, only)

    def picture(self, path: Path) -> None:
        self.page.screenshot(path=path)
