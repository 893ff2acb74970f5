"""Associations as a whole: what a row holds, what must not matter, and what cannot be told."""

import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest

from analytics import associations
from analytics.simulate.days import Habit, Plan, build

WHOLE = (dt.date(2025, 1, 6), dt.date(2026, 2, 10))
FACTOR = "0190a000-0000-7000-8000-000000000001"
HABITS = {
    "sitting_hours": Habit(effect=np.log(1.6)),
    "alcohol_servings": Habit(share=0.3),
    "stress": Habit(mean=4, sd=2),
}
ROW_KEYS = {
    *("exposure", "coding", "lag", "outcome", "mode", "window", "tz", "code_version", "n_days"),
    *("n_known", "n_at_risk", "n_unanswered", "n_time_unknown", "n_onsets", "completeness"),
    *("bands", "contrast", "odds_ratio", "difference", "levels", "p_perm", "n_perm", "p_lrt"),
    *("p", "q", "p_curve", "finding", "first_seen", "direction", "tier", "verdict", "missing"),
    *("days_needed", "checks", "travels_with", "adjusted", "flags", "says", "sentence_key"),
    "looked_on",
}


def lived(seed=1, habits=None, **plan):
    shape = {"days": 300, "habits": HABITS if habits is None else habits} | plan
    return build(Plan(**shape), np.random.default_rng(seed))


def row_of(days, exposure, **look):
    return next(r for r in associations.assess(days, **look) if r["exposure"] == exposure)


@pytest.fixture(scope="module")
def days():
    return lived()


@pytest.fixture(scope="module")
def rows(days):
    return {row["exposure"]: row for row in associations.assess(days, time_zone="Europe/Berlin")}


def test_every_declared_exposure_has_a_row_with_the_same_keys(rows):
    assert len(rows) == 18
    assert all(set(row) == ROW_KEYS for row in rows.values())


def test_rows_are_json(rows):
    assert json.loads(json.dumps(list(rows.values()), allow_nan=False))


def test_a_planted_effect_is_a_finding_with_all_its_numbers(rows):
    row = rows["sitting_hours"]
    assert row["finding"]
    assert row["verdict"] == "raises"
    assert row["sentence_key"] == "sitting_hours.raises.B"
    assert row["p"] == max(row["p_perm"], row["p_lrt"])
    assert row["q"] <= 0.10
    assert row["odds_ratio"]["lo"] < 1.6 < row["odds_ratio"]["hi"]
    assert row["first_seen"] == "2025-11-01"
    assert (row["tz"], row["lag"], row["mode"], row["days_needed"]) == (
        "Europe/Berlin",
        1,
        "onset",
        0,
    )


def test_bands_add_up_to_the_days_that_count(rows):
    for row in rows.values():
        assert sum(band["days"] for band in row["bands"]) == row["n_at_risk"]
        assert sum(band["onsets"] for band in row["bands"]) == row["n_onsets"]


def test_an_exposure_that_was_never_logged_says_so(rows):
    row = rows["pillow"]
    assert (row["tier"], row["missing"], row["q"]) == ("0", "never_logged", None)
    assert row["sentence_key"] == "pillow.never_logged.0"
    assert row["days_needed"] is None


def test_the_order_of_rows_does_not_matter(days, rows):
    mixed = days.sample(frac=1, random_state=3)
    again = associations.assess(mixed, time_zone="Europe/Berlin")
    assert again == list(rows.values())


def test_a_day_answered_twice_counts_once(days, rows):
    twice = pd.concat([days, days.iloc[:40]])
    assert associations.assess(twice, time_zone="Europe/Berlin") == list(rows.values())


def test_a_day_left_out_is_a_day_without_answers(days):
    emptied = days.copy()
    emptied.iloc[50] = pd.NA
    emptied.loc[emptied.index[50], "at_risk"] = pd.NA
    assert associations.assess(days.drop(days.index[50])) == associations.assess(emptied)


def test_what_happened_before_or_after_the_window_does_not_matter(days):
    inside = (dt.date(2025, 3, 1), dt.date(2025, 9, 1))
    cut = days.loc["2025-03-01":"2025-08-31"]
    assert associations.assess(days, window=inside) == associations.assess(cut, window=inside)


