"""Diaries with known truth, day by day: what was planted must be found, and nothing else.

A person's headaches come in clusters (a slow frailty), a headache may go on the next day, habits
persist from day to day, and check-ins are skipped. Onto that a `Plan` puts true effects and the
things that look like effects: habits that give way to headaches, early signs, weekends, drift,
seasons, and answers that go missing with the pain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import expit

Floats = npt.NDArray[np.float64]

FRAILTY_SD, FRAILTY_RHO = 0.7, 0.85
GOES_ON = 0.3
YEAR = 365.25


@dataclass(frozen=True)
class Habit:
    """How one answer comes about.

    Attributes
    ----------
    share
        Of a yes/no habit, the share of yes; None for an amount.
    mean, sd
        Of an amount.
    rho
        Day-to-day persistence.
    effect
        True log odds ratio of a new headache per yes or per unit, on the next day.
    same_day
        The effect is on the same day (sleep) instead.
    weekend, trend, season
        Change on weekends, from the first day to the last, and in summer against spring; in sd
        of an amount, on the scale of the share of a yes.
    reverse
        Change on days with headache: units of an amount, or the probability that a yes (+) or a
        no (-) is forced.
    early
        The same change on the day before a new headache.
    """

    share: float | None = None
    mean: float = 7.0
    sd: float = 1.8
    rho: float = 0.5
    effect: float = 0.0
    same_day: bool = False
    weekend: float = 0.0
    trend: float = 0.0
    season: float = 0.0
    reverse: float = 0.0
    early: float = 0.0


@dataclass(frozen=True)
class Plan:
    """A person and a diary.

    Attributes
    ----------
    days
        Length of the diary.
    headache_share
        Share of headache days that the base rate is set for.
    habits
        By column of the person-day table.
    weekend, trend, season
        The same as in `Habit`, on the log odds of a new headache.
    change_on, change
        From that day on, this is added to the log odds (a treatment that works).
    skipped, skipped_on_headache
        Share of check-ins that are missing, on other days and on headache days.
    """

    days: int = 180
    headache_share: float = 0.25
    habits: Mapping[str, Habit] = field(default_factory=dict)
    weekend: float = 0.0
    trend: float = 0.0
    season: float = 0.0
    change_on: int | None = None
    change: float = 0.0
    skipped: float = 0.15
    skipped_on_headache: float | None = None


def build(plan: Plan, rng: np.random.Generator, start: str = "2025-01-06") -> pd.DataFrame:
    """Live a plan.

    Parameters
    ----------
    plan
        Truth.
    rng
        Chance.
    start
        First local date.

    Returns
    -------
    DataFrame
        Person-day table with the columns of `frames.DAYS` that associations read, index `day`.
        A headache is always written down; a skipped check-in leaves its answers, and on a clear
        day also the headache, unknown.
    """
    index = pd.date_range(start, periods=plan.days, name="day", unit="us")
    habits = {column: _live(habit, index, rng) for column, habit in plan.habits.items()}
    headache, at_risk = _suffer(plan, habits, index, rng)
    for column, habit in plan.habits.items():
        _give_way(
            habits[column], plan.habits[column], habit.early, _day_before(headache, at_risk), rng
        )
    return _written(plan, habits, headache, at_risk, index, rng)


def _live(habit: Habit, index: pd.DatetimeIndex, rng: np.random.Generator) -> Floats:
    """One habit before any headache touches it."""
    n = len(index)
    shift = _calendar(habit.weekend, habit.trend, habit.season, index)
    if habit.share is None:
        return (habit.mean + habit.sd * (_persistent(n, habit.rho, rng) + shift)).clip(0, 24)
    lots, yes = rng.random(n), np.zeros(n)
    for t in range(n):
        pull = habit.rho * (yes[t - 1] - habit.share) if t else 0.0
        yes[t] = lots[t] < habit.share + pull + shift[t]
    return yes


def _persistent(n: int, rho: float, rng: np.random.Generator) -> Floats:
    """AR(1) with variance 1."""
    series = rng.standard_normal(n)
    for t in range(1, n):
        series[t] = rho * series[t - 1] + np.sqrt(1 - rho**2) * series[t]
    return series


def _calendar(weekend: float, trend: float, season: float, index: pd.DatetimeIndex) -> Floats:
    n = len(index)
    at = np.arange(n)
    is_weekend = np.asarray(index.day_of_week >= 5, dtype=float)
    drift = trend * (at / max(1, n - 1) - 0.5)
    return np.asarray(weekend * is_weekend + drift + season * np.sin(2 * np.pi * at / YEAR))


def _suffer(
    plan: Plan, habits: Mapping[str, Floats], index: pd.DatetimeIndex, rng: np.random.Generator
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Headaches, one day after the other, moving habits as they come."""
    n = len(index)
    frailty = FRAILTY_SD * _persistent(n, FRAILTY_RHO, rng)
    base = frailty + _calendar(plan.weekend, plan.trend, plan.season, index)
    if plan.change_on is not None:
        base[plan.change_on :] += plan.change
    base += _intercept(plan, habits, base)
    headache, at_risk = np.zeros(n), np.ones(n, dtype=bool)
    lots, stays = rng.random(n), rng.random(n)
    for t in range(n):
        at_risk[t] = not (t and headache[t - 1] and stays[t] < GOES_ON)
        odds = base[t] + sum(
            habit.effect * habits[column][t if habit.same_day else max(0, t - 1)]
            for column, habit in plan.habits.items()
        )
        headache[t] = not at_risk[t] or lots[t] < expit(odds)
        for column, habit in plan.habits.items():
            if headache[t]:
                _give_way(habits[column], habit, habit.reverse, np.array([t]), rng)
    return headache, at_risk


