"""A person, a clinician and what is shared, as pages of the clinic see them without a server."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils import timezone

from accounts.models import Role, User
from care.models import Grant
from care.models.grants import SECTIONS
from insights import panel
from reports import jobs
from tests.insights.diaries import BERLIN, check_ins, episode, keep

NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
TODAY = NOON.date()
SECRET = "nobody else may read this"


@pytest.fixture(autouse=True)
def _unhashed(settings: Any) -> None:
    """Nothing is collected for these tests."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}


def sign_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def browser(clinician: User) -> Client:
    """The clinician's browser, signed in."""
    return sign_in(clinician)


def grant(owner: User, clinician: User, **terms: Any) -> Grant:
    now = timezone.now()
    given = {"sections": list(SECTIONS), "created_at": now, "expires_at": now + timedelta(days=90)}
    return Grant.objects.create(person=owner, clinician=clinician, notes=True, **given | terms)


@dataclass
class World:
    """A diary of twelve weeks that is open to one clinician and stands in the panel."""

    owner: User
    clinician: User
    grant: Grant
    page: str

    def browser(self) -> Client:
        return sign_in(self.clinician)

    def get(self, query: str = "") -> Any:
        return self.browser().get(f"{self.page}{query}")

    def text(self, query: str = "") -> str:
        answer = self.get(query)
        assert answer.status_code == 200
        return str(answer.content.decode())


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once for a module; what a test changes is taken back after it."""
    with (
        django_db_blocker.unblock(),
        time_machine.travel(NOON, tick=False),
        transaction.atomic(),
    ):
        yield _build()
        transaction.set_rollback(True)


def _build() -> World:
    owner = User.objects.create_user("person@example.org", None)
    clinician = User.objects.create_user("doctor@example.org", None, role=Role.CLINICIAN)
    hurt = [TODAY - timedelta(days=ago) for ago in (1, 4, 7, 10, 13, 16, 19, 22, 30, 45)]
    ibuprofen = "00000000-0000-4000-8000-000000000900"
    keep(
        owner,
        profile={"time_zone": BERLIN, "birth_year": 1984},
        check_ins=check_ins(
            TODAY - timedelta(days=80), ["no", "no", None, "no"] * 20, painkillers_taken="no"
        ),
        episodes=[
            episode(
                number,
                f"{day}T08:00:00+02:00",
                f"{day}T15:00:00+02:00",
                peak_intensity=5 + number % 4,
                side="right",
                start_region="upper_neck",
                neck_timing="before_under_2_h",
                regions=[{"region": "upper_neck", "side": "right"}],
                notes=f"{SECRET} {number}",
            )
            for number, day in enumerate(hurt)
        ],
        medications=[{"id": ibuprofen, "name": "Ibuprofen", "drug_class": "nsaid"}],
        doses=[
            {
                "id": f"00000000-0000-4000-8000-00000000080{number}",
                "medication": ibuprofen,
                "taken_at": f"{day}T09:00:00+02:00",
                "time_zone": BERLIN,
                "episode": f"00000000-0000-4000-8000-{number:012d}",
                "relief_2h": "good",
            }
            for number, day in enumerate(hurt[:4])
        ],
        treatments=[
            {
                "id": "00000000-0000-4000-8000-000000000700",
                "kind": "physiotherapy",
                "started_on": str(TODAY - timedelta(days=40)),
            }
        ],
        visits=[
            {
                "id": "00000000-0000-4000-8000-000000000600",
                "on": str(TODAY - timedelta(days=50)),
                "agreed": "fewer hours at a stretch",
                "target_headache_days": 4,
            },
            {
                "id": "00000000-0000-4000-8000-000000000601",
                "on": str(TODAY + timedelta(days=2)),
                "questions": ["May I swim?"],
            },
        ],
    )
    given = grant(owner, clinician)
    panel.meet_all()
    panel.refresh(given.pk)
    return World(owner, clinician, given, f"/clinic/{owner.pk}/")


@pytest.fixture(scope="module")
def counted(world: World) -> World:
    """The world with the usual range of the page gathered, as a worker leaves it."""
    gather(world)
    return world


def gather(world: World) -> None:
    """What a worker does for the usual range of the page, as the grant is now."""
    given = Grant.objects.select_related("clinician").get(pk=world.grant.pk)
    jobs.gather(panel.diary_of(given), (TODAY - timedelta(days=84), TODAY))


@pytest.fixture
def now() -> Iterator[Any]:
    """The day on which the world was counted."""
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock
