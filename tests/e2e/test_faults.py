"""Whatever happens between a tap and the server, nothing is lost and nothing is there twice."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Request, Route, expect

from tests.e2e.agreement import Taps, all_agree, of_phone, taps_of
from tests.e2e.phone import Phone
from tests.e2e.server import Person, Server

BERLIN = ZoneInfo("Europe/Berlin")
CLEAR = {"headache_today": "no"}


def _day(ago: int = 0) -> str:
    return (datetime.now(BERLIN).date() - timedelta(days=ago)).isoformat()


@pytest.fixture
def known(phone: Phone, person: Person) -> Phone:
    """A phone on which somebody has signed in before, and everything is kept."""
    phone.belongs_to(person)
    return phone


@pytest.fixture(autouse=True)
def _unspoilt(server: Server) -> None:
    server.spoil()


def _pain(phone: Phone, number: int) -> None:
    phone.tap("Headache now")
    phone.pain(number)


def _answer_yesterday(phone: Phone, words: str) -> None:
    phone.go(f"check-in/{_day(1)}")
    phone.answer("Headache on this day", words)


def test_what_is_logged_offline_survives_a_restart_and_arrives(
    known: Phone, person: Person
) -> None:
    known.kept_for_offline()
    known.context.set_offline(True)
    known.reopen()
    _pain(known, 6)
    known.says("1 entry not sent yet")
    known.reopen()
    expect(known.page.get_by_role("link", name="Since")).to_contain_text("6")
    _answer_yesterday(known, "No headache")
    known.says("2 entries not sent yet")
    known.go("")
    known.page.locator("summary", has_text="2 entries not sent yet").click()
    known.page.get_by_role("link", name="Check-in: no headache").click()
    known.ready("check-in")
    assert taps_of(of_phone(known)) == Taps([[6]], {_day(1): CLEAR})
    assert person.records("episodes/") == []

    known.context.set_offline(False)
    known.says("Sent")
    all_agree(known, person, Taps([[6]], {_day(1): CLEAR}))


def test_two_phones_may_change_one_headache_and_one_day(
    new_phone: Callable[..., Phone], person: Person
) -> None:
    one, two = new_phone(), new_phone()
    one.belongs_to(person)
    _pain(one, 5)
    one.says("Sent")
    two.belongs_to(person)
    expect(two.page.get_by_role("link", name="Since")).to_contain_text("5")
    for phone in (one, two):
        phone.kept_for_offline()
        phone.context.set_offline(True)
    one.go("")
    one.page.get_by_role("button", name="Better").click()
    _answer_yesterday(one, "No headache")
    one.answer("Pillow", "Low")
    two.page.get_by_role("button", name="Worse").click()
    expect(two.page.get_by_role("button", name="Same")).to_contain_text("6")
    two.go(f"check-in/{_day(1)}")
    two.answer("Slept mostly on", "Stomach")
    two.answer("Pillow", "High")
    for phone in (two, one, two):
        phone.context.set_offline(False)
        phone.try_now()
        phone.says("Sent")
    expect(one.page.locator("#toast")).to_contain_text("Another device gave a later answer")

    taps = Taps([[5, 4, 6]], {_day(1): CLEAR | {"sleep_position": "stomach", "pillow": "high"}})
    all_agree(one, person, taps)
    all_agree(two, person, taps)


@pytest.mark.parametrize("moment", ["die_before_commit", "die"])
def test_a_server_that_dies_loses_and_doubles_nothing(
    known: Phone, person: Person, server: Server, moment: str
) -> None:
    """Once before the commit, once after it and before the reply."""
    server.spoil(moment)
    _pain(known, 7)
    server.wait_for_death()
    try:
        known.says("1 entry not sent yet")
        known.reopen()
        _answer_yesterday(known, "No headache")
        known.says("2 entries not sent yet")
    finally:
        server.start()
    known.try_now()
    known.says("Sent")
    all_agree(known, person, Taps([[7]], {_day(1): CLEAR}))


def test_a_network_that_loses_cuts_and_repeats_changes_nothing(
    known: Phone, person: Person, server: Server
) -> None:
    server.spoil("refuse", "drop", "cut 40", "twice", "keep", "again")
    _pain(known, 3)
    # It tries again by itself, each time after a longer while.
    expect(known.page.locator("#state")).to_contain_text("Sent", timeout=30_000)
    _answer_yesterday(known, "Headache")
    known.says("Sent")
    known.answer("Headache on this day", "No headache")
    known.says("Sent")
    assert not server.spoils_more
    all_agree(known, person, Taps([[3]], {_day(1): CLEAR}))


def test_a_reply_later_than_the_time_limit_is_asked_for_again(
    known: Phone, person: Person, server: Server
) -> None:
    server.spoil("late 4000")
    known.page.clock.install()
    _pain(known, 4)
    with known.page.expect_request("**/api/v1/sync/"):
        known.page.clock.fast_forward(1_000)
    with known.page.expect_request("**/api/v1/sync/"):
        known.page.clock.fast_forward(15_000)
    known.says("Sent")
    all_agree(known, person, Taps([[4]]))


def test_a_batch_gets_through_a_server_in_trouble(
    known: Phone, person: Person, server: Server
) -> None:
    known.kept_for_offline()
    known.context.set_offline(True)
    _pain(known, 8)
    for ago in range(1, 5):
        known.go(f"check-in/{_day(ago)}")
        known.answer("Headache on this day", "No headache")
    known.says("5 entries not sent yet")
    server.spoil("status 500", "status 413", "none", "status 429 1", "status 401")
    known.context.set_offline(False)
    known.try_now()
    known.says("Sign in to send")
    known.sign_in_again(person)
    known.says("Sent")
    assert not server.spoils_more
    all_agree(known, person, Taps([[8]], {_day(ago): CLEAR for ago in range(1, 5)}))


def test_what_the_server_cannot_read_is_set_aside_alone(
    known: Phone, person: Person, server: Server
) -> None:
    server.spoil("status 400", "none")
    known.tap("No headache today")
    known.link("1 entry needs attention")
    expect(known.page.get_by_text("The server could not read this entry.")).to_be_visible()
    known.tap("Try again")
    known.says("Sent")
    all_agree(known, person, Taps([], {_day(): CLEAR}))


def test_a_server_restored_from_yesterdays_backup_gets_everything_back(
    known: Phone, person: Person, server: Server
) -> None:
    known.page.get_by_role("link", name="Check-in for yesterday").click()
    known.answer("Pillow", "Low")
    known.says("Sent")
    copy = server.back_up()
    known.answer("Pillow", "High")
    known.go(f"check-in/{_day(2)}")
    known.answer("Pillow", "Low")
    known.go("")
    _pain(known, 2)
    known.says("Sent")
    known.kept_for_offline()
    known.context.set_offline(True)
    # Of a day that the copy does not know.
    known.go(f"check-in/{_day(2)}")
    known.answer("Headache on this day", "No headache")
    _answer_yesterday(known, "No headache")
    known.says("2 entries not sent yet")
    server.restore(copy)
    assert person.records("episodes/") == []
    # What is tapped while the phone fetches everything anew is the last word.
    held: list[Route] = []

    def hold(route: Route) -> None:
        if _asks_for_everything(route.request):
            held.append(route)
        else:
            route.continue_()

    known.page.route("**/api/v1/sync/", hold)
    known.context.set_offline(False)
    with known.page.expect_request(_asks_for_everything):
        known.try_now()
    known.answer("Pillow", "Medium")
    [fresh_copy] = held
    fresh_copy.continue_()
    known.says("Sent")
    days = {_day(1): CLEAR | {"pillow": "medium"}, _day(2): CLEAR | {"pillow": "low"}}
    all_agree(known, person, Taps([[2]], days))


def test_a_phone_that_was_away_for_more_than_a_year_brings_back_nothing_deleted(
    known: Phone, person: Person, server: Server
) -> None:
    _pain(known, 2)
    known.go("")
    known.says("Sent")
    [headache] = person.records("episodes/")
    with closing(sqlite3.connect(server.database)) as database, database:
        # as the server is when the deletion of another phone is 400 days old
        database.execute("DELETE FROM diary_reading WHERE episode = ?", [UUID(headache["id"]).hex])
        database.execute("DELETE FROM diary_episode WHERE id = ?", [UUID(headache["id"]).hex])
        database.execute(
            "UPDATE diary_diary SET revision = revision + 1, purged_revision = revision + 1"
            " WHERE person_id = ?",
            [UUID(person.read("me/")["id"]).hex],
        )
    _answer_yesterday(known, "No headache")
    known.says("Sent")
    all_agree(known, person, Taps([], {_day(1): CLEAR}))


def _asks_for_everything(request: Request) -> bool:
    return request.url.endswith("/api/v1/sync/") and request.post_data_json["cursor"] is None


#: As Chromium does on a full disk: the transaction knows why, its requests only that they failed.
FULL = """() => {
  const real = IDBObjectStore.prototype.put;
  window.makeRoom = () => { IDBObjectStore.prototype.put = real; };
  IDBObjectStore.prototype.put = function (...words) {
    const request = real.apply(this, words);
    const text = 'Encountered disk full while committing transaction.';
    const error = new DOMException(text, 'QuotaExceededError');
    Object.defineProperty(this.transaction, 'error', { value: error });
    this.transaction.abort();
    return request;
  };
}"""


def test_a_full_phone_says_so_and_keeps_what_was_typed(known: Phone, person: Person) -> None:
    known.says("Sent")
    known.page.evaluate(FULL)
    known.page.clock.install()
    known.tap("Add a medicine")
    known.page.get_by_label("Name on the packet").fill("Ibuprofen")
    known.tap("Save, taken now")
    expect(known.page.locator("#toast").get_by_text("no room left")).to_be_visible()
    known.page.clock.fast_forward(60_000)
    expect(known.page.locator("#toast").get_by_text("no room left")).to_be_visible()
    assert of_phone(known) == {}
    expect(known.page.get_by_label("Name on the packet")).to_have_value("Ibuprofen")

    known.page.evaluate("() => window.makeRoom()")
    known.tap("Save, taken now")
    expect(known.button("Ibuprofen")).to_be_visible()
    known.says("Sent")
    all_agree(known, person, Taps(doses=["Ibuprofen"]))

    # A note has no button to try again: it is tried when the person comes back.
    known.tap("Headache now")
    known.says("Sent")
    known.page.locator("summary", has_text="notes").click()
    known.page.evaluate(FULL)
    known.page.get_by_label("Notes").fill("after the train")
    expect(known.page.locator("#toast").get_by_text("no room left")).to_be_visible()
    known.page.evaluate("() => window.makeRoom()")
    known.turn("visible")
    expect(known.page.locator("#toast").get_by_text("no room left")).to_be_hidden()
    known.says("Sent")
    assert [one["notes"] for one in person.records("episodes/")] == ["after the train"]
    assert any("QuotaExceededError" in one for one in known.errors)
    known.errors.clear()


def test_a_phone_that_cannot_open_its_diary_says_so(known: Phone) -> None:
    """Chromium's own words on a disk that was full."""
    text = "Internal error opening backing store for indexedDB.open."
    known.page.add_init_script(
        f"IDBFactory.prototype.open = () => {{ throw new DOMException('{text}', 'UnknownError'); }}"
    )
    known.page.reload()
    expect(known.page.locator("#toast").get_by_text("cannot open its diary")).to_be_visible()
    assert set(known.errors) == {text}
    known.errors.clear()


