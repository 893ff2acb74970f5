"""Which links stand with all of them in view, and which still stand since last time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from scipy.stats import false_discovery_control

FOUND, DROPPED = 0.10, 0.20


class Standing(NamedTuple):
    """Whether a link is a finding, the day it was first seen, and where it points (1, -1, 0)."""

    finding: bool
    first_seen: str | None
    direction: int


NONE = Standing(False, None, 0)


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
    q: float | None, direction: int, *, kept: Mapping[str, Any] | None, on: str | None
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

    Returns
    -------
    Standing
        New at q <= .10 with an interval that excludes no effect; dropped only at q > .20 or when
        it points the other way: a weekly look must not make sentences flicker.
    """
    if q is None or q > DROPPED:
        return NONE
    held = kept is not None and direction in (0, kept["direction"])
    if kept is not None and held:
        return Standing(True, kept["first_seen"], kept["direction"])
    return Standing(True, on, direction) if direction and q <= FOUND else NONE


def keep(rows: Iterable[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """What has to be kept until the next look: a mapping for `kept` of `assess`.

    Returns
    -------
    dict
        JSON-ready, by exposure: `first_seen` and `direction`.
    """
    return {
        row["exposure"]: {"first_seen": row["first_seen"], "direction": row["direction"]}
        for row in rows
        if row["finding"]
    }
