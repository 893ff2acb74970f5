"""A share before against a share after, when neighbouring days resemble each other."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.stats import t

from analytics.stats.intervals import Interval, student

Floats = npt.NDArray[np.float64]


class BlockRatio(NamedTuple):
    """Ratio of two shares with the spread that blocks of days really had.

    Attributes
    ----------
    ratio, interval
        After over before, with its 95 % interval.
    p
        Two-sided test that the ratio is 1.
    dispersion
        How much more blocks differ than independent days would; at least 1.
    blocks
        Blocks of both sides.
    """

    ratio: float
    interval: Interval
    p: float
    dispersion: float
    blocks: int


def compare(before: tuple[Floats, Floats], after: tuple[Floats, Floats]) -> BlockRatio | None:
    """Compare two shares by blocks of days.

    Parameters
    ----------
    before, after
        Events and known days of each block; blocks without a known day are left out.

    Returns
    -------
    BlockRatio or None
        None with under three blocks, or none on a side.

    Notes
    -----
    ``p = (events + .5) / (days + 1)`` on each side; ``var(log RR) = phi sum (1 - p) / (n p)``;
    ``phi = max(1, X2 / (K - 2))`` over the K blocks; t interval with K - 2 degrees of freedom.
    Days as independent trials (Fisher) would find a change in 13 to 42 % of diaries in which
    nothing changed. The ratio does not say what made the difference.

    References
    ----------
    McCullagh P, Nelder JA (1989), Generalized Linear Models, 4.5: quasi-binomial dispersion.
    """
    sides = [(events[days > 0], days[days > 0]) for events, days in (before, after)]
    blocks = sum(len(days) for _, days in sides)
    if min(len(days) for _, days in sides) == 0:
        return None
    variance, pearson, logs = 0.0, 0.0, []
    for events, days in sides:
        n = float(days.sum())
        p = (float(events.sum()) + 0.5) / (n + 1)
        logs.append(math.log(p))
        variance += (1 - p) / (n * p)
        pearson += float(((events - days * p) ** 2 / (days * p * (1 - p))).sum())
    dispersion = max(1.0, pearson / max(1, blocks - 2))
    log_ratio, se = logs[1] - logs[0], math.sqrt(dispersion * variance)
    reach = student(log_ratio, se, blocks - 2)
    if reach is None:
        return None
    return BlockRatio(
        math.exp(log_ratio),
        Interval(math.exp(reach.lo), math.exp(reach.hi)),
        float(2 * t.sf(abs(log_ratio) / se, blocks - 2)),
        dispersion,
        blocks,
    )


def cut(values: Floats, length: int) -> tuple[Floats, Floats]:
    """Cut a series into blocks of `length` days and count.

    Parameters
    ----------
    values : (n,)
        1, 0 or NaN, day by day.
    length
        Days a block; the last may be shorter.

    Returns
    -------
    events, days
        Events and known days, a number a block.
    """
    starts = np.arange(0, len(values), length)
    known = np.isfinite(values)
    if not len(starts):
        return np.zeros(0), np.zeros(0)
    events = np.add.reduceat(np.where(known, values, 0.0), starts)
    return events, np.add.reduceat(known.astype(float), starts)