def test_a_hand_that_trembles_makes_each_entry_once(known: Phone, person: Person) -> None:
    known.tap("Add a medicine")
    known.page.get_by_label("Name on the packet").fill("Ibuprofen")
    known.button("Save, taken now").dblclick()
    known.button("Ibuprofen").dblclick()
    known.button("Headache now").dblclick()
    known.ready("now")
    seven = known.page.get_by_role("radio", name="7", exact=True)
    seven.dblclick()
    expect(seven).to_be_checked()
    known.says("Sent")
    all_agree(known, person, Taps([[7]], doses=["Ibuprofen", "Ibuprofen"]))


LOSE = """(times) => {
  const real = IDBDatabase.prototype.transaction;
  let left = times;
  IDBDatabase.prototype.transaction = function (...words) {
    left -= 1;
    if (left >= 0) {
      const text = 'Connection to Indexed Database server lost. Refresh the page to try again';
      throw new DOMException(text, 'UnknownError');
    }
    return real.apply(this, words);
  };
}"""


@pytest.mark.parametrize("times", [1, 1_000_000], ids=["once", "for good"])
def test_a_database_that_the_system_took_away_costs_no_tap(
    known: Phone, person: Person, times: int
) -> None:
    """Safari's own words; only a new page gets a database back that is gone for good."""
    known.go(f"check-in/{_day(1)}")
    pillow = known.page.get_by_role("group", name="Pillow", exact=True)
    low = pillow.get_by_role("button", name="Low", exact=True)
    answers = [known.button("No headache").element_handle(), low.element_handle()]
    known.page.evaluate(LOSE, times)
    # In one moment: neither waits for the other.
    known.page.evaluate("answers => answers.forEach((one) => one.click())", answers)
    expect(low).to_have_attribute("aria-pressed", "true")
    known.says("Sent")
    all_agree(known, person, Taps(days={_day(1): CLEAR | {"pillow": "low"}}))
    assert all("Connection to Indexed Database server lost" in one for one in known.errors)
    known.errors.clear()


