"""Hints of headaches that look different: cluster (3.1), low pressure (7.2), occipital (13.4).

Not full rule sets: a hint says "bring this up", no more. Sources: ICHD-3 (2018), paraphrased;
clinical ground truth, sections 1.8 to 1.10 and 4.5.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics.criteria import kleene, shares, tallies
from analytics.headaches import with_region
from analytics.results import Criterion

SEVERE: Final = 7
CLUSTER_ATTACKS, CLUSTER_HOURS = 5, (0.25, 3.0)
ORBITAL: Final = frozenset({"eye", "forehead", "temple"})
OCCIPITAL: Final = frozenset({"back_head", "skull_base", "behind_ear"})
NEURALGIC: Final = frozenset({"shooting", "stabbing", "sharp", "electric"})
PAROXYSM_HOURS: Final = 5 / 60
ORTHOSTATIC_EPISODES, AFTER_PUNCTURE_DAYS = 3, 14


def judge(headaches: pd.DataFrame, profile: Mapping[str, Any], end: dt.date) -> list[Criterion]:
    """Judge the three hints over the headaches of the window."""
    return [_cluster(headaches), _low_pressure(headaches, profile, end), _occipital(headaches)]


def _cluster(headaches: pd.DataFrame) -> Criterion:
    """B and C of 3.1 in five attacks: severe, orbital, one-sided, 15 to 180 min, with its signs."""
    shortest, longest = CLUSTER_HOURS
    hours = headaches["hours"]
    pain = (headaches["peak"] >= SEVERE) & headaches["unilateral"]
    length = (hours >= shortest) & (hours <= longest)
    signs = kleene.judge_items(headaches["autonomic"], bool) | headaches["restless"]
    attacks = pain & with_region(headaches, ORBITAL) & length & signs
    return tallies.of_attacks("3.1", attacks, CLUSTER_ATTACKS)


def _low_pressure(headaches: pd.DataFrame, profile: Mapping[str, Any], end: dt.date) -> Criterion:
    """Worse upright and better lying, three times; once within 14 days of a puncture."""
    worse_up = kleene.is_any(headaches["upright_effect"], {"worse"}, {"unknown"})
    better_down = kleene.is_any(headaches["lying_effect"], {"better"}, {"unknown"})
    puncture = profile.get("lp_or_epidural_date")
    recent = puncture is not None and (
        0 <= (pd.Timestamp(end) - pd.Timestamp(puncture)).days <= AFTER_PUNCTURE_DAYS
    )
    least = 1 if recent else ORTHOSTATIC_EPISODES
    return tallies.of_attacks("7.2", worse_up & better_down, least)


def _occipital(headaches: pd.DataFrame) -> Criterion:
    """A and B of 13.4: occipital, and two of short paroxysm, severe, neuralgic quality."""
    two_of_three = kleene.at_least(
        2,
        [
            headaches["hours"] < PAROXYSM_HOURS,
            headaches["peak"] >= SEVERE,
            kleene.holds_any(headaches["quality"], NEURALGIC),
        ],
    )
    flags = with_region(headaches, OCCIPITAL) & two_of_three
    numbers = {"allodynia": int(headaches["allodynia"].sum())}
    return tallies.of_share("13.4", flags, shares.recurrent, numbers)
