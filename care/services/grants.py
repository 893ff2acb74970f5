"""Invite a clinician, accept, and end it."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, User
from care.models import Grant, Invitation, Member, Practice
from care.models.practices import MemberRole

INVITATION_DAYS = 7
# without letters and digits that look alike, so that a code can be read out
ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"
CODE_LENGTH = 16
# An address that somebody types may be anybody's.
LETTERS_A_DAY = 10
A_DAY = timedelta(days=1)


class CodeUnknown(Exception):
    """No invitation has this code, or it was used or has expired."""


class TooManyLetters(Exception):
    """This person has had as many codes sent today as may be."""


class NotAClinician(Exception):
    """Only a clinician can accept an invitation, and for a practice only one of its own."""


@dataclass(frozen=True)
class Terms:
    """What a person chooses to share, and until when."""

    sections: tuple[str, ...]
    grant_until: datetime
    first_day: date | None = None
    end_day: date | None = None
    notes: bool = False
    report_only: bool = False

    @property
    def scope(self) -> dict[str, Any]:
        """The fields that grants, invitations and links share."""
        return {
            "sections": list(self.sections),
            "first_day": self.first_day,
            "end_day": self.end_day,
            "notes": self.notes,
            "report_only": self.report_only,
        }


def invite(
    *, person_id: UUID, terms: Terms, whole_practice: bool = False, send_to: str = ""
) -> tuple[Invitation, str]:
    """Make an invitation; the code is shown now and never again.

    Raises TooManyLetters when this person has had enough codes sent today.
    """
    now = timezone.now()
    if send_to:
        recent = Invitation.objects.filter(person_id=person_id, created_at__gt=now - A_DAY)
        if recent.exclude(sent_to="").count() >= LETTERS_A_DAY:
            raise TooManyLetters
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    invitation = Invitation.objects.create(
        person_id=person_id,
        digest=_digest(code),
        sent_to=send_to,
        whole_practice=whole_practice,
        grant_until=terms.grant_until,
        created_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
        **terms.scope,
    )
    return invitation, "-".join(code[i : i + 4] for i in range(0, CODE_LENGTH, 4))


def read(*, clinician: User, code: str) -> Invitation:
    """The invitation of a code, with its terms, before it is taken up."""
    invitation = _waiting(clinician, code, timezone.now()).select_related("person").first()
    if invitation is None:
        raise CodeUnknown
    return invitation


def accept(*, clinician: User, code: str, practice_id: UUID | None = None) -> Grant:
    """Take an invitation up, once, for oneself or for a practice. Its terms become the grant's."""
    now = timezone.now()
    with transaction.atomic():
        mine = _waiting(clinician, code, now)
        practice = None if practice_id is None else _practice_of(clinician, practice_id)
        if practice:
            mine = mine.filter(whole_practice=True)
        invitation = mine.first()
        # the update takes it: of two who come at once, one finds nothing to update
        if invitation is None or not mine.update(accepted_at=now):
            raise CodeUnknown
        return Grant.objects.create(
            person_id=invitation.person_id,
            clinician=clinician,
            practice=practice,
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
    return bool(_withdraw(Invitation.objects.filter(pk=invitation_id, person_id=person_id)))


def withdraw_all(*, person_id: UUID) -> None:
    """Take back every invitation that nobody has accepted."""
    _withdraw(Invitation.objects.filter(person_id=person_id))


def _withdraw(invitations: QuerySet[Invitation]) -> int:
    # the row stays: it counts among the letters of the day
    now = timezone.now()
    return invitations.filter(accepted_at=None, expires_at__gt=now).update(expires_at=now)


def _waiting(clinician: User, code: str, now: datetime) -> QuerySet[Invitation]:
    roles = {member.role for member in Member.objects.filter(user=clinician)}
    # whoever only assists or administrates takes up nothing
    if clinician.role != Role.CLINICIAN or (roles and MemberRole.CLINICIAN not in roles):
        raise NotAClinician
    mine = Invitation.objects.filter(digest=_digest(code), accepted_at=None, expires_at__gt=now)
    return mine.exclude(person=clinician)


def _practice_of(clinician: User, practice_id: UUID) -> Practice:
    mine = Member.objects.filter(user=clinician, practice=practice_id, role=MemberRole.CLINICIAN)
    member = mine.select_related("practice").first()
    if member is None:
        raise NotAClinician
    return member.practice


def _digest(code: str) -> str:
    letters = "".join(c for c in code.upper() if c in ALPHABET)
    return hashlib.sha256(letters.encode()).hexdigest()
