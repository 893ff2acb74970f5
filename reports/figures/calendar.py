"""Every day of the last months: how strong, what was taken; blank is not clear."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing

MOST_MONTHS = 12
LETTERS = {
    "triptan": "T", "ergot": "E", "paracetamol": "P", "aspirin": "P", "nsaid": "P",
    "other_nonopioid": "P", "opioid": "O", "combination": "C", "gepant": "G", "other_acute": "X",
}  # fmt: skip


def letters(cell: Numbers) -> str:
    """What was taken, aura and menstruation of a day, by letters."""
    taken = sorted({LETTERS[name] for name in cell["classes"]}) or (["?"] if cell["acute"] else [])
    return "".join(taken) + ("a" if cell["aura"] else "") + ("m" if cell["menstruation"] else "")


def months(summary: Numbers, most: int) -> list[tuple[date, list[Numbers]]]:
    """The cells by month, the last ones, oldest first."""
    found: dict[date, list[Numbers]] = {}
    for cell in summary["calendar"]["cells"]:
        found.setdefault(date.fromisoformat(cell["day"]).replace(day=1), []).append(cell)
    return sorted(found.items())[-most:]


def describe(summary: Numbers) -> Picture:
    """The last twelve months of the period."""
    shown = months(summary, MOST_MONTHS)
    cells = [cell for _month, row in shown for cell in row]
    known = [cell for cell in cells if cell["grade"] is not None]
    if not known:
        return nothing(_("Calendar: no day has an answer yet"))
    numbers = {
        "k": sum(cell["grade"] != 0 for cell in known),
        "n": len(known),
        "blank": len(cells) - len(known),
    }
    title = _("Headache on %(k)s of %(n)s answered days; %(blank)s days have no answer") % numbers
    return Picture(
        title=title,
        alt=title,
        head=[_("Month"), _("Clear"), "1", "2", "3", _("Strength unknown"), _("No answer")],
        rows=[_row(month, row) for month, row in shown],
        note=_(
            "Empty square: clear; 1 to 3 by pain (1–3, 4–6, 7–10) or a lost day; • strength not "
            "known; no square: no answer. P, T, C, O, X: painkiller, triptan, combination, "
            "opioid, other."
        ),
        data={
            "rows": [
                {
                    "label": date_format(month, "M y"),
                    "cells": [[int(cell["day"][8:]), cell["grade"], letters(cell)] for cell in row],
                }
                for month, row in shown
            ]
        },
    )


def _row(month: date, cells: list[Numbers]) -> list[str]:
    grades = [cell["grade"] for cell in cells]
    counts = [str(grades.count(grade)) for grade in (0, 1, 2, 3, "unknown", None)]
    return [date_format(month, "M y"), *counts]


def draw(sheet: Any, data: Numbers) -> None:
    """A square a day, its number in it, so that grey alone carries nothing.

    Months are lines, or columns where there is little room beside each other.
    """
    down = sheet.is_narrow
    axes, theme = sheet.blank(left=0.09, right=0.99), sheet.theme

    def at(day: float, month: float) -> tuple[float, float]:
        return (month, day) if down else (day, month)

    squares, colours = [], []
    for line, row in enumerate(data["rows"]):
        words = row["label"].split()[::-1] if down else [row["label"]]
        for nth, word in enumerate(words):
            sheet.write(axes, *at(0.2 - nth, line + 0.5), word, va="center",
                        ha="center" if down else "right")  # fmt: skip
        for day, grade, taken in row["cells"]:
            if grade is None:
                continue
            step = 2 if grade == "unknown" else grade
            squares.append(at(day - 0.46, line + 0.04))
            colours.append(theme.steps[step])
            sign = "•" if grade == "unknown" else str(grade or "")
            if not sign + taken:
                continue  # a clear day is its square: 365 texts would take a second
            ink = theme.paper if step >= 2 else theme.ink
            sheet.write(axes, *at(day, line + 0.52), sign + taken[:2], ha="center", va="center",
                        fontsize=5.5, color=ink)  # fmt: skip
    sheet.fields(axes, squares, (0.92, 0.92), colours)
    for day in range(1, 32):
        sheet.write(axes, *at(day, -0.25), str(day), ha="center", va="center", fontsize=5.5,
                    color=theme.soft)  # fmt: skip
    days, months = (-1.5, 31.6), (-0.6, max(4, len(data["rows"])))
    axes.set_xlim(*(months if down else days))
    axes.set_ylim(*reversed(days if down else months))
