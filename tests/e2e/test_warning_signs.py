"""A warning sign: the entry first, then the card, then one answer that is kept."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.e2e.phone import Phone
from tests.e2e.server import Person
from tests.e2e.test_screens import OFF_THE_EDGE, THEMES, TOO_SMALL


def _card(phone: Phone) -> Locator:
    return phone.page.get_by_role("dialog")


def _ready(phone: Phone, person: Person) -> None:
    """Signed in, and the rules have come."""
    phone.sign_in(person)
    phone.says("Sent")
    phone.knows_the_warning_signs()


def _unfold(phone: Phone, summary: str) -> None:
    folded = phone.page.locator("details", has=phone.page.locator("summary", has_text=summary))
    folded.locator("summary").click()
    expect(folded).to_have_attribute("open", "")


def _sudden_and_severe(phone: Phone) -> None:
    phone.tap("Headache now")
    phone.pain(9)
    _unfold(phone, "When it began")
    phone.answer("How fast it reached its worst", "Under 1 minute")


def test_offline_the_entry_is_saved_then_the_card_is_shown_answered_and_sent(
    phone: Phone, person_with_token: Person
) -> None:
    person = person_with_token
    _ready(phone, person)
    phone.kept_for_offline()
    phone.context.set_offline(True)
    _sudden_and_severe(phone)
    phone.says("1 entry not sent yet")
    expect(_card(phone)).to_contain_text("Please call your local emergency number")
    expect(_card(phone)).to_be_focused()
    assert person.records("episodes/") == []

    phone.tap("Understood")
    expect(_card(phone)).to_be_hidden()
    phone.page.reload()
    phone.ready("now")
    expect(phone.page.get_by_role("radio", name="9", exact=True)).to_be_checked()
    expect(_card(phone)).to_be_hidden()

    phone.context.set_offline(False)
    phone.says("Sent")
    [episode] = person.records("episodes/")
    [answer] = person.records("acknowledgements/")
    assert (episode["peak_intensity"], episode["onset_to_peak"]) == (9, "under_1_min")
    assert answer["card"] == "emergency:sudden"
    assert answer["answer"] == "understood"
    assert answer["episode"] == episode["id"]
    assert answer["shown_at"]
    assert answer["rule_version"]


def test_a_stiff_neck_alone_is_no_warning_sign(phone: Phone, person: Person) -> None:
    _ready(phone, person)
    phone.tap("Headache now")
    phone.pain(6)
    _unfold(phone, "The neck")
    phone.answer("How stiff is the neck", "Severe")
    phone.says("Sent")
    phone.page.wait_for_timeout(500)
    expect(_card(phone)).to_be_hidden()

    _unfold(phone, "Is anything here new or unusual for you?")
    phone.page.get_by_label("Fever", exact=True).check()
    expect(_card(phone)).to_contain_text("Please read this now")
    phone.tap("None of these")
    expect(_card(phone)).to_be_hidden()


def test_none_of_these_is_an_answer_and_no_reassurance(
    phone: Phone, person_with_token: Person
) -> None:
    person = person_with_token
    _ready(phone, person)
    phone.tap("Headache now")
    _unfold(phone, "Is anything here new or unusual for you?")
    phone.tap("None of these")
    expect(phone.button("None of these")).to_have_attribute("aria-pressed", "true")
    expect(_card(phone)).to_be_hidden()
    phone.says("Sent")
    assert [one["warning_signs"] for one in person.records("episodes/")] == [[]]


def test_an_emergency_that_is_usual_is_told_of_the_plan_and_shown_again(
    phone: Phone, person: Person
) -> None:
    _ready(phone, person)
    _sudden_and_severe(phone)
    phone.tap("My usual, a doctor has checked it")
    expect(_card(phone)).to_contain_text("follow the plan you were given")
    phone.tap("Close")
    expect(_card(phone)).to_be_hidden()

    phone.tap("Delete this headache")
    phone.ready("history")
    phone.go("")
    _sudden_and_severe(phone)
    expect(_card(phone)).to_contain_text("Please read this now")
    expect(_card(phone)).to_contain_text("follow the plan you were given")


def test_a_usual_aura_calls_for_nothing_urgent(phone: Phone, person: Person) -> None:
    _ready(phone, person)
    phone.tap("Headache now")
    _unfold(phone, "Changed sight, feeling or speech before the pain")
    phone.page.get_by_label("How long it lasted, in minutes").select_option("20")
    phone.page.get_by_label("It came gradually").select_option("yes")
    phone.page.get_by_label("Something was added").select_option("yes")
    phone.tap("Save this")
    expect(_card(phone)).to_contain_text("Worth showing a doctor")
    phone.tap("My usual, a doctor has checked it")
    expect(_card(phone)).to_be_hidden()
    expect(phone.page.get_by_role("listitem")).to_contain_text("Visual, 20 min")


def test_the_back_signs_of_a_check_in_call_for_the_card(
    phone: Phone, person_with_token: Person
) -> None:
    person = person_with_token
    _ready(phone, person)
    phone.go("check-in")
    _unfold(phone, "Anything new or unusual in back or legs?")
    phone.page.get_by_label("Numb between the legs").check()
    expect(_card(phone)).to_contain_text("Please read this now")
    phone.tap("Understood")
    expect(_card(phone)).to_be_hidden()
    phone.says("Sent")
    [check_in] = person.records("check-ins/")
    [answer] = person.records("acknowledgements/")
    assert (answer["card"], answer["signs"]) == ("emergency:back", ["saddle_numbness"])
    assert answer["date"] == check_in["date"]


def test_the_card_goes_with_its_person(
    phone: Phone, person: Person, another_person: Person
) -> None:
    _ready(phone, person)
    _sudden_and_severe(phone)
    expect(_card(phone)).to_be_visible()
    phone.says("Sent")
    phone.go("settings")
    phone.tap("Sign out")
    phone.page.get_by_label("E-mail").fill(another_person.email)
    phone.page.get_by_label("Password").fill(another_person.password)
    phone.tap("Sign in")
    phone.fetched()
    expect(phone.button("Headache now")).to_be_visible()
    expect(_card(phone)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 360])
def test_the_card_leaves_room_and_is_accessible(
    new_phone: Callable[..., Phone], person: Person, width: int
) -> None:
    phone = new_phone(viewport={"width": width, "height": 740})
    _ready(phone, person)
    _sudden_and_severe(phone)
    expect(_card(phone)).to_be_visible()
    # At the end of the page nothing lies half under the card.
    phone.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    for theme in THEMES:
        phone.set_theme(theme)
        assert phone.violations() == [], theme
    assert phone.page.evaluate(TOO_SMALL) == []
    # What is asked of the person needs no scrolling.
    box, asked = _card(phone).bounding_box(), phone.button("Understood").bounding_box()
    assert box and asked and asked["y"] + asked["height"] < box["y"] + box["height"]
    phone.double_text()
    phone.page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    assert phone.violations() == []
    assert phone.page.evaluate(OFF_THE_EDGE) <= 0
    box = _card(phone).bounding_box()
    assert box and box["y"] >= 0 and box["height"] <= 740 * 0.55
