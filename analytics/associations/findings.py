"""Which links stand with all of them in view, and which still stand since last time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from scipy.stats import false_discovery_control

FOUND, DROPPED = 0.10, 0.20
LOOK_EVERY = dt.timedelta(days=7)


class Standing(NamedTuple):
    """Whether a link is a finding, and since when.

    Attributes
    ----------
    finding, first_seen, direction
        Whether it stands, the day it was first seen, and where it points (1, -1, 0).
    held
        It stands because it stood, and would not be found now.
    """

    finding: bool
    first_seen: str | None
    direction: int
    held: bool = False


NONE = Standing(False, None, 0)


def is_due(looked_on: str | None, on: str | None) -> bool:
    """Whether it is time to look for findings again.

    Parameters
    ----------
    looked_on, on
        Last day of the diary at the last look, and now; None where there is none.

    Notes
    -----
    Every further look is another chance to be wrong. Counts and intervals are of today; what is
    called a finding changes once a week.
    """
    if looked_on is None or on is None:
        return True
    return dt.date.fromisoformat(on) - dt.date.fromisoformat(looked_on) >= LOOK_EVERY


def adjust(ps: Sequence[float | None]) -> list[float | None]:
    """Benjamini-Hochberg over the declared family.

    Parameters
    ----------
    ps
        One p-value an exposure that the person logs; None where the gate is closed. Those count
        as 1, so that the family does not shrink with what the diary happens to hold.

    Returns
    -------
    list
        q-values in the same order; None where p was None.
    """
    if not any(p is not None for p in ps):
        return [None] * len(ps)
    qs = false_discovery_control([1.0 if p is None else p for p in ps], method="bh")
    return [None if p is None else float(q) for p, q in zip(ps, qs, strict=True)]


def judge(
    q: float | None,
    direction: int,
    *,
    kept: Mapping[str, Any] | None,
    on: str | None,
    looking: bool = True,
) -> Standing:
    """Decide whether a link is a finding.

    Parameters
    ----------
    q
        Its q-value, None below the gate.
    direction
        1 or -1 where the interval excludes no effect, else 0.
    kept
        What was kept of it last time: `first_seen` and `direction`; None if nothing.
    on
        Last day of the diary that was looked at.
    looking
        Whether a look is due (`is_due`). Between two looks nothing is found and nothing is
        dropped but what lost its answers or points the other way.

    Returns
    -------
    Standing
        New at q <= .10 with an interval that excludes no effect; dropped only at q > .20 or when
        it points the other way: a weekly look must not make sentences flicker.
    """
    if q is None:
        return NONE
    passes = direction != 0 and q <= FOUND
    may_stay = q <= DROPPED or not looking
    if kept is not None and may_stay and direction in (0, kept["direction"]):
        return Standing(True, kept["first_seen"], kept["direction"], held=not passes)
    return Standing(True, on, direction) if looking and passes else NONE


def keep(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What has to be kept until the next look: a mapping for `kept` of `assess`.

    Returns
    -------
    dict
        JSON-ready: `looked_on`, and `found`, by exposure its `first_seen` and `direction`.
    """
    return {
        "looked_on": rows[0]["looked_on"],
        "found": {
            row["exposure"]: {"first_seen": row["first_seen"], "direction": row["direction"]}
            for row in rows
            if row["finding"]
        },
    }
