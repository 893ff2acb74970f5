"""Every chart by its name: `describe` makes plain data of a summary, `draw` draws it.

Only the child process that draws loads matplotlib; describing is light and translated.
"""

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
