"""GET insights/: the finished document, or 202 until a worker has made it."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Scope, User
from api.insights import CannotCompute
from jobs.models import Job
from tests.conftest import Caller, caller

# a worker closes its connection between two tasks
pytestmark = pytest.mark.django_db(transaction=True)
HOUSE = Path(__file__).resolve().parents[2]


def work() -> None:
    """What the worker does with everything that waits."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def document(api: Caller, query: str = "") -> Any:
    assert api.get(f"insights/{query}").status_code == 202
    work()
    answer = api.get(f"insights/{query}")
    assert answer.status_code == 200
    return answer.json()


def test_the_first_request_is_answered_202_and_the_next_with_the_document(api: Caller) -> None:
    first = api.get("insights/")
    assert (first.status_code, first.headers["Retry-After"]) == (202, "1")
    assert first.json() == {"status": "waiting", "progress": 0}
    work()
    answer = api.get("insights/")
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    shown = answer.json()
    today = timezone.now().date()
    assert shown["window"] == [(today - timedelta(days=365)).isoformat(), today.isoformat()]


def test_the_flag_and_the_sentences_can_be_drawn_as_they_are(api: Caller) -> None:
    shown = document(api)
    flag = shown["pattern"]["flag"]
    assert flag["raised"] is False and flag["since"] is None
    assert flag["headline"] == (
        "There are not enough answers yet to look for a neck-related pattern."
    )
    assert flag["next_step"] == "Going on with the diary will tell more."
    assert flag["still_needed"].startswith("Still needed: 28 more days")
    for sentence in shown["sentences"]:
        assert sentence.keys() >= {"key", "section", "text"}


def test_a_new_entry_is_in_the_next_document(api: Caller) -> None:
    assert document(api)["observed"]["check_ins"] == 0
    day = (timezone.now().date() - timedelta(days=2)).isoformat()
    answers = {"date": day, "time_zone": "UTC", "headache_today": "no"}
    assert api.put(f"check-ins/{day}/", answers).status_code == 201
    assert document(api)["observed"]["check_ins"] == 1


def test_a_window_is_computed_by_itself(api: Caller) -> None:
    shown = document(api, "?from=2026-02-01&to=2026-03-01")
    assert shown["window"] == ["2026-02-01", "2026-03-01"]


def test_without_from_the_window_is_the_year_before_to(api: Caller) -> None:
    assert document(api, "?to=2026-03-01")["window"] == ["2025-03-01", "2026-03-01"]


@pytest.mark.parametrize(
    ("query", "path", "code"),
    [
        ("?from=2006-03-01&to=2026-03-02", "from", "too_long"),
        ("?from=2004-02-29&to=2024-03-01", "from", "too_long"),
        ("?from=2026-03-02&to=2026-03-01", "to", "ends_before_start"),
        ("?from=1899-12-31&to=1910-03-01", "from", "out_of_bounds"),
        ("?to=yesterday", "to", "wrong_form"),
        ("?until=2026-03-01", "until", "unknown_parameter"),
    ],
)
def test_a_window_that_makes_no_sense_is_400(api: Caller, query: str, path: str, code: str) -> None:
    answer = api.get(f"insights/{query}")
    assert answer.status_code == 400
    assert [(e["path"], e["code"]) for e in answer.json()["errors"]] == [(path, code)]
    assert not Job.objects.exists()


def test_a_window_that_begins_tomorrow_without_an_end_is_400(api: Caller) -> None:
    tomorrow = (timezone.now().date() + timedelta(days=1)).isoformat()
    answer = api.get(f"insights/?from={tomorrow}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "ends_before_start"


@pytest.mark.parametrize(
    "query",
    [
        "?from=2006-03-01&to=2026-03-01",
        "?from=2004-02-29&to=2024-02-29",
        "?from=2026-03-01&to=2026-03-01",
    ],
)
def test_twenty_years_are_allowed_and_so_is_no_day(api: Caller, query: str) -> None:
    assert api.get(f"insights/{query}").status_code == 202


def test_it_needs_a_token_that_may_read_the_diary(api: Caller, owner: User) -> None:
    assert Caller().get("insights/").status_code == 401
    writes_only = caller(owner, Scope.CHECK_IN_WRITE)
    assert writes_only.get("insights/").json()["code"] == "scope_missing"


def test_somebody_elses_insights_do_not_exist(api: Caller, stranger: User) -> None:
    assert api.get(f"patients/{stranger.pk}/insights/").status_code in (403, 404)
    assert not Job.objects.exists()


def test_after_it_failed_it_says_so_and_when_to_come_again(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **more: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("insights.results.renew", fail)
    api.get("insights/")
    work()
    answer = api.get("insights/")
    assert (answer.status_code, answer.json()["code"]) == (503, "insights_failed")
    assert int(answer.headers["Retry-After"]) >= CannotCompute.wait
    assert Job.objects.get(status=Job.Status.FAILED).attempts == 3


@pytest.mark.parametrize("day", [date(2004, 2, 29), date(2005, 3, 1)])
def test_twenty_years_after_a_leap_day_there_is_a_day(day: date) -> None:
    from api.insights import _years_after

    assert _years_after(day, 20).year == day.year + 20
    assert _years_after(day, 1) == date(day.year + 1, 3, 1)


HEAVY = ("pandas", "numpy", "scipy", "statsmodels", "matplotlib", "firthmodels")
SCRIPT = f"""
import json, sys
import nape, django
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[2]
django.setup()
from django.test import Client
from django.urls import get_resolver
get_resolver().url_patterns
key = sys.argv[1]
heads = {{"HTTP_AUTHORIZATION": "Bearer " + key}}
client = Client(SERVER_NAME="127.0.0.1")
seen = [client.get(path, **heads).status_code
        for path in ("/api/v1/episodes/", "/api/v1/insights/", "/api/v1/insights/?to=2026-03-01")]
print(json.dumps([seen, [name for name in {HEAVY!r} if name in sys.modules]]))
"""


def test_a_request_loads_neither_frames_nor_statistics(api: Caller, settings: Any) -> None:
    """The web process asks for the work and serves what is stored; the worker computes."""
    key = api.headers["authorization"].removeprefix("Bearer ")
    document(api)
    database = str(settings.DATABASES["default"]["NAME"])
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, key, database],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout.splitlines()[-1]) == [[200, 200, 202], []]
