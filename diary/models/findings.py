"""A clinician's examination, never a patient's."""

from diary.models import records
from diary.shapes import FINDINGS


@records.shaped(FINDINGS)
class Finding(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(FINDINGS)
        indexes = records.indexes(FINDINGS)
