"""How the pain of single headaches went: the three worst with more than one reading."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing
from reports.numbers import number


def describe(summary: Numbers) -> Picture:
    """The curves from their first reading on."""
    curves = summary["curves"]
    if not curves:
        return nothing(_("Pain curves: no headache has two readings"))
    names = [date_format(date.fromisoformat(curve["day"]), "SHORT_DATE_FORMAT") for curve in curves]
    worst = max(value for _hours, value in curves[0]["points"])
    title = _("The strongest headache with readings: %(peak)s of 10 on %(day)s")
    listed = [
        "; ".join(f"{number(h)} h: {number(p)}" for h, p in curve["points"][:12])
        for curve in curves
    ]
    return Picture(
        title=title % {"peak": number(worst), "day": names[0]},
        alt="; ".join(f"{name}: {points}" for name, points in zip(names, listed, strict=True)),
        head=[_("Headache"), _("Hours since the first reading: pain")],
        rows=[[name, points] for name, points in zip(names, listed, strict=True)],
        note=_("Readings as entered; between them nothing is known."),
        data={
            "names": names,
            "points": [curve["points"] for curve in curves],
            "x": _("hours since the first reading"),
            "y": _("pain, 0 to 10"),
        },
    )


def draw(sheet: Any, data: Numbers) -> None:
    """Lines with a marker at each reading."""
    axes, looks = sheet.axes(), []
    for nth, points in enumerate(data["points"]):
        looks.append({"marker": "os^"[nth % 3], "linestyle": ("-", "--", ":")[nth % 3],
                      "markersize": 5, "linewidth": 1.2})  # fmt: skip
        sheet.line(axes, [p[0] for p in points], [p[1] for p in points], **looks[-1])
    axes.set_ylim(0, 11.6)
    axes.set_xlim(0, 1.05 * max(1, *(p[0] for points in data["points"] for p in points)))
    sheet.name(axes, x=data["x"], y=data["y"])
    sheet.legend(axes, list(zip(looks, data["names"], strict=True)))
