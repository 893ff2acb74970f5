"""Headache days a month, with the moderate to severe ones and the days answered."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing

MOST_MONTHS = 24


def describe(summary: Numbers) -> Picture:
    """The months of the period, at most the last two years."""
    months = [month for month in summary["months"] if month["counts"]["headache_day"]["n"]]
    months = months[-MOST_MONTHS:]
    if not months:
        return nothing(_("Headache days a month: no day has an answer yet"))
    days = [month["counts"]["headache_day"] for month in months]
    severe = [month["counts"]["moderate_severe"] for month in months]
    labels = [_label(month) for month in months]
    whole = [day for day, month in zip(days, months, strict=True) if not month["partial"]] or days
    numbers = {
        "low": min(day["low"] for day in whole),
        "high": max(day["low"] for day in whole),
        "last": days[-1]["low"],
        "n": days[-1]["n"],
        "of": days[-1]["of"],
        "month": labels[-1],
    }
    title = _("Headache on %(low)s to %(high)s days a month; %(month)s: %(last)s of %(n)s answered")
    rows = [
        [label, str(day["low"]), str(bad["low"]), str(day["n"]), str(day["of"])]
        for label, day, bad in zip(labels, days, severe, strict=True)
    ]
    return Picture(
        title=title % numbers,
        alt=_("Bars by month: %s") % "; ".join(f"{row[0]} {row[1]}/{row[3]}" for row in rows),
        head=[_("Month"), _("Headache days"), _("Medium to severe"), _("Answered"), _("Days")],
        rows=rows,
        note=_("Line: days with an answer. A star marks a month that is not whole."),
        data={
            "labels": labels,
            "days": [day["low"] for day in days],
            "severe": [bad["low"] for bad in severe],
            "answered": [day["n"] for day in days],
            "names": [_("headache"), _("medium to severe"), _("days answered")],
            "y": _("days"),
        },
    )


def _label(month: Numbers) -> str:
    first = date.fromisoformat(f"{month['month']}-01")
    return date_format(first, "M y") + ("*" if month["partial"] else "")


def draw(sheet: Any, data: Numbers) -> None:
    """Bars: all headache days, in front the severe ones; a stepped line for the coverage."""
    axes, theme = sheet.axes(), sheet.theme
    places = [float(number) for number in range(len(data["labels"]))]
    for name, step in (("days", 1), ("severe", 3)):
        sheet.bars(axes, places, data[name], width=0.62, colour=theme.steps[step], edge=theme.ink)
    line = {"color": theme.soft, "linewidth": 1, "linestyle": "--"}
    sheet.line(axes, places, data["answered"], drawstyle="steps-mid", **line)
    for place, value in zip(places, data["days"], strict=True):
        sheet.write(axes, place, value + 0.4, str(value), ha="center", va="bottom", fontsize=7)
    axes.set_xlim(-0.7, len(places) - 0.3)
    axes.set_ylim(0, 34)
    every = -(-len(places) // 12)
    sheet.ticks(axes, "x", places[::every], data["labels"][::every])
    sheet.name(axes, y=data["y"])
    blocks = [sheet.block(theme.steps[step]) for step in (1, 3)]
    sheet.legend(axes, list(zip([*blocks, line], data["names"], strict=True)))
