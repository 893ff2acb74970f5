"""Three-valued logic: an unanswered question is unknown, and unknown is never treated as no.

Per episode or day, a feature is a ``boolean`` column with ``<NA>`` for unknown; ``&``, ``|`` and
``~`` of pandas already follow Kleene there. This module adds what pandas lacks: "k of these", and
the same logic on the four statuses of judged criteria.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from typing import Any, Final, cast

import numpy as np
import pandas as pd

from analytics.results import CANNOT_JUDGE, MET, NOT_ENOUGH_DATA, NOT_MET

ITEM_TYPES: Final = (list, tuple, Mapping)


def judge_items(
    answers: pd.Series[Any], judge: Callable[[Any], Any], kind: str = "boolean"
) -> pd.Series[Any]:
    """Judge lists (or mappings) one by one; what was not answered stays unknown."""
    judged = [judge(answer) if isinstance(answer, ITEM_TYPES) else None for answer in answers]
    result: pd.Series[Any] = pd.Series(judged, index=answers.index, dtype=cast(Any, kind))
    return result


def holds_any(answers: pd.Series[Any], words: Set[str]) -> pd.Series[Any]:
    """Whether a list of words holds one of ``words``; [] is a no, None is unknown."""
    return judge_items(answers, lambda given: not words.isdisjoint(given))


def is_any(answers: pd.Series[Any], words: Set[str], unknown: Set[str] = frozenset()) -> Any:
    """Whether a word is one of ``words``; <NA> and the words in ``unknown`` are unknown."""
    return answers.isin(words).astype("boolean").mask(answers.isna() | answers.isin(unknown))


def at_least(k: int, columns: Iterable[pd.Series[Any]]) -> pd.Series[Any]:
    """True where k are true; false where true and unknown together are fewer; else unknown."""
    given = list(columns)
    true = np.sum([column.to_numpy(dtype=bool, na_value=False) for column in given], axis=0)
    possible = np.sum([column.to_numpy(dtype=bool, na_value=True) for column in given], axis=0)
    flags = pd.array(true >= k, dtype="boolean")
    flags[(true < k) & (possible >= k)] = pd.NA
    return pd.Series(flags, index=given[0].index)


def any_by(flags: pd.Series[Any], groups: Any) -> pd.Series[Any]:
    """Kleene "or" within each group: true wins, then unknown, then false."""
    rank = flags.astype("Float64").fillna(0.5).groupby(groups).max()
    return (rank == 1).astype("boolean").mask(rank == 0.5)


def count_status(k: int, true: int, unknown: int) -> str:
    """Judge "at least k" from how many are true and how many are unknown."""
    if true >= k:
        return MET
    return NOT_MET if true + unknown < k else NOT_ENOUGH_DATA


def every(statuses: Iterable[str]) -> str:
    """All of them: one ``not_met`` decides; else the least knowing of the others stands."""
    given = set(statuses)
    for status in (NOT_MET, CANNOT_JUDGE, NOT_ENOUGH_DATA):
        if status in given:
            return status
    return MET


def some(statuses: Iterable[str], k: int = 1) -> str:
    """At least k of them; what cannot be judged stays possible, as what is unknown does."""
    given = list(statuses)
    open_ones = [status for status in given if status in (CANNOT_JUDGE, NOT_ENOUGH_DATA)]
    status = count_status(k, given.count(MET), len(open_ones))
    if status == NOT_ENOUGH_DATA and NOT_ENOUGH_DATA not in open_ones:
        return CANNOT_JUDGE
    return status


def negate(status: str) -> str:
    """Kleene "not" of a status."""
    return {MET: NOT_MET, NOT_MET: MET}.get(status, status)


def any_of(values: Iterable[bool | None]) -> bool | None:
    """Kleene "or" of single values, None for unknown; of nothing it is false."""
    return at_least_of(1, values)


def all_of(values: Iterable[bool | None]) -> bool | None:
    """Kleene "and" of single values, None for unknown; of nothing it is true."""
    given = list(values)
    return at_least_of(len(given), given)


def at_least_of(k: int, values: Iterable[bool | None]) -> bool | None:
    """Kleene "at least k" of single values, None for unknown."""
    given = list(values)
    status = count_status(k, given.count(True), given.count(None))
    return {MET: True, NOT_MET: False}.get(status)
