"""The only doors to a person's rows: who acts, whose diary, and which part of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from accounts.actor import Actor
from accounts.models import Scope
from diary import changes
from diary.models import MODELS
from diary.models.records import RecordQuerySet
from diary.shapes import CHECK_INS, Shape


class ScopeMissing(Exception):
    """The actor is known, but this token may not do that."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(scope)


class NotOpen(Exception):
    """No diary that this actor may open; nobody learns whether it exists."""


@dataclass(frozen=True)
class ReadableDiary:
    """A diary that its reader may read."""

    person_id: UUID
    actor: Actor

    def rows(self, shape: Shape) -> RecordQuerySet:
        """The live records of a kind that this reader may see."""
        return self.everything(shape).live()

    def everything(self, shape: Shape) -> RecordQuerySet:
        """The records of a kind with the deleted ones: for sync, the bin and history."""
        rows: RecordQuerySet = MODELS[shape.kind].objects.filter(person_id=self.person_id)
        return rows


@dataclass(frozen=True)
class WritableDiary(ReadableDiary):
    """A diary that its writer may also change."""

    @contextmanager
    def writing(self, channel: str = "rest") -> Iterator[changes.Writing]:
        """Open the door for writes."""
        with changes.writing(self.person_id, author=self.actor.user_id, channel=channel) as door:
            yield door


def readable_diary(actor: Actor, person_id: UUID | None = None) -> ReadableDiary:
    """The actor's own diary, or the named person's where that is open to the actor."""
    if person_id not in (None, actor.user_id):
        raise NotOpen
    _require(actor, Scope.DIARY_READ)
    return ReadableDiary(actor.user_id, actor)


def writable_diary(actor: Actor, shape: Shape | None = None) -> WritableDiary:
    """The actor's own diary for writing; a token for check-ins opens that kind alone."""
    if not (shape is CHECK_INS and actor.may(Scope.CHECK_IN_WRITE)):
        _require(actor, Scope.DIARY_WRITE)
    return WritableDiary(actor.user_id, actor)


def _require(actor: Actor, scope: Scope) -> None:
    if not actor.may(scope):
        raise ScopeMissing(scope)
