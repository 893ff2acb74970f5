"""Where it hurts: how many headaches touch each place, on a front, back and two side views."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from diary import vocabulary
from reports.figures.picture import Numbers, Picture, nothing

# Places of a view in its own square, drawn for the right side of the body; x grows outward.
FRONT = {
    "forehead": (0.12, 0.84), "temple": (0.27, 0.78), "eye": (0.11, 0.75), "cheek": (0.15, 0.66),
    "jaw": (0.17, 0.58), "front_neck": (0.07, 0.49), "top": (0.0, 0.95), "whole_head": (0.0, 0.70),
    "shoulder_joint": (0.50, 0.34), "arm": (0.60, 0.20), "hand": (0.66, 0.04),
}  # fmt: skip
BACK = {
    "back_head": (0.12, 0.80), "skull_base": (0.12, 0.62), "upper_neck": (0.08, 0.53),
    "lower_neck": (0.10, 0.45), "shoulder_top": (0.32, 0.41), "between_blades": (0.10, 0.33),
    "upper_back": (0.24, 0.26), "mid_back": (0.14, 0.19), "low_back": (0.16, 0.09),
    "buttock": (0.2, 0.0),
}  # fmt: skip
PROFILE = {
    "side_head": (0.0, 0.84), "ear": (-0.02, 0.68), "behind_ear": (-0.16, 0.66),
}  # fmt: skip
MOST_ROWS = 40


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
        note=_(
            "Number of headaches that touch each place; %(n)s of %(of)s have a body map. Left "
            "and right are the person's own."
        )
        % places,
        data={
            "spots": [[spot["region"], spot["side"], spot["k"]] for spot in spots],
            "n": places["n"],
            "views": [_("front"), _("back"), _("left"), _("right")],
            "sides": [_("R"), _("L")],
        },
    )


def named(spot: Numbers) -> str:
    """A place with its side in words."""
    place = str(vocabulary.REGIONS.get(spot["region"], spot["region"]))
    side = vocabulary.REGION_SIDES.get(spot["side"])
    return f"{place}, {side}" if side else place


def draw(sheet: Any, data: Numbers) -> None:
    """Four outlines; a disc a place, larger and darker the more often, with its number."""
    for number, view in enumerate(data["views"]):
        axes = sheet.blank(
            left=0.02 + 0.245 * number, right=0.245 + 0.245 * number, top=1.0, bottom=-0.2
        )
        axes.set_xlim(-0.8, 0.8)
        axes.set_ylim(-0.14, 1.12)
        _outline(sheet, axes, number)
        sheet.write(axes, 0, 1.07, view, ha="center", va="center")
        for x, y, count in _discs(data["spots"], number):
            _disc(sheet, axes, x, y, count, data["n"])
        if number < 2:
            for x, side in zip((-0.7, 0.7), data["sides"][:: 1 - 2 * number], strict=True):
                sheet.write(axes, x, 0.95, side, ha="center", color=sheet.theme.soft)


def _outline(sheet: Any, axes: Any, view: int) -> None:
    from matplotlib.patches import Ellipse, Polygon

    line = {"fill": False, "edgecolor": sheet.theme.soft, "linewidth": 0.9}
    axes.add_patch(Ellipse((0, 0.75), 0.66 if view < 2 else 0.8, 0.47, **line))
    if view < 2:
        half = [(0.14, 0.52), (0.15, 0.43), (0.5, 0.38), (0.6, 0.25), (0.68, -0.1)]
        inner = [(0.52, -0.1), (0.46, 0.22), (0.36, 0.26), (0.34, -0.1)]
        for mirror in (1, -1):
            points = [(mirror * x, y) for x, y in half + inner]
            axes.add_patch(Polygon(points, closed=False, **line))
    else:
        toward = -1 if view == 2 else 1
        back = [(-0.2, 0.55), (-0.24, 0.42), (-0.36, 0.3), (-0.34, -0.1)]
        front = [(0.12, 0.5), (0.1, 0.42), (0.26, 0.3), (0.3, -0.1)]
        for side in (back, front):
            axes.add_patch(Polygon([(toward * x, y) for x, y in side], closed=False, **line))
        axes.add_patch(Polygon([(toward * 0.35, 0.78), (toward * 0.42, 0.7), (toward * 0.34, 0.69)],
                               closed=False, **line))  # fmt: skip


def _discs(spots: list[Any], view: int) -> list[tuple[float, float, int]]:
    """Where the discs of a view lie. Seen from the front the person's right is on the left."""
    found = []
    for region, side, count in spots:
        if view < 2 and region in (FRONT, BACK)[view]:
            x, y = (FRONT, BACK)[view][region]
            right = -1 if view == 0 else 1
            for sign in {"right": (right,), "left": (-right,), "both": (1, -1)}.get(side, (0,)):
                found.append((sign * x, y, count))
        elif view >= 2 and region in PROFILE and side in (("left", "right")[view - 2], "both"):
            x, y = PROFILE[region]
            found.append(((-1 if view == 2 else 1) * x, y, count))
    return found


def _disc(sheet: Any, axes: Any, x: float, y: float, count: int, n: int) -> None:
    share = count / n
    step = 1 if share < 1 / 3 else 2 if share < 2 / 3 else 3
    axes.plot([x], [y], "o", markersize=11 + 4 * share, markerfacecolor=sheet.theme.steps[step],
              markeredgecolor=sheet.theme.ink, markeredgewidth=0.5)  # fmt: skip
    ink = sheet.theme.ink if step == 1 else sheet.theme.paper
    sheet.write(axes, x, y, str(count), ha="center", va="center", fontsize=6.5, color=ink)
