"""Small charts on one time axis, with the treatments drawn through them: places, no numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from diary import vocabulary

WIDTH, LEFT, RIGHT = 1200, 190, 1190
TOP, PANEL, GAP, LANE = 22, 62, 26, 20
# A week of which so many days have an answer is drawn full, one with fewer hollow.
ANSWERED: Final = 5
MOST_LABELS: Final = 12
PANELS: Final[tuple[tuple[str, Promise, int], ...]] = (
    ("headache", _("Headache days a week"), 7),
    ("acute", _("Days with acute medicine"), 7),
    ("worst", _("Mean worst pain, 0–10"), 10),
    ("lost", _("Days lost"), 7),
)
Part = Mapping[str, Any]


@dataclass(frozen=True)
class Bar:
    """One week of one chart."""

    x: float
    y: float
    width: float
    height: float
    kind: str


@dataclass(frozen=True)
class Panel:
    """One chart: bars or dots between its floor and its top."""

    label: str
    top: float
    floor: float
    most: int
    bars: list[Bar] = field(default_factory=list)
    level: float | None = None
    level_label: str = ""


@dataclass(frozen=True)
class Course:
    """A treatment in the lane; its start is drawn through all charts."""

    x: float
    width: float
    y: float
    label: str
    begins_inside: bool
    goes_on: bool


@dataclass(frozen=True)
class Timeline:
    """Everything to be drawn."""

    height: float
    lane_top: float
    panels: list[Panel]
    courses: list[Course]
    visits: list[float]
    ticks: list[tuple[float, str]]


class Axis:
    """Days to places."""

    def __init__(self, start: date, end: date) -> None:
        self.start, self.days = start, max(1, (end - start).days)

    def at(self, day: date) -> float:
        share = (day - self.start).days / self.days
        return round(LEFT + (RIGHT - LEFT) * min(max(share, 0.0), 1.0), 1)


def draw(summary: Part, visits: Iterable[date], target: int | None) -> Timeline | None:
    """The charts of a summary; None where the range holds no whole week."""
    weeks = summary["weeks"]
    if not weeks:
        return None
    period = summary["period"]
    start, end = (date.fromisoformat(period[name]) for name in ("from", "to"))
    axis = Axis(start, end)
    panels = [
        _panel(number, name, str(label), most, weeks, axis)
        for number, (name, label, most) in enumerate(PANELS)
    ]
    if target is not None:
        panels[0] = _with_level(panels[0], 7 * target / 30, _("agreed: %s a month") % target)
    lane_top = panels[-1].floor + GAP
    courses = _courses(summary["treatments"], axis, start, end, lane_top)
    height = lane_top + LANE * max(1, len(courses)) + 4
    inside = [axis.at(day) for day in visits if start <= day < end]
    return Timeline(height, lane_top, panels, courses, inside, _ticks(weeks, axis))


def _panel(number: int, name: str, label: str, most: int, weeks: list[Part], axis: Axis) -> Panel:
    top = TOP + number * (PANEL + GAP)
    floor = top + PANEL
    width = (RIGHT - LEFT) * 7 / axis.days
    bars: list[Bar] = []
    for week in weeks:
        x = axis.at(date.fromisoformat(week["from"]))
        bars += (
            _dot(week, x, width, floor) if name == "worst" else _bars(week, name, x, width, floor)
        )
    return Panel(label, top, floor, most, bars)


def _bars(week: Part, name: str, x: float, width: float, floor: float) -> list[Bar]:
    share = week[name]
    if not share["n"]:
        return []
    kind = "full" if share["n"] >= ANSWERED else "thin"
    drawn = [_bar(share["k"], x, width, floor, kind)]
    if name == "headache" and week["severe"]["k"]:
        drawn.append(_bar(week["severe"]["k"], x, width, floor, "severe"))
    return drawn


def _bar(days: int, x: float, width: float, floor: float, kind: str) -> Bar:
    height = max(PANEL * days / 7, 1)
    return Bar(x + 1, round(floor - height, 1), round(width - 2, 1), round(height, 1), kind)


def _dot(week: Part, x: float, width: float, floor: float) -> list[Bar]:
    mean = week["worst"]["mean"]
    if mean is None:
        return []
    return [Bar(round(x + width / 2, 1), round(floor - PANEL * mean / 10, 1), 0, 0, "dot")]


def _with_level(panel: Panel, days: float, label: str) -> Panel:
    level = round(panel.floor - PANEL * days / panel.most, 1)
    return Panel(panel.label, panel.top, panel.floor, panel.most, panel.bars, level, label)


def _courses(
    treatments: Iterable[Part], axis: Axis, start: date, end: date, top: float
) -> list[Course]:
    drawn: list[Course] = []
    for course in treatments:
        begins = date.fromisoformat(course["started_on"])
        ends = date.fromisoformat(course["ended_on"]) if course["ended_on"] else end
        if ends < start:
            continue
        x = axis.at(begins)
        drawn.append(
            Course(
                x=x,
                width=round(max(axis.at(ends) - x, 3), 1),
                y=top + LANE * len(drawn),
                label=named(course),
                begins_inside=begins >= start,
                goes_on=course["ended_on"] is None,
            )
        )
    return drawn


def named(course: Part) -> str:
    """A treatment by its kind, its own name, and the day it began."""
    kind = capfirst(str(vocabulary.TREATMENT_KINDS.get(course["kind"], course["kind"])))
    name = f"{kind} ({course['name']})" if course["name"] else kind
    return f"{name}, {date_format(date.fromisoformat(course['started_on']), 'SHORT_DATE_FORMAT')}"


def _ticks(weeks: list[Part], axis: Axis) -> list[tuple[float, str]]:
    every = -(-len(weeks) // MOST_LABELS)
    firsts = [date.fromisoformat(week["from"]) for week in weeks[::every]]
    return [(axis.at(day), date_format(day, "MONTH_DAY_FORMAT")) for day in firsts]
