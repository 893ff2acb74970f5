"""What the diary says so far: in words, with its numbers, and without a network too."""

import re
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.server import Person, Server
from tests.e2e.test_screens import OFF_THE_EDGE, THEMES, TOO_SMALL

COMPUTED_MS = 60_000


@pytest.fixture(scope="module")
def demo(server: Server, worker: None) -> Person:
    printed = server.manage("seed_demo")
    email, password = (line.split()[-1] for line in printed.splitlines()[:2])
    return Person(server, email, password, None)  # type: ignore[arg-type]


def _see(phone: Phone, text: str) -> None:
    expect(phone.page.get_by_role("main")).to_contain_text(text, timeout=COMPUTED_MS)


def _open(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.page.get_by_role("link", name="Insights", exact=True).click()
    phone.ready("insights")


def _forget_today(phone: Phone) -> None:
    """What the other journeys of this diary have entered today."""
    phone.go("history")
    entries = phone.page.get_by_role("button", name="Delete: ")
    for left in reversed(range(entries.count())):
        entries.first.click()
        expect(entries).to_have_count(left)


def test_the_flag_is_on_the_page_and_quietly_on_today(phone: Phone, demo: Person) -> None:
    _open(phone, demo)
    _see(phone, "Several entries fit the neck-related (cervicogenic) pattern")
    _see(phone, "From today")
    headings = phone.page.get_by_role("heading", level=2).all_inner_texts()
    assert headings[0] == "Warning signs"
    order = ["Painkillers", "What this rests on", "The neck-related pattern"]
    assert [one for one in headings if one in order] == order
    verdicts = phone.page.get_by_role("heading", level=3).all_inner_texts()
    wanted = ["Supported by your notes", "Not supported by your notes", "Cannot tell"]
    assert [one for one in verdicts if one in wanted] == wanted

    phone.go("")
    card = phone.page.get_by_role("region", name="A pattern in your entries")
    expect(card).to_contain_text("Worth asking for an examination of the neck.")
    card.get_by_text("A pattern in your entries").click()
    expect(card).to_contain_text("24 of 30 began in the neck")
    phone.link("For and against it")
    phone.ready("insights")


def test_the_main_actions_are_within_reach_of_a_thumb(phone: Phone, demo: Person) -> None:
    """Wholly seen in the lower two thirds of the screen, whatever else a full diary has to say."""
    _open(phone, demo)
    _see(phone, "Several entries fit the neck-related (cervicogenic) pattern")
    _forget_today(phone)
    phone.go("")
    expect(phone.page.get_by_role("region", name="A pattern in your entries")).to_be_visible()
    expect(phone.page.get_by_text("Visit on")).to_be_visible()
    actions = ["Headache now", "No headache today", "Check-in, 20 seconds"]
    medicines = ["Ibuprofen", "Paracetamol", "Sumatriptan", "Another medicine"]
    for name in [*actions, *medicines]:
        begins = re.compile(r"^\s*" + name.replace(" ", r"\s"))
        action = phone.page.locator("button, a", has_text=begins)
        assert phone.is_uncovered(action), name
        box = action.bounding_box()
        assert box and box["y"] >= 740 / 3, name


def test_the_numbers_behind_a_sentence_are_a_table(phone: Phone, demo: Person) -> None:
    _open(phone, demo)
    sentence = phone.page.locator(".said", has_text="Sitting: after days with")
    sentence.locator("xpath=following-sibling::details[1]/summary").click(timeout=COMPUTED_MS)
    table = sentence.locator("xpath=following-sibling::details[1]//table")
    expect(table.get_by_role("row").nth(1)).to_contain_text("less than 6")
    expect(table.get_by_role("row")).to_have_count(4)


def test_offline_the_last_ones_are_there_with_their_date_and_what_they_lack(
    phone: Phone, demo: Person
) -> None:
    _open(phone, demo)
    _see(phone, "From today")
    phone.kept_for_offline()
    phone.context.set_offline(True)
    phone.go("")
    phone.tap("Headache now")
    phone.pain(4)
    phone.page.reload()
    phone.go("insights")
    _see(phone, "1 entry since is not in it")
    _see(phone, "Counted on this phone, with them: headache on")
    _see(phone, "The server cannot be reached now.")
    _see(phone, "Several entries fit the neck-related (cervicogenic) pattern")

    phone.go("")
    phone.tap("It has ended")
    phone.tap("Ended just now")
    phone.context.set_offline(False)
    phone.says("Sent")
    phone.go("insights")
    _see(phone, "From today")
    expect(phone.page.get_by_role("main")).not_to_contain_text("not in it", timeout=COMPUTED_MS)


def test_an_urgent_card_pauses_the_pattern_until_it_is_seen_to(phone: Phone, demo: Person) -> None:
    _open(phone, demo)
    _see(phone, "Several entries fit")
    phone.go("check-in")
    phone.page.locator("summary", has_text="Anything new or unusual in back or legs?").click()
    phone.page.get_by_label("Back pain with fever").check()
    phone.tap("Understood")
    phone.go("")
    expect(phone.page.get_by_role("region", name="A pattern in your entries")).to_be_hidden()
    phone.go("insights")
    _see(phone, "Paused until you have had this checked")
    expect(phone.page.get_by_role("main")).not_to_contain_text("Several entries fit")
    phone.tap("It has been checked")
    _see(phone, "Several entries fit")
    phone.says("Sent")


def test_an_empty_diary_says_what_is_needed(phone: Phone, person: Person, worker: None) -> None:
    _open(phone, person)
    _see(phone, "Still needed: 28 more days with an answer about headaches")
    phone.go("")
    expect(phone.page.get_by_role("region", name="A pattern in your entries")).to_be_hidden()


def test_without_a_network_and_without_a_copy_it_says_so(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.page.route("**/api/v1/insights/", lambda route: route.abort())
    phone.go("insights")
    _see(phone, "Your own server computes this page.")
    expect(phone.button("Try again")).to_be_visible()


def test_after_signing_out_nothing_of_it_is_left(phone: Phone, demo: Person) -> None:
    _open(phone, demo)
    _see(phone, "From today")
    phone.go("settings")
    phone.tap("Sign out")
    expect(phone.page.get_by_label("E-mail")).to_be_visible()
    left = "indexedDB.databases().then((all) => all.map(({ name }) => name))"
    assert [name for name in phone.page.evaluate(left) if name.startswith("nape-")] == []


def test_the_page_is_accessible_in_every_theme_and_reflows(
    new_phone: Callable[..., Phone], demo: Person
) -> None:
    phone = new_phone(viewport={"width": 320, "height": 740})
    _open(phone, demo)
    _see(phone, "From today")
    for summary in phone.page.locator("summary").all():
        summary.click()
    for theme in THEMES:
        phone.set_theme(theme)
        assert phone.violations() == [], theme
    assert phone.page.evaluate(TOO_SMALL) == []
    phone.double_text()
    assert phone.violations() == []
    assert phone.page.evaluate(OFF_THE_EDGE) <= 0


def test_it_says_which_days_were_counted(phone: Phone, demo: Person) -> None:
    _open(phone, demo)
    year = datetime.now(ZoneInfo("Europe/Berlin")).year - 1
    _see(phone, f"{year} to ")
