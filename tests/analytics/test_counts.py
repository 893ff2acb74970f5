"""Interval logic of clinical ground truth, section 4.3."""

import datetime as dt

import pandas as pd
import pytest

from analytics import counts
from analytics.counts import DayCount
from tests.analytics.diaries import TODAY, check_in, day, diary, dose, episode


def table(flags, end=TODAY):
    index = pd.date_range(end - dt.timedelta(days=len(flags)), periods=len(flags), unit="us")
    return pd.DataFrame({"headache_day": pd.array(flags, dtype="boolean")}, index=index)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (DayCount(15, 15, 30, 30), "met"),
        (DayCount(14, 20, 24, 30), "not_enough_data"),
        (DayCount(14, 14, 30, 30), "not_met"),
        (DayCount(15, 30, 15, 30), "met"),
    ],
)
def test_at_least_fifteen_days(count, expected):
    assert count.reaches(15) == expected


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (DayCount(12, 12, 365, 365), "not_met"),
        (DayCount(11, 11, 365, 365), "met"),
        (DayCount(5, 20, 350, 365), "not_enough_data"),
    ],
)
def test_fewer_than_twelve_days(count, expected):
    assert count.stays_below(12) == expected


def test_days_that_are_not_in_the_table_are_unobserved():
    days = table([True, False, None])
    counted = counts.of_days(days, "headache_day", day(30), TODAY)
    assert counted == DayCount(low=1, high=29, observed=2, of=30)


def test_a_window_is_half_open():
    days = table([True, True, True])
    assert counts.of_days(days, "headache_day", day(3), day(1)).low == 2


def test_a_window_that_ends_before_it_starts_is_empty():
    assert counts.of_days(table([True]), "headache_day", TODAY, day(5)) == DayCount(0, 0, 0, 0)


def test_three_windows_end_with_yesterday_and_touch():
    assert counts.last_windows(TODAY) == [
        (day(30), TODAY), (day(60), day(30)), (day(90), day(60)),
    ]  # fmt: skip


def test_lasting_needs_each_of_the_three_windows():
    two_windows = table([False] * 30 + [True] * 60)
    assert counts.lasting(two_windows, "headache_day", TODAY, 15)[0] == "not_met"
    assert counts.lasting(table([True] * 90), "headache_day", TODAY, 15)[0] == "met"
    assert counts.lasting(table([True] * 60), "headache_day", TODAY, 15)[0] == "not_enough_data"


def test_judging_names_what_is_missing_and_shows_every_window():
    judged = counts.judge_lasting("x", table([True] * 40), "headache_day", TODAY, 15)
    assert (judged.status, judged.reason) == ("not_enough_data", "days_without_answers")
    assert (judged.k, judged.n, judged.unit) == (30, 30, "days")
    assert [one["low"] for one in judged.numbers["windows"]] == [30, 10, 0]


def test_the_first_entry_is_of_any_kind():
    assert counts.first_entry(diary()) is None
    frames = diary([episode(day(5))], [check_in(day(3))], [dose(day(9), "nsaid")])
    assert counts.first_entry(frames) == day(9)
