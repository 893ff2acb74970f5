"""One session of a treatment."""

from django.db import models

from diary.models import records
from diary.shapes import SESSIONS


@records.shaped(SESSIONS)
class Session(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(SESSIONS)
        indexes = [
            *records.indexes(SESSIONS),
            # the sessions of one course
            models.Index(fields=["person", "treatment"], name="session_of_treatment"),
        ]
