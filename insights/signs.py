"""Is a warning sign under way: ticked in the last two weeks, and not yet seen to?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final

from care.access import ReadableDiary
from diary import shapes

RECENT: Final = timedelta(days=14)
SETTLED: Final = frozenset({"resolved", "my_usual_checked"})
# Of tier D: worth showing a doctor soon, but nothing to wait for.
HIDES_NOTHING: Final = frozenset({"different_from_usual", "cough_or_strain", "new_over_50"})


def under_way(diary: ReadableDiary, now: datetime) -> bool:
    """Whether the pattern is paused until somebody has looked at what was ticked."""
    since = (now - RECENT).date()
    ticked = _ticked(diary, since)
    return bool(ticked) and not ticked <= _settled(diary, since)


def _ticked(diary: ReadableDiary, since: date) -> frozenset[str]:
    answers = [
        diary.rows(shape).between(since, None).values_list("warning_signs", flat=True)
        for shape in (shapes.EPISODES, shapes.CHECK_INS)
    ]
    return _all(signs for rows in answers for signs in rows) - HIDES_NOTHING


def _settled(diary: ReadableDiary, since: date) -> frozenset[str]:
    cards = diary.rows(shapes.ACKNOWLEDGEMENTS).between(since, None).filter(answer__in=SETTLED)
    return _all(cards.values_list("signs", flat=True))


def _all(lists: Iterable[list[str] | None]) -> frozenset[str]:
    return frozenset(sign for signs in lists for sign in signs or ())
