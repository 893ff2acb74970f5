"""Is it getting better or worse over time, with how much doubt?"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from statsmodels.genmod.families import Binomial
from statsmodels.genmod.generalized_linear_model import GLM
from statsmodels.regression.linear_model import WLS

from analytics.results import RULE_VERSION
from analytics.stats.block_ratios import cut
from analytics.stats.intervals import student, wilson

Floats = npt.NDArray[np.float64]

BLOCK, PERIOD = 14, 28
FEWEST_BLOCKS, FEWEST_DAYS = 6, 56
SCALES = ("peak", "neck_pain", "upper_back_pain", "low_back_pain")
DEFAULT_DAYS = 365


def assess(
    days: pd.DataFrame, *, window: tuple[dt.date, dt.date] | None = None
) -> list[dict[str, Any]]:
    """Follow headache days and pain over the window.

    Parameters
    ----------
    days
        Person-day table, index the local date.
    window
        First day and the day after the last; None is the last 365 days.

    Returns
    -------
    list of dict
        JSON-ready rows: headache days (odds per 28 days), then mean peak on headache days and the
        pains of the neck and back (points per 28 days). Each holds its 28-day `periods`, counted
        back from the end, and a straight line through 14-day blocks with a t interval.

    Notes
    -----
    A straight line says whether the whole window leans, not when anything turned, nor why. It
    needs 56 known days in 6 blocks. Blocks share what neighbouring days share: their own scatter
    sets the interval, never smaller than that of independent days.
    """
    known = days[~days.index.duplicated(keep="last")].sort_index()
    if window is None:
        known = known.iloc[-DEFAULT_DAYS:]
    else:
        index = pd.date_range(window[0], window[1], inclusive="left")
        known = known.reindex(index)
    return [_headache_days(known), *(_points(known, scale) for scale in SCALES)]


def _headache_days(days: pd.DataFrame) -> dict[str, Any]:
    values = _values(days, "headache_day")
    events, observed = cut(values, BLOCK)
    used = observed > 0
    periods = [_share(values[part], days.index[part]) for part in _periods(len(values))]
    line = None
    if _enough(values, used) and 0 < np.nansum(values) < observed.sum():
        y = np.column_stack([events, observed - events])[used]
        model = GLM(y, _time(used), family=Binomial()).fit()
        spread = max(1.0, float(model.pearson_chi2) / float(model.df_resid))
        se = float(model.bse[1]) * math.sqrt(spread)
        line = _line(float(model.params[1]), se, float(model.df_resid), ratio=True)
    return _row("headache_day", periods, line, unit="odds_ratio_per_28_days")


def _points(days: pd.DataFrame, scale: str) -> dict[str, Any]:
    """Mean points by block, weighted by the days each rests on."""
    values = _values(days, scale)
    if scale == "peak":
        values = np.where(values > 0, values, np.nan)  # the table holds 0 on clear days
    totals, observed = cut(values, BLOCK)
    used = observed > 0
    periods = [_mean(values[part], days.index[part]) for part in _periods(len(values))]
    line = None
    if int(used.sum()) >= FEWEST_BLOCKS and np.nanstd(values) > 0:
        means = totals[used] / observed[used]
        model = WLS(means, _time(used), weights=observed[used]).fit()
        line = _line(
            float(model.params[1]), float(model.bse[1]), float(model.df_resid), ratio=False
        )
    return _row(scale, periods, line, unit="points_per_28_days")


def _values(days: pd.DataFrame, column: str) -> Floats:
    if column not in days:
        return np.full(len(days), np.nan)
    return days[column].to_numpy(dtype=float, na_value=np.nan)


def _enough(values: Floats, used: npt.NDArray[np.bool_]) -> bool:
    return int(used.sum()) >= FEWEST_BLOCKS and int(np.isfinite(values).sum()) >= FEWEST_DAYS


def _time(used: npt.NDArray[np.bool_]) -> Floats:
    """Intercept, and time in units of 28 days."""
    at = np.flatnonzero(used) * BLOCK / PERIOD
    return np.column_stack([np.ones(len(at)), at])


def _periods(n: int) -> list[slice]:
    """Full periods of 28 days, counted back from the end, in order of time."""
    return [slice(end - PERIOD, end) for end in range(n, PERIOD - 1, -PERIOD)][::-1]


def _share(values: Floats, index: pd.Index[Any]) -> dict[str, Any]:
    known = values[np.isfinite(values)]
    interval = wilson(int(known.sum()), len(known))
    return {
        "start": f"{index[0]:%Y-%m-%d}",
        "observed": len(known),
        "value": round(PERIOD * float(known.mean()), 1) if len(known) else None,
        "lo": round(PERIOD * interval.lo, 1) if interval else None,
        "hi": round(PERIOD * interval.hi, 1) if interval else None,
    }


def _mean(values: Floats, index: pd.Index[Any]) -> dict[str, Any]:
    known = values[np.isfinite(values)]
    n = len(known)
    spread = float(known.std(ddof=1)) if n > 1 else 0.0
    mean = float(known.mean()) if n else math.nan
    around = student(mean, spread / math.sqrt(n), n - 1) if spread > 0 else None
    return {
        "start": f"{index[0]:%Y-%m-%d}",
        "observed": n,
        "value": round(mean, 2) if n else None,
        "lo": round(max(0.0, around.lo), 2) if around else None,
        "hi": round(min(10.0, around.hi), 2) if around else None,
    }


def _line(slope: float, se: float, df: float, *, ratio: bool) -> dict[str, Any] | None:
    reach = student(slope, se, df)
    if reach is None or se == 0:
        return None
    told = [math.exp(end) if ratio else end for end in (slope, *reach)]
    names = ("est", "lo", "hi")
    direction = "up" if reach.lo > 0 else "down" if reach.hi < 0 else "cannot_tell"
    return {
        **{n: round(end, 3) for n, end in zip(names, told, strict=True)},
        "direction": direction,
    }


def _row(
    outcome: str, periods: list[dict[str, Any]], line: dict[str, Any] | None, *, unit: str
) -> dict[str, Any]:
    said = line["direction"] if line else "not_enough_data"
    return {
        "outcome": outcome,
        "unit": unit,
        "code_version": RULE_VERSION,
        "periods": periods,
        "line": line,
        "sentence_key": f"trends.{outcome}.{said}",
    }
