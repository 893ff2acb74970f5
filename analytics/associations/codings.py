"""Answers as numbers that a model and a reader can use: columns, bands and two kinds of day."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.associations.diaries import Diary, Flags, Floats, lagged
from analytics.associations.exposures import Exposure

Ints = npt.NDArray[np.int64]

LONG_SITTING_HOURS = 6
FEWEST_OF_A_LEVEL = 8
FEWEST_OF_A_BAND = 8
USUAL_DAYS = 28
SLOW = 0.8


@dataclass(frozen=True)
class Band:
    """A kind of day that gets its own line: a slug, or limits ``start <= answer < end``."""

    label: str
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True)
class Coding:
    """An exposure as it stood before each day, one row a diary day.

    Attributes
    ----------
    x : (n, k)
        Columns of the model in the unit of the odds ratio; NaN where not answered.
    band : (n,)
        Index into `bands`, -1 where not answered.
    bands
        In rising order, a category's levels by frequency (the reference first).
    contrast
        Which band is compared with all the others.
    asked : (n,)
        Days on which the question made sense (breaks: long sitting days only).
    name
        How the answers were coded.
    """

    x: Floats
    band: Ints
    bands: tuple[Band, ...]
    contrast: int
    asked: Flags
    name: str = "raw"

    @property
    def answered(self) -> Flags:
        """Days on which the answer needed is there."""
        return self.band >= 0

    @property
    def varies(self) -> bool:
        """Whether there are two kinds of day at all."""
        return len(self.bands) > 1

    def lag(self, more: int) -> Coding:
        """The same answers as they stood `more` days earlier."""
        band = np.nan_to_num(lagged(self.band.astype(float), more), nan=-1).astype(np.int64)
        asked = np.nan_to_num(lagged(self.asked.astype(float), more), nan=1) > 0
        return replace(self, x=lagged(self.x, more), band=band, asked=asked)


def code(exposure: Exposure, diary: Diary) -> Coding:
    """Code one exposure over a whole diary, not yet lagged.

    Parameters
    ----------
    exposure
        A line of the declared list.
    diary
        Bands are taken from its own answers: thirds, medians and frequencies are the person's.

    Returns
    -------
    Coding
        With one band when the answer never varies and none when it was never given.
    """
    if exposure.kind == "categorical":
        return _levels(diary.words(exposure.column))
    answers, name = _answers(exposure, diary), "raw"
    sat = diary.answers("sitting_hours")
    if exposure.long_days and np.isfinite(sat).any():
        coding = _coded(exposure, np.where(sat >= LONG_SITTING_HOURS, answers, np.nan), name)
        return replace(coding, asked=~(sat < LONG_SITTING_HOURS), name="long_days")
    if exposure.name == "sitting_hours" and _autocorrelation(answers) > SLOW:
        answers, name = _over_usual(answers), "over_usual"
    return _coded(exposure, answers, name)


def _coded(exposure: Exposure, answers: Floats, name: str) -> Coding:
    if exposure.kind == "binary":
        over = np.where(np.isnan(answers), np.nan, answers > exposure.over)
        return _bands(over, (0.5,), ("no", "yes"))
    cuts = _cuts(answers, exposure, usual=name == "raw")
    labels = ("low", "high") if exposure.kind == "ordinal" else ("lower", "middle", "upper")
    coding = _bands(answers, cuts, labels if len(cuts) == len(labels) - 1 else ("lower", "upper"))
    return replace(coding, x=answers[:, None] / exposure.step, name=name)


def _answers(exposure: Exposure, diary: Diary) -> Floats:
    if exposure.custom:
        return diary.factor(exposure.column)
    if exposure.name == "menstruation":
        return diary.perimenstrual
    if exposure.name == "breaks":
        sat = diary.answers("sitting_hours")
        return diary.answers(exposure.column) / np.where(sat > 0, sat, np.nan)
    return diary.answers(exposure.column)


def _cuts(answers: Floats, exposure: Exposure, *, usual: bool) -> tuple[float, ...]:
    """Limits of the bands: own thirds, else the fixed ones, else the own median."""
    given = answers[np.isfinite(answers)]
    if not len(given):
        return ()
    if exposure.kind == "continuous":
        thirds = tuple(float(cut) for cut in np.quantile(given, (1 / 3, 2 / 3)))
        for cuts in (thirds, exposure.bands) if usual else (thirds,):
            if cuts and np.histogram(given, (-np.inf, *cuts, np.inf))[0].min() >= FEWEST_OF_A_BAND:
                return cuts
    median = float(np.median(given))
    above = given[given > median]
    return (float(above.min()),) if len(above) else (median,)


def _bands(answers: Floats, cuts: tuple[float, ...], labels: tuple[str, ...]) -> Coding:
    """Answers cut at limits, an answer on a limit belonging to the band above it."""
    band = np.where(np.isfinite(answers), np.digitize(answers, cuts), -1).astype(np.int64)
    ends = (None, *cuts, None)
    seen = np.unique(band[band >= 0])
    bands = tuple(Band(labels[index], ends[index], ends[index + 1]) for index in seen)
    band = np.where(band < 0, -1, np.searchsorted(seen, band)).astype(np.int64)
    return Coding(answers[:, None], band, bands, len(bands) - 1, band >= -1)


def _levels(words: npt.NDArray[np.object_]) -> Coding:
    """Levels against the most frequent one; rare ones together, or left out if still rare."""
    counts = pd.Series(words).value_counts()
    order = sorted(counts.index, key=lambda level: (-counts[level], level))
    kept = [level for level in order if counts[level] >= FEWEST_OF_A_LEVEL] or order[:1]
    rare = [level for level in order if level not in kept]
    index = {level: place for place, level in enumerate(kept)}
    if len(rare) > 1 and sum(counts[level] for level in rare) >= FEWEST_OF_A_LEVEL:
        index |= dict.fromkeys(rare, len(kept))
        kept = [*kept, "other"]
    band = np.array([index.get(word, -1) for word in words], dtype=np.int64)
    x = np.where(band[:, None] < 0, np.nan, band[:, None] == np.arange(1, len(kept)))
    return Coding(x, band, tuple(Band(str(level)) for level in kept), len(kept) - 1, band >= -1)


def _autocorrelation(answers: Floats) -> float:
    both = np.isfinite(answers[1:]) & np.isfinite(answers[:-1])
    before, after = answers[:-1][both], answers[1:][both]
    if len(after) < USUAL_DAYS or before.std() == 0 or after.std() == 0:
        return 0.0
    return float(np.corrcoef(before, after)[0, 1])


def _over_usual(answers: Floats) -> Floats:
    """Answers minus the median of the 28 days before: unusual for this person at this time."""
    usual = pd.Series(answers).shift().rolling(USUAL_DAYS, min_periods=7).median()
    return np.asarray(answers - usual.to_numpy(dtype=float))