def _intercept(plan: Plan, habits: Mapping[str, Floats], base: Floats) -> float:
    """Base log odds at which the expected share of headache days is that of the plan."""
    share = plan.headache_share
    wanted = (1 - GOES_ON) * share / (1 - GOES_ON * share)
    before = plan.change_on if plan.change_on is not None else len(base)
    odds = base + sum(habit.effect * habits[column] for column, habit in plan.habits.items())
    low, high = -20.0 - odds.max(), 20.0 - odds.min()
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (
            (middle, high) if expit(odds + middle)[:before].mean() < wanted else (low, middle)
        )
    return float(low + high) / 2


def _give_way(
    series: Floats,
    habit: Habit,
    change: float,
    days: npt.NDArray[np.int64],
    rng: np.random.Generator,
) -> None:
    """Change a habit on some days, in place."""
    if not change:
        return
    if habit.share is None:
        series[days] = (series[days] + change).clip(0, 24)
        return
    forced = days[rng.random(len(days)) < abs(change)]
    series[forced] = float(change > 0)


def _day_before(headache: Floats, at_risk: npt.NDArray[np.bool_]) -> npt.NDArray[np.int64]:
    onsets = np.flatnonzero((headache == 1) & at_risk)
    return onsets[onsets > 0] - 1


def _written(
    plan: Plan,
    habits: Mapping[str, Floats],
    headache: Floats,
    at_risk: npt.NDArray[np.bool_],
    index: pd.DatetimeIndex,
    rng: np.random.Generator,
) -> pd.DataFrame:
    """What of it stands in the diary."""
    n = len(index)
    with_pain = plan.skipped if plan.skipped_on_headache is None else plan.skipped_on_headache
    skipped = rng.random(n) < np.where(headache == 1, with_pain, plan.skipped)
    unknown = skipped & (headache == 0)
    onset = (headache == 1) & at_risk
    peak = np.where(headache == 1, rng.normal(5, 1.8, n).round().clip(1, 10), 0.0)
    flags = {"headache": headache == 1, "onset": onset, "morning": onset & (rng.random(n) < 0.4)}
    table = {name: pd.array(values, dtype="boolean") for name, values in flags.items()}
    for values in table.values():
        values[unknown] = pd.NA
    table |= {"at_risk": pd.array(at_risk, dtype="boolean"), "known": pd.array(~unknown)}
    table["headache_day"] = table["headache"].copy()
    table["peak"] = pd.array(np.where(unknown, np.nan, peak), dtype="Float64")
    for column, values in habits.items():
        table[column] = pd.array(np.where(skipped, np.nan, values), dtype="Float64")
    return pd.DataFrame(table, index=index)
