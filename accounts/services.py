"""Make accounts from the shell."""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Role, User


def weaknesses(*, email: str, password: str) -> list[str]:
    """What makes a password easy to guess, in sentences."""
    try:
        validate_password(password, User(email=email))
    except ValidationError as error:
        return error.messages
    return []


def create(*, email: str, password: str, role: Role) -> User:
    """Make an account whose address counts as verified: the operator vouches for it."""
    email = email.strip().lower()
    validate_email(email)
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, role=role)
            EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    except IntegrityError:
        raise ValidationError(
            _("There is an account with the address %(email)s already."), params={"email": email}
        ) from None
    return user
