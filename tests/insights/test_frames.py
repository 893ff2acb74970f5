"""Rows become frames: tables small enough to check by hand."""

from datetime import UTC, date, datetime
from typing import Any

import pandas as pd
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from analytics import days as person_days
from analytics.frames import Frames
from care.access import ReadableDiary
from diary import changes
from diary.models import Episode
from insights import frames
from tests.conftest import Caller
from tests.insights.diaries import (
    BERLIN,
    NEW_YORK,
    TOKYO,
    at,
    check_ins,
    episode,
    identity,
    keep,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 10, 12, tzinfo=UTC)
MAY = (date(2026, 5, 1), date(2026, 6, 1))


def read(diary: ReadableDiary, window: tuple[date, date] = MAY, now: datetime = NOW) -> Frames:
    return frames.read(diary, window, now)


def minutes(found: Frames) -> list[tuple[int, str, float | None]]:
    """Episode, day and minutes; None where the minutes are not known."""
    return [
        (int(row.episode[-4:]), f"{row.day:%m-%d}", None if pd.isna(row.minutes) else row.minutes)
        for row in found.episode_days.sort_values(["episode", "day"]).itertuples()
    ]


def row_of(found: Frames, number: int) -> Any:
    return found.episodes.set_index("id").loc[identity(number)]


# --- episodes


def test_an_evening_headache_counts_on_two_civil_days_and_one_diary_day(owner: User) -> None:
    diary = keep(
        owner, episodes=[episode(1, "2026-05-04T22:00:00+02:00", "2026-05-05T02:30:00+02:00")]
    )
    found = read(diary)
    assert minutes(found) == [(1, "05-04", 120), (1, "05-05", 150)]
    row = row_of(found, 1)
    assert (row.start_day, row.diary_day, row.last_diary_day) == (
        pd.Timestamp("2026-05-04"),
        pd.Timestamp("2026-05-04"),
        pd.Timestamp("2026-05-04"),
    )
    assert row.start_hour == 22


def test_the_night_the_clock_goes_forward_has_23_hours(owner: User) -> None:
    diary = keep(
        owner, episodes=[episode(1, "2026-03-28T21:00:00+01:00", "2026-03-30T06:00:00+02:00")]
    )
    found = read(diary, (date(2026, 3, 1), date(2026, 4, 1)))
    assert minutes(found) == [(1, "03-28", 180), (1, "03-29", 1380), (1, "03-30", 360)]
    assert row_of(found, 1).last_diary_day == pd.Timestamp("2026-03-30")


def test_the_night_the_clock_goes_back_has_25_hours(owner: User) -> None:
    diary = keep(
        owner,
        episodes=[
            episode(1, "2026-10-24T23:30:00+02:00", "2026-10-26T00:15:00+01:00"),
            # from half past one to half past three by the clock, and three hours long
            episode(2, "2026-10-25T01:30:00+02:00", "2026-10-25T03:30:00+01:00"),
        ],
    )
    found = read(diary, (date(2026, 10, 1), date(2026, 11, 1)), at("2026-11-02T12:00:00+01:00"))
    assert minutes(found) == [
        (1, "10-24", 30),
        (1, "10-25", 1500),
        (1, "10-26", 15),
        (2, "10-25", 180),
    ]


def test_each_entry_has_its_days_in_the_zone_it_was_made_in(owner: User) -> None:
    """Tokyo on Friday evening, then over the date line to New York, where it is Friday again."""
    diary = keep(
        owner,
        episodes=[
            episode(1, "2026-05-08T23:30:00+09:00", "2026-05-09T01:00:00+09:00", time_zone=TOKYO),
            episode(
                2, "2026-05-08T21:00:00-04:00", "2026-05-09T00:45:00-04:00", time_zone=NEW_YORK
            ),
        ],
        doses=[
            {
                "id": identity(5),
                "medication": identity(9),
                "taken_at": "2026-05-09T00:30:00+09:00",
                "time_zone": TOKYO,
            },
            {
                "id": identity(6),
                "medication": identity(9),
                "taken_at": "2026-05-09T00:30:00-04:00",
                "time_zone": NEW_YORK,
            },
        ],
    )
    found = read(diary)
    assert minutes(found) == [
        (1, "05-08", 30),
        (1, "05-09", 60),
        (2, "05-08", 180),
        (2, "05-09", 45),
    ]
    assert [f"{day:%m-%d}" for day in found.doses["day"]] == ["05-09", "05-09"]
    assert [row_of(found, number).start_hour for number in (1, 2)] == [23.5, 21.0]


