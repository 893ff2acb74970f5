"""Create, change, delete and restore a record of any kind, field by field."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from diary.changes import Writing
from diary.models import MODELS, Change, Record
from diary.shapes import Shape
from diary.shapes.shape import Values
from diary.sync.stamps import DELETED, Stamp, Stamps, knew, wins


@dataclass
class Written:
    """What became of a write. `lost` holds the fields whose unseen later value stood."""

    row: Record
    lost: dict[str, Stamp] = field(default_factory=dict)


def create(
    door: Writing,
    shape: Shape,
    id: UUID,
    given: Mapping[str, Any],
    *,
    deleted: bool | None = None,
) -> Written:
    """Write a record that is not there yet."""
    row = new_row(door, shape, id, given, deleted=deleted)
    door.add(row)
    door.note(shape.kind, id, Change.Action.CREATED, revision=row.revision)
    return Written(row)


def new_row(
    door: Writing,
    shape: Shape,
    id: UUID,
    given: Mapping[str, Any],
    *,
    deleted: bool | None = None,
) -> Record:
    """A row at the next revision, not saved yet."""
    revision = door.next_revision()
    values = {**shape.blank(), **given}
    stamps = Stamps()
    stamps.put([*given, *([] if deleted is None else [DELETED])], door.stamp(revision))
    return MODELS[shape.kind](
        person_id=door.person_id,
        id=id,
        day=day_of(shape, values, door.at),
        revision=revision,
        created_at=door.now,
        logged_at=door.at,
        updated_at=door.now,
        deleted_at=door.now if deleted else None,
        stamps=stamps.entries(),
        **values,
    )


def change(
    door: Writing,
    row: Record,
    given: Mapping[str, Any],
    *,
    base: int | None,
    deleted: bool | None = None,
) -> Written:
    """Merge fields into a record; `base` is the revision that the writer had seen."""
    revision = door.next_revision()
    before, was_deleted = row.values, row.deleted_at is not None
    lost = _merge(door.stamp(revision), row, given, base=base, deleted=deleted, now=door.now)
    row.revision, row.updated_at = revision, door.now
    row.day = day_of(row.shape, row.values, row.logged_at or door.now)
    door.keep(row, given)
    _note(door, row, given, before, was_deleted=was_deleted, lost=lost)
    return Written(row, lost)


def _merge(
    stamp: Stamp,
    row: Record,
    given: Mapping[str, Any],
    *,
    base: int | None,
    deleted: bool | None,
    now: datetime,
) -> dict[str, Stamp]:
    """Set the fields that win on the row; return the stamps that those who lose met."""
    stamps, lost = Stamps(row.stamps), {}
    written = dict(given) if deleted is None else {**given, DELETED: deleted}
    for name, value in written.items():
        old = stamps.of(name) or (_tombstone(row) if name == DELETED else None)
        if not wins(old, stamp, base, deletes=deleted if name == DELETED else None):
            assert old is not None
            lost[name] = old
            continue
        later = stamp.after(old) if old and knew(old, stamp, base) else stamp
        stamps.put([name], later)
        if name == DELETED:
            row.deleted_at = (row.deleted_at or now) if deleted else None
        else:
            setattr(row, name, value)
    row.stamps = stamps.entries()
    return lost


def _tombstone(row: Record) -> Stamp | None:
    """The stamp of a deletion whose own was blanked with the record."""
    if row.deleted_at is None:
        return None
    return Stamp(row.revision, int(row.deleted_at.timestamp() * 1000))


def same(one: Any, other: Any) -> bool:
    """Are two JSON values the same answer? In Python `False` equals 0; in a diary it does not."""
    if one is other:
        return True
    return json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


def remove(door: Writing, row: Record) -> Record:
    """Delete, as somebody who sees the record; it stays in the bin."""
    return change(door, row, {}, base=row.revision, deleted=True).row


def restore(door: Writing, row: Record) -> Record:
    """Bring a record back from the bin."""
    return change(door, row, {}, base=row.revision, deleted=False).row


def day_of(shape: Shape, values: Values, otherwise: datetime) -> Any:
    """The local day a record is listed under."""
    day = shape.day_of(values) if shape.day_of else None
    return day or otherwise.astimezone(UTC).date()


def _note(
    door: Writing,
    row: Record,
    given: Mapping[str, Any],
    before: Values,
    *,
    was_deleted: bool,
    lost: Mapping[str, Stamp],
) -> None:
    """Keep what each field was and is, and every value that lost."""
    is_deleted = row.deleted_at is not None
    if was_deleted == is_deleted:
        action = Change.Action.CHANGED
    else:
        action = Change.Action.DELETED if is_deleted else Change.Action.RESTORED
    was, now = row.shape.show(before), row.shape.show(row.values)
    mine = row.shape.show(before | dict(given)) if lost else {}
    door.note(
        row.shape.kind,
        row.id,
        action,
        revision=row.revision,
        fields={n: {"was": was[n], "now": now[n]} for n in now if not same(was[n], now[n])},
        # who deletes never loses, so a lost `deleted` was a wish to keep
        lost={n: mine.get(n, False) for n in lost},
    )
