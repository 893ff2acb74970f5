"""What speaks for the neck-related pattern and what against it, side by side and unweighed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analytics.criteria import kleene, neck, shares, tallies
from analytics.pattern import (
    ACCOMPANIED_SHARE,
    FURTHER_SHARE,
    PROVOKED_SHARE,
    START_SHARE,
    Look,
    reaches,
)
from analytics.results import MET, NOT_ENOUGH_DATA, NOT_MET, Criterion, Sentence


def judge_parts(look: Look) -> list[Criterion]:
    """Return the parts of the strict rule as criteria ``pattern.<part>``, with the ids behind."""
    headaches = look.headaches
    side = neck.judge_side_lock("pattern.side_lock", headaches)
    return [
        side,
        _judge("starts_in_neck", headaches["neck_start"], START_SHARE, _starts(headaches)),
        _judge("provoked", headaches["provoked"], PROVOKED_SHARE),
        _strongest_further_sign(headaches, side.numbers["side"]),
        _judge_migraine_like(look),
    ]


def list_for(look: Look, parts: list[Criterion]) -> Iterator[Sentence]:
    """Features for the pattern; every one with its counts and episode ids."""
    for part in parts:
        if part.status == MET and part.id != "pattern.not_migraine_like":
            yield _sentence(part.id.replace("pattern", "for"), part)
    dull = tallies.of_share("moderate_dull", look.headaches["moderate_dull"], shares.usual)
    if dull.status == MET:
        yield _sentence("for.moderate_dull", dull)


def list_against(look: Look, parts: list[Criterion], migraine: Criterion) -> Iterator[Sentence]:
    """Features against the pattern, migraine-like headaches among them."""
    for part in parts:
        if part.status == NOT_MET and part.id != "pattern.not_migraine_like":
            yield _sentence(part.id.replace("pattern", "against"), part)
    for column in ("throbbing", "active_worse", "nausea", "senses"):
        judged = _judge(column, look.headaches[column], ACCOMPANIED_SHARE)
        if judged.status == MET:
            yield _sentence(f"against.{column}", judged)
    if migraine.k:
        yield _sentence("against.migraine_features", migraine)


def _judge(
    part: str, flags: pd.Series[Any], threshold: float, numbers: dict[str, Any] | None = None
) -> Criterion:
    def judge(k: int, n: int) -> shares.Judged:
        status = reaches((k, n), threshold)
        return status, "too_few" if status == NOT_ENOUGH_DATA else None

    return tallies.of_share(f"pattern.{part}", flags, judge, numbers)


def _starts(headaches: pd.DataFrame) -> dict[str, int]:
    return {"back_head": int(headaches["back_head_start"].sum())}


def _strongest_further_sign(headaches: pd.DataFrame, side: str | None) -> Criterion:
    """The one further sign that stands for the part: a met one, and of those the most frequent."""
    signs = {
        "same_side_pain": neck.same_side_pain(headaches, side),
        "pressure": headaches["pressure"],
        "turning_limited": headaches["turning_limited"],
    }
    judged = [
        _judge("further_sign", flags, FURTHER_SHARE, {"sign": sign})
        for sign, flags in signs.items()
    ]
    status = kleene.some(one.status for one in judged)
    alike = [one for one in judged if one.status == status]
    return max(alike, key=lambda one: (one.k or 0) / (one.n or 1))


def _judge_migraine_like(look: Look) -> Criterion:
    nausea, senses = look.ledger.nausea, look.ledger.senses
    numbers = {
        "nausea_k": nausea[0],
        "nausea_n": nausea[1],
        "senses_k": senses[0],
        "senses_n": senses[1],
    }
    status = look.parts["not_migraine_like"]
    both = look.headaches["nausea"] & look.headaches["senses"]
    reason = "too_few" if status == NOT_ENOUGH_DATA else None
    return tallies.of_share(
        "pattern.not_migraine_like", both, lambda k, n: (status, reason), numbers
    )


def _sentence(key: str, criterion: Criterion) -> Sentence:
    numbers = {"k": criterion.k, "n": criterion.n, "episodes": criterion.episodes}
    reason = {"reason": criterion.reason} if criterion.reason else {}
    return Sentence(key, {**numbers, **reason, **criterion.numbers})
