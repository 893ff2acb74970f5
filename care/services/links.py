"""Make a share link, find it again by its token, and end it."""

import hashlib
import secrets
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db.models import F
from django.utils import timezone

from care.models import ShareLink
from care.services.grants import Terms


def make(
    *, person_id: UUID, terms: Terms, label: str = "", passphrase: str = ""
) -> tuple[ShareLink, str]:
    """Make a link; its token is shown now and never again."""
    token = secrets.token_urlsafe(32)
    link = ShareLink.objects.create(
        person_id=person_id,
        label=label,
        digest=_digest(token),
        passphrase=make_password(passphrase) if passphrase else "",
        expires_at=terms.grant_until,
        created_at=timezone.now(),
        **terms.scope,
    )
    return link, token


def address(token: str) -> str:
    """Where a link leads."""
    return f"{settings.PUBLIC_URL}/shared/{token}/"


def find(token: str) -> ShareLink | None:
    """The link of a token, if it still shows anything."""
    active = ShareLink.objects.active(timezone.now()).filter(digest=_digest(token))
    return active.select_related("person").first()


def unlock(link: ShareLink, passphrase: str) -> bool:
    """Whether this is the link's passphrase; a wrong one counts, and too many end the link."""
    # counted before it is judged, so that many tries at once are all counted
    mine = ShareLink.objects.active(timezone.now()).filter(pk=link.pk)
    if not mine.update(failures=F("failures") + 1):
        return False
    if not check_password(passphrase, link.passphrase):
        return False
    ShareLink.objects.filter(pk=link.pk).update(failures=0)
    return True


def revoke(*, person_id: UUID, link_id: UUID) -> bool:
    """End a link at once; False when this person made no such link."""
    made = ShareLink.objects.filter(pk=link_id, person_id=person_id)
    made.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())
    return made.exists()


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
