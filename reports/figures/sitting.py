"""Hours of sitting, and how often a new headache followed the next day."""

from django.utils.translation import gettext as _

from reports.figures import bands
from reports.figures.picture import Numbers, Picture

draw = bands.draw


def describe(summary: Numbers) -> Picture:
    """The bands of sitting hours."""
    what = _("new headache the day after")
    return bands.picture(summary, "sitting_hours", name=_("Hours of sitting"), what=what)
