"""What a report takes from the records as they were written: names, questions, notes.

Bounded: a page has room for so much, and says when there was more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from care.access import ReadableDiary
from diary import shapes
from diary.shapes.instants import show_instant
from reports.periods import Window

MOST_TREATMENTS, MOST_QUESTIONS, MOST_NOTES, MOST_MARKS = 8, 3, 30, 30
LONGEST_TEXT: Final = 400
# A treatment that ended so long before the period is no longer of interest.
LOOK_BACK: Final = timedelta(days=730)
Row = dict[str, Any]


def read(diary: ReadableDiary, window: Window) -> dict[str, Any]:
    """The rows of the window that a report names."""
    return {
        "birth_year": _birth_year(diary),
        "medicines": _medicines(diary),
        "treatments": _treatments(diary, window),
        "marks": _marks(diary, window),
        **_visits(diary, window),
        "scores": _scores(diary, window),
        "findings": _findings(diary, window),
        "signs": _signs(diary, window),
        "notes": _notes(diary, window),
    }


def cut(text: str | None, longest: int = LONGEST_TEXT) -> str:
    """A text that fits; an ellipsis tells that there was more."""
    text = " ".join((text or "").split())
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _birth_year(diary: ReadableDiary) -> int | None:
    row = diary.rows(shapes.PROFILE).first()
    return row.values["birth_year"] if row else None


def _medicines(diary: ReadableDiary) -> dict[str, Row]:
    fields = ("id", "name", "drug_class", "strength", "unit", "started_on", "ended_on")
    rows = diary.rows(shapes.MEDICATIONS).values(*fields)
    return {str(row["id"]): _shown(row) for row in rows}


def _treatments(diary: ReadableDiary, window: Window) -> list[Row]:
    """Courses under way in the last two years before the end, the newest first."""
    rows = diary.rows(shapes.TREATMENTS).between(window[1] - LOOK_BACK, window[1])
    fields = ("id", "kind", "name", "started_on", "ended_on", "global_change")
    found = [_shown(row) for row in rows.order_by("-started_on").values(*fields)[:MOST_TREATMENTS]]
    wanted = {row["id"] for row in found}
    held = diary.rows(shapes.SESSIONS).between(None, window[1])
    counts: dict[str, int] = {}
    for (treatment,) in held.values_list("treatment"):
        if str(treatment) in wanted:
            counts[str(treatment)] = counts.get(str(treatment), 0) + 1
    return [row | {"sessions": counts.get(row["id"], 0)} for row in found]


def _marks(diary: ReadableDiary, window: Window) -> list[Row]:
    rows = diary.rows(shapes.MARKS).between(*window).order_by("-on")
    fields = ("on", "until", "label", "exclude_from_statistics")
    return [_shown(row) for row in rows.values(*fields)[:MOST_MARKS]]


def _visits(diary: ReadableDiary, window: Window) -> dict[str, Any]:
    """The questions of the next visit (or the last one with any), and what was agreed last."""
    # a visit to come is entered ahead, so its questions lie after the period
    fields = ("on", "questions", "agreed", "target_headache_days")
    rows = list(diary.rows(shapes.VISITS).order_by("on").values(*fields))
    to_come = [row for row in rows if row["on"] >= window[1] and row["questions"]]
    asked = to_come[:1] or [row for row in rows if row["questions"]][-1:]
    agreed = [row for row in rows if row["on"] < window[1] and row["agreed"]][-1:]
    return {
        "questions": [cut(q) for q in asked[0]["questions"][:MOST_QUESTIONS]] if asked else [],
        "more_questions": max(0, len(asked[0]["questions"]) - MOST_QUESTIONS) if asked else 0,
        "agreed": _shown(agreed[0]) if agreed else None,
    }


def _scores(diary: ReadableDiary, window: Window) -> list[Row]:
    rows = diary.rows(shapes.SCORES).between(window[1] - LOOK_BACK, window[1])
    fields = ("instrument", "total", "taken_on")
    return [_shown(row) for row in rows.order_by("-taken_on").values(*fields)[:4]][::-1]


def _findings(diary: ReadableDiary, window: Window) -> list[Row]:
    rows = diary.rows(shapes.FINDINGS).between(window[1] - LOOK_BACK, window[1])
    fields = ("on", "kind", "side", "degrees", "result")
    return [_shown(row) for row in rows.order_by("-on").values(*fields)[:4]]


def _signs(diary: ReadableDiary, window: Window) -> Row:
    """Warning signs that were ticked in the window, and on how many entries they were asked."""
    days: dict[str, set[str]] = {}
    asked = 0
    for shape in (shapes.EPISODES, shapes.CHECK_INS):
        rows = diary.rows(shape).between(*window).values_list("day", "warning_signs")
        for day, signs in rows:
            asked += signs is not None
            for sign in signs or ():
                days.setdefault(sign, set()).add(day.isoformat())
    ticked = [{"sign": sign, "days": len(on), "last": max(on)} for sign, on in days.items()]
    return {"asked": asked, "ticked": sorted(ticked, key=lambda row: row["sign"])}


def _notes(diary: ReadableDiary, window: Window) -> dict[str, str]:
    """The notes of the last episodes, by id; none where this reader does not get to see them."""
    if "notes" in diary.hides:
        return {}
    rows = diary.rows(shapes.EPISODES).between(*window).order_by("-day")
    found: Iterable[tuple[Any, str | None]] = rows.values_list("id", "notes")[:MOST_NOTES]
    return {str(id): cut(notes) for id, notes in found if notes}


def _shown(row: Row) -> Row:
    return {name: _value(value) for name, value in row.items()}


def _value(value: Any) -> Any:
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if hasattr(value, "tzinfo"):
        return show_instant(value)
    return value.isoformat() if hasattr(value, "isoformat") else cut(str(value))
