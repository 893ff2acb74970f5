"""Erase a person and all that is theirs."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db import connection, transaction

from accounts.models import User
from diary.models import MODELS, Change


def erase(person_id: UUID) -> dict[str, int]:
    """Delete the account, its diary, history, sharing and sessions; returns what there was."""
    with transaction.atomic():
        person = User.objects.select_for_update().get(pk=person_id)
        counts = {
            kind: model.objects.filter(person_id=person_id).count()
            for kind, model in MODELS.items()
        }
        counts["changes"] = Change.objects.filter(person_id=person_id).count()
        for session in UserSession.objects.filter(user=person):
            session.end()
        person.delete()
    _leave_no_trace()
    return counts | {"account": 1}


def _leave_no_trace() -> None:
    """Move SQLite's log into the file, where deleted pages are overwritten with zeros."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
