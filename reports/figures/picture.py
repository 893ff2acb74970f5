"""What a chart shows, before it is drawn: plain data that a child process can be handed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Numbers = Mapping[str, Any]


@dataclass(frozen=True)
class Picture:
    """A chart: its finding, its text alternative, its numbers as a table, and what to draw."""

    title: str
    alt: str
    head: list[str]
    rows: list[list[str]]
    # what the numbers rest on, below the chart
    note: str = ""
    # None where nothing was answered; then the title says so
    data: dict[str, Any] | None = field(default_factory=dict)


def nothing(title: str) -> Picture:
    """A chart without anything to show says what is missing."""
    return Picture(title=title, alt=title, head=[], rows=[], data=None)
