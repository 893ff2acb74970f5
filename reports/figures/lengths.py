"""How long headaches last and how strong they get."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing
from reports.numbers import number


def describe(summary: Numbers) -> Picture:
    """Lengths in classes of hours, and the worst pain of each headache."""
    lengths, peaks = summary["pattern"]["lengths"], summary["pattern"]["peaks"]
    if not lengths["n"] and not peaks["n"]:
        return nothing(_("Length and strength: not known of any headache"))
    this = next(column for column in summary["headline"] if column["name"] == "this")
    ends = lengths["up_to_hours"]
    classes = [f"≤{ends[0]}", *(f"{a}–{b}" for a, b in pairwise(ends)),
               f">{ends[-1]}"]  # fmt: skip
    median = this["length"]["value"]
    numbers = {"hours": number(median), "n": lengths["n"]}
    title = _("Half of the headaches last %(hours)s hours or less (%(n)s with a known end)")
    rows = [[f"{name} h", str(k)] for name, k in zip(classes, lengths["counts"], strict=True)]
    rows += [[_("worst pain %s") % value, str(k)] for value, k in enumerate(peaks["counts"])]
    return Picture(
        title=title % numbers,
        alt="; ".join(" ".join(row) for row in rows),
        head=[_("Length or worst pain"), _("Headaches")],
        rows=rows,
        note=_("Length known of %(n)s of %(of)s headaches, worst pain of %(m)s of %(of)s.")
        % {"n": lengths["n"], "of": lengths["of"], "m": peaks["n"]},
        data={
            "classes": classes,
            "lengths": lengths["counts"],
            "peaks": peaks["counts"],
            "x": [_("length in hours"), _("worst pain, 0 to 10")],
            "y": _("headaches"),
        },
    )


def draw(sheet: Any, data: Numbers) -> None:
    """Two bar charts beside each other, or below."""
    theme = sheet.theme
    at: list[dict[str, float]] = [{"right": 0.5}, {"left": 0.58}]
    if sheet.is_narrow:
        at = [{"bottom": 0.62}, {"top": 0.38}]
    halves = (
        (sheet.axes(**at[0]), data["lengths"], data["classes"]),
        (sheet.axes(**at[1]), data["peaks"], [str(value) for value in range(11)]),
    )
    for (axes, counts, labels), x in zip(halves, data["x"], strict=True):
        places = [float(number) for number in range(len(counts))]
        sheet.bars(axes, places, counts, width=0.8, colour=theme.steps[1], edge=theme.ink)
        for place, count in zip(places, counts, strict=True):
            if count:
                sheet.write(axes, place, count, str(count), ha="center", va="bottom", fontsize=7)
        axes.set_xlim(-0.7, len(places) - 0.3)
        axes.set_ylim(0, 1.12 * max(*counts, 1))
        sheet.ticks(axes, "x", places, labels, size=6.5)
        sheet.name(axes, x=x, y=data["y"])
