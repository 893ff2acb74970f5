"""Thin intervals give what their authors printed, and nothing where there is nothing."""

import math

import pytest

from analytics.stats import intervals


def test_wilson_of_81_in_263():
    """Newcombe 1998, Statistics in Medicine 17:857, table I: 81/263 gives .2553 to .3662."""
    assert intervals.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)


def test_newcombe_of_56_in_70_against_48_in_80():
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10: .0524 to .3339."""
    assert intervals.newcombe(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_newcombe_mirrors_when_the_sides_change_places():
    there, back = intervals.newcombe(8, 22, 7, 41), intervals.newcombe(7, 41, 8, 22)
    assert there == pytest.approx((-back.hi, -back.lo))


def test_a_share_of_no_days_has_no_interval():
    assert intervals.wilson(0, 0) is None


@pytest.mark.parametrize("sides", [(0, 0, 1, 2), (1, 2, 0, 0)])
def test_a_difference_with_an_empty_side_has_no_interval(sides):
    assert intervals.newcombe(*sides) is None


def test_student_reaches_two_and_a_bit_standard_errors_with_ten_degrees_of_freedom():
    """Student 1908 by way of any printed t table: the 97.5 % point with 10 df is 2.228."""
    assert intervals.student(1.0, 1.0, 10) == pytest.approx((-1.228, 3.228), abs=5e-4)


@pytest.mark.parametrize(("se", "df"), [(1.0, 0), (math.nan, 5), (math.inf, 5)])
def test_student_is_silent_without_degrees_of_freedom_or_spread(se, df):
    assert intervals.student(0.0, se, df) is None
