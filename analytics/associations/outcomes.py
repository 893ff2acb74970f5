"""What is explained: new headaches, headache days or their strength, and what else moves them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

import numpy as np
from scipy.interpolate import BSpline

from analytics.associations.diaries import Diary, Flags, Floats, lagged
from analytics.stats import shift_test

Mode = Literal["onset", "day", "severity"]

AT_RISK_SHARE = 0.40
DAILY_SHARE = 0.85
LINEAR_UP_TO = 120
DAYS_A_KNOT = 60
MEMORY = 0.8
RIDGE, RIDGE_OF_SPLINES = 1e-4, 1e-2


@dataclass(frozen=True)
class Outcome:
    """One outcome over a diary and the nuisances it is adjusted for.

    Attributes
    ----------
    name
        onset, headache, peak or morning.
    y : (n,)
        0/1, or 0 to 10 for `peak`; NaN where unknown.
    usable : (n,)
        Days that may count, before anything is asked of the exposure.
    Z : (n, c)
        Intercept, weekend, trend, recent burden; with the mode, yesterday; with bleeding days,
        the days around them.
    """

    name: str
    y: Floats
    usable: Flags
    Z: Floats

    @property
    def link(self) -> Literal["logit", "linear"]:
        """Peaks are numbers, everything else happens or not."""
        return "linear" if self.name == "peak" else "logit"

    def usable_at(self, lag: int) -> Flags:
        """Days that may count when the answer of `lag` days before is needed."""
        return self.usable & (np.arange(len(self.y)) >= lag)

    @cached_property
    def nulls(self) -> tuple[shift_test.Null, ...]:
        """The outcome without any exposure, by how many days before the exposure is read."""
        return tuple(
            shift_test.fit_null(
                self.y, self.usable_at(lag), self.Z, link=self.link, ridge=ridge(len(self.y))
            )
            for lag in range(3)
        )


def mode(diary: Diary) -> Mode:
    """Choose what can be analysed with this person's base rate.

    With headaches on most days there are few onsets to explain; on nearly every day only their
    strength still varies.

    Returns
    -------
    str
        `onset` when at least 40 % of the known days began free of headache, `severity` when
        over 85 % of them are headache days, else `day`.
    """
    known = np.isfinite(diary.headache)
    if not known.any():
        return "onset"
    if np.mean(diary.headache[known]) > DAILY_SHARE:
        return "severity"
    free = (diary.answers("at_risk") == 1) & known
    return "onset" if free.sum() >= AT_RISK_SHARE * known.sum() else "day"


def of(diary: Diary, name: str, *, menses: bool = False) -> Outcome:
    """Take one outcome with its nuisances.

    Parameters
    ----------
    diary
        The window.
    name
        `onset` (at-risk days), `morning` (the same nights; a morning of unknown hour is left
        out), `headache` (every known day) or `peak` (0 on days without).
    menses
        Hold the days around the first bleeding day too.

    Returns
    -------
    Outcome
    """
    onset, at_risk = diary.answers("onset"), diary.answers("at_risk") == 1
    peak = np.where(diary.headache == 0, 0.0, diary.answers("peak"))
    y = {
        "onset": onset,
        "morning": np.where(onset == 0, 0.0, diary.answers("morning")),
        "headache": diary.headache,
        "peak": peak,
    }[name]
    recent = peak if name == "peak" else diary.headache
    columns = [np.ones(len(y)), diary.weekend, *trend(len(y)).T, burden(recent)]
    if name in ("headache", "peak"):
        columns.append(_filled(lagged(recent, 1)))
    if menses and (diary.perimenstrual == 1).any():
        columns.append(np.nan_to_num(diary.perimenstrual))
    began_free = at_risk if name in ("onset", "morning") else np.ones(len(y), dtype=bool)
    return Outcome(name, y, began_free & np.isfinite(y), np.column_stack(columns))


def trend(n: int) -> Floats:
    """Slow change over the diary: a line, above 120 days a linear spline with a knot per 60.

    Returns
    -------
    (n, c) array
        Columns in [0, 1]. A line alone gives 11 % false positives over two seasons.
    """
    at = np.arange(n) / max(1, n - 1)
    if n <= LINEAR_UP_TO:
        return at[:, None]
    knots = np.linspace(0, 1, round(n / DAYS_A_KNOT) + 1)
    hats = BSpline.design_matrix(at, np.r_[0, knots, 1], 1).toarray()
    return np.asarray(hats[:, 1:])


def ridge(n: int) -> float:
    """Ridge of the nuisance model."""
    return RIDGE if n <= LINEAR_UP_TO else RIDGE_OF_SPLINES


def burden(headache: Floats) -> Floats:
    """Recent headaches: a fading sum of the days before, an unknown day counting as free."""
    felt = np.nan_to_num(headache)[:-1]
    fading = accumulate(felt, lambda sum_, day: MEMORY * sum_ + (1 - MEMORY) * day, initial=0.0)
    return np.fromiter(fading, dtype=float)[: len(headache)]


def _filled(values: Floats) -> Floats:
    seen = np.isfinite(values)
    return np.where(seen, values, values[seen].mean() if seen.any() else 0.0)
