"""A person's page: every number with its denominator, and nothing beyond what was shared."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from care.models import Grant, Opening
from diary.models import Diary
from jobs.models import Job
from tests.clinic.conftest import SECRET, TODAY, World, sign_in
from tests.conftest import caller

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def section(page: str, id: str) -> str:
    """The text of one section, without its tags."""
    html = page.partition(f'id="{id}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_five_numbers_have_their_denominators_and_the_days_before(world: World) -> None:
    page = world.text()
    numbers = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.partition('class="numbers"')[2]))
    # 8 headaches in the last 28 days, 2 in the 28 before; 3 check-ins in four days
    assert "Headache days 8/2" in numbers
    assert "before: 2/2" in numbers
    assert "Days entered 2" in numbers


def test_too_few_days_are_said_to_be_so(world: World) -> None:
    assert "too few days (0/28)" in world.text()  # whether a day was lost was never answered


def test_a_day_without_an_answer_is_blank_and_a_clear_one_is_not(world: World) -> None:
    calendar = world.text().partition('id="calendar"')[2].partition("</table>")[0]
    blank = re.findall(r'<td class="blank">(.*?)</td>', calendar)
    clear = re.findall(r'<td class="step-0">(.*?)</td>', calendar)
    assert blank
    assert set(blank) == {""}
    assert clear
    assert all("no headache" in cell for cell in clear)


def test_a_headache_day_leads_to_its_entries(world: World) -> None:
    day = TODAY - timedelta(days=4)
    page = world.text()
    assert f"day={day}#entries" in page
    table = section(world.text(f"?day={day}"), "entries")
    assert f"{SECRET} 1" in table
    assert f"{SECRET} 2" not in table


def test_every_count_of_a_criterion_leads_to_the_entries_behind_it(world: World) -> None:
    page = world.text()
    links = re.findall(r"count=([^#&]+)#entries\">(\d+)/", page)
    assert ("pattern.starts_in_neck", "10") in links
    table = section(world.text("?count=pattern.starts_in_neck"), "entries")
    assert "Begins in the neck" in table
    assert table.count(SECRET) == 10
    assert "No entry fits this" in world.text("?count=pattern.provoked")


def test_entries_are_found_by_their_notes_and_their_strength(world: World) -> None:
    assert section(world.text("?q=this+7"), "entries").count(SECRET) == 1
    strong = section(world.text("?worst=8"), "entries")
    assert strong.count(SECRET) == 2
    assert "No entry fits this" in world.text("?q=swimming")


def test_medicines_have_relief_of_those_asked(world: World) -> None:
    assert "Ibuprofen 4 4 4 of 4 asked 0" in section(world.text(), "medicines")


def test_a_treatment_is_compared_and_drawn_through_the_charts(world: World) -> None:
    page = world.text()
    told = section(page, "treatments")
    assert "Physiotherapy" in told
    assert "before" in told
    assert '<path class="began"' in page
    assert 'class="course-label"' in page


def test_charts_have_a_text_alternative_and_no_style(world: World) -> None:
    page = world.text()
    charts = re.findall(r"<figure>.*?</figure>", page, re.DOTALL)
    assert len(charts) == 4
    assert sum("<svg" in chart for chart in charts) >= 3
    for chart in charts:
        assert "<svg" not in chart or 'role="img"' in chart
    assert "style=" not in page
    assert "<script>" not in page


def test_the_target_and_the_next_visit_stand_on_the_page(world: World) -> None:
    told = section(world.text(), "visits")
    assert "at most 4 headache days a month" in told
    assert "May I swim?" in told
    assert "Treatment begun: Physiotherapy" in told


def test_what_was_changed_since_the_visit_is_counted(world: World) -> None:
    with_old = section(world.text(), "visits")
    assert "0 entries of before were changed" in with_old


def test_one_range_holds_for_everything_and_stands_in_the_address(world: World) -> None:
    answer = world.get("?days=28")
    assert b"are being counted" in answer.content
    assert b'http-equiv="refresh"' in answer.content
    job = Job.objects.active().get(person=world.owner)
    assert job.arguments["window"] == [str(TODAY - timedelta(days=28)), str(TODAY)]


@pytest.mark.parametrize(
    "query", ["?from=2026-06-01&until=2026-05-01", "?from=x&until=2026-06-01", "?from=2026-06-01"]
)
def test_a_range_that_is_none_is_said_to_be_so(world: World, query: str) -> None:
    assert "This is no range that can be shown" in world.text(query)


def test_a_range_may_be_any_days(world: World) -> None:
    world.get("?from=2026-05-01&until=2026-05-31")
    job = Job.objects.active().get(person=world.owner)
    assert job.arguments["window"] == ["2026-05-01", "2026-06-01"]


def test_every_opening_is_written_down_and_the_person_reads_it(world: World) -> None:
    before = Opening.objects.count()
    world.text()
    assert Opening.objects.count() == before + 1
    [latest, *_] = caller(world.owner).get("me/access-log/").json()["results"]
    assert (latest["who"], latest["what"]) == ("doctor@example.org", "clinic page")


def test_the_panel_writes_no_opening(world: World) -> None:
    before = Opening.objects.count()
    assert world.browser().get("/clinic/").status_code == 200
    assert Opening.objects.count() == before


def test_notes_that_are_kept_back_are_on_no_page(world: World) -> None:
    Grant.objects.filter(pk=world.grant.pk).update(notes=False)
    page = world.text()
    assert SECRET not in page
    assert "without notes" in page
    assert "Notes contain" not in page


def test_a_period_that_is_shared_bounds_the_page(world: World) -> None:
    first = TODAY - timedelta(days=8)
    Grant.objects.filter(pk=world.grant.pk).update(first_day=first)
    page = world.text()
    assert "from June 2, 2026 on" in page
    # the 84 days must be counted anew, and only what is open is listed
    assert "are being counted" in page
    Grant.objects.filter(pk=world.grant.pk).update(first_day=None, end_day=first)
    assert f'value="{first - timedelta(days=1)}"' in world.text()


def test_a_section_that_is_kept_back_is_named(world: World) -> None:
    Grant.objects.filter(pk=world.grant.pk).update(sections=["episodes", "check_ins"])
    page = world.text()
    assert "kept back" in page
    assert "Visits, findings and notes are not shared" in page
    assert "May I swim?" not in page


def test_access_ends_with_the_grant(world: World) -> None:
    browser = world.browser()
    assert browser.get(world.page).status_code == 200
    Grant.objects.filter(pk=world.grant.pk).update(revoked_at=timezone.now())
    for path in (world.page, f"{world.page}?days=28"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()
        assert "nothing here that is open to you" in answer.content.decode()
    assert "person@example.org" not in browser.get("/clinic/").content.decode()


def test_an_expired_grant_opens_nothing(world: World) -> None:
    Grant.objects.filter(pk=world.grant.pk).update(expires_at=timezone.now())
    assert world.get().status_code == 404
    assert "person@example.org" not in world.browser().get("/clinic/").content.decode()


def test_a_stranger_sees_what_is_not_there(world: World, clinician: object) -> None:
    stranger = sign_in(clinician)  # type: ignore[arg-type]
    theirs, nobodys = (
        stranger.get(path) for path in (world.page, "/clinic/00000000-0000-4000-8000-00000000ffff/")
    )
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content


def test_the_owner_does_not_come_in_here(world: World) -> None:
    assert sign_in(world.owner).get(world.page).status_code == 403


def test_nothing_of_the_page_is_kept_by_a_cache(world: World) -> None:
    assert "no-store" in world.get()["Cache-Control"]


def test_a_diary_that_cannot_be_counted_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports import jobs

    def fail(*given: object) -> None:
        raise jobs.Failed

    monkeypatch.setattr(jobs, "answer", fail)
    answer = world.get()
    assert answer.status_code == 503
    assert "The entries are safe" in answer.content.decode()


def test_a_chart_that_cannot_be_drawn_leaves_its_numbers(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports import html, render

    def fail(*given: object) -> None:
        raise render.CannotRender("died")

    monkeypatch.setattr(html, "inline", fail)
    page = world.text()
    assert "<figure>" in page
    assert "Show numbers" in page


def test_reading_changes_nothing(world: World) -> None:
    before = Diary.objects.get(pk=world.owner.pk).revision
    world.text()
    assert Diary.objects.get(pk=world.owner.pk).revision == before
