"""Where it hurts: how many headaches touch each place, on views from all sides."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import Any

from django.utils.translation import gettext as _

from diary import vocabulary
from reports.figures.body_views import SIDES, VIEWS, WIDTH, View
from reports.figures.picture import Numbers, Picture, nothing

MOST_ROWS = 40
# A view with the gap after it, and the line of its name.
STEP, NAME = 345, 40
DISC = 50
FEW = ("face", "head", "back")


def describe(summary: Numbers) -> Picture:
    """Counts by place and side, of the headaches with a body map."""
    places = summary["pattern"]["places"]
    if not places["n"]:
        return nothing(_("Body map: no headache has one"))
    spots = places["spots"]
    top = spots[0]
    numbers = {"place": named(top), "k": top["k"], "n": places["n"]}
    title = _("Most often: %(place)s, in %(k)s of %(n)s headaches with a body map") % numbers
    rows = [[named(spot), str(spot["k"]), str(places["n"])] for spot in spots[:MOST_ROWS]]
    return Picture(
        title=title,
        alt="; ".join(f"{row[0]} {row[1]}/{row[2]}" for row in rows),
        head=[_("Place"), _("Headaches"), _("of")],
        rows=rows,
        note=" ".join(_notes(places)),
        data={
            "spots": [[spot["region"], spot["side"], spot["k"]] for spot in spots],
            "n": places["n"],
            "shown": list(VIEWS),
            "views": {
                "face": _("face"),
                "head": _("from behind"),
                "back": _("back"),
                "left": _("left side"),
                "right": _("right side"),
            },
            "sides": {"left": _("L"), "right": _("R")},
        },
    )


def _notes(places: Numbers) -> list[str]:
    told = _(
        "Number of headaches that touch each place; %(n)s of %(of)s have a body map. Left "
        "and right are the person's own."
    )
    drawn = {region for view in VIEWS.values() for region in view.spots}
    rest = [f"{named(s)} {s['k']}" for s in places["spots"] if s["region"] not in drawn]
    return [told % places, *([_("Not drawn: %s.") % "; ".join(rest)] if rest else [])]


def named(spot: Numbers) -> str:
    """A place with its side in words."""
    place = str(vocabulary.REGIONS.get(spot["region"], spot["region"]))
    side = vocabulary.REGION_SIDES.get(spot["side"])
    return f"{place}, {side}" if side else place


def small(picture: Picture) -> Picture:
    """The same on three views, for a corner of the page: without words around it."""
    data = picture.data and {**picture.data, "shown": FEW, "size": (2.9, 1.35)}
    return replace(picture, title="", note="", data=data)


def draw(sheet: Any, data: Numbers) -> None:
    """Outlines with a disc a place, darker the more often, and its number."""
    shown = data["shown"]
    beside = len(FEW) if sheet.is_narrow else len(shown)
    axes = sheet.blank(left=0.01, right=0.99)
    box, size = axes.get_position(), sheet.figure.get_size_inches()
    wide = beside * STEP
    high = wide * box.height * size[1] / (box.width * size[0])
    deep = max(VIEWS[name].height for name in shown) + NAME
    above = (high - deep * -(-len(shown) // beside)) / 2 + NAME
    axes.set_xlim(0, wide)
    axes.set_ylim(high - above, -above)
    disc = DISC * box.width * size[0] * 72 / wide
    for number, name in enumerate(shown):
        view, left, down = VIEWS[name], number % beside * STEP, number // beside * deep
        _outline(sheet, axes, name, (left, down))
        sheet.write(axes, left + WIDTH / 2, down - NAME / 2, data["views"][name], ha="center",
                    va="center", fontsize=7)  # fmt: skip
        for x, y, count in _discs(data["spots"], view):
            _disc(sheet, axes, (left + x, down + y), (count, data["n"]), disc)
        if view.paired:
            for x, side in ((8, view.side), (WIDTH - 8, _other(view.side))):
                sheet.write(axes, left + x, down + 30, data["sides"][side], ha="center",
                            fontsize=6.5, color=sheet.theme.soft)  # fmt: skip


def _other(side: str) -> str:
    return SIDES[1 - SIDES.index(side)]


@cache
def _path(name: str) -> Any:
    """The lines of a view; the phone's pictures are made of moves and curves alone."""
    from matplotlib.path import Path

    kinds = {"M": Path.MOVETO, "C": Path.CURVE4}
    points, codes = [], []
    for outline in VIEWS[name].outlines:
        for kind, text in re.findall(r"([MC])([^MC]+)", outline):
            numbers = [float(one) for one in text.split()]
            found = list(zip(numbers[::2], numbers[1::2], strict=True))
            points += [(WIDTH - x, y) if name == "right" else (x, y) for x, y in found]
            codes += [kinds[kind]] * len(found)
    return Path(points, codes)


def _outline(sheet: Any, axes: Any, name: str, at: tuple[float, float]) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.transforms import Affine2D

    moved = Affine2D().translate(*at) + axes.transData
    look = {"fill": False, "edgecolor": sheet.theme.soft, "linewidth": 0.8}
    axes.add_artist(PathPatch(_path(name), transform=moved, **look))


def _discs(spots: list[Any], view: View) -> list[tuple[float, float, int]]:
    """Where the discs of a view lie; what hurts in the middle hurts on both sides."""
    counts: dict[tuple[float, float], int] = {}
    for region, side, count in spots:
        if region not in view.spots:
            continue
        x, y = view.spots[region]
        if view.paired:
            ends = {view.side: x, _other(view.side): WIDTH - x}
        else:  # the right profile is the left one mirrored
            ends = {view.side: x if view.side == "left" else WIDTH - x}
        for one in (side,) if side in SIDES else SIDES:
            if one in ends:
                counts[ends[one], y] = counts.get((ends[one], y), 0) + count
    return [(x, y, count) for (x, y), count in counts.items()]


def _disc(
    sheet: Any, axes: Any, at: tuple[float, float], counted: tuple[int, int], size: float
) -> None:
    share = counted[0] / counted[1]
    step = 1 if share < 1 / 3 else 2 if share < 2 / 3 else 3
    sheet.line(axes, [at[0]], [at[1]], marker="o", markersize=size, markeredgewidth=0.5,
               markerfacecolor=sheet.theme.steps[step])  # fmt: skip
    ink = sheet.theme.ink if step == 1 else sheet.theme.paper
    sheet.write(axes, *at, str(counted[0]), ha="center", va="center", fontsize=size / 2, color=ink)
