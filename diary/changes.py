"""The one door for writes: it locks the diary, numbers every change and keeps its history."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from diary.models import MODELS, Change, Diary, Record, writes
from diary.models.records import open_for
from diary.shapes import Shape
from diary.sync.stamps import Stamp


@dataclass
class Writing:
    """One open transaction on one person's diary. `at` is when the writer made the change."""

    diary: Diary
    now: datetime
    author: UUID | None
    channel: str
    revision: int
    at: datetime
    device: UUID | None = None
    op: UUID | None = None
    log: list[Change] = field(default_factory=list)
    # rows met here, and those that wait to be written when the door closes
    rows: dict[str, dict[UUID, Record | None]] = field(default_factory=lambda: defaultdict(dict))
    new: list[Record] = field(default_factory=list)
    changed: dict[tuple[str, UUID], tuple[Record, set[str]]] = field(default_factory=dict)

    @property
    def person_id(self) -> UUID:
        return self.diary.person_id

    def next_revision(self) -> int:
        self.revision += 1
        return self.revision

    def stamp(self, revision: int) -> Stamp:
        """The mark of this writer on the fields it writes at a revision."""
        milliseconds = int(self.at.timestamp() * 1000)
        device, op = (str(i) if i else None for i in (self.device, self.op))
        return Stamp(revision, milliseconds, device, op)

    def note(self, kind: str, record: UUID | None, action: str, **details: Any) -> Change:
        """Write down a change; it is saved with the others when the door closes."""
        change = Change(
            person_id=self.person_id,
            kind=kind,
            record=record,
            action=action,
            at=self.at,
            received_at=self.now,
            author=self.author,
            channel=self.channel,
            device=self.device,
            op=self.op,
            **details,
        )
        self.log.append(change)
        return change

    def find(self, kind: str, id: UUID) -> Record | None:
        """A record of this person, deleted ones included, as this transaction sees it."""
        if id not in self.rows[kind]:
            self.fetch(kind, [id])
        return self.rows[kind][id]

    def fetch(self, kind: str, ids: Iterable[UUID]) -> None:
        """Meet many records of a kind at once."""
        met = self.rows[kind]
        wanted = [id for id in ids if id not in met]
        met.update(dict.fromkeys(wanted))
        for part in in_parts(wanted):
            rows = MODELS[kind].objects.filter(person_id=self.person_id, id__in=part)
            met.update({row.id: row for row in rows})

    def fetch_children(self, shape: Shape, parents: Iterable[UUID]) -> None:
        """Meet the children of many records at once."""
        mine = MODELS[shape.kind].objects.filter(person_id=self.person_id)
        for part in in_parts(parents):
            for row in mine.filter(**{f"{shape.parent}__in": part}):
                self.rows[shape.kind].setdefault(row.id, row)

    def children(self, shape: Shape, parent: UUID) -> list[Record]:
        """The live children of a record, of those met here."""
        return [
            row
            for row in self.rows[shape.kind].values()
            if row and getattr(row, shape.parent) == parent and row.deleted_at is None
        ]

    def add(self, row: Record) -> None:
        """Write a new row when the door closes."""
        self.rows[row.shape.kind][row.id] = row
        self.new.append(row)

    def keep(self, row: Record, given: Iterable[str] | None = None) -> None:
        """Write a changed row when the door closes: all of it, or these answers only."""
        if not row._state.adding:
            _row, names = self.changed.setdefault((row.shape.kind, row.id), (row, set()))
            names.update(row.shape.fields if given is None else given)

    def forget(self, revision: int) -> None:
        """Drop what waits and what was met, after the database took it back."""
        self.revision = revision
        self.rows, self.changed = defaultdict(dict), {}
        self.new, self.log = [], []

    def flush(self) -> None:
        """Write what waits: new rows kind by kind, then changed ones, then their history."""
        by_kind: dict[str, list[Record]] = {}
        for row in self.new:
            by_kind.setdefault(row.shape.kind, []).append(row)
        for rows in by_kind.values():
            writes.insert(rows)
        alike: dict[tuple[str, frozenset[str]], list[Record]] = {}
        for (kind, _id), (row, names) in self.changed.items():
            alike.setdefault((kind, frozenset(names)), []).append(row)
        for (_kind, given), rows in alike.items():
            writes.update(rows, [*rows[0].kept_besides(), *given])
        if self.log:
            writes.insert(self.log)
        self.new, self.changed, self.log = [], {}, []


def in_parts(ids: Iterable[UUID]) -> Iterator[list[UUID]]:
    """Ids in as many as one query may name."""
    rest = iter(ids)
    while part := list(islice(rest, 5_000)):
        yield part


@contextmanager
def writing(
    person_id: UUID, *, author: UUID | None, channel: str, now: datetime | None = None
) -> Iterator[Writing]:
    """Open a person's diary for writing, alone, in one transaction."""
    with transaction.atomic():
        diary = _locked(person_id)
        token = open_for.set(person_id)
        now = now or timezone.now()
        door = Writing(
            diary, now=now, author=author, channel=channel, revision=diary.revision, at=now
        )
        try:
            yield door
            door.flush()
            if door.revision != diary.revision:
                Diary.objects.filter(pk=person_id).update(revision=door.revision)
        finally:
            open_for.reset(token)


def _locked(person_id: UUID) -> Diary:
    """The diary's row, locked by a write as the transaction's first statement.

    Whoever holds it is the only writer, so revisions are seen in the order they are given: a
    reader who has seen one can miss none below it. (An update locks on SQLite as well, where
    SELECT … FOR UPDATE does nothing.)
    """
    mine = Diary.objects.filter(pk=person_id)
    if not mine.update(revision=F("revision")):
        Diary.objects.get_or_create(pk=person_id)
        mine.update(revision=F("revision"))
    return mine.get()
