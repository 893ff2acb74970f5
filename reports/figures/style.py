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
from matplotlib.figure import Figure

from reports.figures import svg

WIDTH, HEIGHT = 6.4, 3.2
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
                   ("#ffffff", "#d4d4d4", "#8f8f8f", "#3a3a3a"), "#222222"),
    "light": Theme("#ffffff", "#1b1f24", "#57606a", "#d0d7de",
                   ("#f3f6fa", "#b9d3ee", "#5a94cf", "#174a7c"), "#174a7c"),
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
            "axes.spines.top": False,
            "axes.spines.right": False,
            "axes.linewidth": 0.7,
            "hatch.linewidth": 0.6,
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

    def __init__(self, theme: str, *, title: str, note: str) -> None:
        self.theme = THEMES[theme]
        self.figure = Figure(figsize=(WIDTH, HEIGHT), facecolor=self.theme.paper)
        wrapped = textwrap.wrap(title, TITLE_WRAP)[:2]
        top = 0.975
        for line in wrapped:
            self._line(line, top, size=9.5, weight="bold", color=self.theme.ink)
            top -= 0.062
        self.top = top - 0.02
        below = textwrap.wrap(note, NOTE_WRAP)[:2][::-1]
        for number, line in enumerate(below):
            self._line(line, 0.03 + 0.05 * number, size=7, color=self.theme.soft, va="bottom")
        self.bottom = 0.05 + 0.05 * len(below)

    def _line(self, text: str, y: float, *, va: str = "top", **style: Any) -> None:
        self.figure.text(0.02, y, text, va=va, ha="left", parse_math=False, **style)

    def axes(
        self, left: float = 0.1, right: float = 0.97, top: float = 0.92, bottom: float = 0.0
    ) -> Axes:
        """Axes between the title and the note; margins are fixed, as a layout engine is slow."""
        low = self.bottom + 0.11 + bottom * (self.top - self.bottom - 0.11)
        high = self.bottom + 0.11 + top * (self.top - self.bottom - 0.11)
        axes: Axes = self.figure.add_axes((left, low, right - left, high - low))
        axes.set_facecolor(self.theme.paper)
        axes.tick_params(colors=self.theme.ink, labelsize=7.5, length=2.5, width=0.6)
        for spine in axes.spines.values():
            spine.set_color(self.theme.soft)
        return axes

    def blank(self, **place: float) -> Axes:
        """Axes without any frame, for pictures."""
        axes = self.axes(**place)
        axes.set_axis_off()
        return axes

    def write(self, axes: Axes, x: float, y: float, text: str, **style: Any) -> None:
        """Text as it is: what a person typed is never taken for a formula."""
        style = {"fontsize": 7.5, "color": self.theme.ink, "parse_math": False, **style}
        axes.text(x, y, text, **style)

    def ticks(self, axes: Axes, which: str, places: list[float], labels: list[str]) -> None:
        """Labels of an axis, as they are."""
        axis = axes.xaxis if which == "x" else axes.yaxis
        axis.set_ticks(places)
        for label in axis.set_ticklabels(labels):
            label.set_parse_math(False)

    def name(self, axes: Axes, x: str = "", y: str = "") -> None:
        """Name the axes with their units."""
        for setter, text in ((axes.set_xlabel, x), (axes.set_ylabel, y)):
            setter(text, fontsize=7.5, color=self.theme.ink, parse_math=False)

    def legend(self, axes: Axes, handles: list[Any] | None = None) -> None:
        """What the marks mean, above the axes."""
        legend = axes.legend(
            handles=handles,
            loc="lower right",
            bbox_to_anchor=(1, 0.98),
            ncols=4,
            frameon=False,
            fontsize=7,
        )
        for text in legend.get_texts():
            text.set_color(self.theme.ink)
            text.set_parse_math(False)

    def save(self, kind: str) -> bytes:
        """The figure as `svg` or `png`, the same bytes each time."""
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
