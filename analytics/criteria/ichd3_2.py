"""ICHD-3 chapter 2: tension-type headache, infrequent (2.1), frequent (2.2), chronic (2.3).

Source: ICHD-3 (2018), paraphrased; clinical ground truth, sections 1.6 and 4.5. With or without
pericranial tenderness is a matter of palpation and is never judged here.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd

from analytics import counts
from analytics.criteria import kleene, tallies
from analytics.headaches import BOTH_SIDES
from analytics.results import Criterion

SHORTEST_HOURS, LONGEST_HOURS = 0.5, 7 * 24
ATTACKS: Final = 10
STRONGEST_MODERATE: Final = 6
YEAR_DAYS, INFREQUENT_DAYS_A_YEAR = 365, 12
FREQUENT_DAYS, CHRONIC_DAYS = 1, 15


def mark(headaches: pd.DataFrame) -> pd.DataFrame:
    """Judge every headache by 2.1/2.2 B, C, D and by the laxer D of 2.3.

    Returns
    -------
    DataFrame
        ``headaches`` with ``tension_b``, ``tension_c``, ``tension_d``, ``tension`` (all three)
        and ``tension_chronic`` (C and the D of 2.3; "hours to days" is no bound).
    """
    hours = headaches["hours"]
    b = (hours >= SHORTEST_HOURS) & (hours <= LONGEST_HOURS)
    c = kleene.at_least(2, _pain_features(headaches))
    senses = [headaches["photophobia"], headaches["phonophobia"]]
    d = ~headaches["nausea"] & ~headaches["vomiting"] & ~kleene.at_least(2, senses)
    lax_d = (
        ~headaches["marked_nausea"]
        & ~headaches["vomiting"]
        & ~kleene.at_least(2, [*senses, headaches["nausea"]])
    )
    return headaches.assign(
        tension_b=b, tension_c=c, tension_d=d, tension=b & c & d, tension_chronic=c & lax_d
    )


def judge(headaches: pd.DataFrame, days: pd.DataFrame, end: dt.date) -> list[Criterion]:
    """Judge 2.1, 2.2 and 2.3 for the person from ``mark`` and the person-day table."""
    attacks = tallies.of_attacks("2.A.episodes", headaches["tension"], ATTACKS)
    parts = [
        tallies.of_attacks(f"2.{part}", headaches[column], ATTACKS)
        for part, column in (("B", "tension_b"), ("C", "tension_c"), ("D", "tension_d"))
    ]
    frequency = [_infrequent(days, end), _frequent(days, end), _chronic(days, end)]
    overall = [
        Criterion(code, kleene.every([attacks.status, days_criterion.status]))
        for code, days_criterion in zip(("2.1", "2.2"), frequency[:2], strict=True)
    ]
    open_ones = [
        tallies.for_clinician("2.E", reason="not_better_accounted_for"),
        tallies.for_clinician("2.tenderness", headaches["scalp_tender"]),
    ]
    return [attacks, *parts, *frequency, *overall, *open_ones]


def _pain_features(headaches: pd.DataFrame) -> list[Any]:
    bilateral = kleene.is_any(headaches["side"], BOTH_SIDES, {"unknown"})
    pressing = headaches["pressing"] & ~headaches["throbbing"]
    mild = (headaches["peak"] >= 1) & (headaches["peak"] <= STRONGEST_MODERATE)
    return [bilateral, pressing, mild, ~headaches["active_worse"]]


def _year(days: pd.DataFrame, end: dt.date) -> counts.DayCount:
    return counts.of_days(days, "tension_like", end - dt.timedelta(days=YEAR_DAYS), end)


def _infrequent(days: pd.DataFrame, end: dt.date) -> Criterion:
    year = _year(days, end)
    status = year.stays_below(INFREQUENT_DAYS_A_YEAR)
    return Criterion("2.1.A", status, year.low, year.observed, unit="days")


def _frequent(days: pd.DataFrame, end: dt.date) -> Criterion:
    """1 to 14 days a month in each of three windows, and 12 days or more in the year."""
    counted = [counts.of_days(days, "tension_like", *one) for one in counts.last_windows(end)]
    statuses = [
        status
        for count in counted
        for status in (count.reaches(FREQUENT_DAYS), count.stays_below(CHRONIC_DAYS))
    ]
    statuses.append(_year(days, end).reaches(INFREQUENT_DAYS_A_YEAR))
    newest = counted[0]
    return Criterion("2.2.A", kleene.every(statuses), newest.low, newest.observed, unit="days")


def _chronic(days: pd.DataFrame, end: dt.date) -> Criterion:
    return counts.judge_lasting("2.3", days, "tension_chronic", end, CHRONIC_DAYS)
