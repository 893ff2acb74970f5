"""Hand-checked person-day tables of at most ten days.

What a headache day is: clinical ground truth, sections 4.3 and 6.1. When a question counts as
answered: the same, "observed per property". Expected tables were worked out by hand from there.
"""

import datetime as dt

import pandas as pd
import pytest

from analytics import days, frames
from tests.analytics.diaries import (
    CERVICOGENIC,
    MIGRAINE,
    TENSION,
    TODAY,
    check_in,
    day,
    diary,
    dose,
    episode,
)


def build(gathered, of):
    return days.build(gathered, start=day(of), end=TODAY)


def plain(series):
    return [None if pd.isna(value) else value for value in series]


def test_every_day_of_the_window_is_a_row_and_the_columns_are_the_contract():
    table = build(diary(), 3)
    assert table.index.tolist() == [pd.Timestamp(day(ago)) for ago in (3, 2, 1)]
    assert list(table.columns) == list(frames.DAYS)
    assert table["headache_day"].isna().all()


def test_yes_no_and_nothing_are_three_different_days():
    table = build(diary(check_ins=[check_in(day(3), "yes"), check_in(day(2), "no")]), 3)
    assert plain(table["headache_day"]) == [True, False, None]
    assert plain(table["clear"]) == [False, True, None]


def test_a_check_in_that_leaves_the_headache_out_observes_no_headache():
    table = build(diary(check_ins=[check_in(day(1), None, "no", neck_pain=4)]), 1)
    assert plain(table["headache_day"]) == [None]
    assert plain(table["acute"]) == [False]
    assert plain(table["neck_pain"]) == [4]


def test_an_episode_beats_a_check_in_that_said_no():
    table = build(diary([episode(day(1))], [check_in(day(1), "no")]), 1)
    assert plain(table["headache_day"]) == [True]
    assert plain(table["clear"]) == [False]


def test_a_flare_of_neck_pain_is_no_headache():
    table = build(diary([episode(day(1), kind="neck")]), 1)
    assert plain(table["headache_day"]) == [None]


@pytest.mark.parametrize(
    ("hours", "answers", "expected"),
    [
        (29 / 60, {}, False),
        (30 / 60, {}, True),
        (29 / 60, {"took_medication": "yes"}, True),
        (6, {"peak_intensity": 0}, False),
        (6, {"peak_intensity": 1}, True),
        (None, {"end_unknown": True}, True),
    ],
)
def test_which_episode_makes_a_headache_day(hours, answers, expected):
    table = build(diary([episode(day(1), hours, **answers)], [check_in(day(1), "yes")]), 1)
    assert plain(table["headache_day"]) == [expected]


def test_an_episode_of_three_days_counts_on_each():
    begun = dt.datetime.combine(day(4), dt.time(22))
    table = build(diary([episode(begun, 50)]), 4)
    assert plain(table["headache_day"]) == [True, True, True, None]


def test_an_end_before_the_start_leaves_the_onset_day_and_no_length():
    gathered = diary([episode(day(2), -3)])
    assert plain(build(gathered, 2)["headache_day"]) == [True, None]
    assert days.mark_headaches(gathered)["hours"].isna().all()


def test_negative_minutes_are_not_believed():
    row = episode(day(2), 3)
    parts = [{"episode": row["id"], "day": day(1), "minutes": -40}]
    assert plain(build(diary([row], parts=parts), 2)["headache_day"]) == [True, None]


def test_a_forgotten_open_episode_stops_three_days_after_its_last_sign():
    row = episode(day(9), None)
    parts = [{"episode": row["id"], "day": day(ago), "minutes": 1440} for ago in range(9, 0, -1)]
    table = build(diary([row], parts=parts), 9)
    assert plain(table["headache_day"]) == [True] * 4 + [None] * 5


def test_an_open_episode_goes_on_while_the_check_ins_say_so_and_ends_at_a_no():
    row = episode(day(9), None)
    parts = [{"episode": row["id"], "day": day(ago), "minutes": 1440} for ago in range(9, 0, -1)]
    said = [check_in(day(7), "yes"), check_in(day(5), "yes"), check_in(day(3), "no")]
    table = build(diary([row], said, parts=parts), 9)
    assert plain(table["headache_day"]) == [True] * 6 + [False, None, None]


def test_a_yes_after_the_silence_does_not_bring_an_open_episode_back():
    row = episode(day(9), None)
    parts = [{"episode": row["id"], "day": day(ago), "minutes": 1440} for ago in range(9, 0, -1)]
    table = build(diary([row], [check_in(day(2), "yes")], parts=parts), 9)
    assert plain(table["headache_day"]) == [True] * 4 + [None] * 3 + [True, None]


@pytest.mark.parametrize(
    ("peak", "hours", "took", "expected"),
    [
        (4, 4, "no", True),
        (3, 4, "no", False),
        (4, 3.9, "no", False),
        (2, 1, "yes", True),
        (4, 3, None, None),
    ],
)
def test_moderate_to_severe_is_four_for_four_hours_or_treated(peak, hours, took, expected):
    row = episode(day(1), hours, peak_intensity=peak, took_medication=took)
    assert plain(build(diary([row]), 1)["moderate_severe"]) == [expected]


