"""The total of a questionnaire taken elsewhere."""

from diary.models import records
from diary.shapes import SCORES


@records.shaped(SCORES)
class Score(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(SCORES)
        indexes = records.indexes(SCORES)
