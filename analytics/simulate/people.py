"""People of a made-up practice: each lives a plan of a known kind, told day by day.

The kinds are what a clinician meets in a panel; their numbers are assumptions for demonstrations
and benchmarks, and the seed is the only place where the truth is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from analytics.simulate.days import Habit, Plan, build

RECENT_DAYS = 28
SITTING: Final = {"sitting_hours": Habit(mean=6.5, sd=1.9, weekend=-1.2)}
BY_SITTING: Final = {"sitting_hours": Habit(mean=7.5, sd=1.9, weekend=-1.2, effect=0.45)}


@dataclass(frozen=True)
class Kind:
    """How somebody's headaches are, how they treat them, and how they keep their diary."""

    headache: str
    share: float
    habits: dict[str, Habit]
    takes: float
    drug_class: str
    skipped: float = 0.12
    treated: bool = False
    worse_lately: bool = False
    silent_for: int = 0
    days: int = 180
    sign: bool = False


KINDS: Final[dict[str, Kind]] = {
    "neck": Kind("neck", 0.28, BY_SITTING, 0.4, "nsaid"),
    "neck treated": Kind("neck", 0.36, BY_SITTING, 0.4, "nsaid", treated=True),
    "migraine": Kind("migraine", 0.16, SITTING, 0.75, "triptan"),
    "tension": Kind("tension", 0.3, SITTING, 0.3, "paracetamol"),
    "many painkillers": Kind("migraine", 0.6, SITTING, 0.85, "triptan"),
    "worse lately": Kind("migraine", 0.14, SITTING, 0.6, "triptan", worse_lately=True),
    "silent": Kind("tension", 0.25, SITTING, 0.3, "paracetamol", silent_for=24),
    "seldom writes": Kind("tension", 0.25, SITTING, 0.3, "nsaid", skipped=0.75),
    "just begun": Kind("neck", 0.3, SITTING, 0.3, "nsaid", days=17),
    "warning sign": Kind("migraine", 0.2, SITTING, 0.5, "triptan", sign=True),
}
WEIGHTS: Final = (0.15, 0.12, 0.24, 0.2, 0.07, 0.06, 0.05, 0.06, 0.04, 0.01)


def draw_kind(seed: int) -> str:
    """The kind of the person of a seed."""
    return str(np.random.default_rng(seed).choice(list(KINDS), p=WEIGHTS))


def live(kind: Kind, seed: int, until: dt.date) -> Iterator[dict[str, Any]]:
    """Live a kind's plan, and tell each day that the person could have written about.

    Yields
    ------
    dict
        ``day``, ``headache``, ``onset`` and ``morning`` (None: nobody wrote it down), ``peak``,
        and ``sitting_hours``, which a check-in tells: without one they are None.
    """
    rng = np.random.default_rng([seed, 1])
    first = until - dt.timedelta(days=kind.days)
    table = build(_plan(kind), rng, start=first.isoformat())
    written = table.head(kind.days - kind.silent_for).astype(object)
    written = written.where(written.notna(), None)
    rows: Iterator[Any] = written.itertuples()
    for number, row in enumerate(rows):
        yield {
            "day": first + dt.timedelta(days=number),
            "headache": row.headache,
            "onset": row.onset,
            "morning": row.morning,
            "peak": int(row.peak) if row.headache else None,
            "sitting_hours": None
            if row.sitting_hours is None
            else round(row.sitting_hours * 4) / 4,
        }


def _plan(kind: Kind) -> Plan:
    treated = kind.days // 2 if kind.treated else None
    lately = max(kind.days - RECENT_DAYS, 0) if kind.worse_lately else None
    return Plan(
        days=kind.days,
        headache_share=kind.share,
        habits=kind.habits,
        change_on=treated if treated is not None else lately,
        change=-1.3 if kind.treated else 1.6,
        skipped=kind.skipped,
    )
