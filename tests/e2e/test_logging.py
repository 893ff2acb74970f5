"""What is offered, timed and asked again later: nothing is written that nobody tapped."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.e2e.agreement import of_phone
from tests.e2e.phone import Phone
from tests.e2e.server import Person

BERLIN = ZoneInfo("Europe/Berlin")
#: As another program of the same person would write it.
POST = """([path, body]) => fetch(`/api/v1/${path}/`, {
  method: 'POST', body: JSON.stringify(body),
  headers: {
    'Content-Type': 'application/json',
    'X-CSRFToken': document.cookie.match(/csrftoken=([^;]+)/)[1],
  },
}).then((answer) => answer.status)"""


def _unfold(page: Page, words: str) -> None:
    page.locator("summary", has_text=words).click()


def _end(phone: Phone) -> None:
    phone.link("Done for now")
    phone.tap("It has ended")
    phone.tap("Not sure when")
    expect(phone.button("Headache now")).to_be_visible()


def _later(phone: Phone, **much: float) -> None:
    """The clock of the phone goes on, and the person comes back to Today."""
    phone.page.clock.set_system_time(datetime.now(BERLIN) + timedelta(**much))
    phone.page.reload()
    phone.ready("today")


def test_a_number_opens_the_map_and_the_map_opens_the_neck(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    skull = phone.page.get_by_role("checkbox", name="Base of the skull (your left)")
    began = phone.page.get_by_role("group", name="Where it began")
    expect(skull).to_be_hidden()
    expect(phone.button("Undo")).to_be_visible()
    phone.pain(6)
    expect(skull).to_be_visible()
    # It was of the headache as it was before: it would take the number too.
    assert not phone.button("Undo").is_visible()
    expect(began).to_be_hidden()
    skull.check()
    expect(began).to_be_visible()


def test_quick_taps_all_count(phone: Phone, person: Person) -> None:
    """The second comes before the first is drawn."""
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(6)
    expect(phone.page.get_by_role("checkbox", name="Upper neck (your left)")).to_be_visible()
    boxes = phone.page.locator("input[type=checkbox]")
    expect(phone.page.locator("summary", has_text="new or unusual")).to_be_visible()
    boxes.evaluate_all("boxes => { for (const box of boxes) box.click() }")
    phone.says("Sent")
    [episode] = person.records("episodes/")
    assert {place["side"] for place in episode["regions"]} == {"both"}
    assert {place["region"] for place in episode["regions"]} == {
        "back_head", "skull_base", "upper_neck", "lower_neck", "shoulder_top",
    }  # fmt: skip
    asked = person.read("vocabulary/")["warning_signs"]["signs"]
    signs = {sign["slug"] for sign in asked if sign["group"] == "head"}
    assert set(episode["warning_signs"]) == signs


def test_like_last_time_is_offered_and_writes_only_what_is_tapped(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    phone.pain(6)
    phone.page.get_by_role("checkbox", name="Upper neck (your right)").check()
    phone.answer("What brought it on", "Holding one posture")
    _end(phone)
    _later(phone, hours=3)
    phone.tap("Headache now")
    expect(phone.page.get_by_role("heading", name="Like last time")).to_be_visible()
    phone.says("Sent")
    newest = max(person.records("episodes/"), key=lambda one: one["started_at"])
    assert (newest["regions"], newest["provoked_by"]) == (None, None)

    offer = phone.page.get_by_role("button", name="Everywhere it hurts: Upper neck (your right)")
    offer.click()
    expect(phone.page.get_by_text("Taken over. Saved on this phone.").first).to_be_visible()
    expect(offer).to_be_hidden()
    phone.says("Sent")
    newest = max(person.records("episodes/"), key=lambda one: one["started_at"])
    assert newest["regions"] == [{"region": "upper_neck", "side": "right"}]
    assert newest["provoked_by"] is None


def test_the_sitting_timer_survives_and_is_offered_to_the_check_in(
    phone: Phone, person: Person
) -> None:
    phone.sign_in(person)
    phone.page.clock.set_system_time(datetime.now(BERLIN).replace(hour=9, minute=40, second=0))
    phone.page.reload()
    phone.tap("Start the sitting timer")
    expect(phone.page.get_by_role("heading", name="Sitting since 09:40")).to_be_visible()
    _unfold(phone.page, "A quiet nudge")
    phone.answer("After sitting for", "45 mins")
    phone.page.close()

    phone.page = phone.context.new_page()
    phone.page.clock.set_system_time(datetime.now(BERLIN).replace(hour=10, minute=30, second=30))
    phone.open()
    expect(phone.page.get_by_text("50 mins in one stretch.")).to_be_visible()
    phone.tap("Got up")
    phone.link("Check-in, 20 seconds")
    offer = phone.page.get_by_role("button", name="Longest stretch without getting up")
    expect(offer).to_contain_text("50 mins")
    # Kept here before anything is sent.
    assert [kind for kind, _ in of_phone(phone)] == []
    offer.click()
    expect(offer).to_be_hidden()
    phone.says("Sent")
    [day] = person.records("check-ins/")
    assert (day["longest_sitting_minutes"], day["breaks_count"]) == (50, None)


def test_two_hours_after_a_dose_it_asks_whether_it_helped(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Add a medicine")
    phone.page.get_by_label("Name on the packet").fill("Ibuprofen 400")
    phone.tap("Save, taken now")
    expect(phone.button("Ibuprofen 400")).to_be_visible()
    taken = phone.page.get_by_role("listitem").get_by_role("link", name="Ibuprofen 400")
    assert phone.is_uncovered(taken)
    # What was saved is said where no next tap is.
    said = phone.button("Undo").bounding_box()
    assert said and said["y"] + said["height"] < 740 / 3
    assert phone.is_uncovered(phone.button("Ibuprofen 400"))
    question = phone.page.get_by_role("group", name="how much relief within two hours?")
    expect(question).to_be_hidden()
    _later(phone, hours=2, minutes=1)
    question.get_by_role("button", name="Some").click()
    expect(question).to_be_hidden()
    phone.says("Sent")
    [dose] = person.records("doses/")
    assert dose["relief_2h"] == "some"


def test_an_earlier_headache_needs_no_exact_times(phone: Phone, person: Person) -> None:
    yesterday = datetime.now(BERLIN).date() - timedelta(days=1)
    phone.sign_in(person)
    phone.link("Headache yesterday")
    phone.answer("Began", "Morning, 6 to 12")
    phone.answer("Ended", "Evening, 18 to 24")
    phone.pain(5, of="How strong was the pain at its worst?")
    phone.tap("Save")
    phone.ready("now")
    phone.says("Sent")
    [episode] = person.records("episodes/")
    assert episode["start_precision"] == "part_of_day"
    assert episode["peak_intensity"] == 5
    began = datetime.fromisoformat(episode["started_at"])
    ended = datetime.fromisoformat(episode["ended_at"])
    assert (began.date(), began.hour, ended.hour) == (yesterday, 9, 21)

    _unfold(phone.page, "Begin and end")
    exact = phone.page.get_by_label("Began", exact=True)
    exact.fill(f"{yesterday + timedelta(days=3)}T08:30")
    phone.tap("Nothing")  # is written after it
    expect(phone.button("Nothing")).to_have_attribute("aria-pressed", "true")
    expect(phone.page.get_by_text("Yesterday morning to evening")).to_be_visible()
    exact.fill(f"{yesterday}T08:30")
    expect(phone.page.get_by_text("Yesterday 08:30 to")).to_be_visible()
    phone.says("Sent")
    [episode] = person.records("episodes/")
    began = datetime.fromisoformat(episode["started_at"])
    assert (began.day, began.hour, began.minute) == (yesterday.day, 8, 30)
    assert (episode["start_precision"], episode["peak_intensity"]) == ("minute", 5)


def test_the_neck_is_asked_about_once_a_week(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("No headache today")
    expect(phone.page.get_by_text("Once a week: the neck")).to_be_visible()
    phone.go("check-in")
    turning = "Turn your head gently to each side, as far as is comfortable. Is turning limited?"
    phone.answer(turning, "Left")
    phone.go("")
    expect(phone.page.get_by_text("Today is checked in.", exact=True)).to_be_visible()
    _later(phone, days=7)
    phone.tap("No headache today")
    expect(phone.page.get_by_text("Once a week: the neck")).to_be_visible()


def test_what_was_typed_last_is_kept_when_the_page_is_left(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.tap("Headache now")
    _unfold(phone.page, "What you suspect, and notes")
    phone.page.get_by_label("Notes").press_sequentially("after the train")
    phone.go("history")
    phone.says("Sent")
    assert [one["notes"] for one in person.records("episodes/")] == ["after the train"]


def test_a_question_of_ones_own_is_asked_every_day(phone: Phone, person: Person) -> None:
    phone.sign_in(person)
    phone.go("check-in")
    _unfold(phone.page, "Your own questions")
    phone.page.get_by_label("Ask me every day about").fill("Chewing gum")
    phone.tap("Add this question")
    phone.answer("Chewing gum", "Yes")
    phone.says("Sent")
    [factor] = person.records("custom-factors/")
    [day] = person.records("check-ins/")
    assert day["factors"] == {factor["id"]: True}


def test_a_visit_in_the_coming_week_is_on_today_also_in_a_flare_of_the_neck(
    phone: Phone, person: Person
) -> None:
    """The flare is no headache: it keeps nobody from logging one, or from saying there was none."""
    now = datetime.now(BERLIN)
    flare = {"kind": "neck", "started_at": now.isoformat(), "time_zone": "Europe/Berlin"}
    visit = {"on": (now.date() + timedelta(days=3)).isoformat()}
    phone.sign_in(person)
    assert phone.page.evaluate(POST, ["episodes", flare]) == 201
    assert phone.page.evaluate(POST, ["visits", visit]) == 201
    phone.page.reload()
    expect(phone.page.get_by_text("the page for it needs a network.")).to_be_visible()
    expect(phone.button("Headache now")).to_be_visible()
    expect(phone.button("No headache today")).to_be_visible()
