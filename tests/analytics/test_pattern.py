"""Grades and gates: analytics design, head and section 4; windows: clinical ground truth, 4.4."""

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from analytics import days, features, pattern, results
from analytics.criteria import neck
from analytics.criteria.neck import Sides
from analytics.pattern import Ledger
from tests.analytics.diaries import (
    CERVICOGENIC,
    MIGRAINE,
    TENSION,
    TODAY,
    YEAR,
    check_in,
    day,
    diary,
    episode,
    regular,
)

PROBABLE = Ledger(
    Sides(left=10),
    starts=(5, 10),
    origin=(10, 10),
    provoked=(3, 10),
    same_side_pain=(1, 10),
    nausea=(4, 10),
    senses=(4, 10),
)


def grade(days_observed=28, episodes=10, **changes):
    ledger = dataclasses.replace(PROBABLE, **changes)
    return pattern.grade(ledger, days_observed, episodes)


def look(gathered):
    headaches = neck.mark(days.mark_headaches(gathered))
    table = days.build(gathered, start=YEAR[0], end=TODAY, headaches=headaches)
    return pattern.look(headaches, table, *YEAR)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "probable"),
        ({"starts": (4, 10)}, "possible"),
        ({"provoked": (2, 10)}, "possible"),
        ({"same_side_pain": (0, 10)}, "possible"),
        ({"nausea": (5, 10)}, "probable"),
        ({"nausea": (5, 10), "senses": (5, 10)}, "possible"),
        ({"sides": Sides(left=8, right=2)}, "none"),
        ({"sides": Sides(left=8)}, "not_enough_data"),
        ({"origin": (0, 10), "provoked": (0, 10)}, "none"),
        ({"origin": (0, 10), "provoked": (0, 0)}, "not_enough_data"),
        ({"provoked": (0, 0)}, "possible"),
        ({"days_observed": 27}, "not_enough_data"),
        ({"episodes": 4}, "not_enough_data"),
    ],
)
def test_the_grade(changes, expected):
    assert grade(**changes) == expected


@pytest.mark.parametrize("sign", ["same_side_pain", "pressure", "turning_limited"])
def test_any_one_further_sign_is_enough(sign):
    none = {"same_side_pain": (0, 10), "pressure": (0, 10), "turning_limited": (0, 10)}
    assert grade(**none) == "possible"
    assert grade(**none | {sign: (1, 10)}) == "probable"


def test_a_share_of_fewer_than_five_answers_is_open():
    assert pattern.reaches((4, 4), 0.5) == "not_enough_data"
    assert pattern.reaches((3, 5), 0.5) == "met"
    assert pattern.reaches((2, 5), 0.5) == "not_met"


@pytest.mark.parametrize(
    ("answers", "expected"),
    [(CERVICOGENIC, "probable"), (MIGRAINE, "none"), (TENSION, "none")],
)
def test_grades_of_whole_diaries(answers, expected):
    assert look(regular(answers)).grade == expected


@pytest.mark.parametrize(
    "taken_away",
    ["side", "start_region", "provoked_by", "shoulder_arm_pain", "regions", "nausea"],
)
def test_an_answer_left_out_never_makes_the_grade_none(taken_away):
    # The map of regions gives the side away, so both go where the side goes.
    gone = {taken_away: None} | ({"regions": None} if taken_away == "side" else {})
    judged = look(regular(CERVICOGENIC | gone))
    assert judged.grade in ("probable", "possible", "not_enough_data")


@pytest.mark.parametrize(
    ("every", "times", "expected"),
    [(2, 100, 90), (10, 30, 291), (10, 20, 365), (30, 15, 365)],
)
def test_the_window_is_90_days_and_grows_to_365_until_there_are_thirty(every, times, expected):
    starts = pd.Series(pd.to_datetime([day(1 + every * n) for n in range(times)]))
    assert pattern.window_start(starts, day(1000), TODAY) == day(expected)


