"""Warning signs that are computed from many days; those of one entry are found where it is made.

Both are of tier D, "show a doctor soon": SNNOOP10 items 6 (change of pattern) and 15 (overuse of
painkillers), Do and others, Neurology 2019;92:134; clinical ground truth, section 5.2. That none
is found is no reassurance.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd

from analytics import counts
from analytics.results import MET, NOT_ENOUGH_DATA, NOT_MET, Criterion

TIER: Final = "D"
OBSERVED_SHARE: Final = 0.7
FACTOR: Final = 2
LEAST_RISE_DAYS: Final = 3
"""House rule: one headache day becoming two is no change of pattern."""
LEAST_RISE_NRS: Final = 2
LEAST_PEAKS: Final = 3


def judge(days: pd.DataFrame, end: dt.date, overuse: str) -> dict[str, Any]:
    """Judge the computed signs over the two windows of 30 days before ``end``.

    Parameters
    ----------
    overuse
        Status of medication overuse, from ``medication_days``.
    """
    return {
        "tier": TIER,
        "signs": [
            _more_days(days, end),
            _more_pain(days, end),
            Criterion("warning.overuse", overuse, unit="days"),
        ],
    }


def _more_days(days: pd.DataFrame, end: dt.date) -> Criterion:
    now, before = (
        counts.of_days(days, "headache_day", *window) for window in counts.last_windows(end, 2)
    )
    numbers = {
        "now": now.low,
        "n_now": now.observed,
        "before": before.low,
        "n_before": before.observed,
    }
    if _thin(now) or _thin(before):
        return _sign("warning.days_doubled", NOT_ENOUGH_DATA, now, numbers)
    rate_now, rate_before = now.low / now.observed, before.low / before.observed
    doubled = rate_now >= FACTOR * rate_before and now.low - before.low >= LEAST_RISE_DAYS
    return _sign("warning.days_doubled", MET if doubled else NOT_MET, now, numbers)


def _more_pain(days: pd.DataFrame, end: dt.date) -> Criterion:
    """Mean of the daily peak over headache days, twice that of the month before."""
    windows = counts.last_windows(end, 2)
    observed = [counts.of_days(days, "headache_day", *window) for window in windows]
    now, before = (_peaks(days, *window) for window in windows)
    numbers: dict[str, Any] = {"n_now": len(now), "n_before": len(before)}
    if any(_thin(one) for one in observed) or min(len(now), len(before)) < LEAST_PEAKS:
        return _sign("warning.pain_doubled", NOT_ENOUGH_DATA, observed[0], numbers)
    means = float(now.mean()), float(before.mean())
    doubled = means[0] >= FACTOR * means[1] and means[0] - means[1] >= LEAST_RISE_NRS
    numbers |= {"now": round(means[0], 1), "before": round(means[1], 1)}
    return _sign("warning.pain_doubled", MET if doubled else NOT_MET, observed[0], numbers)


def _peaks(days: pd.DataFrame, start: dt.date, end: dt.date) -> Any:
    inside = (days.index >= pd.Timestamp(start)) & (days.index < pd.Timestamp(end))
    return days.loc[inside & days["headache"].fillna(False), "peak"].dropna()


def _thin(count: counts.DayCount) -> bool:
    return count.observed < OBSERVED_SHARE * count.of


def _sign(criterion: str, status: str, now: counts.DayCount, numbers: dict[str, Any]) -> Criterion:
    reason = "days_without_answers" if status == NOT_ENOUGH_DATA else None
    return Criterion(
        criterion, status, now.low, now.observed, reason=reason, unit="days", numbers=numbers
    )
