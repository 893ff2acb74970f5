"""A diary as an archive."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from care.access import ReadableDiary
from diary.models import Record
from diary.services import documents
from diary.shapes import ANNOTATIONS, PROFILE, SHAPES, Shape
from diary.shapes.instants import show_instant
from interchange.archives import COLLECTIONS, FORMAT, KEPT_TIMES, ORPHANS, VERSION

Archive = dict[str, Any]


def write(diary: ReadableDiary) -> Archive:
    """The whole diary: every live record, every field written, the same each time."""
    collections: dict[str, list[dict[str, Any]]] = {
        shape.kind: [_show(row) for row in _families(diary, shape)] for shape in COLLECTIONS
    }
    collections |= {s.kind: orphans for s in ORPHANS if (orphans := _orphans(diary, s))}
    profile = diary.rows(PROFILE).first()
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": show_instant(timezone.now()),
        "counts": {kind: len(shown) for kind, shown in collections.items()},
        "profile": profile and _show(documents.Family(profile)),
        **collections,
    }


def _families(diary: ReadableDiary, shape: Shape) -> list[documents.Family]:
    rows = diary.rows(shape)
    if shape is ANNOTATIONS:
        rows = rows.filter(visibility="shared")
    return documents.families(sorted(rows, key=_place))


def _place(row: Record) -> tuple[date, UUID]:
    """By its own day: a row without one is listed under the day it arrived, here or elsewhere."""
    has_day = row.shape.day_of and row.shape.day_of(row.values)
    return (row.day if has_day else date.min), row.id


def _show(family: documents.Family) -> dict[str, Any]:
    shown = documents.show(family, added=KEPT_TIMES)
    # where an examination came from is this server's knowledge, not the diary's
    return {n: v for n, v in shown.items() if not _server_only(family.row, n)}


def _server_only(row: Record, name: str) -> bool:
    field = row.shape.fields.get(name)
    return field is not None and field.read_only


def _orphans(diary: ReadableDiary, shape: Shape) -> list[dict[str, Any]]:
    """Children that name no parent, or one that is not there."""
    parent = next(s for s in SHAPES.values() if s.child is shape)
    name = shape.parent
    there = set(diary.everything(parent).values_list("id", flat=True))
    alone = [row for row in diary.rows(shape).order_by("id") if getattr(row, name) not in there]
    return [_show(documents.Family(row)) for row in alone]
