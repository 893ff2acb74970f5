"""A person's page: every number with its denominator, and nothing beyond what was shared."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from care.models import Grant, Opening
from diary.models import Diary
from jobs.models import Job
from tests.clinic.conftest import SECRET, TODAY, World, gather, grant, sign_in
from tests.conftest import caller
from tests.insights.diaries import episode, keep

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("now")]


def section(page: str, id: str) -> str:
    """The text of one section, without its tags."""
    html = page.partition(f'id="{id}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_the_five_numbers_have_their_denominators_and_the_days_before(counted: World) -> None:
    page = counted.text()
    numbers = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.partition('class="numbers"')[2]))
    # 8 headaches in the last 28 days, 2 in the 28 before; 3 check-ins in four days
    assert "Headache days 8/2" in numbers
    assert "before: 2/2" in numbers
    assert "Days entered 2" in numbers


def test_too_few_days_are_said_to_be_so(counted: World) -> None:
    assert "too few days (0/28)" in counted.text()  # whether a day was lost was never answered


def test_a_day_without_an_answer_is_blank_and_a_clear_one_is_not(counted: World) -> None:
    calendar = counted.text().partition('id="calendar"')[2].partition("</table>")[0]
    blank = re.findall(r'<td class="blank">(.*?)</td>', calendar)
    clear = re.findall(r'<td class="step-0">(.*?)</td>', calendar)
    assert blank
    assert set(blank) == {""}
    assert clear
    assert all("no headache" in cell for cell in clear)


def test_a_headache_day_leads_to_its_entries(counted: World) -> None:
    day = TODAY - timedelta(days=4)
    page = counted.text()
    assert f"day={day}#entries" in page
    table = section(counted.text(f"?day={day}"), "entries")
    assert f"{SECRET} 1" in table
    assert f"{SECRET} 2" not in table


def test_every_count_of_a_criterion_leads_to_the_entries_behind_it(counted: World) -> None:
    page = counted.text()
    links = re.findall(r"count=([^#&]+)#entries\">(\d+)/", page)
    assert ("pattern.starts_in_neck", "10") in links
    table = section(counted.text("?count=pattern.starts_in_neck"), "entries")
    assert "Begins in the neck" in table
    assert table.count(SECRET) == 10
    assert "No entry fits this" in counted.text("?count=pattern.provoked")


def test_entries_are_found_by_their_notes_and_their_strength(counted: World) -> None:
    assert section(counted.text("?q=this+7"), "entries").count(SECRET) == 1
    strong = section(counted.text("?worst=8"), "entries")
    assert strong.count(SECRET) == 2
    assert "No entry fits this" in counted.text("?q=swimming")


def test_medicines_have_relief_of_those_asked(counted: World) -> None:
    assert "Ibuprofen 4 4 4 of 4 asked 0" in section(counted.text(), "medicines")


def test_a_treatment_is_compared_and_drawn_through_the_charts(counted: World) -> None:
    page = counted.text()
    told = section(page, "treatments")
    assert "Physiotherapy" in told
    assert "before" in told
    assert '<path class="began"' in page
    assert 'class="course-label"' in page


def test_charts_have_a_text_alternative_and_no_style(counted: World) -> None:
    page = counted.text()
    charts = re.findall(r"<figure class=.chart.>.*?</figure>", page, re.DOTALL)
    assert len(charts) == 4
    assert sum("<svg" in chart for chart in charts) >= 3
    for chart in charts:
        assert "<svg" not in chart or 'role="img"' in chart
    assert "style=" not in page
    assert "<script>" not in page


def test_the_target_and_the_next_visit_stand_on_the_page(counted: World) -> None:
    told = section(counted.text(), "visits")
    assert "at most 4 headache days a month" in told
    assert "May I swim?" in told
    assert "Treatment begun: Physiotherapy" in told


def test_what_was_changed_since_the_visit_is_counted(counted: World) -> None:
    with_old = section(counted.text(), "visits")
    assert "0 entries of before were changed" in with_old
    old = f"check-ins/{TODAY - timedelta(days=80)}/"
    assert caller(counted.owner).patch(old, {"stress": 9}).status_code == 200
    assert "1 entry of before was changed" in section(counted.text(), "visits")


def test_one_range_holds_for_everything_and_stands_in_the_address(counted: World) -> None:
    answer = counted.get("?days=28")
    assert b"are being counted" in answer.content
    assert b"Load again" in answer.content
    job = Job.objects.active().get(person=counted.owner)
    assert job.arguments["window"] == [str(TODAY - timedelta(days=28)), str(TODAY)]


def test_numbers_of_before_stand_there_while_they_are_counted_again(counted: World) -> None:
    answer = caller(counted.owner).patch(f"check-ins/{TODAY - timedelta(days=3)}/", {"stress": 4})
    assert answer.status_code == 200
    page = counted.text()
    assert "The diary has changed" in page
    assert "Headache days" in section(page, "course")


@pytest.mark.parametrize(
    "query", ["?from=2026-06-01&until=2026-05-01", "?from=x&until=2026-06-01", "?from=2026-06-01"]
)
def test_a_range_that_is_none_is_said_to_be_so(counted: World, query: str) -> None:
    assert "This is no range that can be shown" in counted.text(query)


def test_a_range_may_be_any_days(counted: World) -> None:
    counted.get("?from=2026-05-01&until=2026-05-31")
    job = Job.objects.active().get(person=counted.owner)
    assert job.arguments["window"] == ["2026-05-01", "2026-06-01"]


def test_every_opening_is_written_down_and_the_person_reads_it(counted: World) -> None:
    before = Opening.objects.count()
    counted.text()
    assert Opening.objects.count() == before + 1
    [latest, *_] = caller(counted.owner).get("me/access-log/").json()["results"]
    assert (latest["who"], latest["what"]) == ("doctor@example.org", "clinic page")


def test_the_panel_writes_no_opening(counted: World) -> None:
    before = Opening.objects.count()
    assert counted.browser().get("/clinic/").status_code == 200
    assert Opening.objects.count() == before


def test_notes_that_are_kept_back_are_on_no_page(counted: World) -> None:
    Grant.objects.filter(pk=counted.grant.pk).update(notes=False)
    gather(counted)
    page = counted.text()
    assert "right, upper neck" in section(page, "entries")
    assert SECRET not in page
    assert "No entry fits" not in counted.text("?q=elsewhere")  # nor are they searched
    assert "without notes" in page
    assert "Notes contain" not in page


def test_a_period_that_is_shared_bounds_the_page(counted: World) -> None:
    first = TODAY - timedelta(days=8)
    Grant.objects.filter(pk=counted.grant.pk).update(first_day=first)
    page = counted.text()
    assert "from 2 June 2026 on" in page
    # the 84 days must be counted anew, and only what is open is listed
    assert "are being counted" in page
    gather(counted)
    table = section(counted.text(), "entries")
    assert [f"{SECRET} {number}" in table for number in range(4)] == [True, True, True, False]
    Grant.objects.filter(pk=counted.grant.pk).update(first_day=None, end_day=first)
    assert f'value="{first - timedelta(days=1)}"' in counted.text()


def test_a_section_that_is_kept_back_is_named(counted: World) -> None:
    Grant.objects.filter(pk=counted.grant.pk).update(sections=["episodes", "check_ins"])
    page = counted.text()
    assert "kept back" in page
    assert "Visits, findings and notes are not shared" in page
    assert "May I swim?" not in page


def test_access_ends_with_the_grant(counted: World) -> None:
    browser = counted.browser()
    assert browser.get(counted.page).status_code == 200
    Grant.objects.filter(pk=counted.grant.pk).update(revoked_at=timezone.now())
    for path in (counted.page, f"{counted.page}?days=28"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()
        assert "nothing here that is open to you" in answer.content.decode()
    assert counted.page not in browser.get("/clinic/").content.decode()


def test_an_expired_grant_opens_nothing(counted: World) -> None:
    Grant.objects.filter(pk=counted.grant.pk).update(expires_at=timezone.now())
    assert counted.get().status_code == 404
    assert counted.page not in counted.browser().get("/clinic/").content.decode()


def test_a_stranger_sees_what_is_not_there(counted: World, clinician: object) -> None:
    stranger = sign_in(clinician)  # type: ignore[arg-type]
    theirs, nobodys = (
        stranger.get(path)
        for path in (counted.page, "/clinic/00000000-0000-4000-8000-00000000ffff/")
    )
    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.content == nobodys.content


def test_the_owner_does_not_come_in_here(counted: World) -> None:
    assert sign_in(counted.owner).get(counted.page).status_code == 403


def test_nothing_of_the_page_is_kept_by_a_cache(counted: World) -> None:
    assert "no-store" in counted.get()["Cache-Control"]


def test_a_diary_that_cannot_be_counted_says_so(
    counted: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports import jobs

    def fail(*given: object) -> None:
        raise jobs.Failed

    monkeypatch.setattr(jobs, "answer", fail)
    answer = counted.get()
    assert answer.status_code == 503
    assert "The entries are safe" in answer.content.decode()


def test_a_chart_that_cannot_be_drawn_leaves_its_title(
    counted: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports import html, render

    def fail(*given: object, **more: object) -> None:
        raise render.CannotRender("died")

    monkeypatch.setattr(html, "embed", fail)
    assert "Most often: upper neck, right, in 10 of 10 headaches" in counted.text()


def test_reading_changes_nothing(counted: World) -> None:
    before = Diary.objects.get(pk=counted.owner.pk).revision
    counted.text()
    assert Diary.objects.get(pk=counted.owner.pk).revision == before


def test_german_days_have_their_point(counted: World) -> None:
    german = counted.browser().get(counted.page, headers={"accept-language": "de"})
    page = german.content.decode()
    assert german["Content-Language"] == "de"
    assert "6. Jun 2026" in page
    assert not re.search(r"\d (Mär|Apr|Mai|Jun|Jul|Aug|Sep) 2026", page)


def test_a_warning_sign_that_was_ticked_stands_on_top_with_its_days(
    owner: User, clinician: User, now: Any
) -> None:
    """Which sign pauses the look at patterns: clinical ground truth, section 5."""
    sign = {"warning_signs": ["weakness"]}
    days = [TODAY - timedelta(days=ago) for ago in (9, 1)]
    keep(
        owner,
        episodes=[
            episode(number, f"{day}T08:00:00+02:00", f"{day}T15:00:00+02:00", **sign)
            for number, day in enumerate(days)
        ],
    )
    given = grant(owner, clinician)
    gather(World(owner, clinician, given, ""))
    page = sign_in(clinician).get(f"/clinic/{owner.pk}/").content.decode()
    _before, _mark, after = page.partition('<ul class="warnings">')
    assert "Weakness: on 2 days, last 9 Jun 2026</li>" in after.partition("</ul>")[0]
    assert "The look at patterns is paused" in page
