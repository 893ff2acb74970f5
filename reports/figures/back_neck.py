"""Neck and back pain beside headache days, in spans of 28 days."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing
from reports.numbers import number
from reports.phrases.changes import TREND_NAMES

PAINS = ("neck_pain", "upper_back_pain", "low_back_pain")
MOST_SPANS = 40


def describe(summary: Numbers) -> Picture:
    """The mean pain of each span, and its headache days."""
    trends = {row["outcome"]: row["periods"][-MOST_SPANS:] for row in summary["trends"]}
    pains = [name for name in PAINS if any(p["value"] is not None for p in trends.get(name, []))]
    if not pains:
        return nothing(_("Back and neck pain: no answers over time yet"))
    headaches = {p["start"]: p for p in trends.get("headache_day", [])}
    starts = sorted({p["start"] for name in pains for p in trends[name]} | set(headaches))
    labels = [date_format(date.fromisoformat(start), "SHORT_DATE_FORMAT") for start in starts]
    series = {name: {p["start"]: p for p in trends[name]} for name in pains}
    names = [str(TREND_NAMES[name]) for name in pains]
    rows = [
        [label, *(_cell(points.get(start)) for points in [*series.values(), headaches])]
        for label, start in zip(labels, starts, strict=True)
    ]
    known = [p for p in trends[pains[0]] if p["value"] is not None]
    ends = {"first": number(known[0]["value"]), "last": number(known[-1]["value"])}
    return Picture(
        title=_("%(name)s from %(first)s to %(last)s of 10 on average, in spans of 28 days")
        % {"name": names[0], **ends},
        alt="; ".join(" ".join(row) for row in rows),
        head=[_("28 days from"), *names, _("Headache days in 28")],
        rows=rows,
        note=_("In brackets in the table: days answered."),
        data={
            "labels": labels,
            "series": [[_value(points.get(start)) for start in starts]
                       for points in series.values()],
            "headaches": [_value(headaches.get(start)) for start in starts],
            "names": [*names, _("headache days in 28 (right)")],
            "y": _("mean pain, 0 to 10"),
            "right": _("days in 28"),
        },
    )  # fmt: skip


def _value(point: Numbers | None) -> float | None:
    return point["value"] if point else None


def _cell(point: Numbers | None) -> str:
    if point is None or point["value"] is None:
        return "–"
    return f"{number(point['value'])} ({point['observed']})"


def draw(sheet: Any, data: Numbers) -> None:
    """Lines for pain, grey bars for headache days on an axis of their own."""
    left, theme = sheet.axes(right=1 - 0.08 / sheet.share, top=0.87), sheet.theme
    right = sheet.twin(left)
    places = [float(nth) for nth in range(len(data["labels"]))]
    days = [value or 0 for value in data["headaches"]]
    sheet.bars(right, places, days, width=0.8, colour=theme.faint)
    looks = []
    for nth, values in enumerate(data["series"]):
        plain = [float("nan") if value is None else value for value in values]
        looks.append({"marker": "os^"[nth], "linestyle": ("-", "--", ":")[nth],
                      "markersize": 4, "linewidth": 1.2})  # fmt: skip
        sheet.line(left, places, plain, **looks[-1])
    for axes in (left, right):
        axes.set_xlim(-0.7, len(places) - 0.3)
    left.set_ylim(0, 10.8)
    right.set_ylim(0, 30)
    every = -(-len(places) // 8)
    sheet.ticks(left, "x", places[::every], data["labels"][::every])
    sheet.name(left, y=data["y"])
    sheet.name(right, y=data["right"])
    looks.append(sheet.block(theme.faint))
    sheet.legend(left, list(zip(looks, data["names"], strict=True)))
