"""What a person decides about entries, and the way out for a host."""

from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.server import Person, Server


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
