"""The first day: everything logged on the phone is in the diary, and can be read back."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.e2e.phone import Phone
from tests.e2e.server import Person

BERLIN = ZoneInfo("Europe/Berlin")


def test_a_headache_logged_in_two_taps_is_in_the_diary(
    phone: Phone, person_with_token: Person
) -> None:
    person = person_with_token
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(7)
    phone.tap("Add a medicine")
    phone.page.get_by_label("Name on the packet").fill("Ibuprofen 400")
    phone.page.get_by_label("What kind it is").select_option("nsaid")
    phone.tap("Save, taken now")
    phone.page.get_by_role("listitem").get_by_role("link", name="Ibuprofen 400").click()
    phone.ready("record")
    phone.link("Done")
    phone.ready("now")
    phone.link("Done for now")
    phone.tap("It has ended")
    phone.tap("Ended just now")
    expect(phone.button("Headache now")).to_be_visible()
    phone.says("Sent")

    [episode] = person.records("episodes/")
    [reading] = episode["readings"]
    [medication] = person.records("medications/")
    [dose] = person.records("doses/")
    assert episode["kind"] == "headache"
    assert episode["time_zone"] == "Europe/Berlin"
    assert episode["peak_intensity"] == reading["intensity"] == 7
    assert episode["ended_at"] is not None
    assert (medication["name"], medication["drug_class"]) == ("Ibuprofen 400", "nsaid")
    assert (dose["medication"], dose["episode"]) == (medication["id"], episode["id"])
    assert dose["reason"] == "headache"


def test_what_was_not_tapped_stays_unanswered(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.ready("now")
    phone.says("Sent")

    [episode] = person.records("episodes/")
    given = {name for name, value in episode.items() if value is not None}
    bookkeeping = {"id", "created_at", "updated_at", "logged_at", "revision"}
    assert given - bookkeeping <= {"started_at", "time_zone", "kind", "readings"}
    assert episode["readings"] == []


def test_a_check_in_holds_exactly_the_answers(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.link("Check-in, 20 seconds")
    phone.ready("check-in")
    done = phone.page.get_by_role("link", name="Done", exact=True)
    expect(done).to_be_visible()
    assert phone.is_uncovered(done)
    phone.answer("Headache on this day", "No headache")
    phone.answer("Hours spent sitting", "8")
    phone.tap("More")
    phone.answer("Longest stretch without getting up, in minutes", "90")
    phone.answer("Slept mostly on", "Left side")
    phone.pain(0, of="Neck pain")
    phone.pain(3, of="Stress")
    phone.answer("Painkillers, for any reason", "No")
    phone.link("Done")
    phone.says("Sent")

    [check_in] = person.records("check-ins/")
    assert check_in["date"] == datetime.now(BERLIN).date().isoformat()
    assert check_in["headache_today"] == "no"
    assert check_in["sitting_hours"] == 8.25
    assert check_in["longest_sitting_minutes"] == 90
    assert check_in["sleep_position"] == "left_side"
    assert check_in["neck_pain"] == 0
    assert check_in["stress"] == 3
    assert check_in["painkillers_taken"] == "no"
    assert check_in["low_back_pain"] is None
    assert check_in["sleep_hours"] is None


def test_a_clear_day_is_one_tap_and_can_be_taken_back(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("No headache today")
    expect(phone.page.get_by_text("Today is checked in.")).to_be_visible()
    phone.says("Sent")
    assert [day["headache_today"] for day in person.records("check-ins/")] == ["no"]

    phone.tap("Undo")
    expect(phone.button("No headache today")).to_be_visible()
    phone.says("Sent")
    assert person.records("check-ins/") == []

    phone.tap("No headache today")
    expect(phone.page.get_by_text("Today is checked in.")).to_be_visible()
    phone.says("Sent")
    assert [day["headache_today"] for day in person.records("check-ins/")] == ["no"]


def test_yesterday_is_offered_and_never_assumed(phone: Phone, person: Person) -> None:
    yesterday = (datetime.now(BERLIN).date() - timedelta(days=1)).isoformat()
    phone.sign_in(person)
    phone.link("Check-in for yesterday")
    phone.ready("check-in")
    phone.answer("Pillow", "Low")
    phone.page.get_by_role("link", name="Today").first.click()
    expect(phone.page.get_by_role("heading", name="As the day before?")).to_be_visible()
    offer = phone.button("Pillow: Low")
    expect(offer).to_be_visible()
    phone.says("Sent")
    assert [day["date"] for day in person.records("check-ins/")] == [yesterday]

    offer.click()
    expect(offer).to_be_hidden()
    phone.says("Sent")
    assert {day["pillow"] for day in person.records("check-ins/")} == {"low"}
    assert len(person.records("check-ins/")) == 2


def test_the_pain_is_a_curve_and_the_peak_follows_it(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(6)
    phone.link("Done for now")
    phone.page.get_by_role("button", name="Worse").click()
    expect(phone.page.get_by_role("button", name="Same")).to_contain_text("7")
    phone.page.get_by_role("button", name="Better").click()
    expect(phone.page.get_by_role("button", name="Same")).to_contain_text("6")
    phone.link("Add more")
    points = phone.page.get_by_role("group", name="Pain so far. Tap one to correct it.")
    points.get_by_role("button").first.click()
    phone.page.get_by_role("radiogroup", name="Pain at").get_by_role("radio").nth(3).click()
    expect(points.get_by_role("button").first).to_contain_text(": 3")
    phone.link("Done for now")
    phone.tap("It has ended")
    phone.tap("Ended in my sleep")
    expect(phone.button("Headache now")).to_be_visible()
    phone.says("Sent")

    [episode] = person.records("episodes/")
    assert [reading["intensity"] for reading in episode["readings"]] == [3, 7, 6]
    assert episode["peak_intensity"] == 7
    assert (episode["ended_at"], episode["end_unknown"]) == (None, True)


def test_a_new_person_signs_up_on_the_phone(phone: Phone) -> None:
    phone.open()
    phone.tap("Create an account")
    phone.page.get_by_label("E-mail").fill("new@example.org")
    phone.page.get_by_label("Password").fill("12345")
    phone.tap("Create account")
    expect(phone.page.locator("form .warn")).to_contain_text("at least 10 characters")
    phone.page.get_by_label("Password").fill("a calm long password")
    phone.tap("Create account")
    expect(phone.button("Headache now")).to_be_visible()
    phone.says("Sent")


def test_where_it_hurts_is_kept_with_its_side(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    where = phone.page.locator("summary", has_text="Where it hurts")
    where.click()
    for place in ("Upper neck (your left)", "Upper neck (your right)"):
        phone.page.get_by_label(place).check()
    phone.tap("Left side")
    expect(phone.page.get_by_label("Upper neck (your left)")).to_be_checked()
    phone.page.get_by_label("Temple (your left)").check()
    expect(where).to_contain_text("1")
    expect(phone.page.get_by_text("Side, as these places say: Left")).to_be_visible()
    phone.says("Sent")

    [episode] = person.records("episodes/")
    places = {place["region"]: place["side"] for place in episode["regions"]}
    assert places == {"temple": "left", "upper_neck": "both"}
    assert episode["side"] is None
