"""How much headache: counts of days, hours of onset, weekdays, durations.

Every count is an interval where days were not answered (``counts``), and carries how many were.
Definitions: clinical ground truth, sections 4.3 and 6.1. The numbers describe the entries; they do
not say how the days without an entry were.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd

from analytics import counts
from analytics.results import Measure

PROPERTIES: Final = (
    "headache_day",
    "clear",
    "moderate_severe",
    "migraine_like",
    "tension_like",
    "acute",
    "lost",
    "lost_work",
    "lost_home",
    "lost_social",
)
PAINS: Final = ("neck_pain", "upper_back_pain", "low_back_pain")
WIDTHS: Final = (28, 30)
HOURS, WEEKDAYS = 24, 7
RECENT_DAYS, WEEKS = 28, 12
SHOWN_OF_RECENT: Final = ("headache_day", "moderate_severe", "clear", "acute", "lost")


def rolling(days: pd.DataFrame, end: dt.date, width: int = 30) -> dict[str, Measure]:
    """Count every property over the ``width`` days before ``end``, by property name."""
    first, past = pd.Timestamp(end) - pd.Timedelta(days=width), pd.Timestamp(end)
    return count(days[(days.index >= first) & (days.index < past)], width)


def count(days: pd.DataFrame, of: int | None = None) -> dict[str, Measure]:
    """Count every property over the rows of ``days``, as days of ``of`` (default: the rows)."""
    flags = _flags(days)
    return _measures(flags.sum(), flags.count(), len(days) if of is None else of)


def measure(low: int, observed: int, of: int) -> Measure:
    """Make the measure of a count of days; without a single answer there is no number."""
    value = low if observed else None
    reason = None if observed else "not_answered"
    return Measure(value, "days", observed, of, low, low + of - observed, reason)


def monthly(days: pd.DataFrame) -> list[dict[str, Any]]:
    """Count by calendar month, oldest first.

    A month of which the table holds only a part is marked ``partial``, and its counts are
    of the days that remain; it must not be compared with a whole one.
    """
    months: Any = pd.DatetimeIndex(days.index).to_period("M")
    flags = _flags(days).groupby(months)
    low, observed, width = flags.sum(), flags.count(), flags.size()
    return [
        {
            "month": str(month),
            "partial": int(width[month]) < month.days_in_month,
            "counts": _measures(low.loc[month], observed.loc[month], int(width[month])),
        }
        for month in width.index
    ]


def onset_hours(headaches: pd.DataFrame) -> dict[str, Any]:
    """Count headaches by the local hour of their start; those without an hour stand apart."""
    known = headaches["start_hour"].dropna()
    by_hour = known.astype(int).value_counts().reindex(range(HOURS), fill_value=0)
    return {"counts": by_hour.tolist(), "n": len(known), "unknown": len(headaches) - len(known)}


def weekdays(days: pd.DataFrame) -> list[dict[str, Any]]:
    """Count headache days by weekday (0 is Monday), each of the observed days of that weekday."""
    flags = days["headache_day"].dropna().astype(int)
    by_weekday = flags.groupby(pd.DatetimeIndex(flags.index).day_of_week).agg(["sum", "size"])
    by_weekday = by_weekday.reindex(range(WEEKDAYS), fill_value=0)
    return [
        {"weekday": weekday, "k": int(k), "n": int(n)} for weekday, k, n in by_weekday.itertuples()
    ]


def durations(headaches: pd.DataFrame) -> dict[str, Measure]:
    """Median length with its quartiles as low and high, and all hours with a headache.

    Only headaches with a believable end count; the others are the difference of ``of`` and ``n``.
    """
    hours = headaches["hours"].dropna().astype(float)
    n, of = len(hours), len(headaches)
    if not n:
        none = Measure(None, "hours", 0, of, reason="no_known_length")
        return {"length": none, "total": none}
    low, median, high = hours.quantile([0.25, 0.5, 0.75])
    return {
        "length": Measure(float(median), "hours", n, of, float(low), float(high)),
        "total": Measure(float(hours.sum()), "hours", n, of),
    }


def intensity(days: pd.DataFrame) -> Measure:
    """Mean of the highest pain of each headache day, 0 to 10, with its range."""
    on_days = days.loc[days["headache"].fillna(False), "peak"]
    return _mean(on_days, "nrs")


def other_pains(days: pd.DataFrame) -> dict[str, Measure]:
    """Mean of neck, upper and low back pain (0 to 10) over the check-ins that answered."""
    return {name: _mean(days[name], "nrs") for name in PAINS}


def late_entries(headaches: pd.DataFrame) -> dict[str, int]:
    """Headaches written down more than 48 hours after their start; unknown for imported ones."""
    known = headaches["logged_at"].notna()
    return {"k": int(headaches.loc[known, "late"].sum()), "n": int(known.sum())}


def summarise(days: pd.DataFrame, headaches: pd.DataFrame, end: dt.date) -> dict[str, Any]:
    """Answer with the whole burden section of the insights document.

    Parameters
    ----------
    days, headaches
        The person-day table and the headaches of the window.
    end
        The rolling counts end with the day before.
    """
    return {
        **{f"per_{width}": rolling(days, end, width) for width in WIDTHS},
        "window": count(days),
        "months": monthly(days),
        "onset_hours": onset_hours(headaches),
        "weekdays": weekdays(days),
        "durations": durations(headaches),
        "intensity": intensity(days),
        "other_pains": other_pains(days),
        "late_entries": late_entries(headaches),
    }


def recent(days: pd.DataFrame, end: dt.date) -> dict[str, Any]:
    """Count the last 28 days, the 28 before them and the last 12 weeks, whatever the window is.

    Parameters
    ----------
    days
        The person-day table; days outside it are unobserved.
    end
        Everything ends with the day before.
    """
    start, week = end - dt.timedelta(days=RECENT_DAYS), dt.timedelta(days=WEEKDAYS)
    firsts = [end - week * back for back in range(WEEKS, 0, -1)]
    counted = [counts.of_days(days, "headache_day", first, first + week) for first in firsts]
    return {
        "now": _shown(rolling(days, end, RECENT_DAYS)),
        "before": _shown(rolling(days, start, RECENT_DAYS)),
        "weeks": [
            {"from": first, "k": one.low, "n": one.observed}
            for first, one in zip(firsts, counted, strict=True)
        ],
    }


def _shown(measures: dict[str, Measure]) -> dict[str, Measure]:
    return {name: measures[name] for name in SHOWN_OF_RECENT}


def _measures(low: pd.Series[Any], observed: pd.Series[Any], of: int) -> dict[str, Measure]:
    counted = zip(low.index, low, observed, strict=True)
    return {str(name): measure(int(k), int(n), of) for name, k, n in counted}


def _flags(days: pd.DataFrame) -> pd.DataFrame:
    pains = {f"{name}_day": days[name] >= 1 for name in PAINS}
    return days[list(PROPERTIES)].assign(**pains)


def _mean(values: pd.Series[Any], unit: str) -> Measure:
    known = values.dropna().astype(float)
    if known.empty:
        return Measure(None, unit, 0, len(values), reason="not_answered")
    low, high = float(known.min()), float(known.max())
    return Measure(float(known.mean()), unit, len(known), len(values), low, high)
