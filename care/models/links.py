"""A link that shows a part of a diary to somebody without an account."""

from datetime import datetime

from django.conf import settings
from django.db import models

from care.models.grants import Scope, is_active

#: After so many wrong passphrases a link shows nothing any more.
MOST_FAILURES = 5


class ShareLinkQuerySet(models.QuerySet["ShareLink"]):
    def active(self, now: datetime) -> "ShareLinkQuerySet":
        """Neither ended, nor past its end, nor guessed at too often."""
        return self.filter(is_active(now), failures__lt=MOST_FAILURES)


class ShareLink(Scope):
    """Known by a random token that is kept as a hash, and perhaps by a passphrase as well."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="share_links")
    label = models.CharField(max_length=200)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    passphrase = models.CharField(max_length=200, editable=False)
    failures = models.PositiveSmallIntegerField(default=0)
    revoked_at = models.DateTimeField(null=True)

    objects = ShareLinkQuerySet.as_manager()

    class Meta(Scope.Meta):
        abstract = False

    def __str__(self) -> str:
        return f"share link {self.id}"

    @property
    def is_locked(self) -> bool:
        return self.failures >= MOST_FAILURES
