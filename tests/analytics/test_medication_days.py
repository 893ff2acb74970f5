"""Marks against the limits of 8.2; expected: clinical ground truth, section 1.7, rule 6."""

import json
from pathlib import Path

import pytest

from analytics import days, medication_days
from tests.analytics.diaries import TODAY, check_in, day, diary, dose


def summarise(doses=(), answered=90, headache_days=90, first=None):
    dosed = {one["day"] for one in doses}
    said = [
        check_in(
            day(ago),
            "yes" if ago <= headache_days else "no",
            "yes" if day(ago) in dosed else "no",
        )
        for ago in range(1, answered + 1)
    ]
    table = days.build(diary(check_ins=said, doses=doses), start=day(90), end=TODAY)
    return medication_days.summarise(table, TODAY, first or day(90))


def took(drug_class, times):
    return [dose(day(ago), drug_class) for ago in range(1, times + 1)]


@pytest.mark.parametrize(
    ("drug_class", "times", "code", "mark"),
    [
        ("triptan", 7, "8.2.2", "below"),
        ("triptan", 8, "8.2.2", "near"),
        ("triptan", 10, "8.2.2", "reached"),
        ("nsaid", 11, "8.2.3", "below"),
        ("nsaid", 12, "8.2.3", "near"),
        ("nsaid", 15, "8.2.3", "reached"),
    ],
)
def test_marks_of_early_caution(drug_class, times, code, mark):
    limits = {one["code"]: one for one in summarise(took(drug_class, times))["limits"]}
    assert (limits[code]["mark"], limits[code]["days"].low) == (mark, times)


def test_two_doses_on_one_day_are_one_day():
    counted = summarise(took("triptan", 5) + took("triptan", 5))
    assert counted["any"].value == 5


def test_days_without_an_answer_keep_the_mark_open():
    counted = summarise(took("triptan", 3), answered=20)
    limits = {one["code"]: one for one in counted["limits"]}
    assert limits["8.2.2"]["mark"] == "open"
    assert (limits["8.2.2"]["days"].low, limits["8.2.2"]["days"].high) == (3, 13)


@pytest.mark.parametrize(
    ("doses", "answered", "key"),
    [
        ([], 90, "medication.below"),
        (took("triptan", 8), 90, "medication.near"),
        (took("triptan", 10), 90, "medication.reached"),
        ([dose(day(ago), "triptan") for ago in range(1, 91)], 90, "medication.overuse"),
        ([], 10, "medication.open"),
    ],
)
def test_the_headline_is_of_the_most_pressing_class(doses, answered, key):
    assert summarise(doses, answered)["headline"].sentence_key == key


def test_the_headline_carries_its_days_limit_and_observed_days():
    numbers = summarise(took("triptan", 8))["headline"].numbers
    assert numbers == {"code": "8.2.2", "days": 8, "limit": 10, "observed": 30, "of": 30}


def test_unclassified_days_are_shown_beside():
    counted = summarise(took("unclassified", 4))
    assert (counted["unclassified"].value, counted["any"].value) == (4, 4)


LIMITS = Path(__file__).parents[1] / "vectors" / "medication_limits" / "ichd3_8_2.json"


@pytest.mark.parametrize(
    "vector", json.loads(LIMITS.read_text(encoding="utf-8")), ids=lambda vector: vector["name"]
)
def test_the_server_counts_days_as_the_phone_does(vector):
    """The phone's today is the last day of the server's window, which ends before its own today."""
    doses = [
        dose(day(ago + 1), drug_class)
        for drug_class, days_ago in vector["taken"].items()
        for ago in days_ago
    ]
    limits = {one["code"]: one["days"].low for one in summarise(doses)["limits"]}
    broad = {code: limits[code] for code in limits if code.count(".") == 2}
    assert {code: days for code, days in broad.items() if days} == vector["days"]
