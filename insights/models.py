"""What outlives a computation: the document with what it was made from, and the kept state."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from care.models import Grant


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


class PanelRow(models.Model):
    """What a clinician's panel shows of one grant, and what it is sorted and searched by.

    A row waits to be counted as long as it has no `computed_at`.
    """

    grant = models.OneToOneField(
        Grant, models.CASCADE, primary_key=True, related_name="panel_row", db_index=False
    )
    reader = models.UUIDField()
    granted_at = models.DateTimeField()
    name = models.CharField(max_length=254)
    # what it was counted from
    scope = models.CharField(max_length=64, default="")
    input_revision = models.BigIntegerField(default=0)
    rule_version = models.CharField(max_length=40, default="")
    time_zone = models.CharField(max_length=64, default="UTC")
    local_date = models.DateField(default=date.min)
    computed_at = models.DateTimeField(null=True)
    numbers: "models.JSONField[dict[str, Any]]" = models.JSONField(default=dict)
    # of the numbers, for sorting; without one a diary comes last
    attention = models.IntegerField(default=0)
    headache_days = models.SmallIntegerField(default=-1)
    rise = models.SmallIntegerField(default=-99)
    medication = models.IntegerField(default=-1)
    entered = models.SmallIntegerField(default=-1)
    last_entry = models.DateField(default=date.min)
    next_visit = models.DateField(default=date.max)
    # the rules that are met, each between spaces; and whether the pattern's flag is up
    rules = models.CharField(max_length=100, default="")
    flagged = models.BooleanField(default=False)

    objects: ClassVar[models.Manager["PanelRow"]]

    class Meta:
        indexes = [
            models.Index(fields=["reader", name, "grant"], name=f"panel_{name}")
            for name in (
                "attention", "name", "headache_days", "rise", "medication", "entered",
                "last_entry", "next_visit", "granted_at",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"panel row of {self.grant_id}"
