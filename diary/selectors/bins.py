"""What lies in the bin."""

from collections.abc import Callable
from typing import Any

from django.utils import timezone

from diary.models import Record
from diary.models.records import RecordQuerySet
from diary.selectors.histories import KEPT_IN_BIN
from diary.services import documents
from diary.services.documents import Family
from diary.shapes import SHAPES, Shape
from diary.shapes.instants import show_instant

MOST = 500


def contents(rows_of: Callable[[Shape], RecordQuerySet]) -> list[dict[str, Any]]:
    """The deleted records of the last thirty days, the latest first, at most 500."""
    since = timezone.now() - KEPT_IN_BIN
    deleted: list[Record] = []
    for shape in SHAPES.values():
        deleted += rows_of(shape).filter(deleted_at__gt=since).order_by("-deleted_at")[:MOST]
    deleted.sort(key=lambda row: row.deleted_at or since, reverse=True)
    return [
        {
            "kind": row.shape.kind,
            "deleted_at": show_instant(row.deleted_at or since),
            "record": documents.show(Family(row)),
        }
        for row in deleted[:MOST]
    ]
