"""One taking of a medicine."""

from diary.models import records
from diary.shapes import DOSES


@records.shaped(DOSES)
class Dose(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(DOSES)
        indexes = records.indexes(DOSES)
