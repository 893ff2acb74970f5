"""Letters by e-mail: nothing of a diary stands in them."""

import smtplib

from django.conf import settings
from django.core.mail import send_mail
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from care.models import Invitation


class NotSent(Exception):
    """No letter left this server."""


def send_invitation(invitation: Invitation, code: str) -> None:
    """Send a clinician the code and where to enter it, or raise NotSent."""
    if settings.EMAIL_BACKEND.endswith("console.EmailBackend"):
        # mail goes nowhere but to the log, where no code belongs
        raise NotSent
    try:
        _send(invitation, code)
    except (OSError, smtplib.SMTPException) as error:
        raise NotSent from error


def _send(invitation: Invitation, code: str) -> None:
    send_mail(
        _("Invitation to read a headache diary"),
        _(
            "%(who)s invites you to read their headache diary in Nape.\n\n"
            "Sign in at %(address)s and enter this code:\n\n%(code)s\n\n"
            "You see what it opens before you agree. It works once, until %(day)s. "
            "If you do not know this person, ignore this letter."
        )
        % {
            "who": invitation.person.email,
            "address": f"{settings.PUBLIC_URL}/clinic/invitations/",
            "code": code,
            "day": date_format(localtime(invitation.expires_at)),
        },
        None,
        [invitation.sent_to],
    )
