"""Confidence intervals for shares, thin over statsmodels and scipy."""

from __future__ import annotations

import math
from typing import NamedTuple

from scipy.stats import t
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

ALPHA = 0.05


class Interval(NamedTuple):
    """A two-sided 95 % interval, both ends on the scale of the estimate."""

    lo: float
    hi: float


def wilson(events: int, days: int) -> Interval | None:
    """Wilson score interval of one share.

    Parameters
    ----------
    events, days
        Successes and trials; 0 trials give no interval.

    Returns
    -------
    Interval or None
        Ends in [0, 1]; None when nothing was tried.

    Notes
    -----
    Days are taken as independent. With headaches in clusters the measured cover is .91 to .94
    instead of .95.

    References
    ----------
    Wilson EB (1927), JASA 22:209-212; computed by `statsmodels`.
    """
    if days == 0:
        return None
    lo, hi = proportion_confint(events, days, alpha=ALPHA, method="wilson")
    return Interval(float(lo), float(hi))


def newcombe(events1: int, days1: int, events0: int, days0: int) -> Interval | None:
    """Newcombe's hybrid score interval of a difference of two independent shares.

    Parameters
    ----------
    events1, days1
        Successes and trials with the exposure.
    events0, days0
        Successes and trials without it.

    Returns
    -------
    Interval or None
        Ends in [-1, 1] of ``events1/days1 - events0/days0``; None when a side is empty.

    Notes
    -----
    Measured cover with clustered onsets: .937 to .958. It says nothing of what else differs
    between the two kinds of day.

    References
    ----------
    Newcombe RG (1998), Stat Med 17:873-890, method 10; computed by `statsmodels`.
    """
    if days1 == 0 or days0 == 0:
        return None
    lo, hi = confint_proportions_2indep(
        events1, days1, events0, days0, compare="diff", method="newcomb", alpha=ALPHA
    )
    return Interval(float(lo), float(hi))


def student(estimate: float, se: float, df: float) -> Interval | None:
    """Estimate plus and minus a t quantile times its standard error.

    Parameters
    ----------
    estimate, se
        On any scale where the estimate is near normal (a logarithm of a ratio, a mean).
    df
        Degrees of freedom of the standard error; below 1 there is no interval.

    Returns
    -------
    Interval or None
        None when `df` or `se` cannot carry one.
    """
    if df < 1 or not math.isfinite(se):
        return None
    reach = float(t.ppf(1 - ALPHA / 2, df)) * se
    return Interval(estimate - reach, estimate + reach)
