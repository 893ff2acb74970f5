"""The only doors to a person's rows: who acts, whose diary, and which part of it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor, of_job
from accounts.models import Role, Scope, User
from care.models import Grant, Member, Opening, ShareLink
from care.models import grants as consent
from care.models.grants import is_active
from care.models.practices import READING, MemberRole
from care.services.grants import Terms
from diary import changes
from diary.models import MODELS
from diary.models.records import RecordQuerySet
from diary.shapes import ANNOTATIONS, CHECK_INS, FINDINGS, SHAPES, Shape

#: A page asks for several things at once; the same look again within this time is one row.
ONE_LOOK: Final = timedelta(minutes=1)


class ScopeMissing(Exception):
    """The actor is known, but this token may not do that."""

    def __init__(self, scope: str) -> None:
        self.scope = scope
        super().__init__(scope)


class NotOpen(Exception):
    """No diary that this actor may open; nobody learns whether it exists."""


@dataclass(frozen=True)
class ReadableDiary:
    """A diary that its reader may read: all of it, or what a grant or a link opens.

    `counting`: opened for a report, which may count records that cannot be read one by one.
    """

    person_id: UUID
    actor: Actor
    grant: consent.Scope | None = None
    counting: bool = False

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of records that are open."""
        if self.grant is None:
            return frozenset(SHAPES)
        return self.grant.counted if self.counting else self.grant.kinds

    def rows(self, shape: Shape) -> RecordQuerySet:
        """The live records of a kind that this reader may see."""
        return self.everything(shape).live()

    def everything(self, shape: Shape) -> RecordQuerySet:
        """The records of a kind with the deleted ones: for sync, the bin and history."""
        mine = MODELS[shape.kind].objects.filter(person_id=self.person_id)
        rows: RecordQuerySet = mine.to_show()
        if self.grant is None:
            return rows if shape is not ANNOTATIONS else _shared_once(rows)
        if shape.kind not in self.kinds:
            return rows.none()
        if shape is ANNOTATIONS:
            rows = rows.filter(Q(visibility="shared") | Q(author_id=self.actor.user_id))
        return rows.between(*self.period) if shape.day_of else rows

    @property
    def shows_records(self) -> bool:
        """Whether single records are open, and not the report alone."""
        return self.grant is None or not self.grant.report_only

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
    own = Q(**{f"{grant}clinician": actor.user_id, f"{grant}practice": None})
    shared = Q(**{f"{grant}practice__in": _practices(actor, READING)})
    return is_active(timezone.now(), grant) & (own | shared)


def panels_of(actor: Actor) -> list[UUID]:
    """In whose name this clinician reads: their own, and that of their practices."""
    return [actor.user_id, *_practices(actor, READING)]


def latest(actor: Actor, grant: str = "") -> Q:
    """The same, and of several from one person the one given last: it is the one that counts."""
    newer = Grant.objects.filter(
        opens(actor),
        person=OuterRef(f"{grant}person"),
        created_at__gt=OuterRef(f"{grant}created_at"),
    )
    return opens(actor, grant) & Q(~Exists(newer))


def diaries_open_to(actor: Actor) -> list[Grant]:
    """The grants by which this clinician reads now, one a person, the newest first."""
    grants = Grant.objects.filter(latest(actor)).select_related("person", "clinician", "practice")
    return _narrowed(actor, list(grants.order_by("-created_at")))


def others_open(diary: ReadableDiary) -> int:
    """How many more grants of this person run beside the one that counts."""
    mine = Grant.objects.filter(opens(diary.actor), person=diary.person_id)
    return mine.count() - 1


def readable_diary(actor: Actor, person_id: UUID | None = None, what: str = "") -> ReadableDiary:
    """The actor's own diary, or another's by a grant; that opening is written down."""
    if person_id is None:
        _require(actor, Scope.DIARY_READ)
        return ReadableDiary(actor.user_id, actor)
    grant = _grant(actor, person_id)
    _log(actor, grant.person_id, grant.pk, what, _name(actor, grant))
    return ReadableDiary(person_id, actor, grant)


def reported_diary(actor: Actor, person_id: UUID | None = None, what: str = "") -> ReadableDiary:
    """The same for a report, which a grant may open where it opens no single record."""
    return replace(readable_diary(actor, person_id, what), counting=True)


