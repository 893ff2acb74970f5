"""The person a command is about."""

from django.core.management.base import CommandError

from accounts.models import User


def account(email: str) -> User:
    """The account with an address; a sentence when there is none."""
    try:
        return User.objects.get_by_natural_key(email.strip())
    except User.DoesNotExist:
        raise CommandError(f"There is no account with the address {email}.") from None
