"""What has changed since a phone last asked, in bounded pages."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal
from uuid import UUID, uuid4

from diary.models import Diary, Record
from diary.models.records import RecordQuerySet
from diary.shapes import SHAPES, Shape
from diary.sync import ops

#: An older state of the server was restored, so a phone may know what the server does not; or the
#: server has forgotten old deletions, and all that a phone knows better is that they ever lived.
Reset = Literal["restored", "expired"]


@dataclass(frozen=True)
class Page:
    """Changes in order of revision, and where the next page begins."""

    cursor: str | None = None
    has_more: bool = False
    reset: Reset | None = None
    changes: list[dict[str, Any]] = field(default_factory=list)


def reset_of(person_id: UUID, cursor: str) -> Reset | None:
    """Why a phone cannot go on from a cursor; None where it can.

    A cursor ahead of the counter was given before an older state of the server was restored. Once
    writes have raised the counter past it nobody could tell any more, so the numbering gets a new
    name at once: the other phones learn of it as well.
    """
    diary, _created = Diary.objects.get_or_create(pk=person_id)
    epoch, revision, whole = _parts(cursor)
    if epoch != diary.epoch.hex:
        return "restored"
    if revision > diary.revision:
        Diary.objects.filter(pk=person_id, epoch=diary.epoch).update(epoch=uuid4())
        return "restored"
    return "expired" if whole < diary.purged_revision else None


def read(
    person_id: UUID,
    rows_of: Callable[[Shape], RecordQuerySet],
    *,
    cursor: str | None,
    limit: int,
) -> Page:
    """The page after a cursor from which this diary can go on.

    The counter is read before the rows, so that a write in between is on the next page and none
    is skipped.
    """
    diary, _created = Diary.objects.get_or_create(pk=person_id)
    after, whole = _parts(cursor)[1:] if cursor else (0, diary.purged_revision)
    if limit == 0:
        return Page(cursor=cursor, has_more=after < diary.revision)
    if after == diary.revision:
        return Page(cursor=_cursor(diary, after, whole))
    rows = _changed(rows_of, after, diary.revision, limit)
    more = len(rows) > limit
    rows = rows[:limit]
    last = rows[-1].revision if more else diary.revision
    return Page(_cursor(diary, last, whole), has_more=more, changes=[ops.show(row) for row in rows])


def _changed(
    rows_of: Callable[[Shape], RecordQuerySet], after: int, until: int, limit: int
) -> list[Record]:
    """The first rows of every kind, one more than a page holds, in order of revision."""
    rows: list[Record] = []
    for shape in SHAPES.values():
        found = rows_of(shape).filter(revision__gt=after, revision__lte=until)
        rows += found.order_by("revision")[: limit + 1]
    return sorted(rows, key=lambda row: row.revision)[: limit + 1]


def _cursor(diary: Diary, revision: int, whole: int) -> str:
    """Where to go on. Who began with nothing misses no deletion that was forgotten before."""
    cursor = f"{diary.epoch.hex}.{revision}"
    return cursor if whole <= revision else f"{cursor}.{whole}"


def _parts(cursor: str) -> tuple[str, int, int]:
    """The epoch, the revision, and the one up to which forgotten deletions are no loss."""
    epoch, revision, *whole = cursor.split(".")
    return epoch, int(revision), int(whole[0] if whole else revision)