def linked_diary(
    link: ShareLink, what: str, device: str, *, counting: bool = False
) -> ReadableDiary:
    """What an active share link opens; that opening is written down under its label."""
    actor = Actor(link.pk, role="link", scopes=frozenset(), channel="link")
    _log(actor, link.person_id, link.pk, what, link.label, device)
    return ReadableDiary(link.person_id, actor, link, counting)


def offered_diary(actor: Actor, terms: Terms) -> ReadableDiary:
    """The actor's own diary as these terms would open it to somebody: for counting alone."""
    _require(actor, Scope.DIARY_READ)
    offered = Grant(person_id=actor.user_id, **terms.scope)
    return ReadableDiary(actor.user_id, actor, offered, counting=True)


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
    _log(actor, grant.person_id, grant.pk, f"writes {shape.kind}", _name(actor, grant))
    return WritableDiary(person_id, actor, grant)


# --- Work that goes on after the answer


def ticket(diary: ReadableDiary) -> dict[str, Any]:
    """How a job names the diary that somebody has opened."""
    by = None if diary.grant is None else str(diary.grant.pk)
    return {
        "person": str(diary.person_id),
        "reader": str(diary.actor.user_id),
        "by": by,
        "link": isinstance(diary.grant, ShareLink),
        "counting": diary.counting,
    }


def by_ticket(shown: dict[str, Any]) -> ReadableDiary:
    """The diary of a job, not written down again; NotOpen when it has been closed since."""
    person_id, reader = UUID(shown["person"]), UUID(shown["reader"])
    if shown["link"]:
        link = ShareLink.objects.active(timezone.now()).filter(pk=shown["by"]).first()
        actor = Actor(reader, role="link", scopes=frozenset(), channel="job")
        return _opened(person_id, actor, link, shown)
    actor = of_job(User.objects.get(pk=reader))
    if shown["by"] is None:
        return ReadableDiary(person_id, actor)
    grants = list(Grant.objects.filter(opens(actor), pk=shown["by"]))
    return _opened(person_id, actor, next(iter(_narrowed(actor, grants)), None), shown)


def _opened(
    person_id: UUID, actor: Actor, scope: consent.Scope | None, shown: dict[str, Any]
) -> ReadableDiary:
    if scope is None:
        raise NotOpen
    return ReadableDiary(person_id, actor, scope, shown["counting"])


def _grant(actor: Actor, person_id: UUID) -> Grant:
    mine = Grant.objects.filter(opens(actor), person=person_id)
    newest = mine.select_related("person", "clinician", "practice").order_by("-created_at")[:1]
    for grant in _narrowed(actor, list(newest)):
        return grant
    raise NotOpen


def _practices(actor: Actor, roles: Iterable[MemberRole]) -> QuerySet[Member, Any]:
    mine = Member.objects.filter(user=actor.user_id, role__in=list(roles))
    return mine.values_list("practice", flat=True)


def _narrowed(actor: Actor, grants: list[Grant]) -> list[Grant]:
    """An assistant gets what a report needs of a practice's grants: no record alone, no notes."""
    shared = [grant for grant in grants if grant.practice_id]
    full = set(_practices(actor, [MemberRole.CLINICIAN])) if shared else set()
    for grant in shared:
        if grant.practice_id not in full:
            grant.report_only, grant.notes = True, False
    return grants


def _name(actor: Actor, grant: Grant) -> str:
    if actor.user_id == grant.clinician_id:
        return grant.clinician.email
    return User.objects.get(pk=actor.user_id).email


def _log(actor: Actor, person_id: UUID, by: UUID, what: str, name: str, device: str = "") -> None:
    now = timezone.now()
    seen = {
        "actor_id": actor.user_id,
        "actor_name": name,
        "grant_id": by,
        "channel": actor.channel,
        "what": what,
        "device": device,
    }
    last = Opening.objects.filter(person_id=person_id).order_by("-id").values(*seen, "at").first()
    if last is None or last.pop("at") < now - ONE_LOOK or last != seen:
        Opening.objects.create(person_id=person_id, at=now, **seen)


def _shared_once(rows: RecordQuerySet) -> RecordQuerySet:
    """A clinician's private notes never reach the person; one that was shared leaves a trace."""
    return rows.filter(Q(visibility="shared") | Q(was_shared=True))


def _require(actor: Actor, scope: Scope) -> None:
    if not actor.may(scope):
        raise ScopeMissing(scope)
