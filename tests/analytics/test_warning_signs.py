"""SNNOOP10 item 6 (Do and others 2019) as clinical ground truth, section 5.2, computes it."""

import pytest

from analytics import days, warning_signs
from tests.analytics.diaries import TODAY, check_in, day, diary, episode


def signs(now, before, answered_before=30, peaks=(5, 5), overuse="not_met"):
    agos = dict.fromkeys(range(1, now + 1), peaks[0])
    agos |= dict.fromkeys(range(31, 31 + before), peaks[1])
    rows = [episode(day(ago), 5, peak_intensity=peak) for ago, peak in agos.items()]
    answered = [*range(1, 31), *range(31, 31 + answered_before)]
    said = [check_in(day(ago), "yes" if ago in agos else "no") for ago in answered]
    table = days.build(diary(rows, said), start=day(60), end=TODAY)
    judged = warning_signs.judge(table, TODAY, overuse)
    assert judged["tier"] == "D"
    return {one.id: one for one in judged["signs"]}


@pytest.mark.parametrize(
    ("now", "before", "expected"),
    [
        (10, 5, "met"),
        (9, 5, "not_met"),
        (2, 1, "not_met"),
        (4, 2, "not_met"),
        (3, 0, "met"),
        (0, 0, "not_met"),
    ],
)
def test_headache_days_that_doubled(now, before, expected):
    judged = signs(now, before)["warning.days_doubled"]
    assert judged.status == expected
    assert (judged.numbers["now"], judged.numbers["before"]) == (now, before)


@pytest.mark.parametrize(("answered", "expected"), [(21, "met"), (20, "not_enough_data")])
def test_both_months_need_seven_tenths_of_their_days(answered, expected):
    assert signs(16, 5, answered)["warning.days_doubled"].status == expected


@pytest.mark.parametrize(
    ("peaks", "expected"), [((8, 4), "met"), ((7, 4), "not_met"), ((2, 1), "not_met")]
)
def test_mean_pain_that_doubled(peaks, expected):
    judged = signs(4, 4, peaks=peaks)["warning.pain_doubled"]
    assert judged.status == expected
    assert (judged.numbers["now"], judged.numbers["before"]) == peaks


def test_mean_pain_needs_three_headache_days_in_each_month():
    assert signs(4, 2, peaks=(8, 4))["warning.pain_doubled"].status == "not_enough_data"


def test_mean_pain_needs_answered_days_too():
    assert signs(5, 5, 10, (8, 4))["warning.pain_doubled"].status == "not_enough_data"


def test_overuse_is_handed_on():
    assert signs(1, 1, overuse="met")["warning.overuse"].status == "met"
