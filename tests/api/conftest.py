"""Every answer that a test of the interface gets is held against the OpenAPI document."""

import gzip
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Role, Scope, User
from api import schema
from care.models.grants import SECTIONS
from care.services import grants
from care.services.grants import Terms
from tests.api.kinds import Sender
from tests.conftest import Caller, caller

VARIABLE = re.compile(r"{\w+}")
JSON = re.compile(r"application/(problem\+)?json")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """The long run makes its requests while it is collected: only by command."""
    is_long = collection_path.name == "test_any_request_long.py"
    return True if is_long and config.getoption("-m") != "slow" else None


@cache
def routes() -> list[tuple[re.Pattern[str], dict[str, Any]]]:
    """The documented paths as patterns, those without variables first."""
    paths = schema.document("en")["paths"]
    ordered = sorted(paths, key=lambda path: path.count("{"))
    return [(re.compile(VARIABLE.sub("[^/]+", path)), paths[path]) for path in ordered]


@cache
def validator(pointer: str) -> Any:
    """A validator for the part of the document that a JSON pointer names."""
    whole = {"$id": "urn:document", **schema.document("en"), "$ref": f"#{pointer}"}
    return jsonschema_rs.Draft202012Validator(whole)


def resolve(part: dict[str, Any]) -> dict[str, Any]:
    """What a reference of the document stands for."""
    found: Any = part
    while "$ref" in found:
        words = found["$ref"].removeprefix("#/").split("/")
        found = schema.document("en")
        for word in words:
            found = found[word]
    return dict(found)


def complain(method: str, path: str, answer: Any) -> str | None:
    """What the document does not say of this answer; None when all is as documented."""
    bare = path.partition("?")[0]
    operations = next((o for pattern, o in routes() if pattern.fullmatch(bare)), None)
    operation = (operations or {}).get(method.lower())
    if operation is None:  # an unknown path, or a method that a path does not have
        return None if answer.status_code in (400, 404, 405) else "undocumented operation"
    documented = operation["responses"].get(str(answer.status_code))
    if documented is None:
        return f"undocumented status {answer.status_code}"
    documented = resolve(documented)
    missing = [name for name in documented.get("headers", {}) if name not in answer.headers]
    if missing:
        return f"no header {missing}"
    return _about_body(documented, answer)


def _about_body(documented: dict[str, Any], answer: Any) -> str | None:
    kind = answer.headers.get("Content-Type", "").partition(";")[0]
    if "content" not in documented:
        return None if answer.content == b"" else "a body that is not documented"
    if kind not in documented["content"]:
        return f"undocumented media type {kind}"
    if not JSON.fullmatch(kind):
        return None
    name = documented["content"][kind]["schema"]["$ref"].removeprefix("#")
    packed = answer.headers.get("Content-Encoding") == "gzip"
    content = gzip.decompress(answer.content) if packed else answer.content
    error = next(iter(validator(name).iter_errors(json.loads(content))), None)
    return None if error is None else f"{name}: {error.instance_path} {error.message[:300]}"


@pytest.fixture(autouse=True)
def as_documented(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail a test whose caller gets an answer that the document does not know."""
    send = Caller.__call__

    def call(self: Caller, method: str, path: str, body: Any = None, **headers: str) -> Any:
        answer = send(self, method, path, body, **headers)
        whole = path if path.startswith("/") else f"/api/v1/{path}"
        if whole.startswith("/api/") and method not in ("HEAD", "OPTIONS"):
            complaint = complain(method, whole, answer)
            assert complaint is None, f"{method} {path}: {complaint}"
        return answer

    monkeypatch.setattr(Caller, "__call__", call)


@pytest.fixture(scope="module")
def _people(django_db_setup: None, django_db_blocker: Any) -> Iterator[Sender]:
    """An owner and their clinician, made once for the many tests of a module."""
    with django_db_blocker.unblock(), transaction.atomic():
        owner = User.objects.create_user("owner@example.org", None)
        clinician = User.objects.create_user("clinician@example.org", None, role=Role.CLINICIAN)
        terms = Terms(tuple(SECTIONS), timezone.now() + timedelta(days=30), notes=True)
        _invitation, code = grants.invite(person_id=owner.pk, terms=terms)
        grants.accept(clinician=clinician, code=code)
        doctor = caller(clinician, Scope.PATIENTS_READ, Scope.DIARY_WRITE)
        api = caller(owner, Scope.DIARY_READ, Scope.DIARY_WRITE)
        yield Sender(api, doctor, str(owner.pk))
        transaction.set_rollback(True)


@pytest.fixture
def sender(_people: Sender) -> Iterator[Sender]:
    """Whoever sends records of any kind; the diary is empty for each test."""
    with transaction.atomic():
        yield _people
        transaction.set_rollback(True)
