"""Is a warning sign under way: an entry of the last two weeks that nobody has looked at yet?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final

from care.access import ReadableDiary
from diary import shapes
from diary.services import documents
from diary.shapes.instants import zone
from diary.warning_signs import rules

RECENT: Final = timedelta(days=14)
# Having read a card settles nothing; having been seen to does.
SETTLED: Final = ("resolved", "my_usual_checked")
# The others are worth showing a doctor soon, but nothing to wait for.
PAUSES: Final = frozenset({"E", "S"})


def under_way(diary: ReadableDiary, now: datetime, time_zone: str) -> bool:
    """Whether the pattern is paused until somebody has looked at what was written down."""
    return latest(diary, now, time_zone) is not None


def latest(diary: ReadableDiary, now: datetime, time_zone: str) -> date | None:
    """The last local day of an entry whose warning sign nobody has settled."""
    since = (now - RECENT).date()
    entries = [
        entry
        for shape in (shapes.EPISODES, shapes.CHECK_INS)
        for entry in _dated(diary.rows(shape).between(since, None))
    ]
    if not entries:
        return None
    profile = next(_shown(diary.rows(shapes.PROFILE)), None)
    seen_to = diary.rows(shapes.ACKNOWLEDGEMENTS).filter(answer__in=SETTLED)
    answers = list(_shown(seen_to))
    around = {
        "medications": list(_shown(diary.rows(shapes.MEDICATIONS))),
        "sessions": _sessions(diary),
    }
    here = now.astimezone(zone(time_zone))
    days = [
        day
        for day, entry in entries
        for card in rules.evaluate(entry, profile, answers, here, around=around)
        if card["tier"] in PAUSES
    ]
    return max(days, default=None)


def _shown(rows: Any) -> Iterator[dict[str, Any]]:
    return (entry for _day, entry in _dated(rows))


def _dated(rows: Any) -> Iterator[tuple[date, dict[str, Any]]]:
    for family in documents.families(list(rows)):
        yield family.row.day, documents.show(family)


def _sessions(diary: ReadableDiary) -> list[dict[str, Any]]:
    kinds = dict(diary.rows(shapes.TREATMENTS).values_list("id", "kind"))
    rows = diary.rows(shapes.SESSIONS).values_list("treatment", "on")
    return [{"kind": kinds.get(treatment), "on": on.isoformat()} for treatment, on in rows]
