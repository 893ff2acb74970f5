"""Every screen in every theme: nothing axe objects to, nothing off the edge, nothing too small."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.phone import FORMS, OFF_THE_EDGE, PAGES, Phone
from tests.e2e.server import Person, Server, person_from_sign_up

THEMES = ["light", "dark", "dim"]
#: Inline links in running text are excepted by WCAG; everything else is a target for a thumb.
TOO_SMALL = """() => [...document.querySelectorAll('button, a, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility() && !one.closest('.skip'))
  .map((one) => [one, (one.closest('label.tick') ?? one).getBoundingClientRect()])
  .filter(([, box]) => box.width > 0 && (box.height < 47.5 || box.width < 44))
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""

#: What is read out after something else stands below it, or beside it on the right. The spots of
#: the body map are read from head to back; the dock lies over the page wherever it is scrolled to.
OUT_OF_ORDER = """() => {
  const kinds = 'h1,h2,h3,p,li,dt,dd,th,td,label,legend,button,a,input,summary,img';
  const apart = '.dock, .map, .skip, .unseen, [role=status]';
  const read = [...document.querySelectorAll(kinds)]
    .filter((one) => one.checkVisibility() && !one.closest(apart))
    .map((one) => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 2 && box.height > 2);
  return read.slice(1).filter(([one, box], n) => {
    const [last, before] = read[n];
    const isBeside = box.top < before.bottom - 2 && before.top < box.bottom - 2;
    const isLeft = isBeside && !last.contains(one) && box.right <= before.left + 1;
    return isLeft || box.bottom <= before.top + 1;
  }).map(([one]) => one.outerHTML.slice(0, 100));
}"""

#: Words of a language that joins them, and a name as long as a name may be.
LONG_NAME = "Schmerztablettenwirkstoffkombination " * 5


def _fill(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("No headache today")
    phone.tap("Headache now")
    phone.pain(7)
    phone.tap("Add a medicine")
    phone.page.get_by_label("Name on the packet").fill(LONG_NAME)
    phone.tap("Save, taken now")
    expect(phone.page.get_by_role("listitem")).to_contain_text(LONG_NAME.strip())


def _inspect(phone: Phone, screen: str) -> None:
    """Rules that do not ask for colours hold in every theme when they hold in one."""
    _at_the_end(phone)
    phone.set_theme("light")
    assert phone.violations() == [], f"{screen} in light"
    assert phone.page.evaluate(OFF_THE_EDGE) <= 0, screen
    assert phone.page.evaluate(TOO_SMALL) == [], screen
    assert phone.page.evaluate(OUT_OF_ORDER) == [], screen
    for theme in ("dark", "dim"):
        phone.set_theme(theme)
        assert phone.violations(["color-contrast"]) == [], f"{screen} in {theme}"
    phone.double_text()
    _at_the_end(phone)
    for theme in THEMES:
        phone.set_theme(theme)
        rules = ["color-contrast", "target-size"]
        assert phone.violations(rules) == [], f"{screen} in {theme}, 200 % text"
    assert phone.page.evaluate(OFF_THE_EDGE) <= 0, f"{screen}, 200 % text"
    assert phone.page.evaluate(OUT_OF_ORDER) == [], f"{screen}, 200 % text"
    phone.double_text(False)


def _at_the_end(phone: Phone) -> None:
    """Where nothing lies half under the dock."""
    phone.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")


def _has_come(phone: Phone) -> None:
    """What the server knows, and the words of the forms."""
    for waiting in ("Being fetched.", "This comes with the next connection."):
        expect(phone.page.get_by_text(waiting)).to_have_count(0)


def _unfold(phone: Phone) -> None:
    phone.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")


def test_every_screen_is_accessible_in_every_theme_and_with_large_text(
    new_phone: Callable[..., Phone], person: Person
) -> None:
    phone = new_phone(viewport={"width": 320, "height": 640})
    phone.open()
    _inspect(phone, "sign-in")
    _fill(phone, person)
    _unfold(phone)
    for view in ("From behind", "Left side", "List"):
        phone.tap(view)
        _inspect(phone, f"headache, {view}")
    phone.go("")
    _inspect(phone, "going on")
    phone.tap("It has ended")
    _inspect(phone, "ending")
    phone.tap("Not sure when")
    expect(phone.button("Headache now")).to_be_visible()
    phone.tap("Start the sitting timer")
    _unfold(phone)
    _inspect(phone, "today")


@pytest.mark.parametrize("screen", [*PAGES, *FORMS])
def test_every_page_is_accessible_in_every_theme_and_with_large_text(
    a_full_phone: Phone, screen: str
) -> None:
    a_full_phone.go(screen)
    _has_come(a_full_phone)
    _unfold(a_full_phone)
    _inspect(a_full_phone, screen)


def test_what_comes_after_a_tap_is_accessible_too(a_full_phone: Phone) -> None:
    phone = a_full_phone
    phone.go("settings")
    phone.tap("Erase everything")
    _inspect(phone, "the last question before the end")
    phone.tap("Keep it")
    phone.go(FORMS[2])
    phone.page.get_by_label("Kind").select_option("physiotherapy")
    phone.tap("A session today")
    expect(phone.button("Undo")).to_be_visible()
    _inspect(phone, "a treatment with its sessions")
    phone.says("Sent")
    phone.answer("Change since the start", "Better")
    phone.says("Sent")
    phone.link("What was changed")
    expect(phone.page.locator("dd")).to_contain_text(["Better"])
    _inspect(phone, "what was changed")
    phone.go("sharing")
    _has_come(phone)
    phone.page.get_by_text("Share with somebody").click()
    phone.tap("Make the code")
    expect(phone.page.get_by_role("img", name="QR code")).to_be_visible()
    phone.tap("End all sharing")
    expect(phone.button("Keep it")).to_be_visible()
    _inspect(phone, "a code, and the question before all ends")
    phone.tap("End all sharing now")
    phone.go(FORMS[2])
    phone.tap("Delete")
    phone.ready("treatments")
    phone.says("Sent")
    phone.go("bin")
    expect(phone.page.get_by_role("button", name="Bring back").first).to_be_visible()
    _inspect(phone, "bin")


def test_the_report_is_accessible_in_every_theme_and_with_large_text(
    a_full_phone: Phone, worker: None
) -> None:
    a_full_phone.go("report")
    expect(a_full_phone.page.get_by_role("article")).to_be_visible(timeout=60_000)
    _unfold(a_full_phone)
    _inspect(a_full_phone, "report")


@pytest.fixture(scope="module")
def a_full_phone(browser: Browser, server: Server) -> Iterator[Phone]:
    """One phone for all pages: what it is filled with is the same."""
    context = browser.new_context(base_url=server.url, viewport={"width": 320, "height": 640})
    phone = Phone(context)
    _fill(phone, person_from_sign_up(server))
    yield phone
    context.close()
    assert phone.errors == []


def test_the_number_is_within_reach_of_a_thumb(phone: Phone, person: Person) -> None:
    """In the lower half of the screen, the button before it in the lower third."""
    phone.sign_in(person)
    start = phone.button("Headache now").bounding_box()
    assert start and start["y"] >= 740 * 2 / 3
    phone.page.set_viewport_size({"width": 740, "height": 360})
    assert phone.is_uncovered(phone.button("Headache now")), "on its side"
    phone.page.set_viewport_size({"width": 360, "height": 740})
    phone.tap("Headache now")
    phone.ready("now")
    pad = phone.page.get_by_role("radiogroup").first.bounding_box()
    assert pad and pad["y"] + pad["height"] / 2 >= 740 / 2


#: Presses Tab as often as there are stops and asks each time whether the focus can be seen.
HIDDEN_FOCUS = """() => {
  const one = document.activeElement;
  const box = one.getBoundingClientRect();
  const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  const seen = at && (one.contains(at) || at.contains(one) || at.closest('label')?.contains(one));
  return seen || one === document.body ? '' : one.outerHTML.slice(0, 100);
}"""


def test_everything_can_be_done_with_the_keyboard_and_the_focus_is_never_hidden(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.button("Headache now").press("Enter")
    phone.ready("now")
    keys = phone.page.keyboard
    hidden = set()

    def reach(selector: str) -> None:
        for _ in range(120):
            if phone.page.evaluate(f"document.activeElement.matches({selector!r})"):
                return
            keys.press("Tab")
            hidden.add(phone.page.evaluate(HIDDEN_FOCUS))
        raise AssertionError(f"Tab never reaches {selector}")

    reach("[role=radio]")
    for _ in range(5):
        keys.press("ArrowRight")
    keys.press("Space")
    expect(phone.page.get_by_role("radio", name="5", exact=True)).to_be_checked()
    reach("input.spot[aria-label^='Base of the skull (your right)']")
    keys.press("Space")
    expect(phone.page.get_by_text("Side, as these places say: Right")).to_be_visible()
    reach("a[href='#/'].strong")
    keys.press("Enter")
    phone.ready("today")
    reach(".going .strong")
    keys.press("Enter")
    reach(".going .stack button")
    keys.press("Enter")
    expect(phone.button("Headache now")).to_be_visible()
    assert hidden == {""}


def test_the_map_and_the_number_pad_have_names_that_can_be_heard(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(0)
    pad = phone.page.get_by_role("radiogroup", name="How strong is the pain?")
    assert pad.get_by_role("radio").count() == 11
    expect(pad.get_by_role("radio", name="10, worst imaginable")).to_be_visible()
    places = phone.page.get_by_role("group", name="Everywhere it hurts")
    names = [box.get_attribute("aria-label") for box in places.get_by_role("checkbox").all()]
    assert names[:2] == ["Back of the head (your left)", "Back of the head (your right)"]
    assert len(names) == len(set(names)) == 10


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
