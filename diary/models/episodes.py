"""One headache, or a flare of neck or back pain, however long."""

from diary.models import records
from diary.shapes import EPISODES


@records.shaped(EPISODES)
class Episode(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(EPISODES)
        indexes = records.indexes(EPISODES)
