"""The seven pooled criteria of Antonaci and others (2001), counted; the count decides nothing.

Source: Antonaci, Ghirmai, Bono, Sandrini, Nappi, Cephalalgia 2001;21:573 (abstract: five of seven
and more is "probable"); reading of each item: clinical ground truth, sections 2.2 and 4.5.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.criteria import chisg, kleene, neck, shares, tallies
from analytics.results import CANNOT_JUDGE, MET, NOT_ENOUGH_DATA, NOT_MET, Criterion

OF: Final = 7
FIVE: Final = 5
EPISODES_FOR_SPREAD: Final = 8
SPREAD_RATIO, SPREAD_OCTAVES = 6, 1.5
CONTINUOUS_HOURS, CONTINUOUS_READINGS, CONTINUOUS_RANGE = 72, 3, 2
TRAUMA_DAYS: Final = 7
EVENT_SHARE, EVENT_EPISODES = 0.25, 8


def judge(
    headaches: pd.DataFrame, readings: pd.DataFrame, profile: Mapping[str, Any]
) -> list[Criterion]:
    """Judge the headaches of the window by A1 to A7.

    Parameters
    ----------
    headaches
        As ``neck.mark`` returns them.
    readings
        Points of the pain curves, for a headache that has not ended.
    profile
        ``neck_or_head_trauma`` stands in for the block of A6.
    """
    lock = neck.judge_side_lock("antonaci.A1", headaches)
    return [
        lock,
        _judge_neck(headaches, lock.numbers["side"]),
        _judge_varying_length(headaches, readings),
        tallies.of_share("antonaci.A4", headaches["moderate_dull"], shares.usual),
        judge_origin(headaches),
        _judge_trauma(profile),
        _judge_events(headaches),
    ]


def grade(criteria: list[Criterion], migraine_usual: bool) -> str | None:
    """Name for the clinician: ``five_of_seven``, ``possible`` or none.

    Where most headaches are migraine-like, A7 (nausea, light, sound …) is no fifth of the seven.
    """
    met = {criterion.id for criterion in criteria if criterion.status == MET}
    if not {"antonaci.A1", "antonaci.A5"} <= met:
        return None
    counted = met - {"antonaci.A7"} if migraine_usual else met
    return "five_of_seven" if len(counted) >= FIVE else "possible"


def judge_origin(headaches: pd.DataFrame) -> Criterion:
    """A5: usually starts in the neck and spreads forward; starts at the back of the head apart."""
    began, behind = headaches["neck_start"], headaches["back_head_start"]
    numbers = {
        "neck_starts": int((began & ~behind).sum()),
        "back_head_starts": int(behind.sum()),
        "starts_known": int(began.notna().sum()),
    }
    return tallies.of_share("antonaci.A5", headaches["neck_origin"], shares.usual, numbers)


def _judge_neck(headaches: pd.DataFrame, side: str | None) -> Criterion:
    provoked = chisg.judge_provocation("antonaci.A2", headaches)
    same_side = chisg.judge_same_side_pain("antonaci.A2", headaches, side)
    if same_side.status == MET and provoked.status != MET:
        return same_side
    if provoked.status == MET:
        return provoked
    reason = "needs_examination"  # the range of motion, its third way, is never known here
    return tallies.for_clinician("antonaci.A2", headaches["provoked"], reason)


def _judge_varying_length(headaches: pd.DataFrame, readings: pd.DataFrame) -> Criterion:
    hours = headaches["hours"].dropna().clip(lower=1 / 60)
    n = len(hours)
    continuous = _fluctuating(headaches, readings)
    numbers: dict[str, Any] = {"continuous": bool(continuous)}
    if n:
        octaves = hours.astype(float).map(math.log2).quantile([0.25, 0.75])
        spread = float(octaves.iloc[1] - octaves.iloc[0])
        numbers |= {"shortest": float(hours.min()), "longest": float(hours.max())}
    enough = n >= EPISODES_FOR_SPREAD
    varies = enough and (hours.max() >= SPREAD_RATIO * hours.min() or spread >= SPREAD_OCTAVES)
    reason = None if varies or continuous or enough else "too_few" if n else "not_answered"
    status = MET if varies or continuous else NOT_MET if enough else NOT_ENOUGH_DATA
    ids = continuous or tuple(hours.index)
    return Criterion("antonaci.A3", status, None, n, ids, reason, numbers=numbers)


def _fluctuating(headaches: pd.DataFrame, readings: pd.DataFrame) -> tuple[str, ...]:
    """Headaches of more than 72 hours without an end whose readings vary by 2 and more."""
    open_ones = headaches[headaches["vouched_until"].notna()]
    curves = readings[readings["episode"].isin(open_ones.index)].groupby("episode")
    lasted = curves["at"].max() - open_ones["started_at"].reindex(list(curves.groups))
    span = curves["intensity"].max() - curves["intensity"].min()
    enough = curves.size() >= CONTINUOUS_READINGS
    fluctuate = enough & (span >= CONTINUOUS_RANGE).fillna(False)
    return tallies.episodes(fluctuate & (lasted > pd.Timedelta(hours=CONTINUOUS_HOURS)))


def _judge_trauma(profile: Mapping[str, Any]) -> Criterion:
    trauma = profile.get("neck_or_head_trauma") or {}
    after = trauma.get("first_headache_after_days")
    if after is not None and after <= TRAUMA_DAYS:
        return Criterion("antonaci.A6", MET, reason="history", numbers={"days": after})
    return Criterion("antonaci.A6", CANNOT_JUDGE, reason="needs_block", numbers={"days": after})


def _judge_events(headaches: pd.DataFrame) -> Criterion:
    """A7: one of the events in a quarter of the episodes; not specific, never used alone."""
    events = {
        "nausea": headaches["nausea"],
        "vomiting": headaches["vomiting"],
        "dizziness": headaches["dizziness"],
        "photophobia": headaches["photophobia"],
        "phonophobia": headaches["phonophobia"],
        "autonomic": kleene.judge_items(headaches["autonomic"], bool),
        "blurred_vision": kleene.is_any(headaches["blurred_vision"], {"left", "right", "both"}),
    }
    judged = {
        name: tallies.of_share("antonaci.A7", flags, _judge_event, {"event": name})
        for name, flags in events.items()
    }
    strongest = max(judged.values(), key=lambda one: (one.status == MET, one.k or 0))
    status = kleene.some(one.status for one in judged.values())
    reason = "too_few" if status == NOT_ENOUGH_DATA else None
    return tallies.of_share(
        "antonaci.A7",
        events[strongest.numbers["event"]],
        lambda k, n: (status, reason),
        strongest.numbers,
    )


def _judge_event(k: int, n: int) -> shares.Judged:
    if n < EVENT_EPISODES:
        return NOT_ENOUGH_DATA, "too_few"
    return (MET, None) if k >= EVENT_SHARE * n else (NOT_MET, None)
