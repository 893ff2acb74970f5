"""Counting days when not every day was answered: an interval instead of a guess.

``low`` are the observed days with the property, ``high`` adds the days nobody answered for. "At
least T days" is met when ``low`` reaches T, not met when ``high`` does not, and open in between
(clinical ground truth, section 4.3). Windows are half-open.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import pandas as pd

from analytics.criteria import kleene
from analytics.frames import Frames
from analytics.results import NOT_ENOUGH_DATA, Criterion

MONTH_DAYS: Final = 30
LASTING_WINDOWS: Final = 3
"""More than three months: three windows of 30 days on end, and a diary that is older than them."""


@dataclass(frozen=True)
class DayCount:
    """Days with a property: ``low`` to ``high``, answered on ``observed`` of ``of`` days."""

    low: int
    high: int
    observed: int
    of: int

    def reaches(self, threshold: int) -> str:
        """Judge "at least ``threshold`` days"."""
        return kleene.count_status(threshold, self.low, self.high - self.low)

    def stays_below(self, threshold: int) -> str:
        """Judge "fewer than ``threshold`` days"."""
        return kleene.negate(self.reaches(threshold))


def of_days(days: pd.DataFrame, column: str, start: dt.date, end: dt.date) -> DayCount:
    """Count the days of a window with a property; days outside the table are unobserved."""
    first, past = pd.Timestamp(start), pd.Timestamp(end)
    flags = days[column].iloc[slice(*days.index.searchsorted([first, past]))]
    width = max((past - first).days, 0)
    low, observed = int(flags.sum()), int(flags.notna().sum())
    return DayCount(low, low + width - observed, observed, width)


def last_windows(
    end: dt.date, how_many: int = LASTING_WINDOWS, width: int = MONTH_DAYS
) -> list[tuple[dt.date, dt.date]]:
    """Consecutive windows before ``end``, the newest first."""
    step = dt.timedelta(days=width)
    return [(end - step * (back + 1), end - step * back) for back in range(how_many)]


def lasting(
    days: pd.DataFrame, column: str, end: dt.date, threshold: int
) -> tuple[str, list[DayCount]]:
    """Judge "at least ``threshold`` days a month for more than three months"."""
    counted = [of_days(days, column, *window) for window in last_windows(end)]
    status = kleene.every(count.reaches(threshold) for count in counted)
    return status, counted


def judge_lasting(
    criterion: str, days: pd.DataFrame, column: str, end: dt.date, threshold: int
) -> Criterion:
    """Make the criterion of ``lasting``; k of n are days of the newest window."""
    status, counted = lasting(days, column, end, threshold)
    numbers = {
        "threshold": threshold,
        "windows": [
            {"low": count.low, "high": count.high, "observed": count.observed, "of": count.of}
            for count in counted
        ],
    }
    newest = counted[0]
    reason = "days_without_answers" if status == NOT_ENOUGH_DATA else None
    return Criterion(
        criterion, status, newest.low, newest.observed, reason=reason, unit="days", numbers=numbers
    )


def first_entry(frames: Frames) -> dt.date | None:
    """Day of the earliest entry of any kind; None for an empty diary."""
    entries = (frames.check_ins["date"], frames.episodes["start_day"], frames.doses["day"])
    days = [column.min() for column in entries if len(column)]
    return min(days).date() if days else None
