"""People with known headaches, to measure the pattern on: who has what is decided first.

Source: analytics design, section 4. 4 % cervicogenic, 40 % migraine, 56 % tension-type; a person's
own probability of a feature spreads around that of the group (beta, k = 4). Side lock and start in
the neck are anchored in publications (Leone 1993, Vaga, Lampl 2015); the other probabilities are
assumptions, so the figures say how the rule behaves in such a world, not how it does in a clinic.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from analytics import pattern
from analytics.criteria.neck import Sides

EPISODES: Final = 10
SPREAD: Final = 4
LOCKED: Final = {"cervicogenic": 0.90, "migraine": 0.17, "tension": 0.04}
BOTH_SIDES: Final = {"cervicogenic": 0.1, "migraine": 0.3, "tension": 0.8}
"""Share of headaches on both sides in people whose side is not locked."""
SHARES: Final = {"cervicogenic": 0.04, "migraine": 0.40, "tension": 0.56}
MIXED_CERVICOGENIC: Final = 0.42
NECK_INVOLVED: Final = {"migraine": (0.4, 0.7, 0.25), "tension": (0.5, 0.6, 0.3)}
"""In the hard cohort: how many, and their probability of a start in the neck, of provocation."""
MISSPECIFIED_BY: Final = 0.15

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Habits:
    """Probability of each feature in a headache of one kind."""

    start: float
    provoked: float
    shoulder_arm: float
    nausea: float
    senses: float


USUAL_HABITS: Final = {
    "cervicogenic": Habits(0.85, 0.55, 0.45, 0.25, 0.25),
    "migraine": Habits(0.30, 0.05, 0.12, 0.65, 0.80),
    "tension": Habits(0.30, 0.08, 0.15, 0.05, 0.15),
}
COHORTS: Final = ("easy", "misspecified", "hard")


@dataclass(frozen=True)
class Calibration:
    """How a rule did in a cohort of known truth."""

    cohort: str
    people: int
    seed: int
    cervicogenic: int
    sensitivity: float
    specificity: float
    ppv: float | None


@dataclass(frozen=True)
class Person:
    """One person: the truth, and each headache's answers."""

    truth: str
    mixed: bool
    sides: tuple[str, ...]
    start: Flags
    provoked: Flags
    shoulder_arm: Flags
    nausea: Flags
    senses: Flags


def draw(cohort: str, people: int, seed: int) -> list[Person]:
    """Draw people with ten headaches each.

    Parameters
    ----------
    cohort
        ``easy`` as the groups are stated; ``misspecified``: every probability 15 points nearer to
        those of the other groups; ``hard``: much neck involvement in migraine and tension-type
        headache, and 42 % of cervicogenic people also with migraine attacks.

    Raises
    ------
    ValueError
        For a cohort of another name.
    """
    if cohort not in COHORTS:
        raise ValueError(f"no such cohort: {cohort}; there are {', '.join(COHORTS)}")
    rng = np.random.default_rng(seed)
    truths = rng.choice(list(SHARES), size=people, p=list(SHARES.values()))
    return [_draw_person(str(truth), cohort, rng) for truth in truths]


def calibrate_pattern(cohort: str, people: int = 6000, seed: int = 1) -> Calibration:
    """Grade a cohort and compare ``probable`` with the truth.

    Returns
    -------
    Calibration
        Sensitivity, specificity and, at 4 % prevalence, the positive predictive value of
        ``probable`` for cervicogenic headache (mixed ones count as cervicogenic).
    """
    drawn = draw(cohort, people, seed)
    true = np.array([person.truth == "cervicogenic" for person in drawn])
    flagged = np.array(
        [
            pattern.grade(ledger_of(person), pattern.GATE_DAYS, EPISODES) == pattern.PROBABLE
            for person in drawn
        ]
    )
    hits = int((flagged & true).sum())
    return Calibration(
        cohort,
        people,
        seed,
        int(true.sum()),
        sensitivity=hits / max(int(true.sum()), 1),
        specificity=float((~flagged & ~true).sum()) / max(int((~true).sum()), 1),
        ppv=hits / int(flagged.sum()) if flagged.any() else None,
    )


def ledger_of(person: Person) -> pattern.Ledger:
    """Count a person's answers as the pattern does."""
    count = {side: person.sides.count(side) for side in ("left", "right", "both")}
    return pattern.Ledger(
        Sides(**count),
        starts=_share(person.start),
        origin=_share(person.start),
        provoked=_share(person.provoked),
        same_side_pain=_share(person.shoulder_arm),
        nausea=_share(person.nausea),
        senses=_share(person.senses),
    )


def _share(flags: Flags) -> pattern.Share:
    return int(flags.sum()), len(flags)


def _draw_person(truth: str, cohort: str, rng: np.random.Generator) -> Person:
    habits = _habits(truth, cohort, rng)
    mixed = cohort == "hard" and truth == "cervicogenic" and rng.random() < MIXED_CERVICOGENIC
    migraine = rng.random(EPISODES) < (0.5 if mixed else 0)
    other = _habits("migraine", cohort, rng)
    answers = {
        name: _attacks(getattr(habits, name), getattr(other, name), migraine, rng)
        for name in Habits.__dataclass_fields__
    }
    return Person(truth, mixed, _draw_sides(truth, migraine, rng), **answers)


def _habits(truth: str, cohort: str, rng: np.random.Generator) -> Habits:
    habits = USUAL_HABITS[truth]
    if cohort == "misspecified":
        return Habits(
            **{
                name: float(np.clip(chance + MISSPECIFIED_BY * np.sign(0.5 - chance), 0, 1))
                for name, chance in vars(habits).items()
            }
        )
    if cohort == "hard" and truth in NECK_INVOLVED:
        share, start, provoked = NECK_INVOLVED[truth]
        if rng.random() < share:
            return replace(habits, start=start, provoked=provoked)
    return habits


def _attacks(chance: float, in_migraine: float, migraine: Flags, rng: np.random.Generator) -> Flags:
    own, other = _spread(chance, rng), _spread(in_migraine, rng)
    return rng.random(EPISODES) < np.where(migraine, other, own)


def _spread(chance: float, rng: np.random.Generator) -> float:
    return float(rng.beta(SPREAD * chance, SPREAD * (1 - chance)))


def _draw_sides(truth: str, migraine: Flags, rng: np.random.Generator) -> tuple[str, ...]:
    own = _one_kind_of_sides(truth, rng)
    other = _one_kind_of_sides("migraine", rng)
    return tuple(np.where(migraine, other, own).tolist())


def _one_kind_of_sides(truth: str, rng: np.random.Generator) -> list[str]:
    if rng.random() < LOCKED[truth]:
        return [str(rng.choice(["left", "right"]))] * EPISODES
    both = BOTH_SIDES[truth]
    chances = [(1 - both) / 2, (1 - both) / 2, both]
    return [str(side) for side in rng.choice(["left", "right", "both"], EPISODES, p=chances)]
