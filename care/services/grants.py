"""Invite a clinician, accept, and end it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, User
from care.models import Grant, Invitation

INVITATION_DAYS = 7
# without letters and digits that look alike, so that a code can be read out
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 16


class CodeUnknown(Exception):
    """No invitation has this code, or it was used or has expired."""


class NotAClinician(Exception):
    """Only a clinician can accept an invitation."""


@dataclass(frozen=True)
class Terms:
    """What a person chooses to share, and until when."""

    sections: tuple[str, ...]
    grant_until: datetime
    first_day: date | None = None
    end_day: date | None = None
    notes: bool = False
    report_only: bool = False


def invite(*, person_id: UUID, terms: Terms) -> tuple[Invitation, str]:
    """Make an invitation; the code is shown now and never again."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    now = timezone.now()
    invitation = Invitation.objects.create(
        person_id=person_id,
        digest=_digest(code),
        sections=list(terms.sections),
        first_day=terms.first_day,
        end_day=terms.end_day,
        notes=terms.notes,
        report_only=terms.report_only,
        grant_until=terms.grant_until,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )
    return invitation, "-".join(code[i : i + 4] for i in range(0, CODE_LENGTH, 4))


def read(*, clinician: User, code: str) -> Invitation:
    """The invitation of a code, with its terms, before it is taken up."""
    invitation = _waiting(clinician, code, timezone.now()).select_related("person").first()
    if invitation is None:
        raise CodeUnknown
    return invitation


def accept(*, clinician: User, code: str) -> Grant:
    """Take an invitation up, once. Its terms become the grant's."""
    now = timezone.now()
    with transaction.atomic():
        mine = _waiting(clinician, code, now)
        invitation = mine.first()
        # the update takes it: of two who come at once, one finds nothing to update
        if invitation is None or not mine.update(accepted_at=now):
            raise CodeUnknown
        return Grant.objects.create(
            person_id=invitation.person_id,
            clinician=clinician,
            sections=invitation.sections,
            first_day=invitation.first_day,
            end_day=invitation.end_day,
            notes=invitation.notes,
            report_only=invitation.report_only,
            expires_at=invitation.grant_until,
            created_at=now,
        )


def revoke(*, person_id: UUID, grant_id: UUID) -> bool:
    """End a grant at once; False when this person gave no such grant."""
    given = Grant.objects.filter(pk=grant_id, person_id=person_id)
    given.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    return given.exists()


def withdraw(*, person_id: UUID, invitation_id: UUID) -> bool:
    """Take an invitation back before it is accepted; False when there is none."""
    deleted, _kinds = Invitation.objects.filter(
        pk=invitation_id, person_id=person_id, accepted_at__isnull=True
    ).delete()
    return bool(deleted)


def _waiting(clinician: User, code: str, now: datetime) -> QuerySet[Invitation]:
    if clinician.role != Role.CLINICIAN:
        raise NotAClinician
    mine = Invitation.objects.filter(digest=_digest(code), accepted_at=None, expires_at__gt=now)
    return mine.exclude(person=clinician)


def _digest(code: str) -> str:
    letters = "".join(c for c in code.upper() if c in ALPHABET)
    return hashlib.sha256(letters.encode()).hexdigest()
