"""The window of a diary that is looked at, as arrays over every day of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Window = tuple[dt.date, dt.date]

DEFAULT_DAYS = 365
MOST_DAYS = 1000


@dataclass(frozen=True)
class Diary:
    """Days of one window, gapless and in order.

    Attributes
    ----------
    days
        Rows of the person-day table, its index every local date of the window.
    """

    days: pd.DataFrame

    def __len__(self) -> int:
        return len(self.days)

    @property
    def window(self) -> list[str]:
        """First day, and the day after the last."""
        if self.days.empty:
            return []
        end = self.days.index[-1] + pd.Timedelta(days=1)
        return [f"{self.days.index[0]:%Y-%m-%d}", f"{end:%Y-%m-%d}"]

    def answers(self, column: str) -> Floats:
        """Give a column as numbers; what was not answered is NaN."""
        if column not in self.days:
            return np.full(len(self), np.nan)
        return self.days[column].to_numpy(dtype=float, na_value=np.nan)

    def words(self, column: str) -> npt.NDArray[np.object_]:
        """Give a column of slugs; what was not answered, or is `unknown`, is None."""
        if column not in self.days:
            return np.full(len(self), None, dtype=object)
        spoken = self.days[column].astype(object)
        return np.array(spoken.where(spoken.notna() & (spoken != "unknown"), None), dtype=object)

    def factor(self, identity: str) -> Floats:
        """Answers to one of the person's own factors, yes as 1 and no as 0."""
        if "factors" not in self.days:
            return np.full(len(self), np.nan)
        return np.array([_number(given, identity) for given in self.days["factors"]], dtype=float)

    @cached_property
    def headache(self) -> Floats:
        """1, 0, or NaN where nobody knows."""
        return self.answers("headache")

    @cached_property
    def weekend(self) -> Floats:
        """1 on Saturdays and Sundays."""
        weekdays = pd.DatetimeIndex(self.days.index).day_of_week
        return np.asarray(weekdays >= 5, dtype=float)

    @cached_property
    def months(self) -> npt.NDArray[np.int64]:
        """Calendar months, counted through the years."""
        dates = pd.DatetimeIndex(self.days.index)
        return np.asarray(dates.year * 12 + dates.month, dtype=np.int64)

    @cached_property
    def perimenstrual(self) -> Floats:
        """1 from two days before a first bleeding day to two days after it, NaN if never asked.

        The day of onset is day 1 and there is no day 0: days -2 to +3 are five days.
        """
        bleeding = self.answers("menstruation")
        before = pd.Series(bleeding).shift().rolling(7, min_periods=1).max().fillna(0).to_numpy()
        near = np.where(np.isfinite(bleeding), 0.0, np.nan)
        for first in np.flatnonzero((bleeding == 1) & (before == 0)):
            near[max(0, first - 2) : first + 3] = 1
        return near


def _number(given: object, identity: str) -> float:
    answer = given.get(identity) if isinstance(given, Mapping) else None
    return np.nan if answer is None else float(answer)


def read(days: pd.DataFrame, window: Window | None) -> Diary:
    """Cut the window out of the person-day table.

    Parameters
    ----------
    days
        Person-day table, index the local date. A day that stands twice counts once (the later
        row), a day that is missing is a day without answers, the order does not matter.
    window
        First day and the day after the last; None is the last 365 days of the table. Of a
        longer one the last 1,000 days are taken: habits and treatments change.

    Returns
    -------
    Diary
    """
    known: Any = days[~days.index.duplicated(keep="last")]
    if window is None and known.empty:
        return Diary(known)
    if window is None:
        end = known.index.max() + pd.Timedelta(days=1)
        start = max(known.index.min(), end - pd.Timedelta(days=DEFAULT_DAYS))
    else:
        start, end = pd.Timestamp(window[0]), pd.Timestamp(window[1])
    start = max(start, end - pd.Timedelta(days=MOST_DAYS))
    return Diary(known.reindex(pd.date_range(start, end, inclusive="left")))


def lagged(values: npt.NDArray[Any], lag: int) -> npt.NDArray[Any]:
    """What was true `lag` days before; nothing is known before the first day."""
    if lag == 0:
        return values
    before = np.empty_like(values)
    before[lag:] = values[:-lag]
    before[:lag] = None if values.dtype == object else np.nan
    return before
