"""Counts of days by hand; definitions: clinical ground truth, sections 4.3 and 6.1."""

import datetime as dt

import pytest

from analytics import burden, days
from tests.analytics.diaries import TENSION, TODAY, check_in, day, diary, episode


def build(gathered, of):
    return days.build(gathered, start=day(of), end=TODAY)


def ten_days():
    """Four headache days, three clear ones, three without an entry."""
    rows = [episode(day(ago), 6, **TENSION) for ago in (1, 3, 5, 7)]
    return diary(rows, [check_in(day(ago)) for ago in (2, 4, 6)])


def test_a_count_is_an_interval_with_its_observed_days():
    counted = burden.rolling(build(ten_days(), 10), TODAY, 10)["headache_day"]
    assert (counted.value, counted.low, counted.high) == (4, 4, 7)
    assert (counted.n, counted.of, counted.unit, counted.reason) == (7, 10, "days", None)


def test_days_before_the_table_are_unobserved():
    counted = burden.rolling(build(ten_days(), 10), TODAY, 28)["clear"]
    assert (counted.low, counted.high, counted.n, counted.of) == (3, 24, 7, 28)


def test_a_property_that_nobody_answered_has_no_number_but_a_reason():
    counted = burden.rolling(build(ten_days(), 10), TODAY, 10)["lost"]
    assert (counted.value, counted.reason, counted.n) == (None, "not_answered", 0)
    assert (counted.low, counted.high) == (0, 10)


def test_a_pain_of_one_and_more_makes_a_pain_day():
    said = [check_in(day(1), neck_pain=0), check_in(day(2), neck_pain=1), check_in(day(3))]
    counted = burden.count(build(diary(check_ins=said), 3))["neck_pain_day"]
    assert (counted.low, counted.n, counted.high) == (1, 2, 2)


def test_months_that_the_table_cuts_are_partial():
    gathered = diary(check_ins=[check_in(dt.date(2026, 5, 10)), check_in(dt.date(2026, 6, 1))])
    table = days.build(gathered, start=dt.date(2026, 4, 20), end=dt.date(2026, 6, 15))
    months = burden.monthly(table)
    assert [(one["month"], one["partial"]) for one in months] == [
        ("2026-04", True), ("2026-05", False), ("2026-06", True),
    ]  # fmt: skip
    assert [one["counts"]["clear"].of for one in months] == [11, 31, 14]
    assert [one["counts"]["clear"].n for one in months] == [0, 1, 1]


def test_no_days_have_no_months():
    assert burden.monthly(days.build(diary(), start=TODAY, end=TODAY)) == []


def test_onset_hours_count_what_has_an_hour():
    rows = [
        episode(dt.datetime.combine(day(1), dt.time(9, 59))),
        episode(dt.datetime.combine(day(2), dt.time(9, 0))),
        episode(day(3), start_hour=None),
    ]
    hours = burden.onset_hours(days.mark_headaches(diary(rows)))
    assert (hours["n"], hours["unknown"], hours["counts"][9]) == (2, 1, 2)
    assert sum(hours["counts"]) == 2


def test_weekdays_count_headache_days_of_observed_days():
    # 30 June 2026 is a Tuesday.
    by_weekday = burden.weekdays(build(ten_days(), 10))
    assert by_weekday[1] == {"weekday": 1, "k": 1, "n": 1}
    assert sum(one["k"] for one in by_weekday) == 4
    assert sum(one["n"] for one in by_weekday) == 7


def test_the_length_is_a_median_with_quartiles_of_known_lengths():
    rows = [episode(day(ago), hours) for ago, hours in ((1, 1), (2, 2), (3, 3), (4, 4), (5, None))]
    lengths = burden.durations(days.mark_headaches(diary(rows)))
    length = lengths["length"]
    assert (length.value, length.low, length.high) == (2.5, 1.75, 3.25)
    assert (length.n, length.of) == (4, 5)
    assert lengths["total"].value == 10


def test_without_a_known_length_there_is_a_reason():
    lengths = burden.durations(days.mark_headaches(diary([episode(day(1), None)])))
    assert {one.reason for one in lengths.values()} == {"no_known_length"}
    assert {one.value for one in lengths.values()} == {None}


def test_the_mean_pain_is_over_headache_days_only():
    rows = [episode(day(1), 6, peak_intensity=4), episode(day(3), 6, peak_intensity=7)]
    mean = burden.intensity(build(diary(rows, [check_in(day(2))]), 3))
    assert (mean.value, mean.low, mean.high, mean.n) == (5.5, 4, 7, 2)


def test_the_mean_of_other_pains_is_over_answers():
    said = [check_in(day(1), neck_pain=0), check_in(day(2), neck_pain=5), check_in(day(3))]
    pains = burden.other_pains(build(diary(check_ins=said), 3))
    assert (pains["neck_pain"].value, pains["neck_pain"].n, pains["neck_pain"].of) == (2.5, 2, 3)
    assert (pains["low_back_pain"].value, pains["low_back_pain"].reason) == (None, "not_answered")


@pytest.mark.parametrize(("hours", "expected"), [(47, {"k": 0, "n": 1}), (49, {"k": 1, "n": 1})])
def test_late_entries_are_of_those_with_a_known_time_of_writing(hours, expected):
    logged = dt.datetime.combine(day(5), dt.time(10), dt.UTC) + dt.timedelta(hours=hours)
    rows = [episode(day(5), logged_at=logged), episode(day(4))]
    assert burden.late_entries(days.mark_headaches(diary(rows))) == expected
