"""An appointment with a clinician."""

from diary.models import records
from diary.shapes import VISITS


@records.shaped(VISITS)
class Visit(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(VISITS)
        indexes = records.indexes(VISITS)
