"""Something on the time line, like a cold or a holiday."""

from diary.models import records
from diary.shapes import MARKS


@records.shaped(MARKS)
class Mark(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(MARKS)
        indexes = records.indexes(MARKS)