def test_the_window_does_not_begin_before_what_was_asked_for():
    starts = pd.Series(pd.to_datetime([day(5)]))
    assert pattern.window_start(starts, day(40), TODAY) == day(40)


def test_headaches_of_today_and_later_are_not_judged():
    rows = [episode(TODAY, **CERVICOGENIC), episode(day(1), **CERVICOGENIC)]
    assert len(look(diary(rows)).headaches) == 1


def test_open_parts_are_those_that_could_still_change_the_grade():
    parts = pattern.judge_parts(PROBABLE)
    assert pattern.open_parts(parts) == []
    assert pattern.open_parts(parts | {"provoked": "not_enough_data"}) == ["provoked"]
    decided = parts | {"starts_in_neck": "not_met", "provoked": "not_enough_data"}
    assert pattern.open_parts(decided) == []
    lock_open = decided | {"side_lock": "not_enough_data"}
    assert pattern.open_parts(lock_open) == ["side_lock"]


def keys(sentences):
    return [one.sentence_key for one in sentences]


def for_and_against(gathered, migraine_k=0):
    judged = look(gathered)
    parts = features.judge_parts(judged)
    migraine = results.Criterion("migraine", "not_met", migraine_k, 18)
    against = features.list_against(judged, parts, migraine)
    return keys(features.list_for(judged, parts)), keys(against)


def test_what_speaks_for_it_carries_counts_and_ids():
    judged = look(regular(CERVICOGENIC))
    lock = next(iter(features.list_for(judged, features.judge_parts(judged))))
    assert (lock.numbers["k"], lock.numbers["n"], lock.numbers["side"]) == (18, 18, "left")
    assert len(lock.numbers["episodes"]) == 18


def test_for_and_against_of_a_clear_case():
    for_it, against = for_and_against(regular(CERVICOGENIC))
    assert for_it == [
        "for.side_lock", "for.starts_in_neck", "for.provoked", "for.further_sign",
        "for.moderate_dull",
    ]  # fmt: skip
    assert against == []


def test_for_and_against_of_migraine():
    for_it, against = for_and_against(regular(MIGRAINE), migraine_k=18)
    assert for_it == ["for.side_lock"]
    assert against == [
        "against.starts_in_neck", "against.provoked",
        "against.throbbing", "against.active_worse", "against.nausea", "against.senses",
        "against.migraine_features",
    ]  # fmt: skip


def test_a_part_without_answers_is_in_neither_list():
    for_it, against = for_and_against(regular({"side": "left"}))
    assert for_it == ["for.side_lock"]
    assert against == []


def test_the_further_sign_shown_is_the_most_frequent_that_is_met():
    pressure = ["yes"] * 9 + ["no"] * 9
    judged = look(regular(CERVICOGENIC | {"turn_limited": "no"}, pressure_reproduces=pressure))
    part = next(one for one in features.judge_parts(judged) if one.id == "pattern.further_sign")
    assert (part.numbers["sign"], part.k, part.n) == ("same_side_pain", 18, 18)


def test_the_parts_shown_have_the_statuses_that_grade():
    for answers in (CERVICOGENIC, MIGRAINE, TENSION, {}, {"nausea": "mild"}):
        judged = look(regular(answers))
        shown = {one.id.split(".")[1]: one.status for one in features.judge_parts(judged)}
        graded = {part: status for part, status in judged.parts.items() if part != "origin"}
        assert shown == graded


def test_a_check_in_that_answers_nothing_about_headache_opens_no_gate():
    rows = [episode(day(5 * n), **CERVICOGENIC) for n in range(1, 11)]
    said = [check_in(day(ago), None) for ago in range(1, 90)]
    judged = look(diary(rows, said))
    assert (judged.grade, judged.observed_days) == ("not_enough_data", 10)


def test_the_day_itself_is_no_part_of_the_look():
    judged = look(diary([episode(dt.datetime.combine(TODAY, dt.time(1)), **CERVICOGENIC)]))
    assert judged.headaches.empty
