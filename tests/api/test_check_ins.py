"""Check-ins through REST: one a local day, found by its date."""

import pytest

from accounts.models import Scope, User
from diary.ids import check_in_id
from diary.models import CheckIn
from tests.conftest import Caller, caller

DAY = "check-ins/2026-03-01/"
ZONE = {"time_zone": "Europe/Berlin"}


def test_putting_creates_then_replaces(api: Caller, owner: User) -> None:
    created = api.put(DAY, ZONE | {"stress": 0, "factors": {}})
    assert created.status_code == 201
    assert (created.json()["stress"], created.json()["factors"]) == (0, {})
    assert "id" not in created.json()
    replaced = api.put(DAY, ZONE | {"date": "2026-03-01", "stress": 3})
    assert (replaced.status_code, replaced.json()["factors"]) == (200, None)
    assert api.get(DAY).json() == replaced.json()
    assert api.get("check-ins/").json()["results"] == [replaced.json()]
    [row] = CheckIn.objects.all()
    assert row.id == check_in_id(owner.pk, row.date), "a phone that starts the day finds this one"


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_another_date_in_the_body_is_refused(api: Caller, method: str) -> None:
    api.put(DAY, ZONE)
    answer = api(method, DAY, ZONE | {"date": "2026-03-02"})
    assert answer.status_code == 400
    assert [e["path"] for e in answer.json()["errors"]] == ["date"]
    assert api.get("check-ins/2026-03-02/").status_code == 404


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_day_without_a_check_in_is_404(api: Caller, method: str) -> None:
    assert api(method, DAY, {} if method == "PATCH" else None).status_code == 404


def test_there_is_nothing_to_post(api: Caller) -> None:
    assert api.post("check-ins/", ZONE).status_code == 405


def test_if_match_guards_a_day(api: Caller) -> None:
    tag = api.put(DAY, ZONE)["ETag"]
    assert api.patch(DAY, {"stress": 1}, **{"if-match": tag}).status_code == 200
    for method in ("PUT", "PATCH", "DELETE"):
        late = api(method, DAY, None if method == "DELETE" else ZONE, **{"if-match": tag})
        assert late.status_code == 412
    assert api.put("check-ins/2026-03-05/", ZONE, **{"if-match": tag}).status_code == 404


def test_a_deleted_day_is_begun_anew(api: Caller) -> None:
    api.put(DAY, ZONE | {"stress": 9})
    assert api.delete(DAY).status_code == 204
    assert api.get(DAY).status_code == 404
    assert api.get(f"{DAY}history/").status_code == 404
    anew = api.put(DAY, ZONE | {"sleep_hours": 7.5})
    assert (anew.status_code, anew.json()["stress"]) == (201, None)
    actions = [entry["action"] for entry in api.get(f"{DAY}history/").json()["results"]]
    assert actions == ["created", "deleted", "restored", "changed"]
    assert api.get("bin/").json()["results"] == []


@pytest.mark.parametrize("day", ["2026-02-30", "26-03-01", "2026-3-1", "today", "1899-12-31"])
def test_what_is_no_day_is_not_found(api: Caller, day: str) -> None:
    assert api.get(f"check-ins/{day}/").status_code == 404
    assert api.put(f"check-ins/{day}/", ZONE).status_code in (400, 404)
    assert not CheckIn.objects.exists()


def test_a_token_for_check_ins_writes_them_and_reads_nothing(owner: User) -> None:
    watch = caller(owner, Scope.CHECK_IN_WRITE)
    assert watch.put(DAY, ZONE).status_code == 201
    assert watch.patch(DAY, {"sitting_hours": 6.25}).status_code == 200
    refused = watch.get(DAY)
    assert (refused.status_code, refused.json()["code"]) == (403, "scope_missing")
    assert watch.post("marks/", {"on": "2026-03-01", "label": "x"}).status_code == 403
