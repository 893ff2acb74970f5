"""The frame of a chart, drawn by hand: ticks and measured texts are what matplotlib is slow at."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_mixed import MixedModeRenderer
from matplotlib.lines import Line2D
from matplotlib.markers import TICKDOWN, TICKLEFT, TICKRIGHT
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator

LETTERS = 7.5
# of a letter on average, of its size
LETTER_WIDTH = 0.557
# a label of the x axis stands in so many lines, where there is little room beside it
MOST_LINES = 3
TICK_POINTS, GAP_POINTS = 2.5, 4.5
POINTS_AN_INCH = 72


class Label(Text):
    """One line of text. SVG anchors it by itself, so there only its line is known."""

    def __init__(self, x: float, y: float, text: str, **style: Any) -> None:
        super().__init__(x, y, text, **{"parse_math": False, "fontsize": LETTERS, **style})
        self.set_rotation_mode("anchor")

    def _get_layout(self, renderer: Any) -> Any:
        layout: Any = super()._get_layout  # type: ignore[misc]
        if not isinstance(renderer, MixedModeRenderer):  # PNG
            return layout(renderer)
        size = self.get_fontsize()
        up, down = _line_of(size)
        offset = {"top": -up, "bottom": down, "center": (down - up) / 2}
        x, y = 0.0, offset.get(self.get_verticalalignment(), 0.0)
        if self.get_rotation():
            x, y = -y, 0.0  # a quarter turn is the only one there is
        return None, [(self.get_text(), (0, up, down), (x, y))], None


@cache
def _line_of(size: float) -> tuple[float, float]:
    """How far a line of this size reaches above and below its foot, as the font says."""
    from matplotlib import font_manager, get_data_path

    font = font_manager.get_font(f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf")
    head, table = font.get_sfnt_table("head"), font.get_sfnt_table("OS/2")
    assert head and table
    part = size / head["unitsPerEm"]
    return part * table["sTypoAscender"], -part * table["sTypoDescender"]


@dataclass
class Side:
    """One side of the frame: what its ticks say, and what is counted on it."""

    name: str = ""
    places: list[float] | None = None
    labels: list[str] = field(default_factory=list)
    size: float = LETTERS


@dataclass
class Frame:
    """The two lines of a chart with their ticks and names."""

    axes: Axes
    ink: str
    soft: str
    right: bool = False
    x: Side = field(default_factory=Side)
    y: Side = field(default_factory=Side)

    def draw(self) -> None:
        """On top of what was drawn, once its limits are known."""
        across = 1.0 if self.right else 0.0
        line = ([1, 1], [0, 1]) if self.right else ([0, 0, 1], [1, 0, 0])
        self._line(line, self.axes.transAxes)
        if not self.right:
            self._across(self._shown(self.x, self.axes.get_xlim()))
        self._up(self._shown(self.y, self.axes.get_ylim()), across)

    def _shown(self, side: Side, limits: tuple[float, float]) -> Side:
        if side.places is not None:
            return side
        low, high = sorted(limits)
        found = MaxNLocator(6, steps=[1, 2, 5, 10], integer=True).tick_values(low, high)
        side.places = [float(place) for place in found if low <= place <= high]
        side.labels = [f"{place:g}".replace("-", "−") for place in side.places]
        return side

    def _across(self, side: Side) -> None:
        at = self.axes.get_xaxis_transform()
        places = side.places or []
        self._line((places, [0.0] * len(places)), at, linestyle="none", marker=TICKDOWN)
        every, labels = self._fitting(side)
        for place, lines in zip(places[::every], labels, strict=True):
            self._below(place, lines, at, side.size, 0)
        if side.name:
            used = 0.5 + max(map(len, labels), default=1) * side.size / LETTERS
            x, align, room = 0.5, "center", self._points("width")
            if len(side.name) * LETTER_WIDTH * LETTERS > room:  # then from the edge of the sheet
                x, align = 1.0, "right"
                room *= self.axes.get_position().x1 / self.axes.get_position().width
            lines = textwrap.wrap(side.name, int(room / (LETTER_WIDTH * LETTERS)))
            self._below(x, lines, self.axes.transAxes, LETTERS, used, align)

    def _below(
        self, x: float, lines: list[str], at: Any, size: float, after: float, align: str = "center"
    ) -> None:
        """Lines of text under the axis, after so many others."""
        for nth, line in enumerate(lines):
            far = (GAP_POINTS + 1.1 * size * (after + nth)) / self._points("height")
            self._write(x, -far, line, at, ha=align, va="top", fontsize=size)

    def _fitting(self, side: Side) -> tuple[int, list[list[str]]]:
        """Each of how many labels is written, and those in their lines: none runs into the next."""
        places = side.places or []
        low, high = self.axes.get_xlim()
        gap = places[1] - places[0] if len(places) > 1 else high - low
        letters = self._points("width") * gap / (high - low) / (LETTER_WIDTH * side.size)
        for every in range(1, len(places) + 1):
            room = max(1, int(every * letters - 0.7))
            labels = side.labels[::every]
            shown = [textwrap.wrap(label, room, break_long_words=False) for label in labels]
            fits = all(len(line) <= room for label in shown for line in label)
            if fits and all(len(label) <= MOST_LINES for label in shown):
                return every, shown
        return 1, [[label] for label in side.labels]

    def _up(self, side: Side, across: float) -> None:
        at, away = self.axes.get_yaxis_transform(), 1 if self.right else -1
        places = side.places or []
        marker = TICKRIGHT if self.right else TICKLEFT
        self._line(([across] * len(places), places), at, linestyle="none", marker=marker)
        beside = across + away * GAP_POINTS / self._points("width")
        for place, label in zip(places, side.labels, strict=True):
            self._write(beside, place, label, at, ha="left" if self.right else "right",
                        va="center", fontsize=side.size)  # fmt: skip
        if side.name:
            far = across + away * (GAP_POINTS + 2.6 * LETTERS) / self._points("width")
            room = 1.15 * self._points("height") / (LETTER_WIDTH * len(side.name))
            self._write(far, 0.5, side.name, self.axes.transAxes, ha="center", rotation=90,
                        va="top" if self.right else "bottom",
                        fontsize=min(LETTERS, room))  # fmt: skip

    def _points(self, which: str) -> float:
        """How many points this is wide or high."""
        figure: Any = self.axes.figure
        inches = figure.get_size_inches()[int(which == "height")]
        return float(getattr(self.axes.get_position(), which) * inches * POINTS_AN_INCH)

    def _line(self, points: tuple[Any, Any], transform: Any, **style: Any) -> None:
        look = {"color": self.soft, "linewidth": 0.7, "markersize": TICK_POINTS, "clip_on": False}
        self._add(Line2D(*points, transform=transform, **{**look, **style}))

    def _write(self, x: float, y: float, text: str, transform: Any, **style: Any) -> None:
        self._add(Label(x, y, text, transform=transform, color=self.ink, **style))

    def _add(self, artist: Any) -> None:
        figure: Any = self.axes.figure
        figure.add_artist(artist)
