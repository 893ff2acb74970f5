"""The whole document: its shape (head of the analytics design), and odd diaries."""

import datetime as dt
import json

import pytest

from analytics.assess import assess
from tests.analytics.diaries import (
    CERVICOGENIC,
    MIGRAINE,
    TENSION,
    TODAY,
    YEAR,
    check_in,
    clear_days,
    day,
    diary,
    dose,
    episode,
    regular,
)

SECTIONS = {
    "rule_version", "display_order", "observed", "burden", "recent", "medication_days", "pattern",
    "migraine_features", "tension_features", "warning_signs", "kept",
}  # fmt: skip
GRADES = {"none", "possible", "probable", "not_enough_data"}


def document(frames, **changes):
    given = {"window": YEAR, "today": TODAY} | changes
    made = assess(frames, **given)
    assert set(made) == SECTIONS
    assert made["pattern"]["grade"] in GRADES
    for measure in measures(made):
        assert (measure["value"] is None) == (measure["reason"] is not None)
        assert measure["n"] is not None
    return json.loads(json.dumps(made, allow_nan=False))


def measures(part):
    """Every measure anywhere in a document."""
    if isinstance(part, dict):
        if {"value", "unit", "n"} <= set(part):
            yield part
        for inner in part.values():
            yield from measures(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from measures(inner)


def a_year(headaches=150, doses=500):
    kinds = (CERVICOGENIC, MIGRAINE, TENSION)
    rows = [episode(day(1 + (7 * n) % 364), 1 + n % 30, **kinds[n % 3]) for n in range(headaches)]
    taken = [dose(day(1 + (5 * n) % 364), ("nsaid", "triptan")[n % 2]) for n in range(doses)]
    said = [
        check_in(day(ago), ("no", "yes")[ago % 2], neck_pain=ago % 6, function={"work": "none"})
        for ago in range(1, 366)
    ]
    return diary(rows, said, taken)


def test_the_pattern_has_the_shape_of_the_interface():
    pattern = document(regular(CERVICOGENIC))["pattern"]
    assert {"raised", "since", "headline", "next_step", "still_needed"} <= set(pattern["flag"])
    assert pattern["antonaci"] == {"k": 4, "of": 7, "name": "possible"}
    assert pattern["paused"] is False
    for criterion in pattern["criteria"]:
        assert {"id", "status", "k", "n", "episodes", "reason", "rule_version"} <= set(criterion)
    assert not {"probability", "percent", "likely"} & set(json.dumps(pattern).split('"'))


def test_a_count_names_the_episodes_behind_it():
    frames = regular(CERVICOGENIC)
    ids = set(frames.episodes["id"])
    for criterion in document(frames)["pattern"]["criteria"]:
        assert set(criterion["episodes"]) <= ids
        if criterion["k"] and criterion["id"] != "antonaci.A3":
            assert len(criterion["episodes"]) == criterion["k"]


def test_warning_signs_and_medication_stand_above_the_pattern():
    order = document(diary())["display_order"]
    assert order.index("warning_signs") < order.index("medication_days") < order.index("pattern")
    patterns = [one for one in order if one in ("migraine_features", "pattern", "tension_features")]
    assert patterns == ["migraine_features", "pattern", "tension_features"]


def test_a_sign_under_way_pauses_the_display_and_the_grade_is_still_given():
    pattern = document(regular(CERVICOGENIC), sign_under_way=True)["pattern"]
    assert (pattern["paused"], pattern["grade"]) == (True, "probable")


def test_the_kept_state_goes_round():
    frames = regular(CERVICOGENIC)
    first = document(frames)
    again = document(frames, kept=first["kept"])
    assert again["kept"] == first["kept"]
    assert again["pattern"]["flag"]["since"] == day(14).isoformat()


def test_a_pattern_that_began_within_14_days_is_graded_but_not_yet_flagged():
    rows = [episode(day(ago), **CERVICOGENIC) for ago in range(1, 12)]
    made = document(diary(rows, clear_days(*range(12, 60))))["pattern"]
    assert (made["grade"], made["flag"]["raised"]) == ("probable", False)
    assert made["flag"]["headline"]["sentence_key"] == "pattern.probable.waiting"


@pytest.mark.parametrize(("observed", "early"), [(55, True), (56, False)])
def test_before_eight_weeks_it_is_an_early_look(observed, early):
    made = document(regular(CERVICOGENIC, over=observed))
    assert made["pattern"]["early_look"] is early


def test_today_is_never_counted():
    frames = diary([episode(TODAY)], [check_in(TODAY, "yes")])
    made = document(frames, window=(day(30), TODAY + dt.timedelta(days=1)))
    assert made["observed"]["headaches"] == 0
    assert made["burden"]["per_30"]["headache_day"]["n"] == 0


def test_a_window_in_the_past_reads_nothing_after_it():
    frames = diary([episode(day(40)), episode(day(10))])
    made = document(frames, window=(day(60), day(30)))
    assert made["observed"]["headaches"] == 1
    assert made["burden"]["per_28"]["headache_day"]["low"] == 1


def test_days_before_the_first_entry_are_not_counted_as_unanswered():
    observed = document(diary(check_ins=clear_days(1, 2, 3)))["observed"]
    assert (observed["from"], observed["days"], observed["headache_known"]) == (
        day(3).isoformat(), 3, 3,
    )  # fmt: skip


def test_what_is_missing_in_the_entries_is_counted():
    rows = [episode(day(1), None), episode(day(2), side="left", peak_intensity=3)]
    observed = document(diary(rows))["observed"]
    assert [observed[f"without_{part}"] for part in ("length", "intensity", "side")] == [1, 1, 1]


def test_an_empty_diary_says_what_is_needed():
    made = document(diary())
    assert made["observed"]["first_entry"] is None
    assert made["pattern"]["flag"]["still_needed"][0]["numbers"] == {"more": 28}
    assert made["medication_days"]["overuse"] == "not_enough_data"
    assert made["burden"]["months"] == []


def test_one_day():
    made = document(diary([episode(day(1))], [check_in(day(1), "yes")]))
    assert made["burden"]["window"]["headache_day"]["value"] == 1


def test_only_clear_days():
    made = document(diary(check_ins=clear_days(*range(1, 91))))
    assert made["burden"]["per_30"]["headache_day"]["high"] == 0
    assert made["burden"]["intensity"]["reason"] == "not_answered"
    needs = [one["sentence_key"] for one in made["pattern"]["flag"]["still_needed"]]
    assert "pattern.need.episodes" in needs


def test_only_headache_days():
    made = document(regular(TENSION, every=1, hours=24))
    assert made["burden"]["per_30"]["headache_day"]["value"] == 30
    assert made["burden"]["per_30"]["clear"]["value"] == 0


def test_nine_days_of_ten_missing():
    rows = [episode(day(ago), **CERVICOGENIC) for ago in range(20, 366, 20)]
    made = document(diary(rows, clear_days(*range(10, 366, 20))))
    per_30 = made["burden"]["per_30"]["headache_day"]
    assert (per_30["low"], per_30["high"], per_30["n"]) == (1, 28, 3)
    assert made["warning_signs"]["signs"][0]["status"] == "not_enough_data"


def test_duplicate_days_and_episodes_count_once():
    row, said = episode(day(1)), check_in(day(1), "yes")
    made = document(diary([row, row], [said, said], parts=[]))
    assert made["observed"]["headaches"] == 1
    assert made["observed"]["check_ins"] == 1


def test_an_episode_without_end_is_counted_and_its_length_is_not():
    made = document(diary([episode(day(9), None)], clear_days(1)))
    assert made["burden"]["durations"]["length"]["reason"] == "no_known_length"
    assert made["burden"]["window"]["headache_day"]["low"] == 1


def test_a_clock_going_back_gives_no_negative_length():
    made = document(diary([episode(day(3), -5), episode(day(2), 2)], clear_days(1)))
    length = made["burden"]["durations"]["length"]
    assert (length["value"], length["n"], length["of"]) == (2, 1, 2)


def test_a_window_that_ends_before_it_starts_is_empty():
    made = document(regular(TENSION), window=(TODAY, day(30)))
    assert made["observed"]["days"] == 0


def test_twenty_years():
    starts = [dt.date(2006, 7, 3) + dt.timedelta(days=n) for n in range(0, 7300, 5)]
    rows = [episode(start, **TENSION) for start in starts]
    made = document(diary(rows), window=(dt.date(2006, 7, 1), TODAY))
    assert made["observed"]["headaches"] == len(starts)
    assert len(made["burden"]["months"]) == 240
