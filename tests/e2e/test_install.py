"""On the home screen: the hint that it can be there, and what a long press on the icon does."""

import pytest
from playwright.sync_api import expect

from tests.e2e.agreement import Taps, taps_of
from tests.e2e.agreement import of_phone as shown
from tests.e2e.phone import Phone
from tests.e2e.server import Person

HINT = "Nape on the home screen"
#: What Chromium says to a page that it could install; headless it never does.
OFFERED = """() => {
  const event = new Event('beforeinstallprompt');
  event.prompt = () => { document.documentElement.dataset.prompted = 'yes'; };
  window.dispatchEvent(event);
}"""
SAFARI = "Object.defineProperty(navigator, 'standalone', { value: false, configurable: true })"


def _three_entries(phone: Phone, person: Person) -> None:
    phone.belongs_to(person)
    phone.tap("No headache today")
    phone.tap("Add a medicine")
    phone.page.get_by_label("Name on the packet").fill("Ibuprofen")
    phone.tap("Save, taken now")
    expect(phone.page.get_by_text(HINT)).to_be_hidden()
    phone.tap("Ibuprofen")
    phone.says("Sent")


def test_the_hint_comes_after_the_third_entry_and_never_in_an_attack(
    phone: Phone, person: Person
) -> None:
    phone.page.add_init_script(f"window.addEventListener('load', {OFFERED})")
    _three_entries(phone, person)
    hint = phone.page.get_by_text(HINT)
    expect(hint).to_be_visible()
    assert phone.violations() == []
    phone.tap("Headache now")
    phone.link("Done for now")
    expect(hint).to_be_hidden()
    phone.tap("It has ended")
    phone.tap("Ended just now")
    expect(hint).to_be_visible()
    phone.tap("Install")
    expect(phone.page.locator("[data-prompted=yes]")).to_be_attached()
    expect(hint).to_be_hidden()


def test_an_iphone_is_shown_the_way_once(phone: Phone, person: Person) -> None:
    phone.page.add_init_script(SAFARI)
    _three_entries(phone, person)
    steps = phone.page.get_by_role("listitem").filter(has=phone.page.locator("svg"))
    expect(steps).to_have_text(["Tap Share", "Tap Add to Home Screen"])
    assert phone.violations() == []
    phone.tap("Not now")
    phone.open()
    expect(phone.page.get_by_text("Today is checked in.")).to_be_visible()
    expect(phone.page.get_by_text(HINT)).to_be_hidden()


@pytest.mark.parametrize("wish", ["headache", "clear", "tablet"])
def test_a_shortcut_writes_once(phone: Phone, person: Person, wish: str) -> None:
    phone.belongs_to(person)
    phone.tap("Add a medicine")
    phone.page.get_by_label("Name on the packet").fill("Ibuprofen")
    phone.tap("Save, taken now")
    expect(phone.button("Ibuprofen")).to_be_visible()
    phone.page.goto(f"/app/?do={wish}")
    expect(phone.button("Undo")).to_be_visible()
    before = taps_of(shown(phone))
    assert (len(before.headaches), len(before.days), len(before.doses)) == {
        "headache": (1, 0, 1),
        "clear": (0, 1, 1),
        "tablet": (0, 0, 2),
    }[wish]
    phone.page.reload()
    phone.ready()
    assert taps_of(shown(phone)) == before


@pytest.mark.parametrize("wish", ["headache", "clear"])
def test_what_a_shortcut_wrote_can_be_taken_back(phone: Phone, person: Person, wish: str) -> None:
    phone.belongs_to(person)
    wished = phone.page.evaluate("history.length") + 1
    phone.page.goto(f"/app/?do={wish}")
    phone.tap("Undo")
    expect(phone.button("No headache today")).to_be_visible()
    assert taps_of(shown(phone)) == Taps()
    # Going back to where it was wished, and starting there once more, is no new wish.
    if steps := phone.page.evaluate("history.length") - wished:
        phone.page.evaluate("steps => history.go(-steps)", steps)
        phone.page.wait_for_url("**/app/")
    phone.page.reload()
    phone.fetched()
    assert taps_of(shown(phone)) == Taps()


def test_with_several_medicines_the_shortcut_asks_which(phone: Phone, person: Person) -> None:
    phone.belongs_to(person)
    for name in ("Ibuprofen", "Sumatriptan"):
        phone.page.get_by_role("button", name="medicine").click()
        phone.page.get_by_label("Name on the packet").fill(name)
        phone.tap("Save, taken now")
        expect(phone.button(name)).to_be_visible()
    phone.page.goto("/app/?do=tablet")
    phone.ready("today")
    expect(phone.button("Sumatriptan")).to_be_visible()
    assert taps_of(shown(phone)) == Taps(doses=["Ibuprofen", "Sumatriptan"])
