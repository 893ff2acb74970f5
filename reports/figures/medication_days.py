"""Days with acute medication in the 30 days before, by class, against the limits."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing
from reports.phrases.counts import CODES

MARKERS = "osD^vP*X"
# A group and its parts are not drawn twice.
PARTS = ("8.2.3.1", "8.2.3.2", "8.2.3.3")


def describe(summary: Numbers) -> Picture:
    """One line a class that was taken, at most 60 dates."""
    medicines = summary["medicines"]
    rolling, any_days = medicines["rolling"], medicines["any"]
    series = [row for row in rolling["series"] if row["code"] not in PARTS]
    if not any_days["n"] and not series:
        return nothing(_("Medication days: no day of the last 30 has an answer about painkillers"))
    dates = [date.fromisoformat(day) for day in rolling["dates"]]
    title = _("Painkillers on %(low)s of the last %(of)s days (%(n)s answered)") % any_days
    names = [str(capfirst(CODES[row["code"]])) for row in series]
    rows = [
        [name, str(row["values"][-1]), str(max(row["values"])), str(row["limit"])]
        for name, row in zip(names, series, strict=True)
    ]
    listed = "; ".join(f"{row[0]}: {row[1]}, {_('limit')} {row[3]}" for row in rows)
    return Picture(
        title=title,
        alt=f"{title}. {listed}",
        head=[_("Class"), _("Last 30 days"), _("Most in 30 days"), _("Frequent from")],
        rows=rows,
        note=_(
            "Days in the 30 before each date, each class counted once a day. Days without an "
            "answer are not counted."
        ),
        data={
            "dates": [(day - dates[0]).days for day in dates],
            "labels": [date_format(day, "SHORT_DATE_FORMAT") for day in dates],
            "series": [
                {"name": name, "limit": row["limit"], "values": row["values"]}
                for name, row in zip(names, series, strict=True)
            ],
            "limits": sorted({row["limit"] for row in series} or {10, 15}),
            "limit": _("frequent from %s"),
            "y": _("days in 30"),
        },
    )


def draw(sheet: Any, data: Numbers) -> None:
    """Lines with markers by class; the limits as dashed levels that bear their number."""
    axes, theme = sheet.axes(right=1 - 0.16 / sheet.share), sheet.theme
    places = data["dates"]
    top, looks = 16.0, []
    for number, row in enumerate(data["series"]):
        looks.append({"linewidth": 1.1, "linestyle": ("-", "--", ":", "-.")[number % 4],
                      "marker": MARKERS[number % 8], "markersize": 3.2})  # fmt: skip
        every = max(1, len(places) // 8)
        steps = {"drawstyle": "steps-post", "markevery": every}
        sheet.line(axes, places, row["values"], **looks[-1], **steps)
        top = max(top, *row["values"])
    for limit in data["limits"]:
        sheet.line(axes, [places[0], places[-1]], [limit, limit], color=theme.soft, linewidth=0.8,
                   linestyle=(0, (6, 3)))  # fmt: skip
        sheet.write(
            axes,
            1.01,
            limit,
            data["limit"] % limit,
            va="center",
            fontsize=7,
            transform=axes.get_yaxis_transform(),
        )
    axes.set_xlim(places[0], max(places[-1], places[0] + 1))
    axes.set_ylim(0, top + 2)
    step = max(1, -(-len(places) // 6))
    sheet.ticks(axes, "x", places[::step], data["labels"][::step])
    sheet.name(axes, y=data["y"])
    names = [row["name"] for row in data["series"]]
    sheet.legend(axes, list(zip(looks, names, strict=True)))
