"""Found a practice, and say who is in it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Role, User
from care.models import Member, Nomination, Practice
from care.models.practices import MemberRole


class NoSuchClinician(Exception):
    """No clinician's account has this address."""


class MemberAlready(Exception):
    """Whoever is a member is not named for it; their roles are changed."""


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


def nominations_of(user_id: UUID) -> QuerySet[Nomination]:
    """For which roles this account is named, and has not agreed yet."""
    return Nomination.objects.filter(user=user_id).select_related("practice").order_by("named_at")


def nominate(*, practice: Practice, email: str, role: MemberRole) -> Nomination:
    """Name a clinician's account for a role; another role takes the place of the one before."""
    user = User.objects.filter(email__iexact=email.strip(), role=Role.CLINICIAN).first()
    if user is None:
        raise NoSuchClinician
    if practice.members.filter(user=user).exists():
        raise MemberAlready
    nomination, _created = practice.nominations.update_or_create(
        user=user, defaults={"role": role, "named_at": timezone.now()}
    )
    return nomination


def agree(*, user_id: UUID, practice_id: UUID) -> Member | None:
    """Become a member in the role one was named for; None where one was not."""
    with transaction.atomic():
        mine = Nomination.objects.select_for_update().filter(user=user_id, practice=practice_id)
        nomination = mine.first()
        if nomination is None:
            return None
        nomination.delete()
        return Member.objects.create(
            practice_id=practice_id,
            user_id=user_id,
            role=nomination.role,
            joined_at=timezone.now(),
        )


def appoint(*, practice: Practice, user_id: UUID, roles: Collection[MemberRole]) -> bool:
    """Give a member exactly these roles; False when there is no such member."""
    with _one_change_of(practice):
        mine = practice.members.filter(user=user_id)
        held = set(mine.values_list("role", flat=True))
        if not held:
            return False
        mine.exclude(role__in=roles).delete()
        now = timezone.now()
        for role in set(roles) - held:
            practice.members.create(user_id=user_id, role=role, joined_at=now)
    return True


def dismiss(*, practice: Practice, user_id: UUID) -> bool:
    """Take a member out, or whoever is named as one: what was opened closes to them at once."""
    with _one_change_of(practice):
        named, _kinds = practice.nominations.filter(user=user_id).delete()
        deleted, _kinds = practice.members.filter(user=user_id).delete()
    return bool(named + deleted)


@contextmanager
def _one_change_of(practice: Practice) -> Iterator[None]:
    """One change at a time, or two administrators could dismiss each other."""
    with transaction.atomic():
        Practice.objects.select_for_update().get(pk=practice.pk)
        yield
        if not practice.members.filter(role=MemberRole.ADMINISTRATOR).exists():
            raise LastAdministrator
