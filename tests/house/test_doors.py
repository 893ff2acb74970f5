"""Every door of the interface, and every person before it: what opens, and what stays hidden."""

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from accounts import tokens
from accounts.models import Role, Scope, User
from care.models import Grant
from care.models.grants import SECTIONS
from care.models.practices import MemberRole
from care.services import grants, links, practices
from care.services.grants import Terms
from diary.models import Change, Diary
from tests.conftest import EPISODE, START, Caller, enrol
from tests.house.doors import COLLECTIONS, PEOPLE, rows, shape

DAY = "2026-03-01"
SECRET = "nobody else may read this"
ZONE = {"time_zone": "Europe/Berlin"}
BODIES: dict[str, dict[str, Any]] = {
    "episodes": EPISODE | {"notes": SECRET},
    "medications": {"name": SECRET},
    "doses": {"medication": str(uuid.UUID(int=1)), "taken_at": START, "side_effects": SECRET}
    | ZONE,
    "treatments": {"kind": "massage", "started_on": DAY, "notes": SECRET},
    "marks": {"on": DAY, "label": SECRET},
    "scores": {"instrument": SECRET, "total": 4, "taken_on": DAY},
    "custom-factors": {"label": SECRET, "kind": "yes_no"},
    "visits": {"on": DAY, "seen_by": SECRET},
    "acknowledgements": {"card": SECRET},
    "check-ins": ZONE | {"notes": SECRET},
    "readings": {"at": START, "intensity": 3},
    "findings": {"on": DAY, "kind": "rotation", "text": SECRET},
    "annotations": {"on": DAY, "text": SECRET},
}
SHARING = ("grant", "invitation", "link", "practice", "member", "asking")
ARCHIVE = {"format": "nape-archive", "version": 1}


@dataclass
class World:
    """The owner's diary with one record of each kind, and everybody's way in."""

    owner: User
    callers: dict[str, Caller]
    ids: dict[str, str]
    code: str

    def path(self, template: str) -> str:
        """The address of what is the owner's."""
        words = template.split("/")
        kind = next((w for w in reversed(words) if w in BODIES and w != "readings"), "")
        known = {"id": self.ids.get(kind, ""), "person": str(self.owner.pk), "date": DAY}
        known |= {name: self.ids[name] for name in SHARING}
        return template.format(**known, name="calendar")

    def body(self, method: str, template: str) -> Any:
        kind = template.rstrip("/").rpartition("/")[2]
        if method == "GET" or method == "DELETE" or kind == "restore":
            return None
        if template.endswith("/me/"):
            return {"profile": {"birth_year": 1980}}
        if kind == "archive":
            return ARCHIVE
        if kind == "sync":
            return _sync(self.owner)
        if kind in ("accept", "terms"):
            return {"code": self.code}
        if kind in ("invitations", "preview", "share-links", "erase"):
            return {}
        if kind == "members":
            return {"email": "door-new@example.org", "role": "assistant"}
        if kind == "membership":
            return None
        if "/members/" in template:
            return {"roles": ["assistant"]}
        name = next(w for w in reversed(template.split("/")) if w in BODIES)
        return BODIES[name]


def _sync(owner: User) -> dict[str, Any]:
    id = str(uuid.UUID(int=7))
    return {
        "protocol": 1, "schema": 1, "person": str(owner.pk), "device": id,
        "sent_at": START, "cursor": None, "limit": 10,
        "ops": [{"op": id, "kind": "marks", "id": id, "base": None, "at": START,
                 "set": BODIES["marks"]}],
    }  # fmt: skip


def _caller(user: User, *scopes: Scope) -> Caller:
    return Caller(tokens.issue(user=user, name="door", scopes=scopes or tuple(Scope)))


