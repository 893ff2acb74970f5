"""What has changed since a phone last asked, in bounded pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from diary.models import Diary, Record
from diary.models.records import RecordQuerySet
from diary.shapes import ANNOTATIONS, SHAPES, Shape
from diary.shapes.problems import refuse
from diary.sync import ops


@dataclass(frozen=True)
class Page:
    """Changes in order of revision, and where the next page begins."""

    cursor: str | None
    has_more: bool = False
    reset: bool = False
    changes: list[dict[str, Any]] = field(default_factory=list)


def read(
    person_id: UUID,
    rows_of: Callable[[Shape], RecordQuerySet],
    *,
    cursor: str | None,
    limit: int,
) -> Page:
    """The page after a cursor; `reset` where this diary cannot go on from it.

    The counter is read before the rows, so that a write in between is on the next page and none
    is skipped.
    """
    diary, _created = Diary.objects.get_or_create(pk=person_id)
    after = _revision(cursor, diary)
    if after is None:
        return Page(cursor=None, has_more=True, reset=True)
    if limit == 0:
        return Page(cursor=cursor, has_more=after < diary.revision)
    if after == diary.revision:
        return Page(cursor=_cursor(diary, after))
    rows = _changed(rows_of, after, diary.revision, limit)
    more = len(rows) > limit
    rows = rows[:limit]
    last = rows[-1].revision if more else diary.revision
    return Page(_cursor(diary, last), has_more=more, changes=[_show(row) for row in rows])


def _changed(
    rows_of: Callable[[Shape], RecordQuerySet], after: int, until: int, limit: int
) -> list[Record]:
    """The first rows of every kind, one more than a page holds, in order of revision."""
    rows: list[Record] = []
    for shape in SHAPES.values():
        found = rows_of(shape).filter(revision__gt=after, revision__lte=until)
        rows += found.order_by("revision")[: limit + 1]
    return sorted(rows, key=lambda row: row.revision)[: limit + 1]


def _show(row: Record) -> dict[str, Any]:
    shown = ops.show(row)
    if row.shape is ANNOTATIONS and row.values["visibility"] != "shared":
        return shown | {"deleted": True, "fields": None}
    return shown


def _cursor(diary: Diary, revision: int) -> str:
    return f"{diary.epoch.hex}.{revision}"


def _revision(cursor: str | None, diary: Diary) -> int | None:
    """The revision of a cursor; None where the phone has to start anew."""
    if cursor is None:
        return 0
    epoch, _dot, text = cursor.partition(".")
    if not (len(epoch) == 32 and text.isascii() and text.isdigit() and len(text) < 19):
        raise refuse("cursor", "wrong_form", _("is not a cursor that sync gave"))
    revision = int(text)
    if epoch != diary.epoch.hex or not diary.purged_revision <= revision <= diary.revision:
        return None
    return revision
