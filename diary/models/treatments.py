"""One course of treatment."""

from diary.models import records
from diary.shapes import TREATMENTS


@records.shaped(TREATMENTS)
class Treatment(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(TREATMENTS)
        indexes = records.indexes(TREATMENTS)
