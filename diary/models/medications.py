"""One medicine of a person."""

from diary.models import records
from diary.shapes import MEDICATIONS


@records.shaped(MEDICATIONS)
class Medication(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(MEDICATIONS)
        indexes = records.indexes(MEDICATIONS)
