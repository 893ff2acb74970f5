"""A factor a person added to the list."""

from diary.models import records
from diary.shapes import CUSTOM_FACTORS


@records.shaped(CUSTOM_FACTORS)
class CustomFactor(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(CUSTOM_FACTORS)
        indexes = records.indexes(CUSTOM_FACTORS)
