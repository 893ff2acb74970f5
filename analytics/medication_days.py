"""Days with acute medication, by class, against the limits of ICHD-3 8.2.

Shown above any neck-related pattern: neck pain is an almost invariable companion of medication
overuse (clinical ground truth, 1.7). The wording is "frequent painkiller days"; the numbers do not
say that the headache comes from them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd

from analytics import counts
from analytics.burden import measure
from analytics.criteria import ichd3_8_2
from analytics.results import MET, Criterion, Measure, Sentence

LIMITS: Final = {code: limit for code, (_, limit) in ichd3_8_2.CODES.items()} | {
    ichd3_8_2.UNION_CODE: ichd3_8_2.UNION[1]
}
MARKS: Final = ("reached", "near", "open", "below")
"""From the most to the least pressing; ``open``: only unanswered days keep it from ``near``."""


def summarise(days: pd.DataFrame, end: dt.date, first_entry: dt.date | None) -> dict[str, Any]:
    """Answer with the medication section of the insights document.

    Returns
    -------
    dict
        ``any`` and ``unclassified``: days of the last 30; ``limits``: one entry a code with its
        days, limit and mark; ``criteria``: 8.2 over three windows; ``overuse``: its status; and
        the ``headline``.
    """
    groups = ichd3_8_2.add_groups(days)
    start = end - dt.timedelta(days=counts.MONTH_DAYS)
    limits = [_against_limit(groups, code, start, end) for code in LIMITS]
    criteria = ichd3_8_2.judge(days, groups, end, first_entry)
    overuse = ichd3_8_2.overall(criteria)
    return {
        "any": _measure(days, "acute", start, end),
        "unclassified": _measure(days, "unclassified", start, end),
        "limits": limits,
        "criteria": criteria,
        "overuse": overuse,
        "headline": _headline(limits, criteria, overuse),
    }


def _against_limit(groups: pd.DataFrame, code: str, start: dt.date, end: dt.date) -> dict[str, Any]:
    days = _measure(groups, code, start, end)
    limit = LIMITS[code]
    classes = ichd3_8_2.CODES[code][0] if code in ichd3_8_2.CODES else ichd3_8_2.UNION[0]
    return {
        "code": code,
        "classes": classes,
        "days": days,
        "limit": limit,
        "mark": _mark(days, limit),
    }


def _mark(days: Measure, limit: int) -> str:
    low, high, near = days.low or 0, days.high or 0, ichd3_8_2.NEAR[limit]
    if low >= limit:
        return "reached"
    if low >= near:
        return "near"
    return "open" if high >= near else "below"


def _measure(days: pd.DataFrame, column: str, start: dt.date, end: dt.date) -> Measure:
    counted = counts.of_days(days, column, start, end)
    return measure(counted.low, counted.observed, counted.of)


def _headline(limits: list[dict[str, Any]], criteria: list[Criterion], overuse: str) -> Sentence:
    """The sentence of the most pressing class; of equals, the one nearest to its limit."""
    if overuse == MET:
        worst = next(one for one in criteria if one.status == MET and one.id in LIMITS)
        numbers = {"code": worst.id, "days": worst.k, "limit": LIMITS[worst.id]}
        return Sentence("medication.overuse", numbers)
    top = min(limits, key=lambda one: (MARKS.index(one["mark"]), -one["days"].low / one["limit"]))
    numbers = {
        "code": top["code"],
        "days": top["days"].low,
        "limit": top["limit"],
        "observed": top["days"].n,
        "of": top["days"].of,
    }
    return Sentence(f"medication.{top['mark']}", numbers)
