"""The calendar of the last months: a day without an answer is blank."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.blocks.parts import Block, Summary, lines
from reports.figures import calendar

MONTHS: Final = 3


def months(summary: Summary) -> list[Block]:
    marked = _marked(summary)
    rows = [
        {"label": date_format(month, "M Y"), "cells": _month(month, cells, marked)}
        for month, cells in calendar.months(summary, MONTHS)
    ]
    legend = _(
        "0 clear; 1–3 by pain (1–3, 4–6, 7–10) or a day lost = 3; • strength unknown; blank: no "
        "answer. P painkiller, T triptan, C combination, O opioid, E ergot, G gepant, X other, "
        "? unknown; a aura, m menstruation, ▲ change or mark."
    )
    return [{"kind": "calendar", "name": _("Calendar"), "rows": rows}, lines(legend)]


def _marked(summary: Summary) -> set[str]:
    days = {mark["on"] for mark in summary["marks"]}
    return days | {row["started_on"] for row in summary["treatments"]}


def _month(month: date, cells: list[Mapping[str, Any]], marked: set[str]) -> list[Block]:
    by_day = {cell["day"]: cell for cell in cells}
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    found = []
    for place in range(1, 32):
        cell = by_day.get(month.replace(day=place).isoformat()) if place <= last.day else None
        grade = cell["grade"] if cell else None
        sign = "" if grade is None else "•" if grade == "unknown" else str(grade)
        more = calendar.letters(cell) if cell else ""
        if cell and cell["day"] in marked:
            more += "▲"
        step = 2 if grade == "unknown" else grade
        found.append({"sign": sign, "more": more, "step": step, "there": place <= last.day})
    return found
