"""Kleene's strong three-valued logic (Introduction to Metamathematics, 1952, section 64)."""

import itertools

import pandas as pd
import pytest

from analytics.criteria import kleene

VALUES = (True, False, None)


def flags(*values):
    return pd.Series(values, dtype="boolean")


def plain(series):
    return [None if pd.isna(value) else bool(value) for value in series]


@pytest.mark.parametrize(
    ("values", "k", "expected"),
    [
        ((True, True, None, False), 2, True),
        ((True, None, False, False), 2, None),
        ((True, False, False, False), 2, False),
        ((None, None, None, False), 4, False),
        ((None, None), 2, None),
    ],
)
def test_at_least_k_of_n_on_columns_and_on_single_values(values, k, expected):
    assert plain(kleene.at_least(k, [flags(value) for value in values])) == [expected]
    assert kleene.at_least_of(k, values) is expected


@pytest.mark.parametrize(("a", "b"), list(itertools.product(VALUES, VALUES)))
def test_or_and_and_agree_with_pandas(a, b):
    assert plain(flags(a) | flags(b)) == [kleene.any_of([a, b])]
    assert plain(flags(a) & flags(b)) == [kleene.all_of([a, b])]


def test_words_that_mean_unknown_are_unknown():
    words = pd.Series(["left", "none", "unknown", None], dtype="string")
    assert plain(kleene.is_any(words, {"left"}, {"unknown"})) == [True, False, None, None]


def test_an_empty_list_is_a_no_and_no_list_is_unknown():
    lists = pd.Series([["a"], [], None, float("nan")], dtype=object)
    assert plain(kleene.holds_any(lists, {"a"})) == [True, False, None, None]


def test_any_by_prefers_true_then_unknown():
    judged = kleene.any_by(flags(True, None, None, False, False), ["a", "a", "b", "b", "c"])
    assert dict(zip(judged.index, plain(judged), strict=True)) == {
        "a": True, "b": None, "c": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        (["met", "met"], "met"),
        (["met", "not_met", "cannot_judge", "not_enough_data"], "not_met"),
        (["met", "cannot_judge", "not_enough_data"], "cannot_judge"),
        (["met", "not_enough_data"], "not_enough_data"),
    ],
)
def test_every_of_statuses(statuses, expected):
    assert kleene.every(statuses) == expected


@pytest.mark.parametrize(
    ("statuses", "k", "expected"),
    [
        (["met", "not_met"], 1, "met"),
        (["met", "not_met"], 2, "not_met"),
        (["not_met", "cannot_judge"], 1, "cannot_judge"),
        (["not_enough_data", "cannot_judge"], 1, "not_enough_data"),
        (["met", "not_enough_data"], 2, "not_enough_data"),
    ],
)
def test_some_of_statuses(statuses, k, expected):
    assert kleene.some(statuses, k) == expected


def test_not_turns_met_around_and_leaves_the_unknown():
    turned = [kleene.negate(one) for one in ("met", "not_met", "not_enough_data", "cannot_judge")]
    assert turned == ["not_met", "met", "not_enough_data", "cannot_judge"]
