"""The shift test: its p-value by hand, what must not matter to it, and when it is silent."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics.stats import shift_test

RIDGE = 1e-4
seeds = st.integers(0, 2**32 - 1)


def diary(seed, n=60, nuisances=2):
    """Outcome, usable days, nuisances with an intercept, and an exposure."""
    rng = np.random.default_rng(seed)
    held = np.column_stack([np.ones(n), rng.standard_normal((n, nuisances))])
    y = (rng.random(n) < 0.35).astype(float)
    y[:2] = 0.0, 1.0
    return y, rng.random(n) < 0.8, held, rng.standard_normal(n)


def fitted(seed, link="logit", **shape):
    y, usable, held, x = diary(seed, **shape)
    return shift_test.fit_null(y, usable, held, link=link, ridge=RIDGE), x


def by_hand(x, null):
    """Every moved series written out with `np.roll`, its score by the formula."""
    n = len(x)
    moved = [np.roll(x, s) for s in range(1, n)] + [np.roll(x[::-1], s) for s in range(n)]
    weight, held = null.weight, null.Z

    def score(series):
        used = (series - series.mean())[null.days]
        inverse = np.linalg.inv(held.T @ (weight[:, None] * held) + RIDGE * np.eye(held.shape[1]))
        left = used - held @ (inverse @ (held.T @ (weight * used)))
        return (left @ null.residual) ** 2 / (used @ (weight * left))

    observed = score(x)
    return (1 + sum(score(series) >= observed * (1 - 1e-9) for series in moved)) / (2 * n)


@pytest.mark.parametrize("seed", range(5))
def test_the_p_value_is_the_share_of_moved_series_with_as_large_a_score(seed):
    """Written out by hand from the definition, every rearrangement one by one."""
    null, x = fitted(seed)
    result = shift_test.shift_test(x, null)
    assert result.n == 2 * 60 - 1
    assert result.p == pytest.approx(by_hand(x, null))


@given(seeds, st.floats(0.01, 100), st.floats(-50, 50), st.sampled_from([1, -1]))
def test_unit_and_zero_point_of_an_exposure_do_not_matter(seed, unit, zero, sign):
    null, x = fitted(seed)
    again = shift_test.shift_test(sign * unit * x + zero, null)
    assert again.p == pytest.approx(shift_test.shift_test(x, null).p, abs=2 / 120)


@given(seeds)
def test_a_reversed_or_rotated_diary_of_days_that_all_count_gives_the_same_p(seed):
    y, _, _, x = diary(seed)
    held, all_days = np.ones((60, 1)), np.ones(60, dtype=bool)

    def p(y, x):
        null = shift_test.fit_null(y, all_days, held, link="logit", ridge=RIDGE)
        return shift_test.shift_test(x, null).p

    assert p(y[::-1], x[::-1]) == p(y, x)
    assert p(np.roll(y, 7), np.roll(x, 7)) == p(y, x)


@given(seeds)
def test_exchanging_yes_and_no_of_a_link_by_number_gives_the_same_p(seed):
    y, usable, held, x = diary(seed)
    one, other = (
        shift_test.fit_null(outcome, usable, held, link="linear", ridge=0.0)
        for outcome in (y, 1 - y)
    )
    assert shift_test.shift_test(x, one).p == shift_test.shift_test(x, other).p


@given(seeds)
def test_what_is_written_on_unusable_days_of_the_outcome_does_not_matter(seed):
    y, usable, held, x = diary(seed)
    filled = np.where(usable, y, np.nan)
    one, other = (
        shift_test.fit_null(outcome, usable, held, link="logit", ridge=RIDGE)
        for outcome in (y, filled)
    )
    assert shift_test.shift_test(x, one) == shift_test.shift_test(x, other)


@given(seeds)
def test_the_reference_level_of_a_category_does_not_matter(seed):
    null, _ = fitted(seed, n=90)
    levels = np.eye(3)[np.random.default_rng(seed).integers(0, 3, 90)]
    one, other = (shift_test.shift_test(levels[:, kept], null) for kept in ([0, 1], [1, 2]))
    assert one.p == pytest.approx(other.p, abs=2 / 180)


def test_a_planted_link_reaches_the_least_p_there_is():
    rng = np.random.default_rng(4)
    x = rng.standard_normal(60)
    null = shift_test.fit_null(
        (x > 0.5).astype(float),
        np.ones(60, dtype=bool),
        np.ones((60, 1)),
        link="logit",
        ridge=RIDGE,
    )
    assert shift_test.shift_test(x, null).p == 1 / 120


@pytest.mark.parametrize("n", [501, 700])
def test_every_move_counts_in_long_diaries_too_and_the_answer_is_always_the_same(n):
    null, x = fitted(8, n=n)
    first, second = shift_test.shift_test(x, null), shift_test.shift_test(x.copy(), null)
    assert first.n == 2 * n - 1
    assert first == second
    assert first.p == pytest.approx(by_hand(x, null))


def test_moves_that_change_nothing_are_ties():
    """A habit of every second day in 60: each of the 120 series is itself or its opposite."""
    null, _ = fitted(9)
    every_second = np.tile([0.0, 1.0], 30)
    assert shift_test.shift_test(every_second, null).p == 1.0 == by_hand(every_second, null)


def test_a_gap_in_the_exposure_is_an_ordinary_day():
    null, x = fitted(10)
    x[5] = np.nan
    filled = np.where(np.isnan(x), np.nanmean(x), x)
    assert shift_test.shift_test(x, null) == shift_test.shift_test(filled, null)


@pytest.mark.parametrize(
    "x", [np.full(60, 0.1), np.full(60, np.nan), np.r_[0.1, np.full(59, np.nan)]]
)
def test_an_exposure_that_never_varies_is_not_tested(x):
    null, _ = fitted(11)
    assert shift_test.shift_test(x, null) is None


def test_an_exposure_that_the_nuisances_already_tell_is_not_tested():
    y, usable, held, _ = diary(12)
    null = shift_test.fit_null(y, usable, held, link="linear", ridge=0.0)
    assert shift_test.shift_test(held[:, 1] * 3 + 1, null) is None


def test_no_usable_day_is_not_tested():
    y, _, held, x = diary(13)
    null = shift_test.fit_null(y, np.zeros(60, dtype=bool), held, link="logit", ridge=RIDGE)
    assert shift_test.shift_test(x, null) is None


def test_contributions_add_up_to_a_score_with_the_sign_of_the_link():
    y, usable, held, x = diary(14)
    null = shift_test.fit_null(x + 0.1 * y, usable, held, link="linear", ridge=0.0)
    assert shift_test.contributions(x, null).sum() > 0
    assert shift_test.contributions(-x, null).sum() < 0


def test_residuals_of_the_logistic_null_add_up_to_nothing():
    """McCullagh and Nelder 1989: at the maximum the score of the intercept is zero."""
    null, _ = fitted(15)
    assert null.residual.sum() == pytest.approx(0, abs=1e-3)
