"""The entries of the range one by one, filtered by the address; notes where they are shared."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.paginator import Page, Paginator

from care.access import ReadableDiary
from diary import shapes, vocabulary
from diary.models.records import RecordQuerySet
from diary.shapes.instants import read_date
from reports.periods import Window

PAGE: Final = 25
LONGEST_SEARCH: Final = 100
Row = dict[str, Any]


def listed(
    diary: ReadableDiary, window: Window, given: Mapping[str, str], only: Collection[str] | None
) -> tuple[Page[Any], dict[str, Any]]:
    """One page of the table, and the filter as it was understood."""
    chosen = {
        "search": given.get("q", "").strip()[:LONGEST_SEARCH],
        "worst": _worst(given.get("worst", "")),
        "day": read_date(given.get("day", "")),
    }
    rows = _narrowed(diary, window, chosen, only).order_by("-started_at", "-key")
    page = Paginator(rows, PAGE).get_page(given.get("page"))
    page.object_list = _told(diary, list(page.object_list))
    return page, chosen


def _worst(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 3 and int(text) <= 10 else None


def _narrowed(
    diary: ReadableDiary, window: Window, chosen: Mapping[str, Any], only: Collection[str] | None
) -> RecordQuerySet:
    rows = diary.rows(shapes.EPISODES).between(*window)
    if chosen["search"] and "notes" not in diary.hides:
        rows = rows.filter(notes__icontains=chosen["search"])
    if chosen["worst"] is not None:
        rows = rows.filter(peak_intensity__gte=chosen["worst"])
    if chosen["day"]:
        rows = rows.filter(day=chosen["day"])
    return rows if only is None else rows.filter(id__in=[UUID(one) for one in only])


def _told(diary: ReadableDiary, rows: list[Any]) -> list[Row]:
    taken = _taken(diary, {row.id for row in rows})
    return [_row(row, taken.get(row.id, []), diary.hides) for row in rows]


def _row(row: Any, taken: list[str], hides: Collection[str]) -> Row:
    began = row.started_at.astimezone(ZoneInfo(row.time_zone))
    return {
        "id": row.id,
        "kind": vocabulary.EPISODE_KINDS[row.kind] if row.kind not in (None, "headache") else "",
        "began": began.replace(tzinfo=None),
        "exact": row.start_precision not in ("part_of_day", "day"),
        "hours": _hours(row),
        "ended": "unknown" if row.end_unknown else row.ended_at and "known",
        "worst": row.peak_intensity,
        "side": vocabulary.SIDES.get(row.side, ""),
        "start": vocabulary.REGIONS.get(row.start_region, ""),
        "neck": vocabulary.NECK_TIMINGS.get(row.neck_timing, ""),
        "taken": taken,
        "nothing_taken": row.took_medication == "no" and not taken,
        "notes": "" if "notes" in hides else row.notes or "",
        "signs": [vocabulary.WARNING_SIGNS.get(one, one) for one in row.warning_signs or ()],
    }


def _hours(row: Any) -> float | None:
    """How long it went on, as written down."""
    if row.ended_at is None or row.end_unknown or row.ended_at < row.started_at:
        return None
    return float((row.ended_at - row.started_at).total_seconds()) / 3600


def _taken(diary: ReadableDiary, episodes: set[Any]) -> dict[Any, list[str]]:
    """The names of what was taken, by episode."""
    names = dict(diary.rows(shapes.MEDICATIONS).values_list("id", "name"))
    doses = diary.rows(shapes.DOSES).filter(episode__in=episodes).order_by("taken_at")
    taken: dict[Any, list[str]] = {}
    for episode, medication in doses.values_list("episode", "medication"):
        taken.setdefault(episode, []).append(names.get(medication, "?"))
    return taken
