"""Whole weeks counted by hand; a week nobody answered for has n of 0."""

import datetime as dt

from analytics import visit, weeks
from tests.analytics.diaries import TODAY, check_in, day, diary, dose, episode


def counted(frames, days):
    return visit.describe(frames, window=(day(days), TODAY))["weeks"]


def test_weeks_end_with_the_window_and_are_whole():
    found = counted(diary(check_ins=[check_in(day(ago)) for ago in range(1, 20)]), 20)
    assert [week["from"] for week in found] == [day(14).isoformat(), day(7).isoformat()]
    assert [week["headache"] for week in found] == [{"k": 0, "n": 7}, {"k": 0, "n": 7}]


def test_a_week_counts_what_was_answered_and_no_more():
    rows = [
        episode(day(2), 5, peak_intensity=8, took_medication="yes"),
        episode(day(4), 5, peak_intensity=3),
        episode(day(9), 5),
    ]
    frames = diary(rows, [check_in(day(6))], [dose(day(2), "triptan")])
    before, last = counted(frames, 14)
    assert last["headache"] == {"k": 2, "n": 3}
    assert last["severe"]["k"] == 1
    assert last["acute"]["k"] == 1
    assert last["classes"] == {"triptan": 1}
    assert last["worst"] == {"mean": 5.5, "n": 2}
    assert before["worst"] == {"mean": None, "n": 0}
    assert before["lost"] == {"k": 0, "n": 0}


def test_a_long_diary_has_its_last_two_years():
    assert len(counted(diary(), 7 * 200)) == weeks.MOST_WEEKS


def test_less_than_a_week_has_none():
    assert counted(diary(), 6) == []


def test_a_cell_has_its_worst_pain():
    frames = diary([episode(day(1), 5, peak_intensity=6)], [check_in(day(2))])
    cells = visit.describe(frames, window=(day(2), TODAY))["cells"]
    assert [cell["worst"] for cell in cells] == [None, 6]
    assert cells[1]["day"] == (TODAY - dt.timedelta(days=1)).isoformat()
