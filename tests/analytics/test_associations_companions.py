"""Which pain comes first, and what the person suspected."""

import json

import numpy as np
import pytest

from analytics import associations
from analytics.associations import beliefs, directions
from analytics.simulate.days import Habit, Plan, build


def lived(seed=1, **habit):
    habits = {"neck_pain": Habit(mean=4, sd=2, **habit)}
    return build(Plan(days=300, habits=habits), np.random.default_rng(seed))


def neck(days):
    rows = directions.assess(days, associations.assess(days))
    return next(row for row in rows if row["pain"] == "neck_pain")


def test_a_pain_that_brings_headaches_comes_first():
    row = neck(lived(effect=0.8))
    assert row["verdict"] == "pain_first"
    assert row["flags"] == ["possible_prodrome"]
    assert row["sentence_key"] == "directions.neck_pain.pain_first"
    assert json.loads(json.dumps(row, allow_nan=False)) == row


def after_headaches(days, points):
    was = days["headache"].shift().fillna(False)
    return days.assign(neck_pain=(days["neck_pain"] + points * was.astype(float)).clip(0, 10))


def test_a_pain_that_follows_headaches_comes_second():
    row = neck(after_headaches(lived(seed=2), 2.0))
    assert row["verdict"] == "headache_first"
    assert row["backward"]["mean_after_headache"] > row["backward"]["mean_after_none"] + 1


def test_a_pain_that_does_both_travels_along():
    assert neck(after_headaches(lived(effect=0.8), 3.0))["verdict"] == "both"


def test_an_unrelated_pain_does_neither():
    assert neck(lived(seed=5))["verdict"] == "neither"


def test_the_same_day_is_counted_and_has_no_direction():
    days = lived()
    row = neck(days)
    known = days["headache"].notna() & days["neck_pain"].notna()
    assert sum(kind["days"] for kind in row["same_day"]) == known.sum()
    assert set(row["same_day"][0]) == {"label", "days", "headache_days"}


@pytest.mark.parametrize("days", [lived().iloc[:0], lived().iloc[:15]], ids=["empty", "short"])
def test_without_enough_there_is_no_verdict(days):
    rows = directions.assess(days, associations.assess(days))
    assert {row["verdict"] for row in rows} == {None}
    assert rows[0]["sentence_key"] == "directions.upper_back_pain.not_enough_data"


def test_without_rows_only_the_way_back_is_told():
    row = directions.assess(lived(), [])[2]
    assert row["forward"] == {"p": None, "q": None, "tier": "0"}
    assert row["backward"]["p"] is not None


def row(exposure, says="cannot_tell", *, direction=0, verdict=None, missing=None, levels=()):
    return {
        "exposure": exposure,
        "says": says,
        "finding": says == "supported",
        "direction": direction,
        "verdict": verdict,
        "missing": missing,
        "levels": list(levels),
    }


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (row("stress", "supported", direction=1), "supported"),
        (row("stress", "supported", direction=-1), "not_supported"),
        (row("stress", "not_supported", verdict="not_harmful"), "not_supported"),
        (row("stress", verdict="lowers"), "not_supported"),
        (row("stress", verdict="not_protective"), "cannot_tell"),
        (row("stress", verdict="raises"), "cannot_tell"),
        (row("stress", "not_enough_data"), "not_enough_data"),
        (row("stress", "not_enough_data", missing="never_logged"), "not_measured"),
    ],
)
def test_a_suspicion_stands_beside_the_data(told, says):
    (answer,) = beliefs.compare(["stress"], [told])
    assert answer["says"] == says
    assert answer["sentence_key"] == f"beliefs.{says}"


@pytest.mark.parametrize(
    ("told", "says"),
    [
        (row("sleep_quality", "supported", direction=-1), "supported"),
        (row("sleep_quality", "supported", direction=1), "not_supported"),
        (row("sleep_quality", verdict="raises"), "not_supported"),
        (row("sleep_quality", verdict="not_harmful"), "cannot_tell"),
    ],
)
def test_bad_sleep_is_less_of_a_good_thing(told, says):
    assert beliefs.compare(["bad_sleep"], [told])[0]["says"] == says


def test_one_supported_part_supports_the_suspicion():
    told = [
        row("sitting_hours", "not_supported"),
        row("longest_sitting", "supported", direction=1),
    ]
    (answer,) = beliefs.compare(["long_sitting"], told)
    assert (answer["says"], answer["exposures"]) == ("supported", ["longest_sitting"])


def test_a_level_that_stands_out_supports_a_suspected_position():
    told = row("sleep_position", "supported", direction=-1, levels=[{}])
    assert beliefs.compare(["sleep_position"], [told])[0]["says"] == "supported"


def test_what_no_check_in_asks_for_was_not_measured():
    assert beliefs.compare(["weather"], [])[0]["says"] == "not_measured"


def test_a_finding_nobody_suspected_is_named_last():
    told = [row("alcohol", "supported", direction=1), row("stress", "not_enough_data")]
    answers = beliefs.compare(["stress", "stress"], told)
    assert [answer["says"] for answer in answers] == ["not_enough_data", "unsuspected"]


def test_an_own_factor_is_compared_by_its_id():
    told = row("0190", "supported", direction=1)
    assert beliefs.compare(["0190"], [told])[0]["says"] == "supported"


def test_days_are_read_as_they_come():
    days = lived()
    shuffled = days.sample(frac=1, random_state=0)
    rows = associations.assess(days)
    assert directions.assess(shuffled, rows) == directions.assess(days, rows)
