"""ICHD-3 chapter 1: migraine without aura (1.1), with aura (1.2), chronic migraine (1.3).

Source: International Classification of Headache Disorders, 3rd edition (2018), paraphrased; how a
diary reads each criterion: clinical ground truth, section 4.5. "Not better accounted for" is never
judged, so the result says "features of migraine", not migraine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from analytics import counts
from analytics.criteria import kleene, tallies
from analytics.results import Criterion

ADULT_HOURS, CHILD_HOURS, LONGEST_HOURS = 4, 2, 72
ADULT_YEARS: Final = 18
ATTACKS_WITHOUT_AURA, ATTACKS_WITH_AURA = 5, 2
MODERATE: Final = 4
AURA_MINUTES, MOTOR_AURA_MINUTES, AURA_TO_HEADACHE_MINUTES = (5, 60), (5, 72 * 60), 60
HEADACHE_DAYS, MIGRAINE_DAYS = 15, 8


def mark(headaches: pd.DataFrame, birth_year: int | None = None) -> pd.DataFrame:
    """Judge every headache by 1.1 B, C, D and 1.2 B, C.

    Returns
    -------
    DataFrame
        ``headaches`` with ``migraine_b``, ``migraine_c``, ``migraine_d``, ``migraine`` (all
        three), ``migraine_probable`` (at least two of the three, counts toward 1.5),
        ``aura_b``, ``aura_c``, ``aura`` (both), ``visual_aura`` (a visual one of 5 to 60
        minutes) and ``migraine_1_3`` (what counts for a day of chronic migraine).
    """
    c = kleene.at_least(2, _pain_features(headaches))
    nausea = headaches["nausea"] | headaches["vomiting"]
    d = nausea | (headaches["photophobia"] & headaches["phonophobia"])
    b = _lasts_long(headaches, birth_year)
    aura_b = kleene.judge_items(headaches["aura"], bool)
    aura_c = _judge_auras(headaches, lambda aura: kleene.at_least_of(3, _aura_features(aura)))
    believed = headaches["believed_migraine"] & headaches["triptan_relief"]
    return headaches.assign(
        migraine_b=b,
        migraine_c=c,
        migraine_d=d,
        migraine=b & c & d,
        migraine_probable=kleene.at_least(2, [b, c, d]),
        aura_b=aura_b,
        aura_c=aura_c,
        aura=aura_b & aura_c,
        visual_aura=_judge_auras(headaches, _has_visual),
        migraine_1_3=(c & d) | (aura_b & aura_c) | believed,
    )


def judge(headaches: pd.DataFrame, days: pd.DataFrame, end: dt.date) -> list[Criterion]:
    """Judge 1.1, 1.2 and 1.3 for the person; attacks count over all time.

    Parameters
    ----------
    headaches
        As ``mark`` returns them.
    days
        The person-day table; 1.3 needs three windows of 30 days before ``end``.
    """
    without = [
        tallies.of_attacks(f"1.1.{part}", headaches[column], ATTACKS_WITHOUT_AURA)
        for part, column in (
            ("A", "migraine"),
            ("B", "migraine_b"),
            ("C", "migraine_c"),
            ("D", "migraine_d"),
        )
    ]
    with_aura = [
        tallies.of_attacks(f"1.2.{part}", headaches[column], ATTACKS_WITH_AURA)
        for part, column in (("A", "aura"), ("B", "aura_b"), ("C", "aura_c"))
    ]
    chronic = [
        counts.judge_lasting("1.3.A", days, "headache_day", end, HEADACHE_DAYS),
        Criterion("1.3.B", kleene.some([without[0].status, with_aura[0].status])),
        counts.judge_lasting("1.3.C", days, "migraine_1_3", end, MIGRAINE_DAYS),
    ]
    open_ones = [
        tallies.for_clinician(criterion, reason="not_better_accounted_for")
        for criterion in ("1.1.E", "1.2.D", "1.3.D")
    ]
    overall = Criterion("1.3", kleene.every(part.status for part in chronic), unit="days")
    return [*without, *with_aura, *chronic, overall, *open_ones]


def _pain_features(headaches: pd.DataFrame) -> list[pd.Series[Any]]:
    strong = headaches["peak"] >= MODERATE
    return [headaches["unilateral"], headaches["throbbing"], strong, headaches["active_worse"]]


def _lasts_long(headaches: pd.DataFrame, birth_year: int | None) -> Any:
    """B: 4 to 72 h untreated or unsuccessfully treated (from 2 h under 18 years).

    A shorter one is open when a treatment helped, may have helped, or when the pain was already
    there on waking: its untreated length is not known then.
    """
    hours = headaches["hours"]
    age = headaches["start_day"].dt.year - (birth_year or 0)
    shortest = pd.Series(ADULT_HOURS, headaches.index).mask(age < ADULT_YEARS, CHILD_HOURS)
    short = hours < shortest
    cut_short = headaches["treated"].fillna(True) & headaches["relieved"].fillna(True)
    masked = short & (cut_short | headaches["woke_with"].fillna(False))
    return ((hours >= shortest) & (hours <= LONGEST_HOURS)).mask(masked.fillna(False))


def _judge_auras(
    headaches: pd.DataFrame, judge_one: Callable[[list[dict[str, Any]]], bool | None]
) -> pd.Series[Any]:
    return kleene.judge_items(headaches["aura"], lambda aura: judge_one(aura) if aura else False)


def _aura_features(aura: list[dict[str, Any]]) -> list[bool | None]:
    """Return the six of 1.2 C; that two symptoms came one after the other is never asked."""
    one_sided = [symptom["kind"] == "speech" or symptom.get("one_sided") for symptom in aura]
    gaps = [symptom.get("minutes_to_headache") for symptom in aura]
    return [
        kleene.any_of([symptom.get("gradual") for symptom in aura]),
        None if len(aura) > 1 else False,
        kleene.all_of([_lasts_as_aura(symptom) for symptom in aura]),
        kleene.any_of(one_sided),
        kleene.any_of([symptom.get("positive") for symptom in aura]),
        kleene.any_of([None if gap is None else gap <= AURA_TO_HEADACHE_MINUTES for gap in gaps]),
    ]


def _lasts_as_aura(symptom: dict[str, Any]) -> bool | None:
    minutes = symptom.get("minutes")
    shortest, longest = MOTOR_AURA_MINUTES if symptom["kind"] == "motor" else AURA_MINUTES
    return None if minutes is None else shortest <= minutes <= longest


def _has_visual(aura: list[dict[str, Any]]) -> bool | None:
    visual = [_lasts_as_aura(symptom) for symptom in aura if symptom["kind"] == "visual"]
    return kleene.any_of(visual)
