"""Twelve weeks as small bars: places and heights, for a picture in the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

WIDTH, HEIGHT, STEP, BAR = 108, 28, 9, 7
DAY: Final = (HEIGHT - 2) / 7
# A week of which so many days have an answer is drawn full, one with fewer hollow.
ANSWERED: Final = 5


@dataclass(frozen=True)
class Bar:
    """One week."""

    x: int
    y: float
    height: float
    answered: bool
    known: bool


def bars(weeks: Iterable[Mapping[str, Any]]) -> list[Bar]:
    """The bars of the weeks, oldest first; a week without any answer has none."""
    return [
        Bar(
            x=number * STEP + 1,
            y=round(HEIGHT - 1 - max(week["k"] * DAY, 1), 1),
            height=round(max(week["k"] * DAY, 1), 1),
            answered=week["n"] >= ANSWERED,
            known=week["n"] > 0,
        )
        for number, week in enumerate(weeks)
    ]
