"""Trends: direction, doubt, and nothing where there is nothing."""

import datetime as dt
import json

import numpy as np
import pandas as pd
import pytest

from analytics import trends


def table(headaches, **columns):
    index = pd.date_range("2026-01-01", periods=len(headaches), name="day", unit="us")
    said = pd.array(headaches, dtype="boolean")
    return pd.DataFrame({"headache_day": said} | columns, index=index)


def of(days, outcome="headache_day", **more):
    return next(row for row in trends.assess(days, **more) if row["outcome"] == outcome)


def falling(n=252, seed=0):
    return np.random.default_rng(seed).random(n) < np.linspace(0.7, 0.1, n)


def test_fewer_and_fewer_headache_days_lead_down():
    row = of(table(falling()))
    assert row["sentence_key"] == "trends.headache_day.down"
    assert row["line"]["lo"] < row["line"]["est"] < row["line"]["hi"] < 1
    assert json.loads(json.dumps(row, allow_nan=False)) == row


def test_the_reversed_diary_leads_up():
    row, back = of(table(falling())), of(table(falling()[::-1]))
    assert back["line"]["direction"] == "up"
    assert back["line"]["est"] * row["line"]["est"] == pytest.approx(1, abs=0.02)


def test_an_even_diary_cannot_tell():
    assert of(table([i % 4 == 0 for i in range(252)]))["line"]["direction"] == "cannot_tell"


def test_periods_are_full_and_counted_back_from_the_end():
    row = of(table([i % 4 == 0 for i in range(100)]))
    assert [period["observed"] for period in row["periods"]] == [28, 28, 28]
    assert row["periods"][0]["start"] == "2026-01-17"
    assert row["periods"][0]["value"] == 7.0


@pytest.mark.parametrize(
    "headaches",
    [[], [True] * 40, [True] * 252, [False] * 252, [None] * 252],
    ids=["empty", "short", "every day", "never", "never observed"],
)
def test_without_enough_there_is_no_line(headaches):
    row = of(table(headaches))
    assert row["line"] is None
    assert row["sentence_key"] == "trends.headache_day.not_enough_data"


def test_a_pain_that_grows_leads_up_in_points():
    """numpy's own straight line as the outside author: 3 points over 252 days are .333 in 28."""
    pain = pd.array(np.linspace(2, 5, 252) + np.tile([0.3, -0.3], 126), dtype="Float64")
    row = of(table(falling(), neck_pain=pain), "neck_pain")
    assert row["line"]["est"] == pytest.approx(3 / 251 * 28, abs=0.01)
    assert row["line"]["direction"] == "up"
    assert row["periods"][0]["lo"] < row["periods"][0]["value"] < row["periods"][0]["hi"]


def test_the_mean_peak_is_that_of_headache_days():
    ached = falling()
    rng = np.random.default_rng(1)
    peak = pd.array(np.where(ached, rng.integers(4, 9, 252), 0.0), dtype="Float64")
    row = of(table(ached, peak=peak), "peak")
    assert row["line"]["direction"] == "cannot_tell"
    assert all(period["value"] >= 4 for period in row["periods"])
    assert row["periods"][0]["observed"] == ached[:28].sum()


def test_a_constant_pain_has_no_line_and_no_interval():
    row = of(table(falling(), neck_pain=pd.array([3.0] * 252, dtype="Float64")), "neck_pain")
    assert row["line"] is None
    assert (row["periods"][0]["value"], row["periods"][0]["lo"]) == (3.0, None)


def test_a_perfect_line_has_no_doubt_to_tell_and_tells_nothing():
    assert trends._line(1.0, 0.0, 4, ratio=False) is None


def test_a_window_reaches_beyond_the_diary_without_inventing_days():
    row = of(table(falling()), window=(dt.date(2025, 12, 1), dt.date(2026, 5, 1)))
    assert row["periods"][0]["observed"] < 28


def test_the_order_of_days_and_a_day_given_twice_do_not_matter():
    days = table(falling())
    again = pd.concat([days.sample(frac=1, random_state=1), days.iloc[:9]])
    assert trends.assess(again) == trends.assess(days)
