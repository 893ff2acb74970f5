"""The people of the tests, and the callers they speak through."""

import json
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from accounts import tokens
from accounts.models import Role, Scope, User
from care.models import Member, Practice
from care.models.practices import MemberRole
from care.services import practices

PASSWORD = "correct horse battery"
START = "2026-03-01T09:40:00+01:00"
EPISODE = {"started_at": START, "time_zone": "Europe/Berlin"}


def pytest_configure() -> None:
    """Hash passwords in no time; how they are hashed in life has a test of its own."""
    quick = "django.contrib.auth.hashers.MD5PasswordHasher"
    settings.PASSWORD_HASHERS = [quick, *settings.PASSWORD_HASHERS]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches a database, for the run that is about nothing else."""
    for item in items:
        asked = item.get_closest_marker("django_db")
        if asked or "django_db_setup" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.database)


class Caller:
    """A program that speaks JSON with a token."""

    def __init__(self, key: str | None = None, client: Client | None = None) -> None:
        self.client = client or Client()
        self.headers = {"authorization": f"Bearer {key}"} if key else {}

    def __call__(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Send a request; `body` is JSON, or bytes as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body) if body is not None else ""
        return self.client.generic(
            method,
            path if path.startswith("/") else f"/api/v1/{path}",
            raw,
            content_type="application/json",
            headers={**self.headers, **headers},
        )

    def get(self, path: str, **headers: str) -> Any:
        return self("GET", path, **headers)

    def post(self, path: str, body: Any, **headers: str) -> Any:
        return self("POST", path, body, **headers)

    def put(self, path: str, body: Any, **headers: str) -> Any:
        return self("PUT", path, body, **headers)

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self("PATCH", path, body, **headers)

    def delete(self, path: str, **headers: str) -> Any:
        return self("DELETE", path, **headers)


def caller(user: User, *scopes: Scope) -> Caller:
    return Caller(tokens.issue(user=user, name="test", scopes=scopes or tuple(Scope)))


@pytest.fixture(autouse=True)
def _english() -> None:
    """A request leaves its language to the thread, and so to the next test."""
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def plain_static_files(settings: Any) -> None:
    """Static files by their own names, where nothing is collected."""
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}


@pytest.fixture
def owner(db: None) -> User:
    """Somebody who keeps a diary."""
    return User.objects.create_user("owner@example.org", PASSWORD)


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody else, who keeps a diary of their own."""
    return User.objects.create_user("stranger@example.org", PASSWORD)


@pytest.fixture
def clinician(db: None) -> User:
    return User.objects.create_user("clinician@example.org", PASSWORD, role=Role.CLINICIAN)


@pytest.fixture
def api(owner: User) -> Caller:
    """The owner's program."""
    return caller(owner, Scope.DIARY_READ, Scope.DIARY_WRITE)


def enrol(*, practice: Practice, email: str, role: MemberRole) -> Member:
    """Somebody who was asked to join a practice, and has agreed."""
    named = practices.nominate(practice=practice, email=email, role=role)
    member = practices.agree(user_id=named.user_id, practice_id=practice.pk)
    assert member
    return member
