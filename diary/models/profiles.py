"""What is said once about a person; its id is the person's."""

from diary.models import records
from diary.shapes import PROFILE


@records.shaped(PROFILE)
class Profile(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(PROFILE)
        indexes = records.indexes(PROFILE)
