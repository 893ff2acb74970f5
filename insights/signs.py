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
    settled = _settled(diary, since)
    ticked = _ticked(diary, since)
    return any(day > settled.get(sign, date.min) for sign, day in ticked.items())


def _ticked(diary: ReadableDiary, since: date) -> dict[str, date]:
    rows = [
        diary.rows(shape).between(since, None).values_list("day", "warning_signs")
        for shape in (shapes.EPISODES, shapes.CHECK_INS)
    ]
    last = _last_days(answer for answers in rows for answer in answers)
    return {sign: day for sign, day in last.items() if sign not in HIDES_NOTHING}


def _settled(diary: ReadableDiary, since: date) -> dict[str, date]:
    cards = diary.rows(shapes.ACKNOWLEDGEMENTS).between(since, None).filter(answer__in=SETTLED)
    return _last_days(cards.values_list("day", "signs"))


def _last_days(answers: Iterable[tuple[date, list[str] | None]]) -> dict[str, date]:
    """The last day of each sign."""
    last: dict[str, date] = {}
    for day, signs in answers:
        for sign in signs or ():
            last[sign] = max(day, last.get(sign, day))
    return last