def test_an_episode_that_goes_on_reaches_until_now(owner: User) -> None:
    diary = keep(owner, episodes=[episode(1, "2026-05-30T12:00:00+02:00")])
    found = read(diary, now=at("2026-05-31T06:00:00+02:00"))
    assert minutes(found) == [(1, "05-30", 720), (1, "05-31", 360)]
    row = row_of(found, 1)
    assert row.last_diary_day == pd.Timestamp("2026-05-31")
    assert pd.isna(row.ended_at)


def test_one_that_was_never_ended_does_not_cover_the_next_of_its_kind(owner: User) -> None:
    diary = keep(
        owner,
        episodes=[
            episode(1, "2026-05-02T12:00:00+02:00"),
            episode(2, "2026-05-03T10:00:00+02:00", "2026-05-03T11:00:00+02:00"),
            episode(3, "2026-05-02T20:00:00+02:00", "2026-05-02T21:00:00+02:00", kind="back"),
        ],
    )
    assert minutes(read(diary)) == [
        (1, "05-02", 720),
        (1, "05-03", 600),
        (2, "05-03", 60),
        (3, "05-02", 60),
    ]


def test_without_a_known_end_only_the_day_of_the_start_is_known(owner: User) -> None:
    diary = keep(owner, episodes=[episode(1, "2026-05-02T12:00:00+02:00", end_unknown=True)])
    found = read(diary)
    assert minutes(found) == [(1, "05-02", None)]
    assert pd.isna(row_of(found, 1).last_diary_day)


def test_an_end_before_the_start_is_no_end(owner: User) -> None:
    """A clock that was put back; a merge of two phones can bring it about."""
    diary = keep(owner, episodes=[episode(1, "2026-05-02T12:00:00+02:00")])
    with_clock_put_back(owner, 1, at("2026-05-02T09:00:00+02:00"))
    found = read(diary)
    assert minutes(found) == [(1, "05-02", None)]
    assert pd.isna(row_of(found, 1).last_diary_day)


def with_clock_put_back(owner: User, number: int, ended_at: datetime) -> None:
    with changes.writing(owner.pk, author=None, channel="test"):
        Episode.objects.filter(id=identity(number)).update(ended_at=ended_at)


def test_a_start_known_to_the_day_has_no_hour_and_stays_on_its_day(owner: User) -> None:
    diary = keep(
        owner,
        episodes=[
            episode(
                1,
                "2026-05-02T00:00:00+02:00",
                "2026-05-02T01:00:00+02:00",
                start_precision="day",
            ),
            episode(
                2,
                "2026-05-04T02:00:00+02:00",
                "2026-05-04T03:00:00+02:00",
                start_precision="part_of_day",
            ),
        ],
    )
    found = read(diary)
    assert found.episodes["start_hour"].isna().all()
    # the end at one in the morning may not lie before the start
    assert (
        row_of(found, 1).diary_day == row_of(found, 1).last_diary_day == pd.Timestamp("2026-05-02")
    )
    assert row_of(found, 2).diary_day == pd.Timestamp("2026-05-03")


def test_days_far_before_the_window_are_not_spelled_out_but_their_headaches_are_there(
    owner: User,
) -> None:
    diary = keep(
        owner,
        episodes=[episode(1, "2019-05-02T12:00:00+02:00", "2019-05-09T12:00:00+02:00")],
    )
    found = read(diary)
    assert len(found.episodes) == 1
    assert found.episode_days.empty


