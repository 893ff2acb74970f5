"""Without a network: it starts, it logs, it says so, and everything arrives afterwards."""

from collections.abc import Callable

from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.server import Person, Server


def test_it_starts_and_logs_offline_and_sends_later(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    phone.context.set_offline(True)
    phone.reopen()
    phone.tap("Headache now")
    phone.pain(6)
    phone.says("1 entry not sent yet")
    phone.reopen()
    expect(phone.page.get_by_role("link", name="Since")).to_contain_text("6")
    phone.go("check-in")
    phone.answer("Headache on this day", "Headache")
    phone.says("2 entries not sent yet")
    assert person.records("episodes/") == []

    phone.context.set_offline(False)
    phone.says("Sent")
    [episode] = person.records("episodes/")
    assert [reading["intensity"] for reading in episode["readings"]] == [6]
    assert [day["headache_today"] for day in person.records("check-ins/")] == ["yes"]


def test_a_dead_server_is_no_reason_to_lose_anything(
    phone: Phone, person: Person, server: Server
) -> None:
    phone.sign_in(person)
    phone.kept_for_offline()
    server.stop()
    try:
        phone.reopen()
        phone.tap("No headache today")
        phone.says("1 entry not sent yet")
    finally:
        server.start()
    phone.reopen()
    phone.says("Sent")
    assert [day["headache_today"] for day in person.records("check-ins/")] == ["no"]


def test_an_ended_session_asks_to_sign_in_and_keeps_everything(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.says("Sent")
    phone.context.clear_cookies(name="sessionid")
    phone.tap("No headache today")
    phone.says("Sign in to send · 1 entry not sent yet")
    phone.link("Sign in to send")
    expect(phone.page.get_by_label("E-mail")).to_have_value(person.email)
    phone.page.get_by_label("Password").fill(person.password)
    phone.tap("Sign in")
    phone.says("Sent")
    assert [day["headache_today"] for day in person.records("check-ins/")] == ["no"]


def test_signing_out_asks_about_what_is_not_sent(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.says("Sent")
    phone.page.route("**/api/v1/sync/", lambda route: route.abort())
    phone.tap("No headache today")
    phone.says("1 entry not sent yet")
    phone.go("settings")
    phone.tap("Sign out")
    phone.tap("Sign out, keep until I sign in again")
    expect(phone.page.get_by_label("E-mail")).to_be_visible()
    assert person.records("check-ins/") == []

    phone.page.unroute("**/api/v1/sync/")
    phone.sign_in(person)
    phone.says("Sent")
    assert [day["headache_today"] for day in person.records("check-ins/")] == ["no"]


def test_the_next_person_sees_nothing_of_the_one_before(
    phone: Phone, person: Person, another_person: Person
) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(9)
    phone.says("Sent")
    phone.go("settings")
    phone.tap("Sign out")
    expect(phone.page.get_by_label("Password")).to_be_visible()
    phone.sign_in(another_person)
    expect(phone.button("Headache now")).to_be_visible()
    phone.go("history")
    expect(phone.page.get_by_text("Nothing here yet.")).to_be_visible()
    assert another_person.records("episodes/") == []
    kept = phone.page.evaluate("async () => (await indexedDB.databases()).map((one) => one.name)")
    assert [name.startswith("nape-") for name in kept] == [True]


def test_what_the_server_refuses_is_shown_with_its_content(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.says("Sent")
    phone.refuse_next_write("The server says why.")
    phone.tap("No headache today")
    phone.says("1 entry needs attention")
    phone.link("1 entry needs attention")
    expect(phone.page.get_by_text("The server says why.")).to_be_visible()
    phone.tap("Try again")
    phone.says("Sent")
    assert [day["headache_today"] for day in person.records("check-ins/")] == ["no"]


def test_two_phones_of_one_person_come_to_the_same_diary(
    new_phone: Callable[..., Phone], person: Person
) -> None:
    one, two = new_phone(), new_phone()
    one.sign_in(person)
    two.sign_in(person)
    one.tap("No headache today")
    one.says("Sent")
    two.go("check-in")
    two.answer("Slept mostly on", "Stomach")
    two.says("Sent")
    one.reopen()
    one.says("Sent")
    one.go("check-in")
    expect(one.button("Stomach")).to_have_attribute("aria-pressed", "true")
    [day] = person.records("check-ins/")
    assert (day["headache_today"], day["sleep_position"]) == ("no", "stomach")


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
