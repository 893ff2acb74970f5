"""From a column over episodes to a criterion with its k, its n and the ids behind the count."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from analytics.criteria import kleene
from analytics.criteria.shares import Judged
from analytics.results import CANNOT_JUDGE, NOT_ENOUGH_DATA, Criterion


def of_share(
    criterion: str,
    flags: pd.Series[Any],
    judge: Callable[[int, int], Judged],
    numbers: Mapping[str, Any] | None = None,
) -> Criterion:
    """Judge a share of the episodes in which the question was answered."""
    k, n = int(flags.sum()), int(flags.notna().sum())
    status, reason = judge(k, n) if n else (NOT_ENOUGH_DATA, "not_answered")
    return Criterion(criterion, status, k, n, episodes(flags), reason, numbers=numbers or {})


def of_attacks(criterion: str, flags: pd.Series[Any], least: int) -> Criterion:
    """Judge "at least so many attacks"; a diary with fewer answered ones cannot say no."""
    k, n = int(flags.sum()), int(flags.notna().sum())
    status = kleene.count_status(least, k, len(flags) - n) if n >= least else NOT_ENOUGH_DATA
    reason = None if status != NOT_ENOUGH_DATA else "too_few" if n else "not_answered"
    return Criterion(criterion, status, k, n, episodes(flags), reason, numbers={"least": least})


def for_clinician(
    criterion: str, flags: pd.Series[Any] | None = None, reason: str = "needs_examination"
) -> Criterion:
    """Return a criterion no diary decides; what the entries say stands beside it as a hint."""
    if flags is None:
        return Criterion(criterion, CANNOT_JUDGE, reason=reason)
    k, n = int(flags.sum()), int(flags.notna().sum())
    return Criterion(criterion, CANNOT_JUDGE, k, n, episodes(flags), reason)


def episodes(flags: pd.Series[Any]) -> tuple[str, ...]:
    """Ids of the episodes for which the column is true."""
    return tuple(flags.index[flags.fillna(False).to_numpy(dtype=bool)])
