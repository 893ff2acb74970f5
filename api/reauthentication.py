"""Some doors ask a browser session for the password or passkey once more; tokens have scopes."""

import time

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions, status
from rest_framework.request import Request

from api.records import actor_of


class ReauthenticationRequired(exceptions.APIException):
    """The session is older than this door allows."""

    status_code = status.HTTP_403_FORBIDDEN
    default_code = "reauthentication_required"
    default_detail = _("Please enter your password once more, then try again.")


def require_recent(request: Request) -> None:
    """Refuse a browser session that has not proved itself in the last five minutes."""
    if actor_of(request).channel != "session":
        return
    proofs = get_authentication_records(request._request, request.user)
    proved_at = max((proof["at"] for proof in proofs), default=0)
    if time.time() - proved_at > app_settings.REAUTHENTICATION_TIMEOUT:
        raise ReauthenticationRequired
