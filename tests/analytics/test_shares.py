"""Expected tables: clinical ground truth, section 4.4; binomial tails: scipy.stats.binom."""

import pytest
from scipy.stats import binom

from analytics.criteria import shares


def least(passes, n):
    return next(k for k in range(n + 1) if passes(k, n))


@pytest.mark.parametrize(
    ("n", "k"), [(9, 9), (10, 10), (13, 13), (14, 13), (15, 14), (20, 18), (24, 22), (30, 27)]
)
def test_least_k_of_consistent(n, k):
    assert least(shares.is_consistent, n) == k


@pytest.mark.parametrize(
    ("n", "k"),
    [(5, 5), (6, 6), (7, 7), (8, 7), (9, 8), (10, 9), (12, 10), (15, 12), (20, 15), (30, 23)],
)
def test_least_k_of_usual(n, k):
    assert least(shares.is_usual, n) == k


@pytest.mark.parametrize("n", range(9))
def test_below_nine_nothing_is_consistent(n):
    assert not shares.is_consistent(n, n)


def test_a_true_seventy_thirty_person_passes_consistent_at_most_one_time_in_twenty():
    for n in range(9, 40):
        assert binom.sf(least(shares.is_consistent, n) - 1, n, 0.7) <= 0.05


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        (5, 5, ("met", None)),
        (0, 5, ("not_met", "rare")),
        (4, 5, ("not_enough_data", "too_few")),
        (6, 11, ("not_enough_data", "too_few")),
        (6, 12, ("not_met", "mixed")),
        (2, 12, ("not_met", "rare")),
    ],
)
def test_usual_fails_in_three_ways(k, n, expected):
    assert shares.usual(k, n) == expected


@pytest.mark.parametrize(
    ("k", "n", "expected"),
    [
        (3, 9, ("met", None)),
        (3, 3, ("met", None)),
        (2, 8, ("not_enough_data", "too_few")),
        (2, 9, ("not_met", None)),
        (3, 10, ("not_met", None)),
        (4, 10, ("met", None)),
    ],
)
def test_recurrent_needs_three_times_and_a_third(k, n, expected):
    assert shares.recurrent(k, n) == expected
