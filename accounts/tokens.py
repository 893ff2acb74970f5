"""Issue, find and revoke tokens."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import ApiToken, Scope, User
from accounts.models.tokens import digest, new_key

# Writing down every use would make each read a write; an hour is exact enough to spot a stray key.
LAST_USED_EVERY = timedelta(hours=1)


def issue(
    *, user: User, name: str, scopes: Iterable[Scope], expires_at: datetime | None = None
) -> str:
    """Make a token and return its key, which is not kept and cannot be shown again."""
    key = new_key()
    ApiToken.objects.create(
        user=user,
        name=name,
        digest=digest(key),
        scopes=sorted(set(scopes)),
        expires_at=expires_at,
    )
    return key


def find(key: str) -> ApiToken | None:
    """The usable token of a key, or none."""
    now = timezone.now()
    token = ApiToken.objects.usable(now).select_related("user").filter(digest=digest(key)).first()
    if token and (token.last_used_at is None or now - token.last_used_at > LAST_USED_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def revoke(token: ApiToken) -> None:
    """End a token at once."""
    ApiToken.objects.filter(pk=token.pk).update(revoked_at=timezone.now())
