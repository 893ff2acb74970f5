"""One point of an episode's pain curve."""

from django.db import models

from diary.models import records
from diary.shapes import READINGS


@records.shaped(READINGS)
class Reading(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(READINGS)
        indexes = [
            *records.indexes(READINGS),
            # the curve of one episode
            models.Index(fields=["person", "episode"], name="reading_of_episode"),
        ]
