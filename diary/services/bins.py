"""The bin is emptied, and very old tombstones go."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from diary import changes
from diary.models import MODELS, Change, Diary, Record
from diary.selectors.histories import KEPT_IN_BIN

# A phone that was away for longer starts anew instead of hearing of each deletion.
KEPT_AS_TOMBSTONE = timedelta(days=400)


def empty(now: datetime) -> tuple[int, int]:
    """Blank what was deleted thirty days ago; drop tombstones of 400 days. Returns both counts."""
    blanked = dropped = 0
    for person_id in _with_old_deletions(now):
        with changes.writing(person_id, author=None, channel=Change.Channel.SHELL, now=now):
            blanked += sum(_blank(model, person_id, now) for model in MODELS.values())
            dropped += _drop(person_id, now)
    return blanked, dropped


def _with_old_deletions(now: datetime) -> set[UUID]:
    """Whose diaries have something to blank or to drop: the others are not locked for it."""
    full = Q(deleted_at__lt=now - KEPT_IN_BIN) & ~Q(stamps=[])
    old = full | Q(deleted_at__lt=now - KEPT_AS_TOMBSTONE)
    persons = [
        model.objects.filter(old).values_list("person_id", flat=True) for model in MODELS.values()
    ]
    return {person_id for found in persons for person_id in found}


def _blank(model: type[Record], person_id: UUID, now: datetime) -> int:
    """Take the answers out of old deleted records, and out of their history."""
    old = model.objects.filter(person_id=person_id, deleted_at__lt=now - KEPT_IN_BIN).exclude(
        stamps=[]
    )
    ids = list(old.values_list("id", flat=True))
    if not ids:
        return 0
    unanswered: dict[str, Any] = {
        name: None for name, field in model.shape.fields.items() if not field.required
    }
    texts = {
        name: ""
        for name, field in model.shape.fields.items()
        if field.required and field.type == "text"
    }
    Change.objects.filter(person_id=person_id, record__in=ids).update(fields={}, lost={})
    return old.update(stamps=[], **unanswered, **texts)


def _drop(person_id: UUID, now: datetime) -> int:
    """Forget tombstones, and remember from which revision on the diary is whole."""
    dropped, last = 0, 0
    for model in MODELS.values():
        old = model.objects.filter(person_id=person_id, deleted_at__lt=now - KEPT_AS_TOMBSTONE)
        last = max(last, old.aggregate(last=Max("revision"))["last"] or 0)
        dropped += old.delete()[0]
    if dropped:
        Diary.objects.filter(pk=person_id, purged_revision__lt=last).update(purged_revision=last)
    return dropped