@pytest.mark.parametrize("days", [-3, 3])
def test_a_clock_that_is_wrong_by_three_days_loses_nothing(
    new_phone: Callable[..., Phone], person: Person, days: int
) -> None:
    wrong, right = new_phone(), new_phone()
    wrong.page.clock.install(time=datetime.now(BERLIN) + timedelta(days=days))
    wrong.belongs_to(person)
    expect(wrong.page.get_by_text("The server's clock shows")).to_be_visible()
    wrong.tap("No headache today")
    expect(wrong.page.get_by_text("Today is checked in.")).to_be_visible()
    wrong.says("Sent")
    right.belongs_to(person)
    expect(right.button("No headache today")).to_be_visible()
    expect(right.page.get_by_text("The server's clock shows")).to_be_hidden()
    right.go(f"check-in/{_day(-days)}")
    right.answer("Headache on this day", "Headache")
    right.says("Sent")
    wrong.try_now()
    wrong.says("Sent")
    # The later word stands, whatever the first phone's clock says.
    taps = Taps(days={_day(-days): {"headache_today": "yes"}})
    all_agree(wrong, person, taps)
    all_agree(right, person, taps)


@contextmanager
def _next_release(server: Server) -> Iterator[None]:
    """The server that comes after this one: a newer schema, which its own page speaks."""
    manifest = server.data / "static" / "staticfiles.json"
    before = manifest.read_text(encoding="utf-8")
    paths = json.loads(before)
    script = "phone/js/rest.bundle.js"
    code = (server.data / "static" / script).read_text(encoding="utf-8")
    assert code.count("schema:1,") == 1
    paths["paths"][script] = "phone/js/rest.bundle.next.js"
    (server.data / "static" / paths["paths"][script]).write_text(
        code.replace("schema:1,", "schema:2,"), encoding="utf-8"
    )
    manifest.write_text(json.dumps(paths), encoding="utf-8")
    try:
        server.stop()
        server.start(NEXT_SCHEMA="2")
        yield
    finally:
        manifest.write_text(before, encoding="utf-8")
        server.stop()
        server.start()


