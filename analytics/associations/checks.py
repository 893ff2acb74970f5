"""Does a link hold up? Marks beside a result, never results of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from analytics.associations import outcomes
from analytics.associations.diaries import Diary, Floats, lagged
from analytics.associations.questions import Evidence, Question, estimate, scale
from analytics.stats import conditional, shift_test

ALPHA = 0.05
STRATUM_DAYS = 28
AGREES_WITHIN = np.log(1.5)
BIASED_FROM = 0.15
TOGETHER, COPIES = 0.3, 0.95
EVENTS_A_COEFFICIENT = 10
CURVE_EVENTS = 40


def run(question: Question, evidence: Evidence, diary: Diary, *, finding: bool) -> dict[str, str]:
    """Run every check that makes sense for one result.

    Returns
    -------
    dict
        `lag2` pass/silent, `reverse_link` yes/no, `halves` and `leave_month_out`
        stable/unstable, `case_crossover` agrees/differs, `balance` pass/biased; each may be
        `na`. Lag 2 and the case-crossover are asked of findings only.
    """
    testable = question.single and evidence.p is not None
    return {
        "lag2": _lag2(question) if testable and finding and question.exposure.lag == 1 else "na",
        "reverse_link": reverse_link(question, diary) if testable else "na",
        **(_stability(question, diary) if testable else {"halves": "na", "leave_month_out": "na"}),
        "case_crossover": _case_crossover(question, evidence) if testable and finding else "na",
        "balance": balance(completeness(question, diary)),
    }


def _lag2(question: Question) -> str:
    """A link that is there two days before is unlikely to be an early sign; silence says nothing.

    Measured: a true effect passes in .22 of diaries, an early sign in .04.
    """
    earlier, null = question.coding.lag(1), question.outcome.nulls[2]
    test = shift_test.shift_test(earlier.x, null)
    now = shift_test.contributions(question.coding.x[:, 0], question.outcome.nulls[1]).sum()
    then = shift_test.contributions(earlier.x[:, 0], null).sum()
    return "pass" if test is not None and test.p <= ALPHA and now * then > 0 else "silent"


def reverse_link(question: Question, diary: Diary) -> str:
    """Does a headache move the exposure of that day (or of the night after it)?

    Linear score of the answer on the headache, holding the answer before, weekend and trend.
    """
    if not question.exposure.steered:
        return "na"
    answer = question.coding.x[:, 0]
    headache = lagged(diary.headache, 1)  # the coding is lagged: both stand on the day before
    test = moved_by(answer, headache, diary)
    return "na" if test is None else "yes" if test.p <= ALPHA else "no"


def moved_by(answer: Floats, mover: Floats, diary: Diary) -> shift_test.ShiftTest | None:
    """Test whether one series moves another that is a number.

    Parameters
    ----------
    answer : (n,)
        The series that may be moved; its own value of the day before is held.
    mover : (n,)
        The series that may move it, on the same days.
    diary
        For weekend and trend.
    """
    seen = np.isfinite(answer) & np.isfinite(mover)
    before = lagged(answer, 1)
    filled = np.where(np.isfinite(before), before, np.nanmean(answer) if seen.any() else 0.0)
    n = len(answer)
    Z = np.column_stack([np.ones(n), diary.weekend, outcomes.trend(n), filled])
    null = shift_test.fit_null(answer, seen, Z, link="linear", ridge=outcomes.ridge(n))
    return shift_test.shift_test(np.where(seen, mover, np.nan), null)


def _stability(question: Question, diary: Diary) -> dict[str, str]:
    """Has each half, and the diary without any one month, the sign of the whole?"""
    null = question.outcome.nulls[question.exposure.lag]
    parts = shift_test.contributions(question.coding.x[:, 0], null)
    whole = parts.sum()
    late = null.days >= len(diary) // 2
    months = diary.months[null.days]
    without = [whole - parts[months == month].sum() for month in np.unique(months)]
    return {
        "halves": _stable([parts[late].sum() * whole, parts[~late].sum() * whole]),
        "leave_month_out": _stable([part * whole for part in without]),
    }


def _stable(products: list[Any]) -> str:
    return "stable" if min(products) > 0 else "unstable"


def _case_crossover(question: Question, evidence: Evidence) -> str:
    """Second opinion: within 28-day strata, is the odds ratio within a factor of 1.5?"""
    if question.outcome.link == "linear" or evidence.effect is None:
        return "na"
    days = np.flatnonzero(question.counts)
    again = conditional.fit(question.coding.x[days], question.outcome.y[days], days // STRATUM_DAYS)
    if again is None:
        return "na"
    apart = abs(again.coefs[0] - evidence.effect.coefs[0]) * scale(question)
    return "agrees" if apart <= AGREES_WITHIN else "differs"


def completeness(question: Question, diary: Diary) -> dict[str, float | None]:
    """Share of headache days, and of all other days of the window, that have the answer needed.

    A day that is known not to be asked about lacks nothing.
    """
    settled = question.coding.answered | ~question.coding.asked
    known, ached = settled & np.isfinite(diary.headache), diary.headache == 1
    return {
        "headache_days": float(known[ached].mean()) if ached.any() else None,
        "other_days": float(known[~ached].mean()) if (~ached).any() else None,
    }


def balance(shares: Mapping[str, float | None]) -> str:
    """Days filled in more often with a headache, or without, bend every risk."""
    ached, other = shares["headache_days"], shares["other_days"]
    if ached is None or other is None:
        return "na"
    return "biased" if abs(ached - other) > BIASED_FROM else "pass"


def travels_with(question: Question, others: Sequence[Question]) -> list[tuple[Question, float]]:
    """Other exposures that rise and fall with this one (|r| > .3 on the days that count)."""
    pairs = [
        (other, _correlation(question.coding.x[:, 0], other.coding.x[:, 0]))
        for other in others
        if other is not question and question.single and other.single
    ]
    return [(other, r) for other, r in pairs if abs(r) > TOGETHER]


def _correlation(x: Floats, other: Floats) -> float:
    both = np.isfinite(x) & np.isfinite(other)
    if both.sum() < EVENTS_A_COEFFICIENT or np.ptp(x[both]) == 0 or np.ptp(other[both]) == 0:
        return 0.0
    return float(np.corrcoef(x[both], other[both])[0, 1])


def adjusted(
    question: Question, companions: Sequence[tuple[Question, float]]
) -> tuple[Any, list[str]] | None:
    """Estimate again with its companions held, if ten events stand behind each coefficient.

    Copies (|r| >= .95) cannot be held apart by any diary and are left out.
    """
    apart = [other for other, r in companions if abs(r) < COPIES]
    if not apart or question.gate.events < EVENTS_A_COEFFICIENT * (1 + len(apart)):
        return None
    columns = [other.coding.x[:, 0] for other in apart]
    beside = np.column_stack([np.where(np.isfinite(x), x, np.nanmean(x)) for x in columns])
    return estimate(question, beside), [other.exposure.name for other in apart]


def curve(question: Question) -> shift_test.ShiftTest | None:
    """Does an amount bend: a squared term beyond the straight line, from 40 events on?"""
    if question.gate.events < CURVE_EVENTS or not question.single:
        return None
    x, outcome, lag = question.coding.x[:, 0], question.outcome, question.exposure.lag
    centred = np.where(np.isfinite(x), x - np.nanmean(x), 0.0)
    null = shift_test.fit_null(
        outcome.y,
        outcome.usable_at(lag),
        np.column_stack([outcome.Z, centred]),
        link=outcome.link,
        ridge=outcomes.ridge(len(x)),
    )
    return shift_test.shift_test(centred**2, null)
