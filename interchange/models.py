"""What an import could not place."""

from django.conf import settings
from django.db import models


class Aside(models.Model):
    """The parts of one archive that this program does not know, kept for one that does.

    As text, because a database takes less in JSON than an archive may hold. It goes with its
    person, and the same archive again leaves one.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    imported_at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    parts = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "digest"], name="aside_once")]

    def __str__(self) -> str:
        return f"aside of {self.person_id}"
