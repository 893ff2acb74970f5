"""After erasing, nothing of a person is left, and nothing of anybody else is gone."""

import uuid
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Scope, User
from diary.models import Change, Diary, Episode
from tests.conftest import EPISODE, PASSWORD, Caller, caller

CANARY = f"canary {uuid.uuid4()}"


def test_a_person_is_erased_whole(api: Caller, owner: User, stranger: User) -> None:
    for who in (api, caller(stranger)):
        who.post("episodes/", EPISODE | {"notes": CANARY})
    erased = api.post("me/erase/", None).json()["erased"]
    assert (erased["episodes"], erased["changes"], erased["account"]) == (1, 1, 1)
    assert not User.objects.filter(pk=owner.pk).exists()
    assert not Diary.objects.filter(pk=owner.pk).exists()
    assert Episode.objects.get().person_id == stranger.pk
    assert Change.objects.get().person_id == stranger.pk
    assert api.get("me/").status_code == 401


def test_a_token_that_only_reads_erases_nothing(owner: User) -> None:
    refused = caller(owner, Scope.DIARY_READ).post("me/erase/", None)
    assert refused.status_code == 403
    assert User.objects.filter(pk=owner.pk).exists()


@pytest.mark.parametrize("path", ["me/erase/", "me/archive/"])
def test_an_old_browser_session_is_asked_for_the_password_again(owner: User, path: str) -> None:
    client = Client()
    client.force_login(owner)
    refused = Caller(client=client).post(path, {})
    assert (refused.status_code, refused.json()["code"]) == (403, "reauthentication_required")


def test_a_browser_session_that_has_just_signed_in_erases(owner: User) -> None:
    client = Client()
    browser = Caller(client=client)
    signed_in = browser.post(
        "/_allauth/browser/v1/auth/login", {"email": owner.email, "password": PASSWORD}
    )
    assert signed_in.status_code == 200
    assert browser.post("me/erase/", None).status_code == 200
    assert browser.get("me/").status_code in (401, 403)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="looks into SQLite's own file")
def test_nothing_is_left_in_the_file() -> None:
    person = User.objects.create_user("gone@example.org", PASSWORD)
    api = caller(person)
    api.post("episodes/", EPISODE | {"notes": CANARY})
    path = Path(str(connection.settings_dict["NAME"]))
    assert CANARY.encode() in raw(path)
    api.post("me/erase/", None)
    assert CANARY.encode() not in raw(path)


def raw(path: Path) -> bytes:
    """The database's file with its log."""
    log = path.with_name(f"{path.name}-wal")
    return path.read_bytes() + (log.read_bytes() if log.exists() else b"")
