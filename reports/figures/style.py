"""The one house style. It loads matplotlib: only the child process that draws imports it."""

from __future__ import annotations

import io
import logging
import textwrap
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from reports.figures import svg
from reports.figures.frame import LETTER_WIDTH, LETTERS, Frame, Label, Side

WIDTH, HEIGHT = 6.4, 3.2
# for the numbers and the name of an axis, in inches
LEAST_LEFT = 0.5
TITLE_WRAP, NOTE_WRAP = 76, 112
PNG_DPI = 150
FONTS = ["DejaVu Sans", "Noto Sans SC"]


@dataclass(frozen=True)
class Theme:
    """Colours of one theme; meaning is carried by shape, hatch or number as well."""

    paper: str
    ink: str
    soft: str
    faint: str
    # from weak to strong, told apart in grey too
    steps: tuple[str, str, str, str]
    accent: str


THEMES = {
    "print": Theme("#ffffff", "#000000", "#555555", "#cccccc",
                   ("#ffffff", "#d4d4d4", "#767676", "#2e2e2e"), "#222222"),
    "light": Theme("#ffffff", "#1b1f24", "#57606a", "#d0d7de",
                   ("#f3f6fa", "#b9d3ee", "#3f78b5", "#174a7c"), "#174a7c"),
    "dark": Theme("#14181d", "#e6e8eb", "#a6adb5", "#3a424b",
                  ("#232a32", "#2f5a86", "#6fa3d8", "#cfe2f6"), "#8fbcee"),
}  # fmt: skip


def prepare() -> None:
    """Set matplotlib up once for a process."""
    # it would say of every bold title that the second font has none
    logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)
    if chinese := chinese_font():
        font_manager.fontManager.addfont(chinese)
    mpl.rcParams.update(
        {
            "font.family": FONTS,
            "font.size": 8.5,
            "svg.fonttype": "none",
            "svg.hashsalt": "nape",
        }
    )


def chinese_font() -> str | None:
    """The file of Noto Sans SC, from the package that carries it."""
    spec = find_spec("zhplot")
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / "fonts" / "NotoSansSC-Regular.ttf"
    return str(path) if path.exists() else None