def test_what_begins_on_the_last_day_or_later_is_not_read(owner: User) -> None:
    diary = keep(
        owner,
        episodes=[
            episode(1, "2026-05-31T23:59:00+02:00", "2026-06-01T05:00:00+02:00"),
            episode(2, "2026-06-01T00:00:00+02:00", "2026-06-01T05:00:00+02:00"),
        ],
        check_ins=check_ins(date(2026, 5, 31), ["no", "no"]),
    )
    found = read(diary)
    assert list(found.episodes["id"]) == [identity(1)]
    assert minutes(found) == [(1, "05-31", 1)]
    assert len(found.check_ins) == 1


# --- everything else


def test_deleted_rows_are_not_read(owner: User, api: Caller) -> None:
    diary = keep(
        owner,
        episodes=[
            episode(1, "2026-05-02T12:00:00+02:00", "2026-05-02T13:00:00+02:00"),
            episode(2, "2026-05-03T12:00:00+02:00", "2026-05-03T13:00:00+02:00"),
        ],
        check_ins=check_ins(date(2026, 5, 2), ["yes", "yes"]),
    )
    assert api.delete(f"episodes/{identity(1)}/").status_code == 204
    assert api.delete("check-ins/2026-05-02/").status_code == 204
    found = read(diary)
    assert list(found.episodes["id"]) == [identity(2)]
    assert [f"{day:%d}" for day in found.check_ins["date"]] == ["03"]


def test_readings_have_the_days_of_their_episode_and_go_with_it(owner: User, api: Caller) -> None:
    readings = [
        {"id": identity(70), "at": "2026-05-08T23:40:00+09:00", "intensity": 4},
        {"id": identity(71), "at": "2026-05-09T00:20:00+09:00", "intensity": 6},
    ]
    flown = episode(
        1,
        "2026-05-08T23:30:00+09:00",
        "2026-05-09T01:00:00+09:00",
        time_zone=TOKYO,
        readings=readings,
    )
    diary = keep(owner, episodes=[flown])
    found = read(diary).readings
    assert [(f"{row.day:%m-%d}", row.intensity) for row in found.itertuples()] == [
        ("05-08", 4),
        ("05-09", 6),
    ]
    assert set(found["episode"]) == {identity(1)}
    assert api.delete(f"episodes/{identity(1)}/").status_code == 204
    assert read(diary).readings.empty


def test_not_answered_stays_apart_from_no_and_none(owner: User) -> None:
    diary = keep(
        owner,
        episodes=[
            episode(
                1,
                "2026-05-02T12:00:00+02:00",
                "2026-05-02T13:00:00+02:00",
                autonomic=[],
                nausea="none",
                vomiting=False,
                peak_intensity=0,
            )
        ],
        check_ins=check_ins(date(2026, 5, 2), ["no"], sitting_hours=0, factors={}),
    )
    found = read(diary)
    row = row_of(found, 1)
    assert (row.autonomic, row.nausea, row.vomiting, row.peak_intensity) == ([], "none", False, 0)
    assert row.aura is None
    assert pd.isna(row.photophobia) and pd.isna(row.osmophobia) and pd.isna(row.upright_minutes)
    day = found.check_ins.iloc[0]
    assert day.sitting_hours == 0
    assert day.factors == {}
    assert pd.isna(day.stress) and pd.isna(day.painkillers_taken)


def test_a_late_entry_keeps_when_it_was_written_down(owner: User) -> None:
    late = episode(
        1,
        "2026-05-02T12:00:00+02:00",
        "2026-05-02T13:00:00+02:00",
        logged_at="2026-05-05T12:00:00+02:00",
    )
    diary = keep(owner, episodes=[late])
    assert row_of(read(diary), 1).logged_at == at("2026-05-05T12:00:00+02:00")


