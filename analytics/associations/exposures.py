"""What may go with headaches: the declared list, written before anybody looks.

A fixed list is what makes the correction for many comparisons honest. Each line says which answer
is read, on which day it must have been over before the headache began, and per what its odds
ratio is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["binary", "ordinal", "continuous", "categorical"]


@dataclass(frozen=True)
class Exposure:
    """One thing that may go with headaches.

    Attributes
    ----------
    name
        Stable key of the result row.
    column
        Column of the person-day table, or the id of a custom factor.
    kind
        Decides coding and display.
    lag
        1: yesterday's answer; 0: an answer about the night before, or a state nobody chooses.
    unit, step
        The odds ratio is told per `step` answers, which is called `unit`.
    over
        Of a binary exposure: answers above this count as exposed.
    bands
        Band limits when the person's own thirds cannot be told apart.
    early_sign
        It is known to change in the hours before an attack is felt, so it may be its beginning.
    custom
        Read from the person's own factors.
    steered
        A headache can move it (nobody bleeds because of one).
    suspected
        1 where more of it is suspected of bringing headaches on, -1 where less of it is.
    long_days
        Asked of long sitting days only, as short ones differ in more than this.
    """

    name: str
    column: str
    kind: Kind
    lag: int = 1
    unit: str = "yes"
    step: float = 1.0
    over: float = 0.0
    bands: tuple[float, ...] = ()
    early_sign: bool = False
    custom: bool = False
    steered: bool = True
    suspected: Literal[1, -1] = 1
    long_days: bool = False


DECLARED = (
    Exposure(
        "sitting_hours", "sitting_hours", "continuous", unit="hour", bands=(6, 9), early_sign=True
    ),
    Exposure(
        "longest_sitting",
        "longest_sitting_minutes",
        "binary",
        over=45,
        early_sign=True,
        long_days=True,
    ),
    Exposure(
        "breaks",
        "breaks_count",
        "continuous",
        unit="break_per_hour",
        early_sign=True,
        suspected=-1,
        long_days=True,
    ),
    Exposure("screen_posture", "screen_posture", "categorical", unit="level"),
    Exposure("driving_hours", "driving_hours", "continuous", unit="hour"),
    Exposure("sleep_position", "sleep_position", "categorical", lag=0, unit="level"),
    Exposure("pillow", "pillow", "categorical", lag=0, unit="level"),
    Exposure(
        "sleep_hours",
        "sleep_hours",
        "continuous",
        lag=0,
        unit="hour",
        early_sign=True,
        suspected=-1,
    ),
    Exposure(
        "sleep_quality",
        "sleep_quality",
        "ordinal",
        lag=0,
        unit="2_points",
        step=2,
        early_sign=True,
        suspected=-1,
    ),
    Exposure("upper_back_pain", "upper_back_pain", "ordinal", unit="2_points", step=2),
    Exposure("low_back_pain", "low_back_pain", "ordinal", unit="2_points", step=2),
    Exposure("neck_pain", "neck_pain", "ordinal", unit="2_points", step=2, early_sign=True),
    Exposure("stress", "stress", "ordinal", unit="2_points", step=2, early_sign=True),
    Exposure("exercise", "exercise_minutes", "binary", early_sign=True),
    Exposure("caffeine", "caffeine_servings", "continuous", unit="serving", early_sign=True),
    Exposure("alcohol", "alcohol_servings", "binary"),
    Exposure("meals_skipped", "meals_skipped", "binary", early_sign=True),
    Exposure("menstruation", "menstruation", "binary", lag=0, steered=False),
)


def declared(custom_factors: Mapping[str, str]) -> tuple[Exposure, ...]:
    """Give the whole family of one person.

    Parameters
    ----------
    custom_factors
        Id of each of the person's own factors and its kind, `yes_no` or `scale`.

    Returns
    -------
    tuple of Exposure
        The declared list, then the own factors in the order of their ids.
    """
    return DECLARED + tuple(
        Exposure(factor, factor, "ordinal", unit="2_points", step=2, custom=True)
        if custom_factors[factor] == "scale"
        else Exposure(factor, factor, "binary", custom=True)
        for factor in sorted(custom_factors)
    )
