"""One person's diary as a whole: the counter that numbers every change of it."""

import uuid

from django.conf import settings
from django.db import models


class Diary(models.Model):
    """`revision` numbers changes without a gap in commit order; `epoch` names this numbering."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="diary"
    )
    revision = models.BigIntegerField(default=0)
    epoch = models.UUIDField(default=uuid.uuid4)
    # tombstones up to this revision are gone: an older cursor starts anew
    purged_revision = models.BigIntegerField(default=0)

    class Meta:
        verbose_name_plural = "diaries"

    def __str__(self) -> str:
        return f"diary of {self.person_id} at {self.revision}"
