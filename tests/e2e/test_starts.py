"""Starting: no tap is lost, nothing flashes, nothing is slow."""

import base64
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.e2e.phone import FORMS, PAGES, Phone
from tests.e2e.server import Person

#: Mean linear luminance of an image, by the browser's own decoder.
LUMINANCE = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (one) => one.charCodeAt(0));
  const image = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
  canvas.drawImage(image, 0, 0);
  const { data } = canvas.getImageData(0, 0, image.width, image.height);
  const linear = (v) => (v <= 10.31475 ? v / 3294.6 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  let sum = 0;
  for (let i = 0; i < data.length; i += 4) {
    sum += 0.2126 * linear(data[i]) + 0.7152 * linear(data[i + 1]) + 0.0722 * linear(data[i + 2]);
  }
  return sum / (data.length / 4);
}"""
#: A finger on the button in every moment in which the diary is read before anything is drawn.
TAP_WHILE_DRAWING = """(() => {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (...given) {
    if (!document.body.dataset.ready) document.getElementById('headache-now').click();
    return transaction.apply(this, given);
  };
})()"""


def _luminance(page: Page, png: str) -> float:
    return float(page.evaluate(LUMINANCE, png))


def test_a_tap_that_comes_before_the_program_is_kept(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.says("Sent")
    # A phone without a worker on a slow line: the page is there long before its modules.
    phone.page.evaluate(
        "navigator.serviceWorker.ready.then((worker) => worker.unregister()).then(() => true)"
    )
    held: list[Route] = []
    phone.page.route("**/main.*.js", lambda route: held.append(route))
    phone.page.goto("/app/", wait_until="commit")
    phone.tap("Headache now")
    assert phone.page.locator("body[data-ready]").count() == 0
    for route in held:
        route.continue_()
    phone.ready("now")
    phone.says("Sent")
    assert len(person.records("episodes/")) == 1


def test_a_tap_during_the_first_drawing_counts_once(phone: Phone, person: Person) -> None:
    """Or it would be left over, for whoever opens the next diary here."""
    phone.sign_in(person)
    phone.page.add_init_script(TAP_WHILE_DRAWING)
    phone.open()
    phone.ready("now")
    phone.says("Sent")
    assert phone.page.evaluate("window.napeEarlyTap") is None
    assert len(person.records("episodes/")) == 1


def test_a_shortcut_begins_a_headache_once(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.open("/app/?do=headache")
    phone.ready("now")
    phone.page.reload()
    phone.ready()
    phone.says("Sent")
    assert len(person.records("episodes/")) == 1


def test_a_part_of_the_program_that_did_not_come_is_asked_for_again(
    new_phone: Callable[..., Phone], person: Person
) -> None:
    """As at the first visit, when the network goes before all is kept; what was typed stays."""
    phone = new_phone(service_workers="block")
    phone.belongs_to(person)
    phone.page.route("**/rest.bundle.*.js", lambda route: route.abort())
    phone.open()
    phone.tap("Add a medicine")
    field = phone.page.get_by_label("Name on the packet")
    field.fill("Ibuprofen 400")
    phone.tap("Try again")
    expect(phone.page.get_by_text("A part of Nape could not be loaded.").first).to_be_visible()
    expect(field).to_have_value("Ibuprofen 400")
    phone.tap("Save, taken now")
    phone.link("History")
    phone.says("Saved on this phone")

    phone.page.unroute("**/rest.bundle.*.js")
    phone.tap("Try again")
    phone.ready("history")
    phone.says("Sent")
    assert [one["name"] for one in person.records("medications/")] == ["Ibuprofen 400"]


def _brightest_frame(phone: Phone, start: Callable[[], object]) -> float:
    """Of everything the screen shows from here until half a second after the page is there."""
    frames: list[str] = []
    devtools = phone.context.new_cdp_session(phone.page)

    def seen(frame: dict[str, Any]) -> None:
        frames.append(frame["data"])
        devtools.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    devtools.on("Page.screencastFrame", seen)
    devtools.send("Page.startScreencast", {"format": "png", "maxWidth": 180})
    start()
    phone.ready()
    phone.page.wait_for_timeout(500)
    devtools.send("Page.stopScreencast")
    assert frames
    return max(_luminance(phone.page, frame) for frame in frames)


def _slowly(route: Route) -> None:
    time.sleep(0.3)
    route.continue_()


def test_no_start_in_dim_flashes(phone: Phone, person: Person) -> None:
    """By reference measurements a plain page is 0.98 while it waits, a dark one below 0.02."""
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.ready("now")
    phone.kept_for_offline()
    assert _brightest_frame(phone, phone.page.reload) <= 0.05
    # As at the first visit: no worker, and styles that come late.
    phone.page.evaluate(
        "navigator.serviceWorker.ready.then((worker) => worker.unregister()).then(() => true)"
    )
    phone.page.route("**/*.css", _slowly)
    assert _brightest_frame(phone, phone.page.reload) <= 0.05


#: The next release comes, waits, and takes over as when the page lets it.
NEXT_RELEASE = """async () => {
  const { serviceWorker } = navigator;
  const until = async (is) => {
    while (!is()) await new Promise((done) => setTimeout(done, 50));
  };
  await until(() => serviceWorker.controller?.state === 'activated');
  const old = serviceWorker.controller;
  const registration = await serviceWorker.getRegistration();
  await registration.update();
  await until(() => registration.waiting);
  registration.waiting.postMessage('activate');
  await until(() => serviceWorker.controller !== old);
}"""


def test_the_first_start_of_a_new_release_in_dim_does_not_flash(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.ready("now")
    phone.kept_for_offline()
    # The page of another language is another release.
    german = {"name": "django_language", "value": "de", "url": person.server.url}
    phone.context.add_cookies([german])  # type: ignore[list-item]
    phone.page.evaluate(NEXT_RELEASE)
    assert _brightest_frame(phone, phone.page.reload) <= 0.05
    assert phone.page.locator("html").get_attribute("lang") == "de"


def test_every_resting_screen_in_dim_is_nearly_black(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(7)
    expect(phone.page.get_by_role("checkbox", name="Upper neck (your left)")).to_be_visible()
    for screen in ("now", "", *PAGES, *FORMS):
        if screen != "now":
            phone.go(screen)
        resting = base64.b64encode(phone.page.screenshot()).decode()
        assert _luminance(phone.page, resting) <= 0.02, screen


def test_nothing_moves_in_dim(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.ready("now")
    moving = """[...document.querySelectorAll('*')].filter((one) => {
      const { animationName, transitionDuration } = getComputedStyle(one);
      return animationName !== 'none' || transitionDuration !== '0s';
    }).length"""
    assert phone.page.evaluate(moving) == 0
    assert phone.page.evaluate("getComputedStyle(document.documentElement).dynamicRangeLimit") in (
        "standard",
        None,  # a browser that does not know it
    )


def test_the_person_may_keep_the_light_in_a_headache(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.go("settings")
    phone.page.get_by_label("Headache now switches to Dim").uncheck()
    phone.go("")
    before = phone.theme()
    phone.tap("Headache now")
    phone.ready("now")
    assert phone.theme() == before
    phone.reopen()
    assert phone.theme() == before


def test_headache_now_is_quick_on_a_slow_phone_without_a_network(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.context.set_offline(True)
    devtools = phone.context.new_cdp_session(phone.page)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    phone.page.reload()
    phone.tap("Headache now")
    phone.pain(8)
    took = phone.page.evaluate("performance.now()")
    expect(phone.page.get_by_role("radio", name="8", exact=True)).to_be_checked()
    assert took < 10_000
    print(f"Start to pain number, 4 × slower, offline: {took:.0f} ms")
