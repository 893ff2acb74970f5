"""One local day's answers."""

from django.db import models

from diary.models import records
from diary.shapes import CHECK_INS


@records.shaped(CHECK_INS)
class CheckIn(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = [
            *records.constraints(CHECK_INS),
            models.UniqueConstraint(fields=["person", "date"], name="check_in_once_a_day"),
        ]
        indexes = records.indexes(CHECK_INS)
