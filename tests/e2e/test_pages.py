"""The pages beside the log: what a person does there is in the diary, or leaves it for good."""

import json
import re
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from playwright.sync_api import expect

from tests.e2e.phone import FORMS, Phone
from tests.e2e.server import PASSWORD, Person, Server


def test_the_month_is_read_by_keys_and_leads_to_the_entries_of_a_day(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(7)
    phone.link("Done for now")
    phone.tap("It has ended")
    phone.tap("Not sure when")
    phone.page.get_by_role("navigation", name="Pages").get_by_role("link", name="History").click()
    phone.ready("history")
    expect(phone.page.get_by_role("heading", level=1)).to_be_focused()
    day = phone.page.locator("button[aria-current='date']")
    expect(day).to_have_accessible_name(re.compile("Today: headache, worst 7"))
    entry = phone.page.get_by_role("link", name=re.compile("worst 7"))
    day.click()
    expect(phone.page.locator("#live")).to_contain_text("worst 7")
    assert phone.is_uncovered(entry)
    expect(day).to_be_focused()
    phone.page.keyboard.press("ArrowLeft")
    chosen = phone.page.locator("[aria-selected='true'] button")
    expect(chosen).to_be_focused()
    expect(chosen).to_have_accessible_name("Yesterday: nothing entered")
    earlier = phone.page.get_by_role("link", name="Add an earlier headache")
    expect(earlier).to_have_attribute("href", re.compile(r"^#/earlier/\d{4}-\d\d-\d\d$"))
    for ahead in phone.page.locator(".month button:disabled").all_inner_texts():
        assert "nothing entered" not in ahead
    phone.page.keyboard.press("ArrowRight")
    phone.answer("Show as", "List")
    entry.click()
    phone.ready("now")
    phone.page.go_back()
    phone.ready("history")
    # as it was left
    expect(phone.button("List")).to_have_attribute("aria-pressed", "true")


def test_a_medicine_is_added_taken_changed_and_its_changes_are_told(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.says("Sent")
    phone.go("medicines")
    phone.link("Add a medicine")
    phone.ready("record")
    phone.page.get_by_label("Name").fill("Sumatriptan")
    phone.page.get_by_label("Class").select_option("triptan")
    phone.page.get_by_label("Strength").fill("50")
    phone.link("Done")
    phone.ready("medicines")
    expect(phone.page.get_by_role("listitem")).to_contain_text("Today would be day 1 of 10")
    phone.tap("Took it now: Sumatriptan")
    phone.says("Sent")
    [medicine] = person.records("medications/")
    assert (medicine["drug_class"], medicine["strength"]) == ("triptan", "50")
    [dose] = person.records("doses/")
    assert dose["medication"] == medicine["id"]

    phone.page.get_by_text("Taken in the last 30 days").click()
    phone.page.get_by_role("link", name="Sumatriptan").last.click()
    phone.ready("record")
    phone.answer("Relief after two hours", "Good")
    phone.link("What was changed")
    newest = phone.page.get_by_role("main").get_by_role("listitem").first
    expect(newest).to_contain_text("on this phone")
    expect(newest).to_contain_text("Good")
    phone.says("Sent")
    expect(newest).to_contain_text("Good")


def test_a_headache_and_a_day_lead_to_what_was_changed_in_them(
    phone: Phone, person: Person
) -> None:
    """Also when the answer that is sent is the one that stands."""
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(4)
    phone.link("What was changed")
    phone.ready("changes")
    main = phone.page.get_by_role("main")
    expect(main).to_contain_text("worst 4")
    phone.go("check-in")
    phone.answer("Headache on this day", "Headache")
    phone.says("Sent")
    phone.link("What was changed")
    expect(main).to_contain_text("Nothing was changed since.")
    phone.go("check-in")
    phone.context.set_offline(True)
    phone.answer("Headache on this day", "No headache")
    phone.answer("Headache on this day", "Headache")
    phone.context.set_offline(False)
    phone.says("Sent")
    phone.link("What was changed")
    phone.ready("changes")
    expect(main).to_contain_text("The same answers once more.")
    expect(main).to_contain_text("on this phone")


def test_a_note_that_a_clinician_shared_is_on_today_until_it_is_read(
    phone: Phone, person: Person, server: Server, tmp_path: Path
) -> None:
    note = {
        "on": datetime.now(UTC).date().isoformat(),
        "text": "Ask about the pillow.",
        "visibility": "shared",
    }
    note |= {"id": str(uuid4()), "author": "Dr Adler"}
    archive = {"format": "nape-archive", "version": 1, "counts": {"annotations": 1}}
    file = tmp_path / "archive.json"
    file.write_text(json.dumps(archive | {"annotations": [note]}), encoding="utf-8")
    server.manage("import", person.email, str(file))
    phone.sign_in(person)
    card = phone.page.get_by_text("Your clinician has shared a note with you.")
    expect(card).to_be_visible()
    phone.page.locator("p", has=card).get_by_role("link", name="Open").click()
    expect(phone.page.get_by_text("Ask about the pillow.")).to_be_visible()
    phone.go("")
    expect(phone.button("Headache now")).to_be_visible()
    expect(card).to_be_hidden()
    phone.page.reload()
    expect(phone.page.get_by_role("link", name="Check-in, 20 seconds")).to_be_visible()
    expect(card).to_be_hidden()


def test_what_was_deleted_comes_back_from_the_bin(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.says("Sent")
    phone.go("visits")
    phone.link("Add a visit")
    phone.page.get_by_label("Seen by").fill("Dr Adler")
    phone.page.get_by_label("Questions, one in a line").fill("Go on?\nHow long?")
    phone.link("Done")
    phone.says("Sent")
    [visit] = person.records("visits/")
    assert visit["questions"] == ["Go on?", "How long?"]
    phone.link("Questions, and what was agreed")
    phone.tap("Delete")
    phone.ready("visits")
    phone.says("Sent")
    assert person.records("visits/") == []

    phone.go("bin")
    phone.page.get_by_role("button", name="Bring back").click()
    expect(phone.page.get_by_text("Nothing was deleted")).to_be_visible()
    phone.says("Sent")
    assert [one["seen_by"] for one in person.records("visits/")] == ["Dr Adler"]


def test_the_diary_is_opened_by_a_code_and_closed_again(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.go("sharing")
    expect(phone.page.get_by_text("Nobody but you")).to_be_visible()
    expect(phone.button("End all sharing")).to_be_hidden()
    phone.page.get_by_text("Share with somebody").click()
    phone.page.get_by_label("visits and findings").uncheck()
    phone.tap("Make the code")
    expect(phone.page.locator(".code")).to_contain_text(re.compile(r"\w{4}-\w{4}"))
    expect(phone.page.get_by_role("img", name="QR code")).to_be_visible()
    [invitation] = person.records("invitations/")
    assert "visits" not in invitation["sections"]
    expect(phone.button("End all sharing")).to_be_visible()
    phone.tap("Take back")
    expect(phone.page.get_by_text("Invitations that wait")).to_be_hidden()
    # Nor is the dead code still held out.
    expect(phone.page.locator(".code")).to_be_hidden()
    assert person.records("invitations/") == []
    expect(phone.button("End all sharing")).to_be_hidden()
    phone.context.set_offline(True)
    phone.page.reload()
    expect(phone.page.get_by_text("The server cannot be reached now.")).to_have_count(1)
    phone.context.set_offline(False)
    expect(phone.page.get_by_text("Nobody but you")).to_be_visible()


def test_the_report_is_read_here_and_stays_without_a_network(
    phone: Phone, person: Person, worker: None
) -> None:
    phone.sign_in(person)
    phone.go(FORMS[-1])
    day = phone.page.get_by_label("Day", exact=True)
    day.fill(day.input_value())
    phone.go("")
    phone.link("Check-in for yesterday")
    phone.answer("Headache on this day", "No headache")
    phone.says("Sent")
    phone.go("report")
    page = phone.page.get_by_role("article")
    expect(page).to_contain_text("Headache diary, for the family doctor", timeout=60_000)
    drawing = page.get_by_role("img", name="Headache on 0 of 1 answered days")
    expect(drawing).to_be_visible()
    expect(page.get_by_role("region", name="Calendar", exact=True)).to_contain_text("0")
    phone.context.set_offline(True)
    phone.answer("For", "Physiotherapist")
    expect(phone.page.get_by_text("The server cannot be reached now.")).to_be_visible()
    expect(page).to_contain_text("Headache diary, for the family doctor")
    assert drawing.evaluate("async image => (await image.decode(), image.naturalWidth)") > 0
    phone.go("")
    expect(phone.page.get_by_text("Visit today: the page for it is ready.")).to_be_visible()
    phone.go("report")
    expect(phone.page.get_by_text("The server cannot be reached now.")).to_be_visible()
    phone.context.set_offline(False)
    expect(phone.page.get_by_text("The server cannot be reached now.")).to_be_hidden()


def test_a_kept_report_in_another_language_says_so(
    phone: Phone, person: Person, worker: None
) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.go("report")
    page = phone.page.get_by_role("article")
    expect(page).to_contain_text("Headache diary, for the family doctor", timeout=60_000)
    phone.go("settings")
    phone.tap("Deutsch")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Einstellungen")
    phone.context.set_offline(True)
    phone.go("report")
    expect(phone.page.get_by_text("Die letzte Seite, mit anderer Auswahl:")).to_be_visible()
    expect(page).to_contain_text("Headache diary, for the family doctor")


def test_everything_is_erased_and_the_phone_is_empty(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("No headache today")
    phone.says("Sent")
    phone.go("settings")
    phone.tap("Erase everything")
    phone.tap("Erase everything now")
    expect(phone.page.get_by_text("Gone from the server")).to_contain_text("1")
    phone.tap("Clear this phone too")
    expect(phone.page.get_by_label("Password")).to_be_visible()
    phone.page.get_by_label("E-mail").fill(person.email)
    phone.page.get_by_label("Password").fill(PASSWORD)
    phone.page.get_by_role("button", name="Sign in", exact=True).click()
    expect(phone.page.locator("form .warn")).to_be_visible()


def test_the_language_is_changed_and_changed_back_at_once(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.go("settings")
    for name, title in (("Deutsch", "Einstellungen"), ("English", "Settings")):
        phone.tap(name)
        expect(phone.page.get_by_role("heading", level=1)).to_have_text(title)
        phone.page.reload()
        phone.ready("settings")
        expect(phone.page.get_by_role("heading", level=1)).to_have_text(title)


def test_without_a_server_the_language_waits_and_the_warning_signs_stay(
    phone: Phone, person: Person, server: Server
) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.knows_the_warning_signs()
    server.stop()
    try:
        phone.go("settings")
        phone.tap("Deutsch")
        expect(phone.page.locator("#toast")).to_contain_text("at one of the next starts")
        phone.reopen()
        phone.go("help")
        expect(phone.page.get_by_role("heading", name="Get medical advice")).to_be_visible()
    finally:
        server.start()
    for _start in range(5):  # it comes at one of the next
        phone.reopen()
        with suppress(AssertionError):
            expect(phone.page.get_by_role("heading", level=1)).to_have_text("Heute", timeout=5_000)
            break
    else:
        raise AssertionError("five starts in the old language")
