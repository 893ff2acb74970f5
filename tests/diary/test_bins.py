"""The bin is emptied after thirty days, and tombstones go after 400."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import User
from diary.models import Change, Diary, Episode
from diary.services import bins
from tests.conftest import EPISODE, Caller


def deleted(api: Caller, note: str = "private") -> UUID:
    id = api.post("episodes/", EPISODE | {"notes": note}).json()["id"]
    api.patch(f"episodes/{id}/", {"peak_intensity": 3, "notes": f"{note} still"})
    api.delete(f"episodes/{id}/")
    return UUID(id)


def test_the_bin_keeps_its_answers_for_thirty_days(api: Caller) -> None:
    id = deleted(api)
    assert bins.empty(timezone.now() + timedelta(days=29)) == (0, 0)
    assert Episode.objects.get(id=id).values["notes"] == "private still"


def test_then_the_answers_are_gone_and_the_tombstone_stays(api: Caller) -> None:
    id = deleted(api)
    later = timezone.now() + timedelta(days=31)
    assert bins.empty(later) == (1, 0)
    row = Episode.objects.get(id=id)
    assert (row.values["notes"], row.values["peak_intensity"]) == (None, None)
    assert row.deleted_at is not None
    assert "private" not in str(list(Change.objects.values("fields", "lost")))
    assert bins.empty(later) == (0, 0)


def test_old_tombstones_go_and_older_cursors_start_anew(api: Caller, owner: User) -> None:
    deleted(api)
    assert bins.empty(timezone.now() + timedelta(days=401)) == (1, 1)
    assert not Episode.objects.exists()
    assert Diary.objects.get(pk=owner.pk).purged_revision == 3


def test_a_required_text_is_emptied_too(api: Caller) -> None:
    id = api.post("medications/", {"name": "secret"}).json()["id"]
    api.delete(f"medications/{id}/")
    bins.empty(timezone.now() + timedelta(days=31))
    assert api.get("bin/").json()["results"][0]["record"]["name"] == ""


@pytest.mark.usefixtures("db")
def test_the_command_says_what_it_did(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("empty_bins")
    assert capsys.readouterr().out == "Emptied: 0 records. Tombstones dropped: 0.\n"
