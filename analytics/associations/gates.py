"""When a diary may say something, how much longer it needs, and which of six things it says."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np

from analytics.associations.codings import Coding
from analytics.associations.diaries import Flags
from analytics.associations.outcomes import Outcome
from analytics.stats.intervals import Interval

Tier = Literal["0", "A", "B"]

FIRST_LOOK_EVENTS, ANSWER_EVENTS = 10, 20
FIRST_LOOK_DAYS, ANSWER_DAYS = 8, 10
MOST_MISSING = 0.40
RATE_DAYS = 56
FEWEST_MORE, MOST_MORE = 7, 183
IMPORTANT = math.log(2)
IMPORTANT_POINTS = 1.0


@dataclass(frozen=True)
class Gate:
    """What an exposure has to offer before anything is tested.

    Attributes
    ----------
    tier
        0 counts only, A early look, B answer.
    missing
        What stands in the way of an answer: never_logged, never_varies, answers (over 40 % of
        the days lack one), events, contrast (too few days of the rarer kind) or None.
    days_needed
        Days of diary until tier B at the rhythm of the last 56 days, at least 7; None when it
        would take over six months or cannot be told.
    events
        Outcomes on days that count.
    """

    tier: Tier
    missing: str | None
    days_needed: int | None
    events: int


def gate(coding: Coding, outcome: Outcome, usable: Flags) -> Gate:
    """Judge whether there is enough to look, or to answer.

    Parameters
    ----------
    coding
        The exposure as it stood before each day.
    outcome, usable
        What is explained, and the days that may count.

    Returns
    -------
    Gate

    Notes
    -----
    Holsteen: at least 24 events are needed to detect moderate associations reliably.
    """
    counts = usable & coding.answered
    happened = counts if outcome.name == "peak" else counts & (outcome.y > 0)
    rarer = _rarer(coding, counts)
    events, fewer = int(happened.sum()), int(rarer.sum())
    tier: Tier = "0"
    if events >= FIRST_LOOK_EVENTS and fewer >= FIRST_LOOK_DAYS:
        enough = events >= ANSWER_EVENTS and fewer >= ANSWER_DAYS
        tier = "B" if enough else "A"
    missing = _missing(coding, counts, usable, events, fewer)
    if missing in ("never_logged", "never_varies", "answers"):
        return Gate("0", missing, None, events)
    if tier == "B":
        return Gate("B", None, 0, events)
    needed = max(_wait(happened, ANSWER_EVENTS), _wait(rarer, ANSWER_DAYS))
    return Gate(tier, missing, needed_days(needed), events)


def needed_days(days: float) -> int | None:
    """Round a wait up to whole days; None stands for over six months."""
    return None if days > MOST_MORE else max(FEWEST_MORE, math.ceil(days))


def _rarer(coding: Coding, counts: Flags) -> Flags:
    """Days of the rarer of the two kinds that are compared (of a category, the second level)."""
    if coding.x.shape[1] > 1:
        sizes = np.bincount(coding.band[counts], minlength=len(coding.bands))
        second: Flags = counts & (coding.band == np.argsort(sizes, kind="stable")[-2])
        return second
    exposed: Flags = counts & (coding.band == coding.contrast)
    return exposed if 2 * int(exposed.sum()) <= int(counts.sum()) else counts & ~exposed


def _missing(coding: Coding, counts: Flags, usable: Flags, events: int, fewer: int) -> str | None:
    if not coding.bands:
        return "never_logged"
    if not coding.varies:
        return "never_varies"
    if usable.any() and _gaps(counts, usable) > MOST_MISSING:
        return "answers"
    if events < ANSWER_EVENTS:
        return "events"
    return "contrast" if fewer < ANSWER_DAYS else None


def _gaps(counts: Flags, usable: Flags) -> float:
    """Share of the days that could count and lack the answer."""
    return 1 - float(counts.sum()) / float(usable.sum())


def _wait(days: Flags, wanted: int) -> float:
    """Days until `wanted` such days at the rate of the last 56 days; endless if there were none."""
    recent = days[-RATE_DAYS:]
    short = wanted - int(days.sum())
    if short <= 0:
        return 0.0
    return short / float(np.mean(recent)) if recent.any() else math.inf


def verdict(interval: Interval, *, margin: float, passed: bool) -> str:
    """Put an interval into one of six classes.

    Parameters
    ----------
    interval
        95 % interval of a log odds ratio (or of a difference in points).
    margin
        What counts as important: log 2 (or 1 point).
    passed
        Whether the test passed with all exposures in view.

    Returns
    -------
    str
        raises, not_protective, no_important_effect, not_harmful, lowers or cannot_tell; and,
        our one change, raises_slightly or lowers_slightly for a passed test whose interval
        excludes both nothing and an important effect.

    References
    ----------
    Holsteen, `n1coxeval::classify_effect`.
    """
    lo, hi = interval
    if hi >= margin:
        if lo >= 0:
            return "raises"
        return "not_protective" if lo >= -margin else "cannot_tell"
    if lo < -margin:
        return "lowers" if hi < 0 else "not_harmful"
    if passed and (lo > 0 or hi < 0):
        return "raises_slightly" if lo > 0 else "lowers_slightly"
    return "no_important_effect"