def test_medicines_courses_marks_and_the_profile_come_along(owner: User) -> None:
    diary = keep(
        owner,
        profile={"birth_year": 1984, "suspected_factors": ["weather"]},
        medications=[{"id": identity(9), "name": "Sumatriptan", "drug_class": "triptan"}],
        treatments=[
            {
                "id": identity(20),
                "kind": "physiotherapy",
                "started_on": "2026-05-03",
                "sessions": [{"id": identity(21), "on": "2026-05-04", "minutes": 25}],
            }
        ],
        marks=[{"id": identity(30), "on": "2026-05-06", "label": "A cold"}],
        custom_factors=[
            {"id": identity(40), "label": "Choir", "kind": "yes_no"},
            {"id": identity(41), "label": "Fan", "kind": "scale", "archived": True},
        ],
    )
    found = read(diary)
    assert found.profile["birth_year"] == 1984
    assert list(found.medications["drug_class"]) == ["triptan"]
    assert list(found.treatments["kind"]) == ["physiotherapy"]
    assert list(found.sessions["treatment"]) == [identity(20)]
    assert list(found.marks["label"]) == ["A cold"]
    assert frames.custom_factors(diary) == {identity(40): frames.Factor("yes_no", "Choir")}


def test_a_diary_takes_one_query_a_kind(owner: User) -> None:
    diary = keep(
        owner,
        episodes=[
            episode(n, f"2026-05-{n:02d}T12:00:00+02:00", f"2026-05-{n:02d}T15:00:00+02:00")
            for n in range(1, 20)
        ],
        check_ins=check_ins(date(2026, 5, 1), ["yes"] * 19),
    )
    with CaptureQueriesContext(connection) as queries:
        read(diary)
    assert len(queries) == 9


def test_an_empty_diary_gives_empty_frames(owner: User) -> None:
    found = read(keep(owner))
    assert found.episodes.empty and found.check_ins.empty and found.episode_days.empty
    assert found.profile == {}


def test_ten_days_by_hand(owner: User) -> None:
    """What a person did in ten days, and the person-day table it makes.

    1 no; 2 headache from noon to three; 3 nothing written; 4 headache from eleven in the evening
    to two in the morning; 5 check-in says yes (the same headache); 6 no; 7 no answer on headache;
    8 twenty minutes, untreated; 9 no; 10 no.
    """
    diary = keep(
        owner,
        episodes=[
            episode(1, "2026-05-02T12:00:00+02:00", "2026-05-02T15:00:00+02:00", kind="headache"),
            episode(2, "2026-05-04T23:00:00+02:00", "2026-05-05T02:00:00+02:00", kind="headache"),
            episode(
                3,
                "2026-05-08T10:00:00+02:00",
                "2026-05-08T10:20:00+02:00",
                kind="headache",
                took_medication="no",
            ),
        ],
        check_ins=[
            *check_ins(
                date(2026, 5, 1), ["no", "yes", None, None, "yes", "no", None, None, "no", "no"]
            ),
            {"date": "2026-05-07", "time_zone": BERLIN, "stress": 3},
        ],
    )
    table = person_days.build(read(diary), start=date(2026, 5, 1), end=date(2026, 5, 11))
    shown = {
        name: [None if pd.isna(value) else int(value) for value in table[name]]
        for name in ("headache_day", "headache", "onset", "at_risk", "stress")
    }
    assert shown == {
        "headache_day": [0, 1, None, 1, 1, 0, None, 0, 0, 0],
        # on the diary day the headache of the 4th is over before four in the morning
        "headache": [0, 1, None, 1, 0, 0, None, 1, 0, 0],
        "onset": [0, 1, None, 1, 0, 0, None, 1, 0, 0],
        "at_risk": [1, 1, None, 1, 1, 1, None, 1, 1, 1],
        "stress": [None, None, None, None, None, None, 3, None, None, None],
    }
