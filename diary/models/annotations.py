"""A clinician's note."""

from diary.models import records
from diary.shapes import ANNOTATIONS


@records.shaped(ANNOTATIONS)
class Annotation(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(ANNOTATIONS)
        indexes = records.indexes(ANNOTATIONS)