class Sheet:
    """One figure with its title above and its note below."""

    def __init__(
        self, theme: str, *, title: str, note: str, size: tuple[float, float] = (WIDTH, HEIGHT),
        narrow: bool = False,
    ) -> None:  # fmt: skip
        self.theme = THEMES[theme]
        self.figure = Figure(figsize=size, facecolor=self.theme.paper)
        self.frames: dict[Axes, Frame] = {}
        # lines of text are as high on a small sheet as on a large one
        part, share = HEIGHT / size[1], size[0] / WIDTH
        top = 1 - 0.025 * part
        for line in textwrap.wrap(title, round(TITLE_WRAP * share))[:2]:
            self._line(line, top, fontsize=9.5, weight="bold", color=self.theme.ink)
            top -= 0.062 * part
        self.top = top - 0.02 * part if title else 1.0
        below = textwrap.wrap(note, round(NOTE_WRAP * share))[:2][::-1]
        for number, line in enumerate(below):
            y = part * (0.03 + 0.05 * number)
            self._line(line, y, fontsize=7, color=self.theme.soft, va="bottom")
        self.bottom = part * (0.05 + 0.05 * len(below)) if note else 0.0
        # what is beside each other elsewhere is below, and names of an axis have two lines
        self.is_narrow = narrow
        self.foot = (0.17 if narrow else 0.11) * part
        self.least_left, self.share = LEAST_LEFT / size[0], share

    def _line(self, text: str, y: float, *, va: str = "top", **style: Any) -> None:
        at = self.figure.transFigure
        self.figure.add_artist(Label(0.02, y, text, va=va, ha="left", transform=at, **style))

    def axes(
        self, left: float = 0.1, right: float = 0.97, top: float = 0.92, bottom: float = 0.0
    ) -> Axes:
        """Axes between the title and the note; margins are fixed, as a layout engine is slow."""
        room = self.top - self.bottom
        low = (self.foot + bottom * (room - self.foot)) / room
        high = (self.foot + top * (room - self.foot)) / room
        axes = self.blank(max(left, self.least_left), right, high, low)
        self.frames[axes] = Frame(axes, self.theme.ink, self.theme.soft)
        return axes

    def blank(
        self, left: float = 0.1, right: float = 0.97, top: float = 1.0, bottom: float = 0.0
    ) -> Axes:
        """Axes without any frame, for pictures."""
        room = self.top - self.bottom
        low, high = self.bottom + bottom * room, self.bottom + top * room
        axes: Axes = self.figure.add_axes((left, low, right - left, high - low))
        axes.set_axis_off()
        return axes

    def twin(self, axes: Axes) -> Axes:
        """Axes in the same place, behind, whose numbers stand on the right."""
        other: Axes = self.figure.add_axes(axes.get_position().bounds)
        other.set_axis_off()
        other.set_zorder(axes.get_zorder() - 1)
        self.frames[other] = Frame(other, self.theme.soft, self.theme.soft, right=True)
        return other

    def bars(self, axes: Axes, places: list[float], heights: list[float], *, width: float,
             colour: str, edge: str = "") -> None:  # fmt: skip
        """Standing bars, as one shape of matplotlib's: many single ones are slow."""
        corners = [
            ((x - width / 2, 0), (x - width / 2, y), (x + width / 2, y), (x + width / 2, 0))
            for x, y in zip(places, heights, strict=True)
        ]
        edges: dict[str, Any] = {"edgecolors": edge, "linewidths": 0.6} if edge else {}
        axes.add_collection(PolyCollection(corners, facecolors=colour, **edges))

    def fields(self, axes: Axes, corners: list[tuple[float, float]],
               size: tuple[float, float], colours: list[str]) -> None:  # fmt: skip
        """Rectangles of one size, each with its colour."""
        wide, high = size
        shapes = [((x, y), (x, y + high), (x + wide, y + high), (x + wide, y)) for x, y in corners]
        look: dict[str, Any] = {"edgecolors": self.theme.soft, "linewidths": 0.4}
        axes.add_collection(PolyCollection(shapes, facecolors=colours, **look))

    def block(self, colour: str) -> dict[str, Any]:
        """How a bar looks in a legend."""
        return {"marker": "s", "markersize": 6, "markerfacecolor": colour,
                "markeredgecolor": self.theme.ink, "markeredgewidth": 0.6,
                "linestyle": "none"}  # fmt: skip

    def line(self, axes: Axes, xs: list[float], ys: list[float], **style: Any) -> Line2D:
        """One line, or its markers alone."""
        style = {"color": self.theme.ink, **style}
        found: Line2D = axes.add_line(Line2D(xs, ys, **style))
        return found

    def write(self, axes: Axes, x: float, y: float, text: str, **style: Any) -> None:
        """Text as it is: what a person typed is never taken for a formula."""
        style = {"color": self.theme.ink, "transform": axes.transData, **style}
        self.figure.add_artist(Label(x, y, text, **style))

    def ticks(self, axes: Axes, which: str, places: list[float], labels: list[str],
              size: float = LETTERS) -> None:  # fmt: skip
        """Labels of an axis, as they are."""
        side: Side = getattr(self.frames[axes], which)
        side.places, side.labels, side.size = places, labels, size

    def name(self, axes: Axes, x: str = "", y: str = "") -> None:
        """Name the axes with their units."""
        frame = self.frames[axes]
        frame.x.name, frame.y.name = x, y

    def legend(self, axes: Axes, marks: list[tuple[dict[str, Any], str]]) -> None:
        """What the marks mean, in lines above the axes: the look of each, and its name."""
        width = axes.get_position().width * self.figure.get_size_inches()[0] * 72
        size = 7 if width > 300 else 6
        place, row, found = 1.0, 0, []
        for look, name in reversed(marks):
            room = (len(name) * LETTER_WIDTH * size + 4) / width
            if place < room:
                place, row = 1.0, row + 1
            place -= room
            ends = [place - 7 / width] if look.get("linestyle") == "none" else [
                place - 22 / width, place - 5 / width]  # fmt: skip
            found.append((place, row, ends, look, name))
            place = min(ends) - 12 / width
        line = self._room_above(axes, row)
        at = {"transform": axes.transAxes, "clip_on": False}
        for place, row, ends, look, name in found:
            y = 1.05 + row * line
            self.write(axes, place, y, name, transform=axes.transAxes, va="center",
                       fontsize=size)  # fmt: skip
            mark = {"color": self.theme.ink, **at, **look}
            self.figure.add_artist(Line2D(ends, [y] * len(ends), **mark))

    def _room_above(self, axes: Axes, rows: int) -> float:
        """Axes low enough for so many more lines above them, and how high one is to them."""
        line = 11 / (float(self.figure.get_size_inches()[1]) * 72)
        box = axes.get_position()
        height: float = min(box.height, (self.top - box.y0 - (rows + 0.5) * line) / 1.05)
        for one in self.figure.axes:
            if one.get_position().bounds == box.bounds:
                one.set_position((box.x0, box.y0, box.width, height))
        return line / height

    def save(self, kind: str) -> bytes:
        """The figure as `svg` or `png`, the same bytes each time."""
        for frame in self.frames.values():
            frame.draw()
        out = io.BytesIO()
        if kind == "svg":
            canvas: Any = FigureCanvasSVG(self.figure)
            canvas.print_svg(out, metadata=NO_METADATA)
            return svg.plain(out.getvalue().decode()).encode()
        self.figure.set_dpi(PNG_DPI)
        canvas = FigureCanvasAgg(self.figure)
        canvas.print_png(out, metadata={"Software": None})
        return out.getvalue()


NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