@pytest.fixture(autouse=True)
def _unhashed(settings: Any) -> None:
    """Static files by their own names, as nothing is collected for these tests."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield _build()
        transaction.set_rollback(True)


def _build() -> World:
    owner = User.objects.create_user("door-owner@example.org", None)
    stranger = User.objects.create_user("door-stranger@example.org", None)
    granted, ended = (
        User.objects.create_user(f"door-{name}@example.org", None, role=Role.CLINICIAN)
        for name in ("granted", "ended")
    )
    User.objects.create_user("door-new@example.org", None, role=Role.CLINICIAN)
    callers = {
        "nobody": Caller(),
        "owner": _caller(owner),
        "stranger": _caller(stranger),
        "granted": _caller(granted),
        "ended": _caller(ended),
        "reads": _caller(owner, Scope.DIARY_READ),
        "checks": _caller(owner, Scope.CHECK_IN_WRITE),
        "panel": _caller(owner, Scope.PATIENTS_READ),
    }
    ids = _fill(callers["owner"])
    terms = Terms(tuple(SECTIONS), timezone.now() + timedelta(days=30), notes=True)
    for clinician in (granted, ended):
        _invitation, code = grants.invite(person_id=owner.pk, terms=terms)
        grant = grants.accept(clinician=clinician, code=code)
        ids["grant" if clinician is granted else "ended grant"] = str(grant.pk)
    grants.revoke(person_id=owner.pk, grant_id=uuid.UUID(ids["ended grant"]))
    invitation, code = grants.invite(person_id=owner.pk, terms=terms)
    ids["invitation"] = str(invitation.pk)
    link, _token = links.make(person_id=owner.pk, terms=terms)
    practice = practices.found(name="Door", administrator=granted)
    both = (MemberRole.ADMINISTRATOR, MemberRole.CLINICIAN)
    practices.appoint(practice=practice, user_id=granted.pk, roles=both)
    member = enrol(practice=practice, email=ended.email, role=MemberRole.CLINICIAN)
    chief = User.objects.create_user("door-chief@example.org", None, role=Role.CLINICIAN)
    asking = practices.found(name="Another door", administrator=chief)
    practices.nominate(practice=asking, email=granted.email, role=MemberRole.CLINICIAN)
    ids |= {"link": str(link.pk), "practice": str(practice.pk), "member": str(member.user_id)}
    ids["asking"] = str(asking.pk)
    person = f"patients/{owner.pk}"
    for kind in ("findings", "annotations"):
        ids[kind] = callers["granted"].post(f"{person}/{kind}/", BODIES[kind]).json()["id"]
    return World(owner, callers, ids, code)


def _fill(owner: Caller) -> dict[str, str]:
    assert owner.put(f"check-ins/{DAY}/", BODIES["check-ins"]).status_code == 201
    return {name: owner.post(f"{name}/", BODIES[name]).json()["id"] for name in COLLECTIONS}


# --- the table


def routes() -> Iterator[tuple[str, str]]:
    """Every method and path of the URL resolver under /api/."""

    def walk(patterns: Any, before: str) -> Iterator[tuple[str, str]]:
        for pattern in patterns:
            path = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(pattern.pattern))
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, path)
            elif isinstance(pattern, URLPattern):
                for method in _methods(pattern.callback):
                    yield method, path

    for method, path in walk(get_resolver().url_patterns, "/"):
        if path.startswith("/api/"):
            yield method, path


def _methods(view: Any) -> list[str]:
    cls = getattr(view, "cls", None)
    if cls is None:
        return ["GET"]
    names = view.initkwargs.get("http_method_names", cls.http_method_names)
    return [n.upper() for n in names if n not in ("head", "options") and hasattr(cls, n)]


def test_the_table_names_every_route_and_no_other() -> None:
    there = {(method, shape(path)) for method, path in routes()}
    listed = {(method, shape(path)) for method, path in rows()}
    assert there - listed == set(), "these routes have no row in tests/house/doors.py"
    assert listed - there == set(), "these rows have no route"


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), sorted(rows()), ids=str)
def test_everybody_gets_what_the_table_says(world: World, method: str, path: str) -> None:
    got = {}
    for person in PEOPLE:
        with transaction.atomic():
            before = _state(world.owner)
            answer = world.callers[person](method, world.path(path), world.body(method, path))
            got[person] = answer.status_code
            _holds_its_shape(answer)
            if answer.status_code >= 400 or method == "GET":
                assert _state(world.owner) == before, f"{person} left a trace"
            if person in ("nobody", "stranger", "ended") and "accept" not in path:
                assert SECRET not in _text(answer) or method in ("POST", "PUT"), person
            transaction.set_rollback(True)
    expected = dict(zip(PEOPLE, rows()[method, path], strict=True))
    assert {p: _like(code, expected[p]) for p, code in got.items()} == expected


def _state(owner: User) -> tuple[int, int]:
    """What any write to the owner's diary would move."""
    revision = Diary.objects.values_list("revision", flat=True).get(pk=owner.pk)
    return revision, Change.objects.filter(person=owner).count()


