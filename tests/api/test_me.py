"""The account and its profile."""

from typing import Any

import pytest

from accounts.models import User
from diary.models import Profile
from tests.conftest import Caller


def test_a_new_account_has_an_unanswered_profile(api: Caller, owner: User) -> None:
    shown = api.get("me/").json()
    assert {n: v for n, v in shown.items() if n != "profile"} == {
        "id": str(owner.pk), "email": "owner@example.org", "role": "person",
    }  # fmt: skip
    assert set(shown["profile"].values()) == {None}
    assert not Profile.objects.exists(), "reading makes nothing"


def test_the_profile_is_changed_field_by_field(api: Caller, owner: User) -> None:
    api.patch("me/", {"profile": {"birth_year": 1980, "known_aura": False}})
    shown = api.patch("me/", {"profile": {"clinician_diagnoses": []}}).json()
    profile = shown["profile"]
    assert (profile["birth_year"], profile["known_aura"]) == (1980, False)
    assert profile["clinician_diagnoses"] == []
    assert profile["cancer_history"] is None
    assert api.get("me/").json() == shown
    assert Profile.objects.get().id == owner.pk


def test_what_was_read_may_be_sent_back(api: Caller) -> None:
    before = api.patch("me/", {"profile": {"country": "DE"}}).json()
    assert api.patch("me/", before).json() == before
    assert api.patch("me/", {"profile": None}).json() == before
    assert api.patch("me/", {}).json() == before


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"email": "other@example.org"}, "email"),
        ({"role": "clinician"}, "role"),
        ({"id": "0190d3f0-0000-7000-8000-000000000001"}, "id"),
        ({"password": "x"}, "password"),
        ({"profile": []}, "profile"),
        ({"profile": {"id": None}}, "profile.id"),
        ({"profile": {"country": {}}}, "profile.country"),
        ({"profile": {"neck_or_head_trauma": {"date": "x"}}}, "profile.neck_or_head_trauma.date"),
        ({"profile": {"suspected_factors": ["sun"]}}, "profile.suspected_factors[0]"),
        ([], "$"),
    ],
)
def test_nothing_else_is_changed_here(api: Caller, owner: User, body: Any, path: str) -> None:
    answer = api.patch("me/", body)
    assert answer.status_code == 400
    assert [error["path"] for error in answer.json()["errors"]] == [path]
    owner.refresh_from_db()
    assert (owner.email, owner.role) == ("owner@example.org", "person")
    assert not Profile.objects.exists()
