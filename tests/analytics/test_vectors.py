"""The test vectors of the clinical ground truth, section 10, that a diary of days can judge.

Vectors 11, 12 and the second half of 13 are about single entries and live with the warning signs of
entries. Every expected value in this file is that section's.
"""

import datetime as dt

import pytest

from analytics import counts, days, medication_days
from analytics.assess import assess
from analytics.criteria import ichd3_8_2, neck
from analytics.criteria.neck import Sides
from tests.analytics.diaries import (
    CERVICOGENIC,
    MIGRAINE,
    TODAY,
    YEAR,
    check_in,
    day,
    diary,
    dose,
    episode,
    regular,
)

THREE_WINDOWS = range(1, 91)


def by_id(criteria):
    return {one["id"] if isinstance(one, dict) else one.id: one for one in criteria}


def judged_pattern(frames):
    return assess(frames, window=YEAR, today=TODAY)["pattern"]


def overuse(doses_ago, headache_ago=range(90), extra_check_ins=()):
    """Judge 8.2 on 90 days that were all answered; ``doses_ago`` maps a class to days ago."""
    doses = [dose(day(ago), name) for name, agos in doses_ago.items() for ago in agos]
    dosed = {one["day"] for one in doses}
    check_ins = [
        check_in(
            day(ago),
            "yes" if ago in headache_ago else "no",
            "yes" if day(ago) in dosed else "no",
        )
        for ago in THREE_WINDOWS
    ]
    frames = diary(check_ins=[*check_ins, *extra_check_ins], doses=doses)
    table = days.build(frames, start=day(90), end=TODAY)
    first = counts.first_entry(frames)
    groups = ichd3_8_2.add_groups(table)
    return by_id(ichd3_8_2.judge(table, groups, TODAY, first))


def each_window(*offsets):
    """Days ago that repeat in each of the three windows of 30 days."""
    return [30 * window + offset for window in range(3) for offset in offsets]


@pytest.mark.parametrize(
    ("sides", "expected"),
    [
        (Sides(left=9), ("met", None)),
        (Sides(left=8), ("not_enough_data", "early")),
        (Sides(left=9, right=1), ("not_enough_data", "one_exception")),
        (Sides(left=8, right=2), ("not_met", "changes_side")),
        (Sides(left=13, right=1), ("met", None)),
        (Sides(left=17, right=2), ("not_met", "changes_side")),
        (Sides(left=18, right=2), ("met", None)),
        (Sides(left=12, both=8), ("not_met", "both_sides")),
    ],
)
def test_vector_1_the_side_lock_by_counts(sides, expected):
    assert neck.judge_side(sides) == expected


def test_vector_1_both_left_more_counts_as_left():
    frames = regular(CERVICOGENIC, every=4, over=80, side=["left"] * 12 + ["both_left_more"] * 8)
    lock = by_id(judged_pattern(frames)["criteria"])["chisg.III"]
    assert (lock["status"], lock["k"], lock["n"]) == ("met", 20, 20)


def test_vector_1_both_equal_does_not():
    frames = regular(CERVICOGENIC, every=4, over=80, side=["left"] * 12 + ["both_equal"] * 8)
    lock = by_id(judged_pattern(frames)["criteria"])["chisg.III"]
    assert (lock["status"], lock["k"], lock["n"]) == ("not_met", 12, 20)


def test_vector_2_six_unknown_sides_are_not_enough_data():
    frames = regular(CERVICOGENIC | {"side": "unknown"}, every=10, over=60)
    lock = by_id(judged_pattern(frames)["criteria"])["chisg.III"]
    assert (lock["status"], lock["n"]) == ("not_enough_data", 0)


def test_vector_3_two_non_opioids_on_different_days_are_one_class():
    judged = overuse(
        {"paracetamol": each_window(*range(1, 9)), "nsaid": each_window(*range(9, 17))},
        headache_ago=each_window(*range(1, 17)),
    )
    assert judged["8.2.3"].status == "met"
    assert judged["8.2.3"].k == 16
    assert (judged["8.2.6"].status, judged["8.2.6"].reason) == ("not_met", "one_class_alone")


def test_vector_4_a_combination_counts_in_its_own_class_only():
    judged = overuse({"combination": each_window(*range(1, 11))})
    met = {code for code, one in judged.items() if one.status == "met"} - {"8.2.A"}
    assert met == {"8.2.5"}
    assert (judged["8.2.4"].k, judged["8.2.3.1"].k) == (0, 0)


def test_vector_5_several_classes_on_eleven_days_together():
    judged = overuse({"triptan": each_window(*range(1, 7)), "nsaid": each_window(*range(7, 12))})
    assert (judged["8.2.6"].status, judged["8.2.6"].k) == ("met", 11)


def test_vector_5_with_two_days_in_common_it_is_nine_and_not_met():
    judged = overuse({"triptan": each_window(*range(1, 7)), "nsaid": each_window(*range(5, 10))})
    assert (judged["8.2.6"].status, judged["8.2.6"].k) == ("not_met", 9)