def _text(answer: Any) -> str:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace")  # type: ignore[no-any-return]


def _like(code: int, expected: str) -> str:
    return expected if expected == "2xx" and 200 <= code < 300 else str(code)


def _holds_its_shape(answer: Any) -> None:
    """Every refusal is a problem with the id of its request."""
    if answer.status_code >= 400:
        assert answer["Content-Type"] == "application/problem+json"
        problem = answer.json()
        assert problem["status"] == answer.status_code
        assert problem["request_id"] == answer["X-Request-ID"]


# --- what stays hidden


HIDDEN = [
    (method, path)
    for (method, path), cells in sorted(rows().items())
    if cells[PEOPLE.index("stranger")] == "404"
]


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), HIDDEN, ids=str)
def test_what_is_anothers_answers_like_what_is_not_there(
    world: World, method: str, path: str
) -> None:
    asked = world.path(path)
    absent = asked
    for id in (*world.ids.values(), str(world.owner.pk)):
        absent = absent.replace(id, str(uuid.uuid4()))
    absent = absent.replace(DAY, (date.fromisoformat(DAY) - timedelta(days=400)).isoformat())
    body = world.body(method, path)
    for person in ("stranger", "ended"):
        theirs, nothing = (world.callers[person](method, where, body) for where in (asked, absent))
        assert _bare(theirs) == _bare(nothing)


def _bare(answer: Any) -> tuple[Any, dict[str, str]]:
    """An answer but for the id of its request."""
    headers = {n: v for n, v in answer.headers.items() if n != "X-Request-ID"}
    return answer.json() | {"request_id": ""}, headers


@pytest.mark.django_db
def test_a_stranger_may_hold_the_same_ids(world: World) -> None:
    """Another person's use of an id is invisible and never a conflict."""
    with transaction.atomic():
        path = f"episodes/{world.ids['episodes']}/"
        assert world.callers["stranger"].put(path, EPISODE).status_code == 201
        assert world.callers["stranger"].get(path).json()["notes"] is None
        assert world.callers["owner"].get(path).json()["notes"] == SECRET
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_grant_ends_by_itself(world: World) -> None:
    with transaction.atomic():
        path = f"patients/{world.owner.pk}/episodes/"
        assert world.callers["granted"].get(path).status_code == 200
        Grant.objects.filter(pk=world.ids["grant"]).update(expires_at=timezone.now())
        assert world.callers["granted"].get(path).status_code == 404
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "path"), sorted(rows()), ids=str)
def test_head_asks_like_get_and_options_opens_nothing(world: World, method: str, path: str) -> None:
    options = world.callers["nobody"]("OPTIONS", world.path(path))
    assert options.status_code in (200, 401)
    if method == "GET" and "report" not in path and "charts" not in path:
        person = "granted" if re.search("{person}|{practice}", path) else "owner"
        head = world.callers[person]("HEAD", world.path(path))
        assert head.status_code in (200, 202)
        assert _text(head) == ""
