"""Found a practice, and say who is in it."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, User
from care.models import Member, Practice
from care.models.practices import MemberRole


class NoSuchClinician(Exception):
    """No clinician's account has this address."""


class LastAdministrator(Exception):
    """A practice without an administrator could never change again."""


def found(*, name: str, administrator: User) -> Practice:
    """Make a practice with its first administrator."""
    now = timezone.now()
    with transaction.atomic():
        practice = Practice.objects.create(name=name, created_at=now)
        practice.members.create(user=administrator, role=MemberRole.ADMINISTRATOR, joined_at=now)
    return practice


def memberships_of(user_id: UUID) -> QuerySet[Member]:
    """What this account is in its practices, by their names."""
    mine = Member.objects.filter(user=user_id).select_related("practice")
    return mine.order_by("practice__name", "role")


def administrated_by(user_id: UUID, practice_id: UUID) -> Practice | None:
    """The practice, if this account manages its members."""
    managed = Practice.objects.filter(
        pk=practice_id, members__user=user_id, members__role=MemberRole.ADMINISTRATOR
    )
    return managed.first()


def enrol(*, practice: Practice, email: str, role: MemberRole) -> Member:
    """Give a clinician's account a role in the practice; the same again changes nothing."""
    user = User.objects.filter(email__iexact=email.strip(), role=Role.CLINICIAN).first()
    if user is None:
        raise NoSuchClinician
    member, _created = practice.members.get_or_create(
        user=user, role=role, defaults={"joined_at": timezone.now()}
    )
    return member


def dismiss(*, practice: Practice, user_id: UUID) -> bool:
    """Take a member out; what was opened to the practice closes to them at once."""
    with transaction.atomic():
        # one dismissal at a time, or two administrators could dismiss each other
        Practice.objects.select_for_update().get(pk=practice.pk)
        deleted, _kinds = practice.members.filter(user=user_id).delete()
        if not practice.members.filter(role=MemberRole.ADMINISTRATOR).exists():
            raise LastAdministrator
    return bool(deleted)