def test_an_empty_diary_says_that_nothing_was_logged():
    rows = associations.assess(lived().iloc[:0])
    assert {row["sentence_key"].split(".", 1)[1] for row in rows} == {"never_logged.0"}
    assert all(row["window"] == [] for row in rows)


def test_a_window_without_entries_says_that_nothing_was_logged(days):
    rows = associations.assess(days, window=(dt.date(2030, 1, 1), dt.date(2030, 3, 1)))
    assert {row["missing"] for row in rows} == {"never_logged"}
    assert rows[0]["n_days"] == 59


def test_a_constant_exposure_says_that_there_is_nothing_to_compare(days):
    row = row_of(days.assign(sitting_hours=8.0), "sitting_hours")
    assert row["sentence_key"] == "sitting_hours.never_varies.0"
    assert row["contrast"] is None


def test_an_exposure_on_all_days_but_a_few_waits_for_other_days(days):
    alcohol = pd.Series(1.0, days.index, dtype="Float64")
    alcohol.iloc[[10, 20, 30]] = 0.0
    row = row_of(days.assign(alcohol_servings=alcohol), "alcohol")
    assert (row["tier"], row["missing"], row["days_needed"]) == ("0", "contrast", None)


def test_a_kind_of_day_that_never_came_before_a_day_at_risk_has_no_contrast(days):
    alcohol = pd.Series(0.0, days.index, dtype="Float64")
    alcohol.iloc[-1] = 1.0
    row = row_of(days.assign(alcohol_servings=alcohol), "alcohol")
    assert (row["contrast"], row["bands"][1]["days"]) == (None, 0)
    assert row["bands"][1]["risk"] is None


def test_own_factors_that_were_never_answered_are_never_logged(days):
    assert row_of(days, FACTOR, custom_factors={FACTOR: "yes_no"})["missing"] == "never_logged"


def test_a_diary_of_weekdays_only_is_estimated_without_a_weekend(days):
    weekdays = days[days.index.day_of_week < 5]
    assert row_of(weekdays, "alcohol")["odds_ratio"] is not None


def test_twenty_years_are_read_as_their_last_thousand_days():
    long = lived(days=7300, habits={"alcohol_servings": Habit(share=0.3)})
    window = (long.index[0].date(), (long.index[-1] + pd.Timedelta(days=1)).date())
    assert row_of(long, "alcohol", window=window)["n_days"] == 1000


def test_the_last_year_is_read_unless_a_window_is_given():
    assert row_of(lived(days=500), "alcohol")["n_days"] == 365


def test_exposures_that_copy_each_other_are_named_and_not_adjusted_for(days):
    copied = days.assign(driving_hours=days["sitting_hours"])
    row = row_of(copied, "sitting_hours")
    assert "copies_another" in row["flags"]
    assert row["travels_with"] == ["driving_hours"]
    assert row["adjusted"] is None


def test_an_exposure_that_travels_along_is_held_in_a_second_estimate(days):
    rng = np.random.default_rng(0)
    along = days["sitting_hours"] + rng.normal(0, 2.0, len(days))
    row = row_of(days.assign(driving_hours=along), "sitting_hours")
    assert row["adjusted"]["for"] == ["driving_hours"]
    assert row["adjusted"]["odds_ratio"]["lo"] < row["odds_ratio"]["est"]


def test_swapping_yes_and_no_mirrors_the_result(days):
    strong = lived(7, {"alcohol_servings": Habit(share=0.4, effect=np.log(6))})
    one = row_of(strong, "alcohol")
    other = row_of(strong.assign(alcohol_servings=1 - strong["alcohol_servings"]), "alcohol")
    assert (one["verdict"], other["verdict"]) == ("raises", "lowers")
    assert one["p_perm"] == other["p_perm"]
    assert one["odds_ratio"]["est"] * other["odds_ratio"]["est"] == pytest.approx(1, rel=1e-3)
    assert one["contrast"]["rd"] == pytest.approx(-other["contrast"]["rd"])
    assert (one["direction"], other["direction"]) == (1, -1)


