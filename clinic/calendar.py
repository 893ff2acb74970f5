"""A calendar of the range: a row a month; a day without an answer is blank and not 0."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.figures import calendar

MOST_MONTHS = 13


def months(summary: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The months of the range, the latest last."""
    return [
        {"name": date_format(first, "M Y"), "cells": _cells(row)}
        for first, row in calendar.months(summary, MOST_MONTHS)
    ]


def _cells(row: list[Mapping[str, Any]]) -> list[dict[str, Any] | None]:
    """A cell for each of 31 columns; None is outside the range or the month."""
    by_day = {date.fromisoformat(cell["day"]).day: cell for cell in row}
    return [_cell(by_day[number]) if number in by_day else None for number in range(1, 32)]


def _cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    grade, worst = cell["grade"], cell["worst"]
    day = date.fromisoformat(cell["day"])
    taken = calendar.letters(cell)
    return {
        "day": cell["day"],
        "step": {None: "blank", "unknown": "unknown"}.get(grade, f"step-{grade}"),
        "sign": _sign(grade, worst),
        "taken": taken,
        "hurts": grade not in (None, 0),
        "says": f"{date_format(day, 'SHORT_DATE_FORMAT')}: {_said(grade, worst)}" + _marks(taken),
    }


def _sign(grade: Any, worst: float | None) -> str:
    if grade is None:
        return ""
    if grade == 0:
        return "·"
    return "•" if worst is None else str(int(worst))


def _said(grade: Any, worst: float | None) -> str:
    if grade is None:
        return _("no answer")
    if grade == 0:
        return _("no headache")
    if worst is None:
        return _("headache, strength not known")
    return _("headache, worst pain %s of 10") % int(worst)


def _marks(taken: str) -> str:
    return f"; {taken}" if taken else ""
