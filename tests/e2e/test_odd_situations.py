"""Years of entries, a cupboard full of medicines, other scripts, and a session that ends."""

import json
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from interchange import demo
from tests.e2e.phone import Phone
from tests.e2e.server import Person

BERLIN = ZoneInfo("Europe/Berlin")
ARABIC = "بعد جلوس طويل أمام الشاشة"
LONG_NAME = "Schmerztablettenwirkstoffkombination " * 5
MEDICINES = 60
#: What the pages say that list something; insights and report: where they are computed.
EMPTY = {
    "history": "Nothing here yet. Headache now and the check-in",
    "attention": "Nothing needs attention.",
    "medicines": "None yet. Add what you take",
    "treatments": "None yet. Such as physiotherapy",
    "visits": "None yet. Add the next one",
    "bin": "Nothing was deleted in the last 30 days.",
    "sharing": "Nobody but you, until you invite somebody.",
    "profile": "Nothing must be answered.",
}


def _five_years() -> dict[str, Any]:
    """Four demo persons one after the other, sixty medicines, and a note from right to left."""
    until = datetime.now(BERLIN).date()
    parts = [demo.archive(until=until - timedelta(days=560 * n), seed=n) for n in range(4)]
    whole = parts[0]
    for part in parts[1:]:
        for kind in part["counts"]:
            whole[kind] = [*whole.get(kind, []), *part[kind]]
    more = [{"name": f"{n} {LONG_NAME}"[:200].strip()} for n in range(MEDICINES)]
    whole["medications"] = [*whole["medications"], *more]
    for episode in whole["episodes"]:
        episode["notes"] = ARABIC
    whole["counts"] = {kind: len(whole[kind]) for kind in whole["counts"]}
    return whole


def test_five_years_and_sixty_medicines_leave_the_phone_usable(
    phone: Phone, person: Person, tmp_path: Path
) -> None:
    file = tmp_path / "archive.json"
    years = _five_years()
    file.write_text(json.dumps(years, default=str), encoding="utf-8")
    assert years["counts"]["check_ins"] > 1500
    person.server.manage("import", person.email, str(file))
    phone.sign_in(person)
    expect(phone.page.locator("#state")).to_contain_text("Sent", timeout=60_000)

    phone.tap("Headache now")
    phone.pain(6)
    # The next thing is not below sixty buttons.
    at_hand = phone.page.locator("#main .row", has=phone.button("Another medicine"))
    box = at_hand.bounding_box()
    assert box and box["height"] < 740
    phone.tap("Another medicine")
    phone.page.locator("#main button", has_text="Sumatriptan").first.click()
    expect(phone.page.get_by_role("listitem").first).to_contain_text("Sumatriptan")
    phone.go("history")
    entry = re.compile(r"^Headache, since \d\d:\d\d, goes on, worst 6")
    expect(phone.page.get_by_role("link", name=entry)).to_be_visible()
    phone.says("Sent")


def test_a_note_from_right_to_left_is_shown_so(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.page.locator("summary", has_text="notes").click()
    notes = phone.page.get_by_label("Notes")
    notes.fill(ARABIC)
    notes.blur()
    assert notes.evaluate("one => getComputedStyle(one).direction") == "rtl"
    phone.says("Sent")
    assert person.records("episodes/")[0]["notes"] == ARABIC


def test_a_session_that_ends_while_typing_loses_nothing(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.says("Sent")
    phone.page.locator("summary", has_text="notes").click()
    notes = phone.page.get_by_label("Notes")
    notes.press_sequentially("began in the ")
    phone.context.clear_cookies()
    notes.press_sequentially("night")
    phone.says("Sign in to send")
    expect(notes).to_be_focused()
    expect(notes).to_have_value("began in the night")

    phone.go("sign-in")
    phone.page.get_by_label("Password").fill(person.password)
    phone.tap("Sign in")
    phone.says("Sent")
    assert person.records("episodes/")[0]["notes"] == "began in the night"


def test_each_empty_screen_says_what_to_do(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    expect(phone.button("No headache today")).to_be_visible()
    expect(phone.button("Add a medicine")).to_be_visible()
    for page, words in EMPTY.items():
        phone.go(page)
        expect(phone.page.locator("#main")).to_contain_text(words)