def test_the_severity_of_a_headache_day_without_an_episode_is_unknown():
    table = build(diary(check_ins=[check_in(day(1), "yes")]), 1)
    assert plain(table["moderate_severe"]) == [None]
    assert plain(table["tension_like"]) == [None]


@pytest.mark.parametrize(
    ("answers", "migraine", "tension"),
    [(MIGRAINE, True, False), (TENSION, False, True), (CERVICOGENIC, False, True)],
)
def test_days_like_migraine_and_like_tension_type(answers, migraine, tension):
    table = build(diary([episode(day(1), 6, **answers)], [check_in(day(1), "yes")]), 1)
    assert plain(table["migraine_like"]) == [migraine]
    assert plain(table["tension_like"]) == [tension]


@pytest.mark.parametrize(("minutes", "expected"), [(20, True), (90, False), (None, None)])
def test_a_visual_aura_of_5_to_60_minutes_makes_a_migraine_like_day(minutes, expected):
    aura = TENSION | {"aura": [{"kind": "visual", "minutes": minutes}]}
    table = build(diary([episode(day(1), 6, **aura)], [check_in(day(1), "yes")]), 1)
    assert plain(table["migraine_like"]) == [expected]


@pytest.mark.parametrize("drug_class", ["triptan", "ergot", "gepant", "ditan"])
def test_a_migraine_drug_on_a_headache_day_makes_it_migraine_like(drug_class):
    gathered = diary([episode(day(1), 6, **TENSION)], doses=[dose(day(1), drug_class)])
    assert plain(build(gathered, 1)["migraine_like"]) == [True]


def test_a_triptan_without_a_headache_does_not():
    gathered = diary(check_ins=[check_in(day(1), "no", "yes")], doses=[dose(day(1), "triptan")])
    assert plain(build(gathered, 1)["migraine_like"]) == [False]


@pytest.mark.parametrize(
    ("drug_class", "given", "column", "expected"),
    [
        ("nsaid", {}, "took_nsaid", True),
        ("nsaid", {}, "took_triptan", False),
        ("ditan", {}, "took_other_acute", True),
        ("muscle_relaxant", {"reason": "headache"}, "took_other_acute", True),
        ("muscle_relaxant", {"reason": "back_pain"}, "took_other_acute", None),
        ("preventive", {}, "acute", None),
        ("antiemetic", {}, "acute", None),
        ("gepant", {}, "acute", True),
        ("unclassified", {}, "unclassified", True),
        ("unclassified", {}, "took_triptan", None),
        ("gone", {}, "took_triptan", None),
        ("gone", {}, "acute", True),
    ],
)
def test_what_a_dose_says_about_its_day(drug_class, given, column, expected):
    table = build(diary(doses=[dose(day(1), drug_class, **given)]), 1)
    assert plain(table[column]) == [expected]


def test_painkillers_without_a_dose_are_unclassified():
    table = build(diary(check_ins=[check_in(day(1), "no", "yes")]), 1)
    assert plain(table["unclassified"]) == [True]
    assert plain(table["acute"]) == [True]
    assert plain(table["took_nsaid"]) == [None]


def test_painkillers_with_a_dose_are_not():
    said = [check_in(day(1), "no", "yes")]
    table = build(diary(check_ins=said, doses=[dose(day(1), "nsaid")]), 1)
    assert plain(table["unclassified"]) == [False]


def test_i_took_nothing_answers_for_the_days_of_the_episode():
    begun = dt.datetime.combine(day(2), dt.time(20))
    table = build(diary([episode(begun, 10, took_medication="no")]), 2)
    assert plain(table["acute"]) == [False, False]


def test_a_dose_beats_a_no():
    row = episode(day(1), took_medication="no")
    gathered = diary([row], doses=[dose(day(1), "nsaid", episode=row["id"])])
    assert plain(build(gathered, 1)["acute"]) == [True]
    assert plain(days.mark_headaches(gathered)["treated"]) == [True]


def test_a_yes_without_a_dose_is_unclassified_on_the_onset_day():
    table = build(diary([episode(day(1), took_medication="yes")]), 1)
    assert plain(table["unclassified"]) == [True]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        ({"work": "half_or_more"}, (True, None, None, True)),
        ({"work": "less_than_half", "home": "all"}, (False, True, None, True)),
        ({"social": "half_or_more"}, (None, None, False, None)),
        ({"work": "none", "home": "none", "social": "all"}, (False, False, True, True)),
        ({"work": "none", "home": "none", "social": "none"}, (False, False, False, False)),
        (None, (None, None, None, None)),
    ],
)
def test_which_days_count_as_lost(function, expected):
    table = build(diary(check_ins=[check_in(day(1), "yes", function=function)]), 1)
    row = table[["lost_work", "lost_home", "lost_social", "lost"]].iloc[0]
    assert tuple(plain(row)) == expected


def test_the_worse_of_check_in_and_episode_stands():
    rows = [episode(day(2), function={"work": "all"}), episode(day(1), function={"work": "none"})]
    said = [
        check_in(day(2), "yes", function={"work": "none"}),
        check_in(day(1), "yes", function={"work": "all"}),
    ]
    assert plain(build(diary(rows, said), 2)["lost_work"]) == [True, True]
