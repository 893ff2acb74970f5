"""What outlives the gathering of a report: the parts that the insights do not hold."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models


class Gathered(models.Model):
    """Days, spreads and doses of one scope and window; fresh as the insights beside it are."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    scope = models.CharField(max_length=64)
    first_day = models.DateField()
    end_day = models.DateField()
    input_revision = models.BigIntegerField()
    rule_version = models.CharField(max_length=40)
    local_date = models.DateField()
    gathered_at = models.DateTimeField()
    parts: "models.JSONField[dict[str, Any]]" = models.JSONField()

    objects: ClassVar[models.Manager["Gathered"]]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "scope", "first_day", "end_day"], name="gathered_once"
            )
        ]

    def __str__(self) -> str:
        return f"report of {self.person_id} at {self.input_revision}"
