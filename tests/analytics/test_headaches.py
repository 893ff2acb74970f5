"""The facts of single headaches; readings of each field: clinical ground truth, section 4.5."""

import datetime as dt

import pandas as pd
import pytest

from analytics import headaches
from tests.analytics.diaries import day, diary, dose, episode


def describe(row, **others):
    return headaches.describe(diary([row], **others)).iloc[0]


def known(value):
    return None if pd.isna(value) else value


@pytest.mark.parametrize(
    ("regions", "expected"),
    [
        (None, None),
        ([], None),
        ([("temple", "left"), ("eye", "left")], "left"),
        ([("temple", "right"), ("upper_neck", "left")], "right"),
        ([("temple", "left"), ("eye", "right")], "both_equal"),
        ([("whole_head", "both")], "both_equal"),
        ([("top", "middle")], None),
        ([("temple", "left"), ("top", "middle")], None),
    ],
)
def test_a_side_is_derived_from_the_head_regions(regions, expected):
    spots = None if regions is None else [{"region": r, "side": s} for r, s in regions]
    assert known(describe(episode(day(1), regions=spots))["side"]) == expected


def test_an_explicit_side_stands():
    spots = [{"region": "temple", "side": "left"}]
    assert describe(episode(day(1), side="right", regions=spots))["side"] == "right"


@pytest.mark.parametrize(
    ("side", "expected"),
    [("left", 1), ("changed_within", 1), ("both_left_more", 0), ("unknown", None), (None, None)],
)
def test_what_counts_as_one_sided_in_migraine(side, expected):
    assert known(describe(episode(day(1), side=side))["unilateral"]) == expected


def test_the_peak_is_at_least_the_largest_reading():
    row = episode(day(1), peak_intensity=4)
    readings = [
        {"id": "r", "episode": row["id"], "at": row["started_at"], "day": day(1), "intensity": 7}
    ]
    assert describe(row, readings=readings)["peak"] == 7


def test_the_length_is_elapsed_time_and_unknown_without_a_believable_end():
    assert describe(episode(day(1), 2.5))["hours"] == 2.5
    assert known(describe(episode(day(1), -1))["hours"]) is None
    assert known(describe(episode(day(1), 5, end_unknown=True))["hours"]) is None


@pytest.mark.parametrize(
    ("relief", "expected"),
    [("some", 1), ("good", 1), ("pain_free", 1), ("none", 0), ("unknown", None), (None, None)],
)
def test_relief_is_of_linked_doses(relief, expected):
    row = episode(day(1))
    linked = dose(day(1), "triptan", episode=row["id"], relief_2h=relief)
    assert known(describe(row, doses=[linked])["relieved"]) == expected
    assert known(describe(row, doses=[linked])["triptan_relief"]) == expected


def test_an_unlinked_dose_for_headache_on_the_day_treats_it_and_one_for_the_back_does_not():
    row = episode(day(1))
    for_head = dose(day(1), "nsaid", reason="headache")
    for_back = dose(day(1), "nsaid", reason="back_pain")
    assert known(describe(row, doses=[for_head])["treated"]) == 1
    assert known(describe(row, doses=[for_back])["treated"]) is None


def test_a_preventive_linked_to_an_episode_is_no_treatment_of_it():
    row = episode(day(1))
    linked = dose(day(1), "preventive", episode=row["id"])
    assert known(describe(row, doses=[linked])["treated"]) is None


def test_an_entry_made_after_more_than_48_hours_is_late():
    begun = dt.datetime.combine(day(5), dt.time(10), dt.UTC)
    in_time = episode(day(5), logged_at=begun + dt.timedelta(hours=48))
    late = episode(day(5), logged_at=begun + dt.timedelta(hours=49))
    assert not describe(in_time)["late"]
    assert describe(late)["late"]


def test_an_open_headache_is_believed_for_three_days_after_each_sign():
    row = episode(day(20), None)
    readings = [
        {"id": "r", "episode": row["id"], "at": row["started_at"], "day": day(18), "intensity": 4}
    ]
    linked = dose(day(16), "nsaid", episode=row["id"])
    described = describe(row, readings=readings, doses=[linked])
    assert described["vouched_until"] == pd.Timestamp(day(13))


def test_only_headaches_are_described_in_the_order_of_their_start():
    rows = [episode(day(1)), episode(day(3), kind="back"), episode(day(2)), episode(day(4))]
    rows[3]["kind"] = None
    described = headaches.describe(diary(rows))
    assert list(described.index) == [rows[3]["id"], rows[2]["id"], rows[0]["id"]]
