"""Every chart by its name: `describe` makes plain data of a summary, `draw` draws it.

Only the child process that draws loads matplotlib; describing is light and translated.
"""

from dataclasses import replace
from types import ModuleType
from typing import Final

from reports.figures import (
    back_neck,
    before_after,
    body_map,
    calendar,
    curves,
    headache_days,
    lengths,
    links,
    medication_days,
    onsets,
    sitting,
    sleep_position,
)
from reports.figures.picture import Picture

CHARTS: Final[dict[str, ModuleType]] = {
    "calendar": calendar,
    "headache-days": headache_days,
    "medication-days": medication_days,
    "sitting": sitting,
    "sleep-position": sleep_position,
    "before-after": before_after,
    "back-neck": back_neck,
    "links": links,
    "onsets": onsets,
    "lengths": lengths,
    "curves": curves,
    "body-map": body_map,
}
THEMES: Final = ("print", "light", "dark")
# On a phone held upright: its letters are as large as those of the page's small print.
NARROW, USUAL_HEIGHT = 3.0, 2.7
HEIGHTS: Final = {"calendar": 4.4, "lengths": 4.4, "links": 3.6}


def narrow(name: str, picture: Picture) -> Picture:
    """The same, higher than wide."""
    size = (NARROW, HEIGHTS.get(name, USUAL_HEIGHT))
    return replace(picture, data=picture.data and {**picture.data, "size": size, "narrow": True})
