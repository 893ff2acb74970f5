"""What a day is for a person."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.models import User
from diary import days
from diary.models import MODELS
from diary.shapes import Shape
from tests.conftest import Caller

BERLIN, TOKYO, NEW_YORK = "Europe/Berlin", "Asia/Tokyo", "America/New_York"


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def parts(started: str, ended: str, zone: str = BERLIN, **more: Any) -> list[tuple[str, float]]:
    found = days.minutes_by_day(at(started), at(ended), zone, **more)
    return [(day.isoformat(), minutes) for day, minutes in found]


# --- which moment

CHANGES = Path(__file__).parents[1] / "vectors" / "wall_clock" / "changes.json"


def test_where_clocks_change_the_phone_is_told_the_moments_of_zoneinfo() -> None:
    """PEP 495: with fold 0 the offset from before the change counts, skipped or doubled."""
    for one in json.loads(CHANGES.read_text(encoding="utf-8")):
        wall = datetime.fromisoformat(one["wall"]).replace(tzinfo=ZoneInfo(one["zone"]))
        assert wall.astimezone(UTC) == datetime.fromisoformat(one["instant"]), one


# --- which day


def test_an_instant_has_another_date_in_another_zone() -> None:
    instant = at("2026-05-01T23:30:00+09:00")
    assert days.day_of(instant, TOKYO) == date(2026, 5, 1)
    assert days.day_of(instant, NEW_YORK) == date(2026, 5, 1)
    assert days.day_of(at("2026-05-01T08:30:00+09:00"), NEW_YORK) == date(2026, 4, 30)


@pytest.mark.parametrize(
    ("local", "day"),
    [
        ("2026-05-02T03:59:59+02:00", date(2026, 5, 1)),
        ("2026-05-02T04:00:00+02:00", date(2026, 5, 2)),
        ("2026-05-02T00:00:00+02:00", date(2026, 5, 1)),
        # clocks go forward at two and back at three: the wall clock decides
        ("2026-03-29T03:30:00+02:00", date(2026, 3, 28)),
        ("2026-03-29T04:00:00+02:00", date(2026, 3, 29)),
        ("2026-10-25T03:59:00+01:00", date(2026, 10, 24)),
        ("2026-10-25T04:00:00+01:00", date(2026, 10, 25)),
    ],
)
def test_a_diary_day_is_cut_at_four_in_the_morning(local: str, day: date) -> None:
    assert days.diary_day(at(local), BERLIN) == day


def test_a_start_known_to_the_day_alone_is_not_moved_to_the_day_before() -> None:
    midnight = at("2026-05-02T00:00:00+02:00")
    assert days.diary_day(midnight, BERLIN, "day") == date(2026, 5, 2)
    assert days.diary_day(midnight, BERLIN, "part_of_day") == date(2026, 5, 1)


@pytest.mark.parametrize(
    ("precision", "hour"),
    [(None, 14.75), ("minute", 14.75), ("hour", 14.75), ("part_of_day", None), ("day", None)],
)
def test_an_hour_is_told_only_where_it_is_known(precision: str | None, hour: float | None) -> None:
    assert days.hour(at("2026-05-01T14:45:00+02:00"), BERLIN, precision) == hour


# --- minutes on each day


def test_a_night_is_split_at_local_midnight() -> None:
    assert parts("2026-05-01T23:30:00+02:00", "2026-05-02T00:45:00+02:00") == [
        ("2026-05-01", 30),
        ("2026-05-02", 45),
    ]


def test_the_night_the_clock_goes_forward_is_an_hour_short() -> None:
    assert parts("2026-03-28T22:00:00+01:00", "2026-03-30T01:00:00+02:00") == [
        ("2026-03-28", 120),
        ("2026-03-29", 23 * 60),
        ("2026-03-30", 60),
    ]


def test_the_night_the_clock_goes_back_is_an_hour_longer() -> None:
    assert parts("2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00") == [("2026-10-25", 180)]
    assert parts("2026-10-24T23:00:00+02:00", "2026-10-26T00:00:00+01:00") == [
        ("2026-10-24", 60),
        ("2026-10-25", 25 * 60),
    ]


def test_a_day_whose_midnight_does_not_exist_begins_at_the_change() -> None:
    # in Beirut the clock went from midnight to one
    assert parts("2026-03-28T23:00:00+02:00", "2026-03-29T02:00:00+03:00", "Asia/Beirut") == [
        ("2026-03-28", 60),
        ("2026-03-29", 60),
    ]


def test_a_date_that_a_zone_skipped_has_no_minutes() -> None:
    # Samoa had no 30 December 2011
    assert parts("2011-12-29T23:00:00-10:00", "2011-12-31T02:00:00+14:00", "Pacific/Apia") == [
        ("2011-12-29", 60),
        ("2011-12-31", 120),
    ]


def test_a_span_of_no_length_still_touches_its_day() -> None:
    assert parts("2026-05-01T00:00:00+02:00", "2026-05-01T00:00:00+02:00") == [("2026-05-01", 0)]


def test_a_span_that_ends_before_it_begins_touches_nothing() -> None:
    assert parts("2026-05-02T10:00:00+02:00", "2026-05-02T09:00:00+02:00") == []
    assert parts("2026-05-02T10:00:00+02:00", "2026-05-01T09:00:00+02:00") == []


def test_only_the_days_of_a_window_are_told() -> None:
    within = (date(2026, 5, 2), date(2026, 5, 3))
    assert parts("2026-05-01T12:00:00+02:00", "2026-05-05T12:00:00+02:00", within=within) == [
        ("2026-05-02", 24 * 60)
    ]
    late = (date(2026, 6, 1), date(2026, 7, 1))
    assert parts("2026-05-01T12:00:00+02:00", "2026-05-05T12:00:00+02:00", within=late) == []


@settings(max_examples=60, deadline=None)
@given(
    started=st.integers(1_104_537_600, 1_893_456_000).map(
        lambda at: datetime.fromtimestamp(at, UTC)
    ),
    minutes=st.integers(1, 20_000),
    zone=st.sampled_from([BERLIN, TOKYO, NEW_YORK, "Pacific/Apia", "Asia/Beirut", "Asia/Kolkata"]),
)
def test_the_parts_of_a_span_add_up_to_its_length(
    started: datetime, minutes: int, zone: str
) -> None:
    ended = started + timedelta(minutes=minutes)
    found = list(days.minutes_by_day(started, ended, zone))
    assert sum(part for _day, part in found) == pytest.approx(minutes)
    assert [day for day, _part in found] == sorted({day for day, _part in found})
    assert all(0 < part <= 25 * 60 for _day, part in found)


# --- the zone of a person


def zone_of(owner: User) -> str:
    def rows(shape: Shape) -> Any:
        return MODELS[shape.kind].objects.filter(person_id=owner.pk).live()

    return days.zone_of(rows)


def test_a_person_without_any_entry_lives_in_utc(owner: User) -> None:
    assert zone_of(owner) == "UTC"


def test_the_zone_is_that_of_the_last_entry_until_the_profile_names_one(
    owner: User, api: Caller
) -> None:
    start = {"started_at": "2026-03-01T09:40:00+01:00", "time_zone": BERLIN}
    assert api.post("episodes/", start).status_code == 201
    assert zone_of(owner) == BERLIN
    for day, zone in (("2026-03-02", NEW_YORK), ("2026-03-03", TOKYO)):
        assert api.put(f"check-ins/{day}/", {"date": day, "time_zone": zone}).status_code == 201
    assert zone_of(owner) == TOKYO
    assert api.patch("me/", {"profile": {"time_zone": NEW_YORK}}).status_code == 200
    assert zone_of(owner) == NEW_YORK
