"""What a day is for a person: it has a zone, 23 to 25 hours, and no end before they sleep."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from diary.models.records import RecordQuerySet
from diary.shapes import CHECK_INS, EPISODES, PROFILE, Shape
from diary.shapes.instants import local_day, zone

DAY = timedelta(days=1)
# Whoever is awake at three has not begun a new day.
CUT = timedelta(hours=4)
WITHOUT_HOUR = frozenset({"part_of_day", "day"})


def day_of(instant: datetime, zone_name: str) -> date:
    """The civil date an instant falls on in a zone; of now, it is today."""
    return local_day(instant, zone_name)


def zone_of(rows_of: Callable[[Shape], RecordQuerySet]) -> str:
    """The zone a person lives in: the profile's, else that of the last entry, else UTC."""
    named = rows_of(PROFILE).values_list("time_zone", flat=True).first()
    return named or _last_zone(rows_of, CHECK_INS) or _last_zone(rows_of, EPISODES) or "UTC"


def _last_zone(rows_of: Callable[[Shape], RecordQuerySet], shape: Shape) -> str | None:
    last: str | None = rows_of(shape).order_by("-day").values_list("time_zone", flat=True).first()
    return last


def diary_day(instant: datetime, zone_name: str, precision: str | None = None) -> date:
    """The local date of a day that is cut at 04:00.

    Of a start known to the day only, the hour is a placeholder and moves nothing.
    """
    local = instant.astimezone(zone(zone_name)).replace(tzinfo=None)
    return (local if precision == "day" else local - CUT).date()


def hour(instant: datetime, zone_name: str, precision: str | None = None) -> float | None:
    """The local time in hours, 0 to under 24; None where only a part of the day is known."""
    if precision in WITHOUT_HOUR:
        return None
    local = instant.astimezone(zone(zone_name))
    return local.hour + local.minute / 60


def minutes_by_day(
    started: datetime, ended: datetime, zone_name: str, *, within: tuple[date, date] | None = None
) -> Iterator[tuple[date, float]]:
    """Elapsed minutes of a span on each local day it touches, oldest first.

    Measured in UTC, so that a night in which the clock is changed is as long as it was. `within`
    leaves out days beyond a half-open window. Nothing for a span that ends before it begins.
    """
    day, last = local_day(started, zone_name), local_day(ended, zone_name)
    if within:
        day, last = max(day, within[0]), min(last, within[1] - DAY)
    while day <= last:
        begin, end = midnight(day, zone_name), midnight(day + DAY, zone_name)
        minutes = (min(ended, end) - max(started, begin)).total_seconds() / 60
        # a date that a zone skipped when it crossed the date line has no minutes
        if minutes > 0 or started == ended:
            yield day, minutes
        day += DAY


def midnight(day: date, zone_name: str) -> datetime:
    """The instant at which a local date begins, in UTC."""
    return datetime.combine(day, time(), zone(zone_name)).astimezone(UTC)
