"""What a person decides about entries, and the way out for a host."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Route, expect

from interchange import demo
from tests.e2e.agreement import Taps, all_agree, of_export, of_phone
from tests.e2e.phone import Phone
from tests.e2e.server import Person, Server

TAKEN_OVER = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  while (registration.waiting) await new Promise((done) => setTimeout(done, 50));
}"""


def test_what_the_server_refuses_is_shown_with_its_content(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.says("Sent")
    phone.refuse_next_write("The server says why.")
    phone.tap("No headache today")
    phone.says("1 entry needs attention")
    phone.link("1 entry needs attention")
    expect(phone.page.get_by_text("The server says why.")).to_be_visible()
    answer = phone.page.locator("dt", has_text="Headache today").locator("+ dd")
    expect(answer).to_have_text("No")
    phone.tap("Discard this")
    expect(phone.page.get_by_text("Nothing needs attention.")).to_be_visible()
    phone.tap("Undo")
    expect(answer).to_be_visible()
    phone.tap("Try again")
    phone.says("Sent")
    assert [day["headache_today"] for day in person.records("check-ins/")] == ["no"]


def test_deleting_in_the_history_can_be_taken_back(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(5)
    phone.says("Sent")
    phone.go("history")
    phone.page.get_by_role("button", name="Delete: Headache").click()
    expect(phone.page.get_by_text("Nothing here yet.")).to_be_visible()
    phone.says("Sent")
    assert person.records("episodes/") == []

    phone.tap("Undo")
    expect(phone.page.get_by_role("link", name="worst 5")).to_be_visible()
    phone.says("Sent")
    assert [episode["peak_intensity"] for episode in person.records("episodes/")] == [5]


def test_a_diary_that_is_on_its_way_is_said_to_be(phone: Phone, person: Person) -> None:
    """And nothing is asked that the diary may answer already."""
    held: list[Route] = []
    slow = True

    def answer(route: Route) -> None:
        if slow:
            held.append(route)
        else:
            route.continue_()

    phone.page.route("**/api/v1/sync/", answer)
    phone.open()
    phone.page.get_by_label("E-mail").fill(person.email)
    phone.page.get_by_label("Password").fill(person.password)
    phone.tap("Sign in")
    phone.says("Fetching your diary")
    yesterday = phone.page.get_by_role("link", name="Check-in for yesterday")
    expect(phone.button("No headache today")).to_be_visible()
    expect(yesterday).to_be_hidden()
    slow = False
    for route in held:
        route.continue_()
    phone.says("Sent")
    expect(yesterday).to_be_visible()


def test_what_was_never_sent_comes_back_whole_when_its_deletion_is_taken_back(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.context.set_offline(True)
    phone.tap("Headache now")
    phone.pain(5)
    phone.tap("Delete this headache")
    phone.tap("Undo")
    expect(phone.page.get_by_role("link", name="worst 5")).to_be_visible()
    phone.context.set_offline(False)
    phone.says("Sent")
    all_agree(phone, person, Taps([[5]]))


def test_the_worker_can_be_taken_off_a_phone_and_no_entry_goes_with_it(
    phone: Phone, person: Person, server: Server
) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.tap("No headache today")
    phone.says("Sent")
    server.stop()
    server.start("tests.e2e.without_worker")
    try:
        with phone.page.expect_navigation():
            phone.page.evaluate(
                "navigator.serviceWorker.getRegistration().then((one) => { one.update() })"
            )
        phone.ready()
        expect(phone.page.get_by_text("Today is checked in.")).to_be_visible()
        assert phone.page.evaluate("caches.keys()") == []
    finally:
        server.stop()
        server.start()


def test_what_is_sent_and_asked_never_passes_through_the_worker(
    phone: Phone, person: Person
) -> None:
    """By the browser's own record of who answered; the worker answers for the files."""
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.reopen()
    with phone.page.expect_response("**/api/v1/sync/"):
        phone.tap("No headache today")
    phone.says("Sent")
    answered = phone.page.evaluate(
        """() => performance.getEntriesByType('resource').map((one) =>
          [new URL(one.name).pathname.split('/')[1], one.workerFinalSourceType])"""
    )
    assert {tuple(one) for one in answered} == {("static", ""), ("api", "network")}


def _a_release_waits(phone: Phone, person: Person) -> None:
    """The page in another language is another release."""
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.context.add_cookies(
        [{"name": "django_language", "value": "de", "url": person.server.url}]
    )
    phone.page.evaluate("navigator.serviceWorker.ready.then((one) => { one.update() })")
    phone.new_release_waits()


def test_a_release_that_takes_over_late_waits_for_what_is_being_typed(
    phone: Phone, person: Person
) -> None:
    phone.page.clock.install()
    _a_release_waits(phone, person)
    phone.tap("Add a medicine")
    field = phone.page.get_by_label("Name on the packet")
    # Come back to, the form is open and not touched yet.
    phone.go("history")
    phone.page.go_back()
    expect(field).to_be_visible()
    phone.turn("hidden")
    phone.page.clock.fast_forward(10 * 60 * 1000)
    field.evaluate("one => one.blur()")
    phone.turn("visible", typing={"name": "Ibuprofen"})
    phone.page.evaluate(TAKEN_OVER)
    expect(field).to_have_value("Ibuprofen")

    phone.tap("Save, taken now")
    expect(field).to_be_hidden()
    # Nor is anything lost that was put together with taps.
    phone.go("earlier")
    phone.pain(6, of="How strong was the pain at its worst?")
    phone.turn("hidden")
    phone.page.clock.fast_forward(10 * 60 * 1000)
    phone.turn("visible")
    phone.tap("Save")
    phone.ready("now")
    phone.go("")
    phone.turn("hidden")
    phone.page.clock.fast_forward(10 * 60 * 1000)
    phone.turn("visible")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Heute")


def test_a_release_that_another_page_let_in_is_taken_in_a_quiet_moment(
    phone: Phone, person: Person
) -> None:
    """The old program's files are gone from the phone by then."""
    phone.page.clock.install()
    _a_release_waits(phone, person)
    phone.page.evaluate(
        "navigator.serviceWorker.ready.then((one) => { one.waiting.postMessage('activate') })"
    )
    phone.page.evaluate(TAKEN_OVER)
    heading = phone.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Today")
    phone.turn("hidden")
    phone.page.clock.fast_forward(10 * 60 * 1000)
    phone.turn("visible")
    expect(heading).to_have_text("Heute")


def test_a_start_that_a_tap_led_to_brings_the_waiting_release(phone: Phone, person: Person) -> None:
    _a_release_waits(phone, person)
    phone.tap("No headache today")
    phone.page.evaluate("location.assign('/app/')")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Heute")


def test_the_browser_is_asked_to_keep_the_diary_after_the_first_save(
    phone: Phone, person: Person
) -> None:
    phone.page.add_init_script(
        """window.asked = 0;
        StorageManager.prototype.persist = async () => { window.asked += 1; return true; };"""
    )
    phone.belongs_to(person)
    assert phone.page.evaluate("window.asked") == 0
    phone.tap("No headache today")
    expect(phone.page.get_by_text("Today is checked in.")).to_be_visible()
    phone.tap("Headache now")
    phone.pain(3)
    assert phone.page.evaluate("window.asked") == 1


def test_the_copy_that_a_phone_makes_without_a_network_brings_a_lost_diary_back(
    phone: Phone,
    person: Person,
    server: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every kind that the demo person has, and what was never sent."""
    monkeypatch.setattr(demo, "DAYS", 60)
    monkeypatch.setattr(demo, "PILLOW_AFTER", 20)
    monkeypatch.setattr(demo, "PHYSIOTHERAPY_AFTER", 40)
    empty, archive = server.back_up(), tmp_path / "archive.json"
    story = demo.archive(until=datetime.now(ZoneInfo("Europe/Berlin")).date())
    archive.write_text(json.dumps(story, default=str), encoding="utf-8")
    server.manage("import", person.email, str(archive))
    phone.belongs_to(person)
    phone.kept_for_offline()
    phone.context.set_offline(True)
    phone.tap("Headache now")
    phone.pain(6)
    phone.go("settings")
    with phone.page.expect_download() as download:
        phone.tap("What this phone holds")
    held = of_phone(phone)
    assert len(held) > len(story["check_ins"])

    server.restore(empty)
    said = server.manage("import", person.email, str(download.value.path()))
    assert said.endswith(" created, 0 unchanged, 0 kept.\n")
    assert of_export(person) == held
    phone.context.set_offline(False)
    phone.try_now()
    phone.says("Sign in to send")
    phone.sign_in_again(person)
    phone.says("Sent")
    assert of_export(person) == of_phone(phone) == held
