"""What keeps the interface fast and small: pages, windows, queries, imports, rates."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.cache import caches

from accounts.models import User
from api import throttles
from api.records import RecordView
from diary import changes
from diary.ids import new_id
from diary.services import records
from diary.shapes import SHAPES
from tests.api.kinds import COLLECTIONS, LEAST, address
from tests.conftest import EPISODE, START, Caller, caller

HOUSE = Path(__file__).resolve().parents[2]
QUERIES_OF_A_PAGE, QUERIES_OF_A_POST = 4, 8


def fill(owner: User, kind: str, number: int) -> None:
    """So many records of a kind, with a child each where the kind has children."""
    shape = SHAPES[kind]
    with changes.writing(owner.pk, author=None, channel="shell") as door:
        for _n in range(number):
            row = records.create(door, shape, new_id(), shape.read(LEAST[kind])).row
            if shape.child:
                given = shape.child.read(LEAST[shape.child.kind])
                of = {shape.child.parent: row.id}
                records.create(door, shape.child, new_id(), given | of)


@pytest.mark.parametrize("kind", [*COLLECTIONS, "check_ins"])
def test_a_page_takes_as_many_queries_for_200_records_as_for_5(
    api: Caller, owner: User, kind: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    if kind == "check_ins":
        for day in range(1, 29):
            api.put(f"check-ins/2026-02-{day:02}/", {"time_zone": "UTC"})
    else:
        fill(owner, kind, 5)
    for _again in range(2):
        with django_assert_max_num_queries(QUERIES_OF_A_PAGE):
            page = api.get(f"{address(kind)}/?limit=500").json()
        assert page["next"] is None
        if kind != "check_ins":
            fill(owner, kind, 195)
    assert len(page["results"]) == (28 if kind == "check_ins" else 200)


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_adding_takes_as_many_queries_to_200_records_as_to_5(
    api: Caller, owner: User, kind: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    api.post(f"{address(kind)}/", LEAST[kind])
    for number in (5, 195):
        fill(owner, kind, number)
        with django_assert_max_num_queries(QUERIES_OF_A_POST):
            assert api.post(f"{address(kind)}/", LEAST[kind]).status_code == 201


def test_an_episode_with_many_readings_takes_no_query_for_each(
    api: Caller, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    api.post("episodes/", EPISODE)
    readings = [{"at": START, "intensity": n % 11} for n in range(50)]
    with django_assert_max_num_queries(QUERIES_OF_A_POST + 1):
        answer = api.post("episodes/", EPISODE | {"readings": readings})
    assert len(answer.json()["readings"]) == 50


@pytest.mark.parametrize("kind", [*COLLECTIONS, "check_ins"])
@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=501", "limit=-1", "limit=1.0", "limit=", "limit=x", "limit=" + "9" * 5000,
     "cursor=", "cursor=x", "cursor=%00", "cursor=%ff", "cursor=MjAyNi0wMy0wMS4tMQ==",
     "from=2026-13-01", "from=", "from=2026-03-02&to=2026-03-01", "to=2999-01-01",
     "from=1899-12-31", "sort=up", "limit=5&Limit=5", "%00=1", "\ud83d=1"],
)  # fmt: skip
def test_a_bad_parameter_is_refused_by_its_name(api: Caller, kind: str, query: str) -> None:
    answer = api.get(f"{address(kind)}/?{query.encode('utf-8', 'surrogatepass').decode('latin-1')}")
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["path"]


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_pages_hold_every_record_once(api: Caller, owner: User, kind: str) -> None:
    fill(owner, kind, 7)
    seen, path = [], f"{address(kind)}/?limit=3"
    while path:
        page = api.get(path).json()
        seen += [row["id"] for row in page["results"]]
        path = f"{address(kind)}/?limit=3&cursor={page['next']}" if page["next"] else ""
    assert len(seen) == len(set(seen)) == 7


@pytest.mark.parametrize(
    ("kind", "day"),
    [("treatments", "started_on"), ("marks", "on"), ("scores", "taken_on"), ("visits", "on"),
     ("acknowledgements", "date")],
)  # fmt: skip
def test_a_window_of_days_holds_its_first_and_not_its_last(
    api: Caller, kind: str, day: str
) -> None:
    api.post(f"{address(kind)}/", LEAST[kind] | {day: "2026-03-01"})

    def count(query: str) -> int:
        return len(api.get(f"{address(kind)}/?{query}").json()["results"])

    assert count("from=2026-03-01&to=2026-03-02") == 1
    assert count("from=2026-03-01&to=2026-03-01") == 0
    assert count("to=2026-03-01") == count("from=2026-03-02") == 0


def test_a_record_request_loads_no_statistics_and_no_drawing(tmp_path: Path) -> None:
    """A small board holds a few of these processes; the heavy libraries belong to the worker."""
    program = """
import os, sys
os.environ["DJANGO_SETTINGS_MODULE"] = "nape.settings"
from nape.wsgi import application
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.test import Client
from accounts.models import User
from accounts import tokens
user = User.objects.create_user("a@example.org", None)
key = tokens.issue(user=user, name="x", scopes=["diary:read", "diary:write"])
sent = {"started_at": "2026-03-01T09:40:00Z", "time_zone": "UTC"}
head = {"authorization": f"Bearer {key}"}
client = Client(SERVER_NAME="localhost")
answer = client.post("/api/v1/episodes/", sent, content_type="application/json", headers=head)
assert answer.status_code == 201, answer.content
assert client.get("/api/v1/episodes/", headers=head).status_code == 200
print(sorted({"pandas", "numpy", "scipy", "statsmodels", "matplotlib"} & sys.modules.keys()))
"""
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=HOUSE,
        env={"NAPE_DATA_DIR": str(tmp_path), "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.stdout.strip().splitlines()[-1:] == ["[]"], ran.stderr[-1000:]


@pytest.fixture
def throttled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a test can reach."""
    caches["process"].clear()
    monkeypatch.setattr(RecordView, "throttle_classes", [throttles.CallerThrottle])
    monkeypatch.setattr(throttles, "SIGNED_IN", 3)
    monkeypatch.setattr(throttles, "ANONYMOUS", 2)
    # all of it in one minute
    monkeypatch.setattr(throttles, "time", SimpleNamespace(time=lambda: 1_000_000_000.0))


def test_too_many_requests_are_429_with_the_time_to_wait(
    api: Caller, stranger: User, throttled: None
) -> None:
    answers = [api.get("me/") for _n in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    refused = answers[-1]
    assert (refused["Content-Type"], refused.json()["code"]) == (
        "application/problem+json", "throttled",
    )  # fmt: skip
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert caller(stranger).get("me/").status_code == 200, "the limit is each caller's own"


def test_nobody_is_limited_by_address(throttled: None, db: None) -> None:
    assert [Caller().get("me/").status_code for _n in range(3)] == [401, 401, 401]


def test_a_token_may_ask_a_thousand_times_a_minute() -> None:
    assert throttles.SIGNED_IN >= 1_000
