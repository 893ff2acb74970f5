"""A clinician's note."""

from django.db import models

from diary.models import records
from diary.shapes import ANNOTATIONS


@records.shaped(ANNOTATIONS)
class Annotation(records.Record):
    """Private to its author until it is shared; then the person sees it too."""

    author_id = models.UUIDField(null=True)
    # a note that was shared once leaves a tombstone on the phone when it no longer is
    was_shared = models.BooleanField(default=False)

    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(ANNOTATIONS)
        indexes = records.indexes(ANNOTATIONS)
