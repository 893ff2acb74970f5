"""Which windows a report compares: its own, the one before, and that before a treatment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from care.access import ReadableDiary
from diary import shapes

Window = tuple[date, date]
# The days before a treatment that are held against it, and how long ago it may have begun.
BEFORE = timedelta(days=90)
IN_MEMORY = timedelta(days=730)


@dataclass(frozen=True)
class Periods:
    """The windows of one report; half-open local days."""

    this: Window
    previous: Window
    # before the latest treatment that began in the two years before the end
    before_treatment: Window | None

    @property
    def all(self) -> list[Window]:
        """Every window, its own first."""
        return [self.this, self.previous, *filter(None, [self.before_treatment])]


def of(diary: ReadableDiary, window: Window) -> Periods:
    """The windows that belong to a report of this one."""
    start, end = window
    began = _latest_start(diary, end)
    before = (began - BEFORE, began) if began else None
    return Periods(window, (start - (end - start), start), before)


def _latest_start(diary: ReadableDiary, end: date) -> date | None:
    rows = diary.rows(shapes.TREATMENTS).between(end - IN_MEMORY, end)
    starts = rows.order_by("-started_on").values_list("started_on", flat=True)
    first: date | None = starts.first()
    return first
