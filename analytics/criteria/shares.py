"""When a share of episodes counts as always, usually, seldom, or "can be brought on".

Each operator takes k of n answered episodes and gives a status and a reason. A share alone is not
enough: the binomial tail keeps a side that changes at random from looking fixed after five entries.
Thresholds: house rules of the design (clinical ground truth, section 4.4), not of a publication.
"""

from __future__ import annotations

from typing import Final

from scipy.special import bdtrc

from analytics.results import MET, NOT_ENOUGH_DATA, NOT_MET

ALPHA: Final = 0.05
CONSISTENT_SHARE, CONSISTENT_CHANCE = 0.90, 0.7
USUAL_SHARE, USUAL_CHANCE = 0.75, 0.5
MIXED_FROM: Final = 12
RECURRENT_SHARE, RECURRENT_LEAST, RECURRENT_FROM = 1 / 3, 3, 9

Judged = tuple[str, str | None]


def is_consistent(k: int, n: int) -> bool:
    """Always: at least 9; with 9 to 13 no exception; from 14 at most one in ten."""
    return _passes(k, n, CONSISTENT_SHARE, CONSISTENT_CHANCE)


def is_usual(k: int, n: int) -> bool:
    """Usually: three quarters, and more than a coin would give (5 of 5, 7 of 8, 15 of 20)."""
    return _passes(k, n, USUAL_SHARE, USUAL_CHANCE)


def is_rare(k: int, n: int) -> bool:
    """Seldom: the opposite is usual."""
    return is_usual(n - k, n)


def usual(k: int, n: int) -> Judged:
    """Judge USUAL: met, not met (``rare`` or ``mixed``), or too few answers to say."""
    if is_usual(k, n):
        return MET, None
    if is_rare(k, n):
        return NOT_MET, "rare"
    return (NOT_ENOUGH_DATA, "too_few") if n < MIXED_FROM else (NOT_MET, "mixed")


def recurrent(k: int, n: int) -> Judged:
    """Judge RECURRENT, for what *can* happen: three times and in a third of the episodes."""
    if k >= RECURRENT_LEAST and k >= n * RECURRENT_SHARE:
        return MET, None
    return (NOT_ENOUGH_DATA, "too_few") if n < RECURRENT_FROM else (NOT_MET, None)


def _passes(k: int, n: int, share: float, chance: float) -> bool:
    # bdtrc(k - 1, n, p) is P(X >= k).
    return n > 0 and k >= share * n and float(bdtrc(k - 1, n, chance)) <= ALPHA
