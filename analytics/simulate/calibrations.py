"""How often the methods err, and how often they find what is there, in diaries of known truth.

The one place where a plain correlation of the same day is computed: as the warning.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import pearsonr
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from analytics import before_after
from analytics.associations import ask_all, checks, findings, outcomes, questions, rows
from analytics.associations.diaries import Diary, lagged
from analytics.associations.exposures import DECLARED
from analytics.associations.questions import Question
from analytics.simulate.days import Habit, Plan, build
from analytics.stats import shift_test
from analytics.stats.intervals import newcombe

Floats = npt.NDArray[np.float64]

ALPHA = 0.05
AMOUNT, YES_NO = Habit(), Habit(share=0.3)
FAMILY = (
    *(("stress", replace(AMOUNT, mean=4.0, sd=2.0)), ("neck_pain", replace(AMOUNT, mean=3.0))),
    *((name, AMOUNT) for name in ("sitting_hours", "driving_hours", "caffeine_servings")),
    *((name, AMOUNT) for name in ("low_back_pain", "sleep_hours")),
    *((name, YES_NO) for name in ("exercise_minutes", "meals_skipped", "alcohol_servings")),
)
NULLS: dict[str, tuple[str, Plan]] = {
    "clustered, yes/no": ("alcohol_servings", Plan(habits={"alcohol_servings": YES_NO})),
    "clustered, amount": ("sitting_hours", Plan(habits={"sitting_hours": AMOUNT})),
    "slow habit": ("sitting_hours", Plan(habits={"sitting_hours": replace(AMOUNT, rho=0.95)})),
    "weekend in both": (
        "sitting_hours",
        Plan(weekend=-0.9, habits={"sitting_hours": replace(AMOUNT, weekend=-1.2)}),
    ),
    "trend in both": (
        "sitting_hours",
        Plan(trend=1.6, habits={"sitting_hours": replace(AMOUNT, trend=1.6)}),
    ),
    "sits less with headache": (
        "sitting_hours",
        Plan(habits={"sitting_hours": replace(AMOUNT, reverse=-1.5)}),
    ),
    "same, half of those days not logged": (
        "sitting_hours",
        Plan(skipped_on_headache=0.5, habits={"sitting_hours": replace(AMOUNT, reverse=-1.5)}),
    ),
    "early sign the day before": (
        "sitting_hours",
        Plan(habits={"sitting_hours": replace(AMOUNT, early=1.5)}),
    ),
    "season in both": (
        "sitting_hours",
        Plan(season=0.7, habits={"sitting_hours": replace(AMOUNT, season=1.0)}),
    ),
}
EARLY, SEASON = "early sign the day before", "season in both"
POWERS: tuple[tuple[str, str, Habit, int, float], ...] = (
    ("odds ratio 5", "alcohol_servings", replace(YES_NO, effect=float(np.log(5))), 180, 0.82),
    ("odds ratio 3", "alcohol_servings", replace(YES_NO, effect=float(np.log(3))), 365, 0.80),
    ("1.5 per hour", "sitting_hours", replace(AMOUNT, effect=float(np.log(1.5))), 180, 0.72),
)


class Outlook(NamedTuple):
    """How much is run: repetitions, of whole families too, and lengths of the null diaries."""

    runs: int
    families: int
    lengths: tuple[int, ...]
    seasons: tuple[int, ...]
    wanted: float


def calibrate(*, runs: int = 200, seed: int = 1, thorough: bool = False) -> pd.DataFrame:
    """Measure false positives, power, false discoveries and cover.

    Parameters
    ----------
    runs
        Diaries a row; unless thorough, rows over whole families take a quarter of it.
    seed
        Of everything; a row depends on it, its name and its length only.
    thorough
        More lengths, as in docs/methods/calibration.md, and the wanted rate of .065 instead of
        the .09 that a short run can hold.

    Returns
    -------
    DataFrame
        One row a measurement: `measure`, `scenario`, `days`, `runs`, `value`, `error` (Monte
        Carlo), `wanted`, `holds`, and for false positives what the plain correlation of the same
        day and of the day before would have claimed.
    """
    outlook = Outlook(runs, max(20, runs // 4), (180,), (365,), 0.09)
    if thorough:
        outlook = Outlook(runs, runs, (60, 90, 180), (180, 365, 730), 0.065)
    with threadpool_limits(1):
        return pd.DataFrame([row for part in PARTS for row in part(outlook, seed)])


def _false_positives(outlook: Outlook, seed: int) -> Iterator[dict[str, Any]]:
    for scenario, (column, plan) in NULLS.items():
        for n in outlook.seasons if scenario == SEASON else outlook.lengths:
            lag = 2 if scenario == EARLY else 1
            claims = np.array(
                [
                    _claims(Diary(days), column, lag)
                    for days in _lives(replace(plan, days=n), outlook.runs, seed, scenario)
                ]
            )
            name = f"{scenario}, two days before" if lag == 2 else scenario
            yield _row(
                "false positives",
                name,
                n,
                claims[:, 0],
                wanted=("<=", outlook.wanted),
                same_day=_share(claims[:, 1]),
                day_before=_share(claims[:, 2]),
            )


def _claims(diary: Diary, column: str, lag: int) -> list[bool]:
    """Whether the shift test, the same-day and the day-before correlation see a link."""
    question = _question(diary, column)
    coding = question.coding.lag(lag - question.exposure.lag)
    test = shift_test.shift_test(coding.x, question.outcome.nulls[lag])
    x = diary.answers(column)
    naive = [_plain(x, diary.headache), _plain(lagged(x, 1), diary.headache)]
    return [test is not None and test.p <= ALPHA, *naive]


def _plain(x: Floats, headache: Floats) -> bool:
    both = np.isfinite(x) & np.isfinite(headache)
    if not both.any() or min(np.ptp(x[both]), np.ptp(headache[both])) == 0:
        return False
    return bool(pearsonr(x[both], headache[both]).pvalue <= ALPHA)


def _power(outlook: Outlook, seed: int) -> Iterator[dict[str, Any]]:
    for scenario, column, habit, n, wanted in POWERS:
        plan = Plan(days=n, habits={column: habit})
        hits = []
        for days in _lives(plan, outlook.runs, seed, scenario):
            question = _question(Diary(days), column)
            test = shift_test.shift_test(question.coding.x, question.outcome.nulls[1])
            hits.append(test is not None and test.p <= ALPHA)
        yield _row("power", scenario, n, np.array(hits), wanted=(">=", wanted))


def _families(outlook: Outlook, seed: int) -> Iterator[dict[str, Any]]:
    """Ten exposures together: any finding where there is nothing, false ones where two are true.

    What is lost to check-ins that are skipped is seen beside a diary in which none is.
    """
    null = Plan(days=180, habits=dict(FAMILY))
    found = [_findings(Diary(days)) for days in _lives(null, outlook.families, seed, "family")]
    yield _row(
        "any finding",
        "ten exposures, none true",
        180,
        np.array([bool(names) for names in found]),
        wanted=("<=", 0.08),
    )
    strong = replace(YES_NO, effect=float(np.log(5)))
    true = dict.fromkeys(("exercise_minutes", "meals_skipped"), strong)
    plan = replace(null, habits=dict(FAMILY) | true)
    planted = {"exercise", "meals_skipped"}
    for skipped, wanted in ((plan.skipped, None), (0.0, (">=", 0.7))):
        lives = _lives(replace(plan, skipped=skipped), outlook.families, seed, "discoveries")
        found = [_findings(Diary(days)) for days in lives]
        false = np.array([len(names - planted) / max(1, len(names)) for names in found])
        hits = np.array([len(names & planted) / 2 for names in found])
        name = f"two of ten true, odds ratio 5, {skipped:.0%} skipped"
        yield _row("false discoveries", name, 180, false, wanted=("<=", 0.1))
        yield _row("power in the family", name, 180, hits, wanted=wanted)


def _findings(diary: Diary) -> set[str]:
    family = [question for question in ask_all(diary, {}) if question.coding.bands]
    weighed = [questions.weigh(question) for question in family]
    qs = findings.adjust([evidence.p for evidence in weighed])
    return {
        question.exposure.name
        for question, evidence, q in zip(family, weighed, qs, strict=True)
        if findings.judge(q, rows.direction(evidence), kept=None, on=None).finding
    }


def _verdicts(outlook: Outlook, seed: int) -> Iterator[dict[str, Any]]:
    """One unrelated exposure: cover of the risk difference, and verdicts that claim a link."""
    covered, claimed = [], []
    plan = NULLS["clustered, yes/no"][1]
    for days in _lives(replace(plan, days=180), outlook.runs, seed, "verdicts"):
        question = _question(Diary(days), "alcohol_servings")
        interval = newcombe(*_counts(question))
        covered.append(interval is not None and interval.lo <= 0 <= interval.hi)
        evidence = questions.weigh(question)
        if question.gate.tier == "B":
            claimed.append(rows.direction(evidence) != 0)
    name = "unrelated, yes/no"
    yield _row("cover of Newcombe", name, 180, np.array(covered), wanted=(">=", 0.925))
    yield _row("tier B raises or lowers", name, 180, np.array(claimed), wanted=("<=", 0.08))


def _counts(question: Question) -> tuple[int, int, int, int]:
    exposed = question.counts & (question.coding.band == question.coding.contrast)
    others = question.counts & ~exposed
    y = question.outcome.y
    return int(y[exposed].sum()), int(exposed.sum()), int(y[others].sum()), int(others.sum())


def _treatments(outlook: Outlook, seed: int) -> Iterator[dict[str, Any]]:
    """A treatment that does nothing, and one that halves the days."""
    for share in (0.25, 0.5):
        for side in (56, 90):
            plan = Plan(days=2 * side + before_after.WASH_IN, headache_share=share, skipped=0.0)
            said = _changes(plan, side, outlook.runs, seed, f"nothing {share}")
            name = f"nothing changed, {share:.0%} headache days"
            yield _row("before/after claims", name, side, said, wanted=("<=", 0.075))


def _changes(plan: Plan, side: int, runs: int, seed: int, name: str) -> npt.NDArray[np.bool_]:
    claims = []
    for days in _lives(plan, runs, seed, name):
        course = {"id": ["a"], "kind": ["other"], "started_on": [days.index[side]]}
        (row,) = before_after.assess(days, pd.DataFrame(course))
        claims.append(row["verdict"] in ("fewer", "more"))
    return np.array(claims)


def _early_signs(outlook: Outlook, seed: int) -> Iterator[dict[str, Any]]:
    """What no statistic can solve: an early sign is found, and called reverse when it is that."""
    column, plan = NULLS[EARLY]
    seen = [
        _claims(Diary(days), column, 1)[0]
        for days in _lives(replace(plan, days=180), outlook.runs, seed, "early")
    ]
    yield _row("early sign taken for a link", EARLY, 180, np.array(seen))
    column, plan = NULLS["sits less with headache"]
    marked = []
    for days in _lives(replace(plan, days=180), outlook.runs, seed, "reverse"):
        diary = Diary(days)
        marked.append(checks.reverse_link(_question(diary, column), diary) == "yes")
    yield _row("reverse link seen", "sits less with headache", 180, np.array(marked))


PARTS: tuple[Callable[[Outlook, int], Iterator[dict[str, Any]]], ...] = (
    _false_positives,
    _early_signs,
    _power,
    _families,
    _verdicts,
    _treatments,
)


def _question(diary: Diary, column: str) -> Question:
    """One exposure as `ask_all` puts it, without the others."""
    exposure = next(exposure for exposure in DECLARED if exposure.column == column)
    name = questions.main_outcome(exposure, outcomes.mode(diary))
    return questions.ask(exposure, diary, outcomes.of(diary, name, menses=exposure.steered))


def _lives(plan: Plan, runs: int, seed: int, name: str) -> Iterator[pd.DataFrame]:
    chance = [seed, plan.days, *name.encode()]
    for run in range(runs):
        yield build(plan, np.random.default_rng([*chance, run]))


def _share(claims: npt.NDArray[Any]) -> float | None:
    return round(float(claims.mean()), 3) if len(claims) else None


def _row(
    measure: str,
    scenario: str,
    n: int,
    values: npt.NDArray[Any],
    *,
    wanted: tuple[str, float] | None = None,
    same_day: float | None = None,
    day_before: float | None = None,
) -> dict[str, Any]:
    value = _share(values)
    holds = None
    if wanted and value is not None:
        holds = value <= wanted[1] if wanted[0] == "<=" else value >= wanted[1]
    return {
        "measure": measure,
        "scenario": scenario,
        "days": n,
        "runs": len(values),
        "value": value,
        "error": round(float(values.std() / np.sqrt(len(values))), 3) if len(values) else None,
        "wanted": f"{wanted[0]} {wanted[1]:g}" if wanted else "",
        "holds": holds,
        "same_day": same_day,
        "day_before": day_before,
    }
