"""What a record was before, and what lies in the bin."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from diary.models import Change, Record
from diary.shapes.instants import show_instant

KEPT_IN_BIN = timedelta(days=30)


def of_record(person_id: UUID, id: UUID) -> list[dict[str, Any]]:
    """The changes of a record, oldest first."""
    changes = Change.objects.filter(person_id=person_id, record=id).order_by("id")
    return [
        {
            "revision": change.revision,
            "action": change.action,
            "at": show_instant(change.at),
            "channel": change.channel,
            "device": None if change.device is None else str(change.device),
            "author": None if change.author is None else str(change.author),
            "fields": change.fields,
            "lost": change.lost,
        }
        for change in changes
        if change.action != Change.Action.REJECTED
    ]


def is_purged(row: Record, now: datetime) -> bool:
    """Was it deleted so long ago that the bin no longer holds it?"""
    return row.deleted_at is not None and row.deleted_at < now - KEPT_IN_BIN