def test_what_was_tapped_leaves_when_the_phone_is_put_away(known: Phone, person: Person) -> None:
    known.says("Sent")
    # No timer runs, so nothing but the turning can send it.
    known.page.clock.install()
    known.page.clock.pause_at(datetime.now(BERLIN) + timedelta(seconds=1))
    known.tap("No headache today")
    expect(known.page.get_by_text("Today is checked in.")).to_be_visible()
    known.says("Saved on this phone")
    known.turn("hidden")
    known.says("Sent")
    all_agree(known, person, Taps(days={_day(): CLEAR}))


def test_a_phone_of_the_last_release_hands_over_its_month_and_renews_itself_when_nothing_is_typed(
    known: Phone, person: Person, server: Server
) -> None:
    known.kept_for_offline()
    known.context.set_offline(True)
    clock = known.page.clock
    clock.install(time=datetime.now(BERLIN) - timedelta(days=30))
    known.reopen()
    known.tap("No headache today")
    known.says("1 entry not sent yet")
    known.page.clock.fast_forward(30 * 24 * 3600 * 1000)
    with _next_release(server):
        known.context.set_offline(False)
        known.try_now()
        known.says("Sent. Tap here for the new version")
        assert [day["date"] for day in person.records("check-ins/")] == [_day(30)]
        known.new_release_waits()

        known.tap("Add a medicine")
        known.page.get_by_label("Name on the packet").fill("Ibuprofen")
        known.turn("hidden")
        known.page.clock.fast_forward(10 * 60 * 1000)
        known.turn("visible")
        expect(known.page.get_by_label("Name on the packet")).to_have_value("Ibuprofen")
        known.tap("Save, taken now")
        expect(known.page.get_by_label("Name on the packet")).to_be_hidden()
        known.turn("hidden")
        known.page.clock.fast_forward(10 * 60 * 1000)
        known.turn("visible")
        expect(known.page.locator("//script[contains(., 'rest.bundle.next.js')]")).to_be_attached()
        known.says("Sent")
        all_agree(known, person, Taps(days={_day(30): CLEAR}, doses=["Ibuprofen"]))


def _with_unsent(phone: Phone) -> None:
    phone.page.route("**/api/v1/sync/", lambda route: route.abort())
    phone.tap("No headache today")
    phone.says("1 entry not sent yet")
    phone.go("settings")
    phone.tap("Sign out")
    expect(phone.page.get_by_text("1 entry is on this phone only.")).to_be_visible()


def _sign_out(phone: Phone) -> None:
    phone.go("settings")
    phone.tap("Sign out")
    expect(phone.page.get_by_label("E-mail")).to_be_visible()


