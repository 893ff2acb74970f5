"""The only doors to a person's rows: who acts, whose diary, and which part of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Role, Scope
from care.models import Grant, Opening
from care.models.grants import is_active
from diary import changes
from diary.models import MODELS
from diary.models.records import RecordQuerySet
from diary.shapes import ANNOTATIONS, CHECK_INS, FINDINGS, Shape


class ScopeMissing(Exception):
    """The actor is known, but this token may not do that."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(scope)


class NotOpen(Exception):
    """No diary that this actor may open; nobody learns whether it exists."""


@dataclass(frozen=True)
class ReadableDiary:
    """A diary that its reader may read: all of it, or what a grant opens."""

    person_id: UUID
    actor: Actor
    grant: Grant | None = None

    def rows(self, shape: Shape) -> RecordQuerySet:
        """The live records of a kind that this reader may see."""
        return self.everything(shape).live()

    def everything(self, shape: Shape) -> RecordQuerySet:
        """The records of a kind with the deleted ones: for sync, the bin and history."""
        mine = MODELS[shape.kind].objects.filter(person_id=self.person_id)
        rows: RecordQuerySet = mine.to_show()
        if self.grant is None:
            return rows if shape is not ANNOTATIONS else _shared_once(rows)
        if shape.kind not in self.grant.kinds:
            return rows.none()
        if shape is ANNOTATIONS:
            rows = rows.filter(Q(visibility="shared") | Q(author_id=self.actor.user_id))
        return rows.between(*self.period) if shape.day_of else rows

    @property
    def period(self) -> tuple[date | None, date | None]:
        """The half-open period of local days that is open; None is no bound."""
        return (self.grant.first_day, self.grant.end_day) if self.grant else (None, None)

    @property
    def hides(self) -> frozenset[str]:
        """Fields that this reader does not get to see."""
        return frozenset({"notes"}) if self.grant and not self.grant.notes else frozenset()


@dataclass(frozen=True)
class WritableDiary(ReadableDiary):
    """A diary that its writer may also change."""

    @contextmanager
    def writing(self, channel: str = "rest") -> Iterator[changes.Writing]:
        """Open the door for writes."""
        with changes.writing(self.person_id, author=self.actor.user_id, channel=channel) as door:
            yield door


def opens(actor: Actor, grant: str = "") -> Q:
    """Which grants let this clinician read now; `grant` leads to one from another row."""
    if not actor.may(Scope.PATIENTS_READ):
        raise ScopeMissing(Scope.PATIENTS_READ)
    if actor.role != Role.CLINICIAN:
        return Q(**{f"{grant}pk__in": []})
    return is_active(timezone.now(), grant) & Q(**{f"{grant}clinician": actor.user_id})


def diaries_open_to(actor: Actor) -> list[Grant]:
    """The grants by which this clinician may read now, the newest first."""
    grants = Grant.objects.filter(opens(actor))
    return list(grants.select_related("person").order_by("-created_at"))


def readable_diary(actor: Actor, person_id: UUID | None = None, what: str = "") -> ReadableDiary:
    """The actor's own diary, or another's by a grant; that opening is written down."""
    if person_id is None:
        _require(actor, Scope.DIARY_READ)
        return ReadableDiary(actor.user_id, actor)
    grant = _grant(actor, person_id)
    _log(actor, grant, what)
    return ReadableDiary(person_id, actor, grant)


def writable_diary(actor: Actor, shape: Shape | None = None) -> WritableDiary:
    """The actor's own diary for writing; a token for check-ins opens that kind alone."""
    if not (shape is CHECK_INS and actor.may(Scope.CHECK_IN_WRITE)):
        _require(actor, Scope.DIARY_WRITE)
    return WritableDiary(actor.user_id, actor)


def examined_diary(actor: Actor, person_id: UUID, shape: Shape) -> WritableDiary:
    """A patient's diary for a clinician's own findings and notes, and nothing else."""
    grant = _grant(actor, person_id)
    if shape not in (FINDINGS, ANNOTATIONS) or shape.kind not in grant.kinds:
        raise NotOpen
    _require(actor, Scope.DIARY_WRITE)
    _log(actor, grant, f"writes {shape.kind}")
    return WritableDiary(person_id, actor, grant)


def _grant(actor: Actor, person_id: UUID) -> Grant:
    mine = Grant.objects.filter(opens(actor), person=person_id)
    grant = mine.select_related("person", "clinician").order_by("-created_at").first()
    if grant is None:
        raise NotOpen
    return grant


def _log(actor: Actor, grant: Grant, what: str) -> None:
    Opening.objects.create(
        person_id=grant.person_id,
        actor_id=actor.user_id,
        actor_name=grant.clinician.email,
        grant_id=grant.pk,
        channel=actor.channel,
        what=what,
        at=timezone.now(),
    )


def _shared_once(rows: RecordQuerySet) -> RecordQuerySet:
    """A clinician's private notes never reach the person; one that was shared leaves a trace."""
    return rows.filter(Q(visibility="shared") | Q(was_shared=True))


def _require(actor: Actor, scope: Scope) -> None:
    if not actor.may(scope):
        raise ScopeMissing(scope)