@pytest.mark.parametrize(("observed", "expected"), [(24, "not_enough_data"), (30, "not_met")])
def test_vector_6_fourteen_headache_days_with_and_without_gaps(observed, expected):
    headaches = [check_in(day(ago), "yes") for ago in range(1, 15)]
    clear = [check_in(day(ago)) for ago in range(15, observed + 1)]
    table = days.build(diary(check_ins=headaches + clear), start=day(30), end=TODAY)
    count = counts.of_days(table, "headache_day", day(30), TODAY)
    assert (count.low, count.reaches(15)) == (14, expected)


def test_vector_7_a_short_attack_that_a_triptan_relieved():
    attack = episode(day(1), hours=3, **MIGRAINE | {"took_medication": "yes"})
    linked = dose(day(1), "triptan", episode=attack["id"], relief_2h="good")
    frames = diary([attack], doses=[linked])
    table = days.build(frames, start=day(1), end=TODAY)
    assert days.mark_headaches(frames)["migraine_b"].isna().all()
    assert table["migraine_like"].tolist() == [True]


@pytest.mark.parametrize(("phonophobia", "expected"), [(None, None), ("none", False)])
def test_vector_8_light_alone_with_sound_blank_or_denied(phonophobia, expected):
    attack = MIGRAINE | {"nausea": "none", "photophobia": "mild", "phonophobia": phonophobia}
    marked = days.mark_headaches(diary([episode(day(1), **attack)]))
    judged = marked["migraine_d"].iloc[0]
    assert (None if judged is marked["migraine_d"].dtype.na_value else judged) == expected


@pytest.mark.parametrize(
    ("start", "hours", "treated", "expected"),
    [
        (dt.time(23, 30), 1.25, "no", [True, True]),
        (dt.time(23, 35), 50 / 60, "no", [True, False]),
        (dt.time(23, 45), 25 / 60, "no", [False, False]),
        (dt.time(23, 45), 25 / 60, "yes", [True, False]),
    ],
)
def test_vector_9_an_episode_across_midnight(start, hours, treated, expected):
    begun = dt.datetime.combine(day(2), start)
    row = episode(begun, hours, peak_intensity=5, took_medication=treated)
    table = days.build(diary([row]), start=day(2), end=TODAY)
    assert table["headache_day"].tolist() == expected


def test_vector_10_migraine_and_the_neck_are_both_shown():
    like_migraine = CERVICOGENIC | {
        key: MIGRAINE[key]
        for key in ("quality", "nausea", "photophobia", "phonophobia", "activity_aggravates")
    }
    frames = regular(like_migraine, every=4, over=60, nausea=["none"] * 3, photophobia=["none"] * 3)
    document = assess(frames, window=YEAR, today=TODAY)
    migraine = document["migraine_features"]
    assert (migraine["k"], migraine["n"]) == (12, 15)
    assert document["pattern"]["grade"] == "possible"
    assert document["pattern"]["overlap"]["numbers"] == {"k": 12, "n": 15}


@pytest.mark.parametrize(
    ("provoked", "expected"),
    [
        ([["sustained_posture"]] * 4 + [["nothing"]] * 6, ("met", 4, None)),
        ([["sustained_posture"]] * 2 + [["nothing"]] * 8, ("not_met", 2, None)),
    ],
)
def test_vector_13_provoked_by_posture(provoked, expected):
    frames = regular(CERVICOGENIC, every=6, over=60, provoked_by=provoked)
    judged = by_id(judged_pattern(frames)["criteria"])["chisg.Ia1"]
    assert (judged["status"], judged["k"], judged["reason"]) == expected


def test_vector_13_only_worse_on_movement_is_aggravation():
    worse = ["worse"] * 9 + ["none"]
    answers = CERVICOGENIC | {"provoked_by": ["nothing"]}
    frames = regular(answers, every=6, over=60, movement_effect=worse)
    judged = by_id(judged_pattern(frames)["criteria"])["chisg.Ia1"]
    assert (judged["status"], judged["reason"]) == ("not_met", "aggravation_only")


def test_vector_14_ichd3_11_2_1_is_never_judged():
    pattern = judged_pattern(regular(CERVICOGENIC))
    assert pattern["ichd3_11_2_1"] == "cannot_judge"
    examined = [one for one in pattern["criteria"] if one["id"].startswith("11.2.1")]
    assert {one["status"] for one in examined} == {"cannot_judge"}


def test_vector_15_ibuprofen_for_the_back_counts():
    agos = range(1, 16)
    doses = [dose(day(ago), "nsaid", reason="back_pain") for ago in agos]
    check_ins = [check_in(day(ago), "no", "yes", low_back_pain=6) for ago in agos]
    table = days.build(diary(check_ins=check_ins, doses=doses), start=day(30), end=TODAY)
    counted = medication_days.summarise(table, TODAY, day(30))
    non_opioids = next(one for one in counted["limits"] if one["code"] == "8.2.3")
    assert (non_opioids["days"].low, non_opioids["mark"]) == (15, "reached")
