"""A warning card that was shown, and the answer to it."""

from diary.models import records
from diary.shapes import ACKNOWLEDGEMENTS


@records.shaped(ACKNOWLEDGEMENTS)
class Acknowledgement(records.Record):
    class Meta(records.Record.Meta):
        abstract = False
        constraints = records.constraints(ACKNOWLEDGEMENTS)
        indexes = records.indexes(ACKNOWLEDGEMENTS)
