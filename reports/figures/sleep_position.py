"""The position of the night, and how often a headache was there in the morning."""

from django.utils.translation import gettext as _

from reports.figures import bands
from reports.figures.picture import Numbers, Picture

draw = bands.draw


def describe(summary: Numbers) -> Picture:
    """The nights by position."""
    what = _("headache in the morning")
    return bands.picture(summary, "sleep_position", name=_("Sleep position"), what=what)
