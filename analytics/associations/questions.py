"""One exposure put to one diary: what may count, the effect, and the test of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analytics.associations import codings, gates, outcomes
from analytics.associations.codings import Coding
from analytics.associations.diaries import Diary, Flags, Floats
from analytics.associations.exposures import Exposure
from analytics.associations.gates import Gate
from analytics.associations.outcomes import Outcome
from analytics.stats import firth, least_squares
from analytics.stats.firth import Effect
from analytics.stats.shift_test import ShiftTest, shift_test


@dataclass(frozen=True)
class Question:
    """One exposure, as it stood before each day, and the outcome it is held against.

    Attributes
    ----------
    exposure, coding, outcome, gate
        See there; the coding is lagged.
    usable : (n,)
        Days that could count if the answer were there.
    """

    exposure: Exposure
    coding: Coding
    outcome: Outcome
    usable: Flags
    gate: Gate

    @property
    def counts(self) -> Flags:
        """Days that do count."""
        return self.usable & self.coding.answered

    @property
    def single(self) -> bool:
        """Whether one number tells the effect (a category of three levels needs two)."""
        return bool(self.coding.x.shape[1] == 1)


class Evidence(NamedTuple):
    """Test and estimate of one question; None where the diary cannot give them."""

    test: ShiftTest | None
    effect: Effect | None

    @property
    def p(self) -> float | None:
        """The larger of the two p-values: both the shift test and the likelihood must agree."""
        if self.test is None or self.effect is None:
            return None
        return max(self.test.p, self.effect.p)


def ask(exposure: Exposure, diary: Diary, outcome: Outcome) -> Question:
    """Put one exposure to a diary.

    Returns
    -------
    Question
        Its gate says whether there is enough to be weighed.
    """
    coding = codings.code(exposure, diary).lag(exposure.lag)
    usable = outcome.usable_at(exposure.lag) & coding.asked
    return Question(exposure, coding, outcome, usable, gates.gate(coding, outcome, usable))


def weigh(question: Question) -> Evidence:
    """Test and estimate, when the gate is open.

    Returns
    -------
    Evidence
        Both None below the gate.
    """
    if question.gate.tier == "0":
        return Evidence(None, None)
    null = question.outcome.nulls[question.exposure.lag]
    return Evidence(shift_test(question.coding.x, null), estimate(question))


def estimate(question: Question, beside: Floats | None = None) -> Effect | None:
    """Estimate the effect: log odds ratios, or points of peak intensity.

    Parameters
    ----------
    question
        What is asked.
    beside : (n, c), optional
        Further exposures to hold; their gaps are filled with the mean.
    """
    counts, outcome = question.counts, question.outcome
    Z = outcome.Z if beside is None else np.column_stack([outcome.Z, beside])
    method = least_squares.fit if outcome.link == "linear" else firth.fit
    return method(question.coding.x[counts], outcome.y[counts], _told_apart(Z[counts]))


def _told_apart(Z: Floats) -> Floats:
    """Columns that vary on the days that count, the intercept first.

    In a short diary a weekend or a spline piece may be empty there and would stop the solver.
    """
    kept = [0]
    for column in range(1, Z.shape[1]):
        if np.linalg.matrix_rank(Z[:, [*kept, column]]) > len(kept):
            kept.append(column)
    return Z[:, kept]


def scale(question: Question) -> float:
    """How many units make a contrast as wide as yes against no.

    Two of the person's own standard deviations of an amount (Gelman 2008), so that an hour, a
    serving and a yes are judged by the same measure of what is important.
    """
    if question.exposure.kind in ("binary", "categorical"):
        return 1.0
    return float(2 * np.std(question.coding.x[question.counts, 0]))


def strongest(effect: Effect) -> int:
    """Which column stands out most against its own uncertainty."""
    widths = [interval.hi - interval.lo for interval in effect.intervals]
    return int(np.argmax(np.abs(effect.coefs) / np.array(widths)))


def main_outcome(exposure: Exposure, mode: outcomes.Mode) -> str:
    """Which outcome an exposure is held against.

    How one lay in the night shows in the morning; everything else in any new headache.
    """
    if mode == "onset":
        return "morning" if exposure.column in ("sleep_position", "pillow") else "onset"
    return "headache" if mode == "day" else "peak"
