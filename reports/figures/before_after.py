"""Headache days in 28 before and after each treatment began, with their intervals."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from diary import vocabulary
from reports.figures.picture import Numbers, Picture, nothing
from reports.numbers import number

MOST = 5


def describe(summary: Numbers) -> Picture:
    """The latest treatments that could be compared."""
    found = [row for row in summary["treatments"] if _is_compared(row)][:MOST]
    if not found:
        return nothing(_("Before and after: no treatment with answered days on both sides"))
    names = [_name(row) for row in found]
    sides = [(row["compared"]["before"], row["compared"]["after"]) for row in found]
    rows = [
        [
            name,
            *(
                f"{side['headache_days']}/{side['observed']} ({number(side['per_28'])})"
                for side in pair
            ),
        ]
        for name, pair in zip(names, sides, strict=True)
    ]
    before, after = (number(side["per_28"]) for side in sides[0])
    numbers = {"name": names[0], "before": before, "after": after}
    return Picture(
        title=_("%(name)s: %(before)s headache days in 28 before, %(after)s after") % numbers,
        alt=" ".join(row["says"] for row in found),
        head=[_("Treatment"), _("Before: days/answered (in 28)"), _("After")],
        rows=rows,
        note=_(
            "Up to 90 days on each side; the first 14 days of a treatment belong to neither. "
            "What made a change this cannot show."
        ),
        data={
            "names": names,
            "sides": [[[s["per_28"], s["lo"], s["hi"]] for s in pair] for pair in sides],
            "counts": [[f"{s['headache_days']}/{s['observed']}" for s in pair] for pair in sides],
            "labels": [_("before"), _("after")],
            "x": _("headache days in 28, with interval (95 %)"),
        },
    )


def _is_compared(row: Numbers) -> bool:
    compared = row["compared"]
    sides = (compared["before"], compared["after"]) if compared else ()
    return bool(sides) and all(side["per_28"] is not None for side in sides)


def _name(row: Numbers) -> str:
    kind = capfirst(str(vocabulary.TREATMENT_KINDS.get(row["kind"], row["kind"])))
    return f"{kind}, {date_format(date.fromisoformat(row['started_on']), 'SHORT_DATE_FORMAT')}"


def draw(sheet: Any, data: Numbers) -> None:
    """Two points a treatment: hollow before, filled after."""
    axes, theme = sheet.axes(left=0.27 / sheet.share), sheet.theme
    looks = [{"marker": "o", "markersize": 7, "markerfacecolor": face, "linestyle": "none"}
             for face in (theme.paper, theme.accent)]  # fmt: skip
    for line, (pair, counts) in enumerate(zip(data["sides"], data["counts"], strict=True)):
        for nth, (rate, low, high) in enumerate(pair):
            y = line + (-0.16, 0.16)[nth]
            sheet.line(axes, [low, high], [y, y], linewidth=1.3)
            sheet.line(axes, [rate], [y], **looks[nth])
            sheet.write(axes, high + 0.4, y, counts[nth], va="center", fontsize=7)
    axes.set_xlim(0, 30)
    axes.set_ylim(max(1.6, len(data["names"]) - 0.4), -0.6)
    sheet.ticks(axes, "y", [float(n) for n in range(len(data["names"]))], data["names"])
    sheet.name(axes, x=data["x"])
    sheet.legend(axes, list(zip(looks, data["labels"], strict=True)))
