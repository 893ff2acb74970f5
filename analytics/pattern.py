"""The neck-related (cervicogenic) pattern: rules with counts, never a probability.

``possible``: always the same side (CHISG III) and usually starting in the neck and spreading
forward (Antonaci 5). ``probable``: the same side lock, a start in the neck in half of the headaches
or more, brought on by neck movement or a held posture in 30 % or more, one further neck sign, and
not mostly with nausea and with light and sound. Stiffness of the neck carries no weight, nor does
what the associations find. Source: analytics design, section 4; its calibration:
docs/methods/pattern.md. The grade describes entries; whether the neck is the cause only an
examination can tell.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analytics import counts
from analytics.criteria import kleene, neck, shares
from analytics.criteria.neck import Sides
from analytics.results import MET, NOT_ENOUGH_DATA, NOT_MET

NONE, POSSIBLE, PROBABLE = "none", "possible", "probable"

GATE_DAYS, GATE_EPISODES, EARLY_LOOK_DAYS = 28, 5, 56
WINDOW_DAYS, LONGEST_WINDOW_DAYS, WINDOW_EPISODES = 90, 365, 30

LEAST_ANSWERS: Final = 5
START_SHARE, PROVOKED_SHARE, FURTHER_SHARE = 0.5, 0.3, 0.1
ACCOMPANIED_SHARE: Final = 0.5

Share = tuple[int, int]
"""k of n answered headaches."""
NO_ANSWERS: Final[Share] = (0, 0)


@dataclass(frozen=True)
class Ledger:
    """All that the grade rests on, as counts over the headaches of the window."""

    sides: Sides
    starts: Share = NO_ANSWERS
    origin: Share = NO_ANSWERS
    provoked: Share = NO_ANSWERS
    same_side_pain: Share = NO_ANSWERS
    pressure: Share = NO_ANSWERS
    turning_limited: Share = NO_ANSWERS
    nausea: Share = NO_ANSWERS
    senses: Share = NO_ANSWERS


def window_start(starts: pd.Series[Any], start: dt.date, end: dt.date) -> dt.date:
    """First day of the headaches that are judged.

    90 days, extended backwards (to 365 at most, and not before ``start``) until there are 30.

    Parameters
    ----------
    starts
        Start days of all headaches.
    """
    past = starts[starts < pd.Timestamp(end)].sort_values(ascending=False)
    first = pd.Timestamp(end) - pd.Timedelta(days=WINDOW_DAYS)
    if len(past) < WINDOW_EPISODES or past.iloc[WINDOW_EPISODES - 1] < first:
        thirtieth = past.iloc[:WINDOW_EPISODES].min() if len(past) >= WINDOW_EPISODES else None
        earliest = pd.Timestamp(end) - pd.Timedelta(days=LONGEST_WINDOW_DAYS)
        first = max(earliest, thirtieth) if thirtieth is not None else earliest
    return max(first.date(), start)


def count(headaches: pd.DataFrame) -> Ledger:
    """Count the neck ledger of headaches that ``neck.mark`` has read."""
    sides = neck.count_sides(headaches)
    columns = {
        "starts": "neck_start",
        "origin": "neck_origin",
        "provoked": "provoked",
        "pressure": "pressure",
        "turning_limited": "turning_limited",
        "nausea": "nausea",
        "senses": "senses",
    }
    same_side_pain = neck.same_side_pain(headaches, sides.dominant)
    return Ledger(
        sides=sides,
        same_side_pain=_share(same_side_pain),
        **{name: _share(headaches[column]) for name, column in columns.items()},
    )


def judge_parts(ledger: Ledger) -> dict[str, str]:
    """Status of each part of the strict rule, and of ``origin``, which only ``possible`` asks."""
    further = (ledger.same_side_pain, ledger.pressure, ledger.turning_limited)
    accompanied = [reaches(one, ACCOMPANIED_SHARE) for one in (ledger.nausea, ledger.senses)]
    return {
        "side_lock": neck.judge_side(ledger.sides)[0],
        "starts_in_neck": reaches(ledger.starts, START_SHARE),
        "provoked": reaches(ledger.provoked, PROVOKED_SHARE),
        "further_sign": kleene.some(reaches(one, FURTHER_SHARE) for one in further),
        "not_migraine_like": kleene.negate(kleene.every(accompanied)),
        "origin": shares.usual(*ledger.origin)[0],
    }


def grade(ledger: Ledger, observed_days: int, episodes: int) -> str:
    """Grade a ledger: ``none``, ``possible``, ``probable`` or ``not_enough_data``.

    Below the gate of 28 observed days and 5 headaches nothing is graded.
    """
    if observed_days < GATE_DAYS or episodes < GATE_EPISODES:
        return NOT_ENOUGH_DATA
    return grade_parts(judge_parts(ledger))


def open_parts(parts: dict[str, str]) -> list[str]:
    """Parts whose answer is unknown and could still change the grade."""
    probable = {part for part in parts if part != "origin"}
    possible = {"side_lock", "origin"}
    undecided = {
        part
        for rule in (probable, possible)
        if kleene.every(parts[part] for part in rule) == NOT_ENOUGH_DATA
        for part in rule
    }
    return [
        part for part, status in parts.items() if part in undecided and status == NOT_ENOUGH_DATA
    ]


def grade_parts(parts: dict[str, str]) -> str:
    """Grade what ``judge_parts`` says; what is unknown keeps a grade open."""
    probable = kleene.every(status for part, status in parts.items() if part != "origin")
    possible = kleene.every((parts["side_lock"], parts["origin"]))
    if probable == MET:
        return PROBABLE
    if possible == MET:
        return POSSIBLE
    return NONE if probable == possible == NOT_MET else NOT_ENOUGH_DATA


def reaches(share: Share, threshold: float) -> str:
    """Judge a share of at least five answers against a threshold."""
    k, n = share
    if n < LEAST_ANSWERS:
        return NOT_ENOUGH_DATA
    return MET if k >= threshold * n else NOT_MET


@dataclass(frozen=True)
class Look:
    """The pattern as one looks at it on a day: its headaches, counts, parts and grade."""

    headaches: pd.DataFrame
    start: dt.date
    observed_days: int
    ledger: Ledger
    parts: dict[str, str]
    grade: str


def look(headaches: pd.DataFrame, days: pd.DataFrame, start: dt.date, end: dt.date) -> Look:
    """Grade the entries as they stood at the start of ``end``.

    Parameters
    ----------
    headaches
        As ``neck.mark`` returns them, of any time.
    days
        The person-day table.
    start, end
        Half-open window beyond which nothing is read.
    """
    first = window_start(headaches["start_day"], start, end)
    inside = (headaches["start_day"] >= pd.Timestamp(first)) & (
        headaches["start_day"] < pd.Timestamp(end)
    )
    judged = headaches[inside]
    observed = counts.of_days(days, "headache_day", first, end).observed
    ledger = count(judged)
    given = grade(ledger, observed, len(judged))
    return Look(judged, first, observed, ledger, judge_parts(ledger), given)


def _share(flags: pd.Series[Any]) -> Share:
    return int(flags.sum()), int(flags.notna().sum())
