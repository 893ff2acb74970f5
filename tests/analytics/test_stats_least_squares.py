"""Ordinary least squares on a known line."""

import numpy as np
import pytest
from scipy.stats import linregress

from analytics.stats import least_squares


def test_slope_interval_and_test_are_those_of_a_plain_regression():
    """scipy's `linregress` as the outside author."""
    rng = np.random.default_rng(2)
    x = rng.random(40)
    y = 2 * x + rng.standard_normal(40)
    effect = least_squares.fit(x[:, None], y, np.ones((40, 1)))
    plain = linregress(x, y)
    assert effect.coefs[0] == pytest.approx(plain.slope)
    assert effect.p == pytest.approx(plain.pvalue)
    assert sum(effect.intervals[0]) / 2 == pytest.approx(plain.slope)


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (np.ones((10, 1)), np.arange(10.0)),
        (np.arange(10.0)[:, None], np.ones(10)),
        (np.ones((1, 1)), np.ones(1)),
    ],
    ids=["constant exposure", "constant outcome", "too few days"],
)
def test_what_cannot_be_estimated_is_none(x, y):
    assert least_squares.fit(x, y, np.ones((len(y), 1))) is None