def test_ten_headaches_give_an_early_look_and_no_verdict():
    days = lived(3, {"alcohol_servings": Habit(share=0.4)}, days=120)
    row = row_of(days, "alcohol")
    assert 10 <= row["n_onsets"] < 20
    assert (row["tier"], row["verdict"], row["missing"]) == ("A", None, "events")
    assert "early" in row["flags"]
    assert row["sentence_key"] == "alcohol.early.A"
    assert row["days_needed"] >= 7


def test_own_factors_are_asked_with_the_rest(days):
    rng = np.random.default_rng(5)
    told = [{FACTOR: bool(rng.random() < 0.5), "s": int(rng.integers(0, 11))} for _ in days.index]
    told[0], told[1] = None, {}
    asked = associations.assess(
        days.assign(factors=told), custom_factors={FACTOR: "yes_no", "s": "scale"}
    )
    assert [row["exposure"] for row in asked[-2:]] == [FACTOR, "s"]
    assert [row["tier"] for row in asked[-2:]] == ["B", "B"]
    assert asked[-1]["odds_ratio"]["per"] == "2_points"


def test_a_finding_is_kept_until_it_is_clearly_gone(days):
    first = associations.assess(days)
    kept = associations.keep(first)
    assert set(kept["found"]) == {"sitting_hours"}
    assert kept["looked_on"] == "2025-11-01"
    kept["found"]["sitting_hours"]["first_seen"] = "2025-05-01"
    assert row_of(days, "sitting_hours", kept=kept)["first_seen"] == "2025-05-01"
    assert associations.keep(associations.assess(days.iloc[:20], kept=kept))["found"] == {}


def test_findings_are_looked_for_once_a_week_and_counts_are_of_today(days):
    """Looked six days ago nothing is found, though it is there; seven days ago it is."""
    young = {"looked_on": "2025-10-26", "found": {}}
    row = row_of(days, "sitting_hours", kept=young)
    assert (row["finding"], row["looked_on"]) == (False, "2025-10-26")
    assert row["q"] <= 0.10
    assert row["sentence_key"] == "sitting_hours.raises_unconfirmed.B"
    due = row_of(days, "sitting_hours", kept=young | {"looked_on": "2025-10-25"})
    assert (due["finding"], due["looked_on"], due["first_seen"]) == (True, *["2025-11-01"] * 2)


def test_a_finding_that_has_become_less_clear_is_said_to_be_held(days):
    kept = {
        "looked_on": "2025-10-31",
        "found": {"stress": {"first_seen": "2025-09-01", "direction": 1}},
    }
    row = row_of(days, "stress", kept=kept)
    assert row["q"] > 0.20
    assert (row["finding"], row["says"], row["sentence_key"]) == (
        True,
        "supported",
        "stress.held.B",
    )
    assert not row_of(days, "stress", kept=kept | {"looked_on": "2025-10-01"})["finding"]


def test_days_with_headache_that_are_filled_in_less_raise_a_flag():
    days = lived(2, skipped=0.05, skipped_on_headache=0.35, habits={"sleep_hours": Habit()})
    row = row_of(days, "sleep_hours")
    assert "risk_scale_biased" in row["flags"]
    assert row["checks"]["balance"] == "biased"
    assert row["completeness"]["headache_days"] < row["completeness"]["other_days"]


def test_most_answers_missing_is_said_before_anything_is_tested(days):
    sparse = days["stress"].where(np.arange(len(days)) % 2 == 0)
    row = row_of(days.assign(stress=sparse), "stress")
    assert (row["tier"], row["missing"], row["p"]) == ("0", "answers", None)


def test_headache_on_most_days_is_analysed_day_by_day():
    days = lived(4, headache_share=0.75).assign(
        at_risk=lambda t: t["at_risk"] & ~t["headache"].shift().fillna(False)
    )
    row = row_of(days, "sitting_hours")
    assert (row["mode"], row["outcome"]) == ("day", "headache")
    assert row["odds_ratio"] is not None


