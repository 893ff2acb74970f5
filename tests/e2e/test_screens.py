"""Every screen in every theme: nothing axe objects to, nothing off the edge, nothing too small."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.server import Person

THEMES = ["light", "dark", "dim"]
OFF_THE_EDGE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: Inline links in running text are excepted by WCAG; everything else is a target for a thumb.
TOO_SMALL = """() => [...document.querySelectorAll('button, a, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility() && !one.closest('.skip'))
  .map((one) => [one, (one.closest('label.tick') ?? one).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 47.5 || box.width < 44))
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""


def _fill(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("No headache today")
    phone.tap("Headache now")
    phone.pain(7)
    phone.tap("Add a medicine")
    phone.page.get_by_label("Name on the packet").fill("Ibuprofen 400")
    phone.tap("Save, taken now")
    expect(phone.page.get_by_role("listitem")).to_contain_text("Ibuprofen 400")


def _inspect(phone: Phone, screen: str) -> None:
    # At the end of a page nothing lies half under the dock.
    phone.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    for theme in THEMES:
        phone.set_theme(theme)
        assert phone.violations() == [], f"{screen} in {theme}"
    assert phone.page.evaluate(OFF_THE_EDGE) <= 0, screen
    assert phone.page.evaluate(TOO_SMALL) == [], screen


def _unfold(phone: Phone) -> None:
    for summary in phone.page.locator("summary").all():
        summary.click()


def test_every_screen_is_accessible_in_every_theme(phone: Phone, person: Person) -> None:
    phone.open()
    _inspect(phone, "sign-in")
    _fill(phone, person)
    _unfold(phone)
    _inspect(phone, "headache")
    phone.link("Done for now")
    phone.ready("today")
    _inspect(phone, "going on")
    phone.tap("It has ended")
    _inspect(phone, "ending")
    phone.tap("Not sure when")
    expect(phone.button("Headache now")).to_be_visible()
    _inspect(phone, "today")
    for screen in ("check-in", "history", "settings", "attention"):
        phone.go(screen)
        _unfold(phone)
        _inspect(phone, screen)


def test_200_percent_text_on_320_pixels_reflows(
    new_phone: Callable[..., Phone], person: Person
) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    _fill(phone, person)
    for screen in ("", "now", "check-in", "history", "settings"):
        if screen != "now":
            phone.go(screen)
        phone.double_text()
        assert phone.page.evaluate(OFF_THE_EDGE) <= 0, screen


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_theme_follows_the_phone_and_dims_for_a_headache(
    new_phone: Callable[..., Phone], person: Person, scheme: str
) -> None:
    phone = new_phone(color_scheme=scheme)
    phone.sign_in(person)
    assert phone.theme() == scheme
    phone.tap("Headache now")
    phone.ready("now")
    assert phone.theme() == "dim"
    phone.reopen()
    assert phone.theme() == "dim"
    phone.tap("It has ended")
    phone.tap("Ended just now")
    expect(phone.button("Headache now")).to_be_visible()
    assert phone.theme() == scheme


def test_a_chosen_theme_is_there_before_the_program(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.go("settings")
    phone.answer("Theme", "Light")
    phone.page.goto("/app/", wait_until="commit")
    phone.page.wait_for_selector("html[data-theme='light']", state="attached")


def test_the_pain_number_answers_to_the_keyboard(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.button("Headache now").press("Enter")
    phone.ready("now")
    zero = phone.page.get_by_role("radio", name="0, no pain")
    zero.focus()
    for _ in range(4):
        phone.page.keyboard.press("ArrowRight")
    phone.page.keyboard.press("Enter")
    expect(phone.page.get_by_role("radio", name="4", exact=True)).to_be_checked()
