"""Simulated diaries hold the truth they were planned with, and the methods hold their promises."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analytics.frames import DAYS
from analytics.simulate import calibrations
from analytics.simulate.days import Habit, Plan, build

SEED = 20260301  # that of docs/methods/calibration.md
HABITS = {"sitting_hours": Habit(), "alcohol_servings": Habit(share=0.3)}


def lived(seed=1, **plan):
    return build(
        Plan(**({"days": 4000, "habits": HABITS, "skipped": 0.0} | plan)),
        np.random.default_rng(seed),
    )


def test_a_diary_is_the_same_for_the_same_chance():
    pd.testing.assert_frame_equal(lived(days=50), lived(days=50))


def test_columns_are_those_of_the_person_day_table():
    assert set(lived(days=20).columns) <= set(DAYS)


@pytest.mark.parametrize("share", [0.2, 0.3, 0.9])
def test_the_share_of_headache_days_is_the_planned_one(share):
    assert lived(headache_share=share)["headache"].mean() == pytest.approx(share, abs=0.03)


def test_headaches_cluster_as_they_do_in_people():
    """KosteckiDillon: lag-1 autocorrelation, median .16, tenth to ninetieth person -.10 to .45."""
    headache = lived()["headache"].astype(float)
    assert 0.15 < headache.autocorr() < 0.4


def test_an_onset_is_on_a_day_at_risk_and_no_other():
    days = lived(days=300)
    assert (days["onset"] == (days["headache"] & days["at_risk"])).all()


def test_habits_have_their_share_their_spread_and_their_persistence():
    days = lived()
    assert days["alcohol_servings"].mean() == pytest.approx(0.3, abs=0.03)
    assert days["sitting_hours"].std() == pytest.approx(1.8, abs=0.1)
    assert days["sitting_hours"].astype(float).autocorr() == pytest.approx(0.5, abs=0.06)


def after(days, column, value):
    """Share of new headaches on days at risk, the day after an answer."""
    was = days[column].shift() == value
    return days.loc[was.fillna(False) & days["at_risk"], "onset"].mean()


def test_an_effect_shows_on_the_next_day():
    strong = {"alcohol_servings": Habit(share=0.3, effect=np.log(5))}
    days = lived(habits=strong)
    assert after(days, "alcohol_servings", 1) > 2 * after(days, "alcohol_servings", 0)


def test_an_effect_of_the_night_shows_on_the_same_day():
    strong = {"sleep_quality": Habit(share=0.5, effect=np.log(8), same_day=True)}
    days = lived(habits=strong)
    at_risk = days[days["at_risk"]]
    risk = at_risk.groupby("sleep_quality")["onset"].mean()
    assert risk[1] > 2 * risk[0]


def means(days, column="sitting_hours"):
    return days.groupby("headache")[column].mean().astype(float)


def test_reverse_causation_moves_the_habit_on_headache_days():
    less = means(lived(habits={"sitting_hours": Habit(reverse=-1.5)}))
    assert less[True] - less[False] == pytest.approx(-1.5, abs=0.2)


def test_a_headache_can_force_a_no():
    never = {"exercise_minutes": Habit(share=0.5, reverse=-1.0)}
    assert means(lived(habits=never), "exercise_minutes")[True] == 0


def test_an_early_sign_moves_the_habit_on_the_day_before():
    days = lived(habits={"sitting_hours": Habit(early=1.5)})
    before = days["onset"].shift(-1).fillna(False)
    assert days.loc[before, "sitting_hours"].mean() > days["sitting_hours"].mean() + 1


def test_calendar_effects_move_both():
    habits = {"sitting_hours": Habit(weekend=-1.2, trend=1.0, season=0.5)}
    days = lived(habits=habits, weekend=-2.0, days=3650)
    weekend = days.index.day_of_week >= 5
    assert days["sitting_hours"][weekend].mean() < days["sitting_hours"][~weekend].mean() - 1
    assert days["headache"][weekend].mean() < days["headache"][~weekend].mean()


def test_a_change_lowers_the_days_after_it():
    days = lived(change_on=2000, change=-2.0)
    assert days["headache"].iloc[2000:].mean() < 0.6 * days["headache"].iloc[:2000].mean()


def test_a_skipped_check_in_leaves_answers_and_clear_days_unknown():
    days = lived(skipped=0.2, skipped_on_headache=0.6)
    ached = days["headache"].fillna(False)
    assert days.loc[ached, "sitting_hours"].isna().mean() == pytest.approx(0.6, abs=0.05)
    assert days["headache"].isna().any()
    assert days.loc[days["headache"].isna(), "onset"].isna().all()


@pytest.fixture(scope="module")
def short_run():
    return calibrations.calibrate(runs=200, seed=SEED)


def of(table, measure, scenario=None):
    rows = table[table["measure"] == measure]
    return rows if scenario is None else rows[rows["scenario"] == scenario]


def test_false_positives_stay_under_nine_per_cent_in_every_null(short_run):
    assert of(short_run, "false positives")["value"].max() <= 0.09


def test_the_plain_same_day_correlation_is_nearly_always_wrong_when_headaches_move_a_habit(
    short_run,
):
    row = of(short_run, "false positives", "sits less with headache")
    assert row["same_day"].item() > 0.8


@pytest.mark.parametrize("measure", ["power", "cover of Newcombe", "tier B raises or lowers"])
def test_what_was_promised_holds(short_run, measure):
    assert of(short_run, measure)["holds"].all()


@pytest.mark.parametrize("measure", ["any finding", "false discoveries", "before/after claims"])
def test_what_was_promised_of_families_and_treatments_holds_within_chance(short_run, measure):
    rows = of(short_run, measure)
    limits = rows["wanted"].str.removeprefix("<= ").astype(float)
    assert (rows["value"] <= limits + 2 * rows["error"]).all()


def test_early_signs_are_not_told_apart_and_reverse_links_are_seen(short_run):
    assert of(short_run, "early sign taken for a link")["value"].item() > 0.5
    assert of(short_run, "reverse link seen")["value"].item() > 0.8


def test_a_thorough_run_has_more_lengths_and_the_stricter_limit(monkeypatch):
    seen = []
    monkeypatch.setattr(calibrations, "PARTS", (lambda outlook, seed: seen.append(outlook) or [],))
    calibrations.calibrate(runs=3, thorough=True)
    assert seen == [calibrations.Outlook(3, 3, (60, 90, 180), (180, 365, 730), 0.065)]


def test_a_measure_of_nothing_is_nothing():
    row = calibrations._row("x", "y", 1, np.zeros(0), wanted=("<=", 0.1))
    assert row["value"] is None
    assert row["holds"] is None


def test_a_plain_correlation_of_a_constant_claims_nothing():
    assert not calibrations._plain(np.zeros(9), np.arange(9.0))
    assert not calibrations._plain(np.full(9, np.nan), np.arange(9.0))


def test_a_plan_is_read_only():
    with pytest.raises(AttributeError):
        Plan().days = 3
    assert replace(Plan(), days=3).days == 3