def test_headache_nearly_every_day_is_analysed_by_its_strength():
    days = lived(5, headache_share=0.95)
    noise = np.random.default_rng(1).normal(0, 0.5, len(days))
    stress = days["stress"].fillna(4)
    days["peak"] = (days["peak"] * 0 + 2 + 0.7 * stress.shift().fillna(4) + noise).clip(0, 10)
    rows = {row["exposure"]: row for row in associations.assess(days)}
    row = rows["stress"]
    assert (row["mode"], row["outcome"], row["odds_ratio"]) == ("severity", "peak", None)
    assert row["difference"]["est"] == pytest.approx(1.4, abs=0.2)
    assert row["verdict"] == "raises"
    assert row["bands"][1]["mean_peak"] > row["bands"][0]["mean_peak"]
    assert row["checks"]["case_crossover"] == "na"


def test_a_position_in_which_one_wakes_with_headache_is_a_finding_about_mornings():
    rng = np.random.default_rng(6)
    days = lived(6, {}, days=360, skipped=0.0)
    position = rng.choice(["back", "left_side", "stomach"], len(days), p=[0.45, 0.3, 0.25])
    days["sleep_position"] = pd.array(position, dtype="string")
    chance = np.where(position == "stomach", 0.9, 0.15)
    days["morning"] = (days["onset"] & (rng.random(len(days)) < chance)).astype("boolean")
    row = row_of(days, "sleep_position")
    kept = {"looked_on": "2025-12-31", "found": {}}
    waits = row_of(days, "sleep_position", kept=kept)
    assert waits["sentence_key"] == "sleep_position.levels_unconfirmed.B"
    assert (row["outcome"], row["lag"], row["finding"]) == ("morning", 0, True)
    assert row["contrast"]["exposed"] == "stomach"
    assert len(row["levels"]) == 2
    assert row["verdict"] == "raises"


def test_mornings_of_unknown_hour_are_counted_apart():
    days = lived(6, {}, days=200, skipped=0.0)
    days["sleep_position"] = pd.array(np.tile(["back", "mixed"], 100), dtype="string")
    days["morning"] = days["morning"].mask(days["onset"].fillna(False).to_numpy())
    row = row_of(days, "sleep_position")
    assert row["n_time_unknown"] == days["onset"].sum()
    assert row["n_onsets"] == 0


def test_sitting_that_hardly_changes_is_read_against_what_is_usual():
    habits = {"sitting_hours": Habit(rho=0.97)}
    assert row_of(lived(8, habits), "sitting_hours")["coding"] == "over_usual"
    assert row_of(lived(8), "sitting_hours")["coding"] == "raw"


def test_breaks_are_compared_on_long_sitting_days_only(days):
    breaks = pd.Series(np.random.default_rng(0).integers(0, 12, len(days)), days.index)
    row = row_of(days.assign(breaks_count=breaks.astype("Float64")), "breaks")
    long = (days["sitting_hours"].shift() >= 6) & days["at_risk"]
    assert row["n_at_risk"] == (long & days["onset"].notna()).sum()


def test_forty_headaches_let_the_hours_bend(days):
    assert row_of(days, "sitting_hours")["p_curve"] is not None
    assert row_of(days.iloc[:150], "sitting_hours")["p_curve"] is None


def test_the_days_around_a_period_are_held_for_everything_else():
    days = lived(9, days=300, skipped=0.0)
    bleeding = pd.Series(np.arange(300) % 28 < 4, days.index).astype("boolean")
    rows = {r["exposure"]: r for r in associations.assess(days.assign(menstruation=bleeding))}
    assert rows["menstruation"]["bands"][1]["days"] > 30
    assert rows["menstruation"]["checks"]["reverse_link"] == "na"
    assert rows["stress"]["p"] != row_of(days, "stress")["p"]


def test_positions_that_do_not_differ_cannot_tell_and_show_no_level_in_front():
    days = lived(11, {}, days=400, skipped=0.0)
    position = np.random.default_rng(1).choice(["back", "left_side", "stomach"], len(days))
    days["sleep_position"] = pd.array(position, dtype="string")
    days["morning"] = days["onset"]
    row = row_of(days, "sleep_position", window=WHOLE)
    assert (row["tier"], row["finding"], row["verdict"]) == ("B", False, "cannot_tell")
    assert row["sentence_key"] == "sleep_position.levels_open.B"
    assert row["contrast"] is row["odds_ratio"] is None
    assert len(row["levels"]) == 2