DATABASES = "async () => (await indexedDB.databases()).map((one) => one.name)"
STORED = """async (name) => {
  const done = (request) => new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result);
  });
  const db = await done(indexedDB.open(name));
  const stores = [...db.objectStoreNames];
  const counted = await Promise.all(
    stores.map((store) => done(db.transaction(store).objectStore(store).count())));
  db.close();
  return Object.fromEntries(stores.map((store, i) => [store, counted[i]]));
}"""


def test_unsent_entries_wait_for_their_own_person(
    known: Phone, person: Person, another_person: Person
) -> None:
    known.go(f"check-in/{_day(1)}")
    known.answer("Pillow", "Low")
    known.says("Sent")
    known.go("")
    _with_unsent(known)
    known.tap("Sign out, keep until I sign in again")
    expect(known.page.get_by_label("E-mail")).to_have_value("")
    [name] = known.page.evaluate(DATABASES)
    kept = known.page.evaluate(STORED, name)
    assert kept == {
        **{"base": 0, "shadow": 0, "view": 1, "outbox": 1, "attention": 0},
        "meta": 1,  # which phone this is
    }

    known.page.unroute("**/api/v1/sync/")
    known.sign_in(another_person)
    known.says("Sent")
    assert of_phone(known) == {}
    all_agree(known, another_person, Taps())
    _sign_out(known)
    known.sign_in(person)
    known.says("Sent")
    all_agree(known, person, Taps(days={_day(): CLEAR, _day(1): {"pillow": "low"}}))


def test_unsent_entries_can_be_saved_in_a_file_sent_or_discarded(
    known: Phone, person: Person
) -> None:
    _with_unsent(known)
    with known.page.expect_download() as download:
        known.tap("Save in a file")
    content = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert [op["set"]["headache_today"] for op in content["unsent"]] == ["no"]
    known.tap("Try to send now")
    expect(known.page.locator("#toast")).to_contain_text("It could not be sent now.")
    known.page.unroute("**/api/v1/sync/")
    known.tap("Try to send now")
    known.says("Sent")
    all_agree(known, person, Taps(days={_day(): CLEAR}))

    known.go("")
    known.page.route("**/api/v1/sync/", lambda route: route.abort())
    _pain(known, 9)
    known.go("settings")
    known.tap("Sign out")
    known.tap("Sign out and discard")
    expect(known.page.get_by_label("E-mail")).to_be_visible()
    assert known.page.evaluate(DATABASES) == []
    assert known.page.evaluate("localStorage.getItem('nape.going_on')") is None
    known.page.unroute("**/api/v1/sync/")
    known.sign_in(person)
    known.says("Sent")
    all_agree(known, person, Taps(days={_day(): CLEAR}))


def test_a_second_person_never_sees_the_first_ones_entries(
    known: Phone, person: Person, another_person: Person
) -> None:
    """In two tabs, and with a session that was somebody else's."""
    _pain(known, 9)
    known.says("Sent")
    known.page.route("**/api/v1/sync/", lambda route: route.abort())
    known.pain(10)
    known.says("not sent yet")
    other_tab = known.another_tab()
    expect(other_tab.get_by_role("link", name="Since")).to_contain_text("10")
    known.context.add_cookies(another_person.signs_in_elsewhere())
    known.page.unroute("**/api/v1/sync/")
    known.try_now()
    known.says("Somebody else is signed in")
    known.page.locator("#state a").click()
    known.page.get_by_label("E-mail").fill(another_person.email)
    known.page.get_by_label("Password").fill(another_person.password)
    known.tap("Sign in")
    known.says("Sent")
    assert of_phone(known) == {}
    expect(other_tab.get_by_role("link", name="Since")).to_have_count(0)
    all_agree(known, another_person, Taps())

    _sign_out(known)
    known.sign_in(person)
    known.says("Sent")
    all_agree(known, person, Taps([[10]]))


def test_two_tabs_send_each_entry_once(known: Phone, person: Person) -> None:
    pushed: list[str] = []

    def heard(request: Any) -> None:
        if request.url.endswith("/api/v1/sync/"):
            pushed.extend(op["op"] for op in request.post_data_json["ops"])

    known.context.on("request", heard)
    known.kept_for_offline()
    known.context.set_offline(True)
    tab = known.page
    _answer_yesterday(known, "No headache")
    known.context.set_offline(False)
    other = known.another_tab()
    tab.evaluate("window.dispatchEvent(new Event('online'))")
    known.says("Sent")
    expect(other.locator("#state")).to_contain_text("Sent")
    assert len(pushed) == len(set(pushed)) == 1
    all_agree(known, person, Taps(days={_day(1): CLEAR}))
