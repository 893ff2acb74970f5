"""What analytics answers with: frozen values that carry their n, or the reason why there is none.

Sentences for people are written elsewhere, from ``sentence_key`` and ``numbers``; a result never
holds a text to be shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, Final

import numpy as np
import pandas as pd

RULE_VERSION: Final = "2026-11"
"""Version of all rules and thresholds in this package; stored with every result."""

MET: Final = "met"
NOT_MET: Final = "not_met"
NOT_ENOUGH_DATA: Final = "not_enough_data"
CANNOT_JUDGE: Final = "cannot_judge"
STATUSES: Final = (MET, NOT_MET, NOT_ENOUGH_DATA, CANNOT_JUDGE)


@dataclass(frozen=True)
class Measure:
    """A number with what it rests on.

    ``value`` is None exactly when ``reason`` says why. ``n`` is how many days or episodes were
    observed, ``of`` how many there were to observe. For counts of days, ``low`` are the observed
    days with the property and ``high`` adds the days nobody answered for.
    """

    value: float | None
    unit: str
    n: int
    of: int | None = None
    low: float | None = None
    high: float | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Criterion:
    """One criterion of a rule set, judged.

    ``k`` of ``n`` answered episodes (or days, see ``unit``) have the feature; ``episodes`` are the
    ids of the k. ``numbers`` holds whatever else its sentence needs.
    """

    id: str
    status: str
    k: int | None = None
    n: int | None = None
    episodes: tuple[str, ...] = ()
    reason: str | None = None
    unit: str = "episodes"
    numbers: Mapping[str, Any] = field(default_factory=dict)
    rule_version: str = RULE_VERSION


@dataclass(frozen=True)
class Sentence:
    """A sentence to be written for people: its key and the numbers it needs."""

    sentence_key: str
    numbers: Mapping[str, Any] = field(default_factory=dict)


def as_json(result: Any) -> Any:
    """Turn results into what ``json.dumps`` takes: dates as text, nothing missing as NaN."""
    if is_dataclass(result) and not isinstance(result, type):
        return {entry.name: as_json(getattr(result, entry.name)) for entry in fields(result)}
    if isinstance(result, Mapping):
        return {str(key): as_json(value) for key, value in result.items()}
    if isinstance(result, (list, tuple)):
        return [as_json(value) for value in result]
    if result is None or pd.isna(result):
        return None
    if isinstance(result, dt.date):
        return result.isoformat()[:10]
    return result.item() if isinstance(result, np.generic) else result
