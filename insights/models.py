"""What outlives a computation: the document with what it was made from, and the kept state."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Result(models.Model):
    """A document of one scope and window. It is fresh only while all it was made from is so."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    scope = models.CharField(max_length=64)
    first_day = models.DateField()
    end_day = models.DateField()
    input_revision = models.BigIntegerField()
    rule_version = models.CharField(max_length=40)
    local_date = models.DateField()
    computed_at = models.DateTimeField()
    document: "models.JSONField[dict[str, Any]]" = models.JSONField()

    objects: ClassVar[models.Manager["Result"]]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "scope", "first_day", "end_day"], name="result_once"
            )
        ]

    def __str__(self) -> str:
        return f"insights of {self.person_id} at {self.input_revision}"


class Kept(models.Model):
    """What must not flicker from one look to the next: since when a pattern and findings stand."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    scope = models.CharField(max_length=64)
    state: "models.JSONField[dict[str, Any]]" = models.JSONField()
    updated_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "scope"], name="kept_once")]

    def __str__(self) -> str:
        return f"kept state of {self.person_id}"
