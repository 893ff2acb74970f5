"""The panel: stored numbers sorted, searched and paged by the address, in few queries."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from accounts.models import User
from care.models import Grant
from clinic.wanted import ORDERS, PAGE, Wanted
from insights import panel
from insights.models import PanelRow
from jobs.models import Job
from tests.clinic.conftest import SECRET, World, grant

pytestmark = pytest.mark.django_db


def told(page: str) -> str:
    return re.sub(r"\s+", " ", strip_tags(page))


def names(browser: Client, query: str = "") -> list[str]:
    page = browser.get(f"/clinic/{query}").content.decode()
    return re.findall(r'<th scope="row" class="name"><a [^>]+>([^<@]+)<wbr>@', page)


def people(clinician: User, *named: str, **columns: Any) -> list[PanelRow]:
    """Grants with rows that are counted; each takes its own numbers of a column from a list."""
    numbers = NUMBERS
    rows = []
    for place, name in enumerate(named):
        owner = User.objects.create_user(f"{name}@example.org", None)
        given = grant(owner, clinician)
        own = {column: values[place] for column, values in columns.items()}
        rows.append(
            PanelRow.objects.create(
                grant=given,
                reader=clinician.pk,
                granted_at=given.created_at,
                name=owner.email,
                computed_at=timezone.now(),
                numbers=numbers,
                **own,
            )
        )
    return rows


DAYS = {"low": 5, "n": 25, "of": 28}
NUMBERS: dict[str, Any] = {
    "recent": {
        "now": {"headache_day": DAYS},
        "before": {"headache_day": DAYS},
        "weeks": [{"from": "2026-06-01", "k": 2, "n": 7}, {"from": "2026-06-08", "k": 0, "n": 0}],
    },
    "enough": True,
    "change": -2,
    "reasons": [],
    "medication": None,
    "any_medication": {"low": 0, "n": 0, "of": 30},
    "pattern": {"flag": {"raised": False}, "paused": False},
    "last_entry": None,
    "next_visit": None,
}


@pytest.mark.usefixtures("now")
def test_a_row_says_why_it_stands_on_top_with_counts(world: World) -> None:
    page = told(world.browser().get("/clinic/").content.decode())
    assert "Headache days: 8 in 28, after 2 in the 28 before" in page
    assert "Visit on 12 Jun" in page
    assert "8/2" in page
    assert "+6" in page
    assert "9 Jun" in page
    assert SECRET not in page


@pytest.mark.usefixtures("now")
def test_the_weeks_have_a_text_alternative(world: World) -> None:
    page = world.browser().get("/clinic/").content.decode()
    assert 'aria-label="Headache days of the last 12 weeks: ' in page
    assert "style=" not in page


def test_six_queries_are_enough_for_any_first_page(
    clinician: User, browser: Client, django_assert_max_num_queries: Any
) -> None:
    people(clinician, *(f"person{number}" for number in range(60)))
    browser.get("/clinic/")  # asks for a worker, once
    with django_assert_max_num_queries(6):
        assert len(names(browser)) == PAGE
    with django_assert_max_num_queries(6):
        assert names(browser, "?q=person59&why=visit&sort=-days") == []


def test_nobody_yet_is_told_how_to_be_invited(browser: Client) -> None:
    page = told(browser.get("/clinic/").content.decode())
    assert "Nobody has opened a diary to you yet" in page
    assert "give you the code" in page
    assert not Job.objects.exists()


def test_somebody_new_stands_there_at_once_and_a_worker_is_asked(
    owner: User, clinician: User, browser: Client
) -> None:
    grant(owner, clinician)
    page = told(browser.get("/clinic/").content.decode())
    assert "Not counted yet" in page
    assert Job.objects.active().count() == 1
    assert PanelRow.objects.get(reader=clinician.pk).computed_at is None


def test_rows_are_sorted_by_attention_and_else_as_the_address_says(
    clinician: User, browser: Client
) -> None:
    people(
        clinician, "anna", "ben", "clara", attention=[3000, 1000, 2000], headache_days=[9, 2, -1]
    )
    assert names(browser) == ["ben", "clara", "anna"]
    assert names(browser, "?sort=days") == ["anna", "ben", "clara"]
    assert names(browser, "?sort=-days") == ["clara", "ben", "anna"]
    assert names(browser, "?sort=name") == ["anna", "ben", "clara"]
    assert names(browser, "?sort=nonsense") == ["ben", "clara", "anna"]


def test_rows_are_found_by_name_rule_and_flag(clinician: User, browser: Client) -> None:
    rules = [" overuse  visit ", " rise ", ""]
    people(clinician, "anna", "ben", "clara", rules=rules, flagged=[False, False, True])
    assert names(browser, "?q=AR") == ["clara"]
    assert names(browser, "?why=visit") == ["anna"]
    assert names(browser, "?flag=1") == ["clara"]
    answer = browser.get("/clinic/?q=nobody").content.decode()
    assert "Nobody fits this" in answer


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("sort", ORDERS)
def test_pages_show_everybody_once_in_any_order(
    clinician: User, sort: str, turned: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("clinic.wanted.PAGE", 3)
    column = ORDERS[sort][0]
    day = timezone.now().date()
    kinds: dict[str, list[Any]] = {
        "name": [f"name{n % 4}" for n in range(10)],
        "last_entry": [day - timedelta(days=n % 3) for n in range(10)],
        "next_visit": [day + timedelta(days=n % 3) for n in range(10)],
    }
    values = kinds.get(column, [n % 3 for n in range(10)])
    people(clinician, *(f"person{n}" for n in range(10)))
    mine = PanelRow.objects.filter(reader=clinician.pk)
    for row, value in zip(mine, values, strict=True):
        PanelRow.objects.filter(pk=row.pk).update(**{column: value})
    seen, wanted = [], Wanted(sort=sort, turned=turned)
    while True:
        rows, more = wanted.page(mine)
        seen += [(getattr(row, column), row.pk) for row in rows]
        if not more:
            break
        wanted = Wanted(sort=sort, turned=turned, after=more)
    assert len(seen) == len({pk for _value, pk in seen}) == 10
    assert seen == sorted(seen, reverse=ORDERS[sort][1] != turned)


def test_a_cursor_that_is_none_begins_at_the_top(clinician: User, browser: Client) -> None:
    people(clinician, "anna")
    for cursor in ("x", "%FF", "YWJj", "a" * 400):
        assert names(browser, f"?after={cursor}") == ["anna"]


def test_the_state_is_in_the_address(clinician: User, browser: Client) -> None:
    people(clinician, *(f"person{number:02}" for number in range(60)))
    first = browser.get("/clinic/?sort=name&q=person").content.decode()
    [more] = re.findall(r'rel="next" href="([^"]+)"', first)
    following = names(browser, more.replace("&amp;", "&"))
    assert following == [f"person{number}" for number in range(50, 60)]
    assert 'href="?q=person&amp;sort=-name"' in first


def test_too_few_days_are_grey_and_say_so(clinician: User, browser: Client) -> None:
    [row] = people(clinician, "anna")
    few = {"low": 3, "n": 14, "of": 28}
    recent = NUMBERS["recent"] | {"now": {"headache_day": few}}
    row.numbers = NUMBERS | {"enough": False, "change": None, "recent": recent}
    row.save()
    page = told(browser.get("/clinic/").content.decode())
    assert "too few days (14/28)" in page


def test_the_flag_of_the_pattern_stands_in_the_row(clinician: User, browser: Client) -> None:
    row, paused = people(clinician, "anna", "ben")
    headline = {"sentence_key": "pattern.none", "numbers": {}}
    flag = {"raised": True, "grade": "probable", "headline": headline}
    row.numbers = NUMBERS | {"pattern": {"flag": flag, "paused": False}}
    row.save()
    paused.numbers = NUMBERS | {"pattern": {"flag": flag, "paused": True}}
    paused.save()
    page = browser.get("/clinic/").content.decode()
    assert page.count("Fits the neck-related pattern") == 1


def test_what_ended_is_not_in_the_panel(clinician: User, browser: Client) -> None:
    people(clinician, "anna", "ben", "clara")
    Grant.objects.filter(person__email="anna@example.org").update(revoked_at=timezone.now())
    Grant.objects.filter(person__email="ben@example.org").update(expires_at=timezone.now())
    assert names(browser) == ["clara"]


def test_another_clinicians_people_are_not_in_the_panel(
    clinician: User, stranger: User, browser: Client
) -> None:
    people(stranger, "anna")
    people(clinician, "ben")
    assert names(browser) == ["ben"]


@pytest.mark.usefixtures("now")
def test_somebody_who_shared_twice_stands_there_once_with_what_was_agreed_last(
    world: World,
) -> None:
    later = timezone.now() + timedelta(minutes=1)
    again = grant(world.owner, world.clinician, sections=["visits"], created_at=later)
    panel.meet_all()
    panel.refresh(again.pk)
    page = told(world.browser().get("/clinic/").content.decode())
    assert page.count("person@ example.org") + page.count("person@example.org") == 1
    assert "too few days (0/28)" in page
    shown = world.text()
    assert "This diary is shared with you once more; what was agreed last counts." in shown
    assert "kept back: Headaches and other episodes" in shown
