"""The weeks of a window, for many small charts on one time axis: each count with its answers."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd

from analytics.frames import ACUTE_CLASSES

WEEK: Final = 7
MOST_WEEKS: Final = 106


def describe(table: pd.DataFrame, end: dt.date) -> list[dict[str, Any]]:
    """Count the whole weeks before ``end``, the oldest first, at most two years.

    Parameters
    ----------
    table
        Person-day table of the window, with ``worst``: the worst pain of each headache day.

    Returns
    -------
    list of dict
        ``from``; ``headache``, ``severe``, ``acute`` and ``lost`` as ``{k, n}`` of the seven days;
        ``classes``: days by class that was taken; ``worst``: mean worst pain of headache days.
    """
    weeks = min(len(table) // WEEK, MOST_WEEKS)
    firsts = [end - dt.timedelta(days=WEEK * back) for back in range(weeks, 0, -1)]
    return [_week(table, first) for first in firsts]


def _week(table: pd.DataFrame, first: dt.date) -> dict[str, Any]:
    start = pd.Timestamp(first)
    days = table[(table.index >= start) & (table.index < start + pd.Timedelta(days=WEEK))]
    worst = days["worst"].dropna()
    taken = {name: int(days[f"took_{name}"].sum()) for name in ACUTE_CLASSES}
    return {
        "from": first,
        "headache": _share(days["headache_day"]),
        "severe": _share(days["moderate_severe"]),
        "acute": _share(days["acute"]),
        "lost": _share(days["lost"]),
        "classes": {name: count for name, count in taken.items() if count},
        "worst": {"mean": float(worst.mean()) if len(worst) else None, "n": len(worst)},
    }


def _share(flags: pd.Series[Any]) -> dict[str, int]:
    return {"k": int(flags.sum()), "n": int(flags.count())}
