"""Hand-checked tables of attacks on the diary day; rules: analytics design, section 2(a)."""

import datetime as dt

import pandas as pd
import pytest

from analytics import days, onsets
from tests.analytics.diaries import TODAY, check_in, clear_days, day, diary, episode


def build(gathered, of):
    return days.build(gathered, start=day(of), end=TODAY)


def at(ago, hour):
    return dt.datetime.combine(day(ago), dt.time(hour))


def plain(series):
    return [None if pd.isna(value) else value for value in series.tolist()]


def test_two_in_the_morning_belongs_to_the_evening_before():
    table = build(diary([episode(at(1, 2), 1)], clear_days(2, 1)), 2)
    assert plain(table["onset"]) == [True, False]
    assert plain(table["onset_hour"]) == [2, None]
    assert plain(table["headache_day"]) == [False, True]


def test_the_days_of_a_long_attack_are_not_at_risk():
    table = build(diary([episode(at(3, 10), 40)], clear_days(4, 1)), 4)
    assert plain(table["headache"]) == [False, True, True, False]
    assert plain(table["onset"]) == [False, True, False, False]
    assert plain(table["at_risk"]) == [True, True, False, True]


@pytest.mark.parametrize(("gap", "attacks"), [(23, 1), (24, 2), (25, 2)])
def test_less_than_a_day_between_two_headaches_makes_them_one_attack(gap, attacks):
    first = episode(at(4, 10), 2)
    second = episode(at(4, 12) + dt.timedelta(hours=gap), 2)
    headaches = days.mark_headaches(diary([first, second]))
    assert len(onsets.merge(headaches)) == attacks


def test_a_short_headache_inside_a_long_one_does_not_cut_it():
    long, short = episode(at(5, 10), 72), episode(at(4, 10), 1)
    third = episode(at(2, 10) + dt.timedelta(hours=20), 2)
    merged = onsets.merge(days.mark_headaches(diary([long, short, third])))
    assert len(merged) == 1


def test_a_day_without_an_answer_is_neither_at_risk_nor_safe():
    table = build(diary([episode(at(1, 10))]), 2)
    assert plain(table["known"]) == [False, True]
    assert plain(table["at_risk"]) == [None, True]
    assert plain(table["onset"]) == [None, True]


def test_after_an_unknown_end_only_the_morning_answer_tells():
    def risk(**morning):
        row = episode(at(2, 10), None, end_unknown=True)
        said = [check_in(day(1), "no", **morning)]
        return plain(build(diary([row], said), 2)["at_risk"])[1]

    assert risk(woke_with_headache=False)
    assert risk(woke_with_headache=True) == 0
    assert risk() is None


def test_a_yes_without_an_episode_is_an_onset_only_after_a_clear_day():
    said = [check_in(day(4), "yes"), check_in(day(3), "no"), check_in(day(2), "yes"),
            check_in(day(1), "yes")]  # fmt: skip
    table = build(diary(check_ins=said), 4)
    assert plain(table["onset"]) == [None, False, True, False]
    assert plain(table["at_risk"]) == [None, True, True, False]
    assert plain(table["onset_hour"]) == [None] * 4


def test_a_yes_that_means_the_headache_of_last_night_is_no_second_one():
    table = build(diary([episode(at(1, 2), 1)], [check_in(day(2)), check_in(day(1), "yes")]), 2)
    assert plain(table["headache"]) == [True, False]


def test_an_open_episode_runs_to_where_it_is_believed():
    row = episode(at(9, 10), None, last_diary_day=TODAY)
    table = build(diary([row], clear_days(2, 1)), 9)
    assert plain(table["headache"]) == [True] * 4 + [None] * 3 + [False, False]


@pytest.mark.parametrize(
    ("given", "said", "expected"),
    [
        ({"woke_with": True}, {}, True),
        ({"woke_with": False, "woke_at": 8}, {}, True),
        ({"woke_with": False, "woke_at": 7}, {}, False),
        ({"woke_with": False}, {}, None),
        ({}, {"woke_with_headache": True}, True),
    ],
)
def test_a_morning_headache_is_there_on_waking_or_within_two_hours(given, said, expected):
    if "woke_at" in given:
        given = given | {"woke_at": at(1, given["woke_at"]).replace(tzinfo=dt.UTC)}
    row = episode(at(1, 10), **given)
    table = build(diary([row], [check_in(day(1), "yes", **said)]), 1)
    assert plain(table["morning"]) == [expected]


def test_a_clear_day_has_no_morning_headache_and_no_pain():
    table = build(diary(check_ins=clear_days(1)), 1)
    assert plain(table["morning"]) == [False]
    assert plain(table["peak"]) == [0]


def test_the_peak_of_a_day_is_the_highest_reading_or_the_peak_of_its_onset():
    row = episode(at(2, 10), 30, peak_intensity=5)
    instant = row["started_at"]
    readings = [
        {"id": "r1", "episode": row["id"], "at": instant, "day": day(2), "intensity": 3},
        {"id": "r2", "episode": row["id"], "at": instant, "day": day(1), "intensity": 4},
    ]
    table = build(diary([row], readings=readings), 2)
    assert plain(table["peak"]) == [5, 4]
