"""ICHD-3 8.2: days with acute medication against the limits of medication-overuse headache.

Source: ICHD-3 (2018) 8.2.1 to 8.2.8, paraphrased; counting rules: clinical ground truth, 1.7. Days
are counted, not doses, and medication for any other pain counts too. The limits are the opinion of
experts, as ICHD-3 itself says. That the headache comes from the medication is never judged.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

import pandas as pd

from analytics import counts
from analytics.criteria import kleene, tallies
from analytics.results import MET, NOT_ENOUGH_DATA, NOT_MET, Criterion

HEADACHE_DAYS: Final = 15
NON_OPIOIDS: Final = ("paracetamol", "aspirin", "nsaid", "other_nonopioid")
UNION_CODE: Final = "8.2.6"
CODES: Final = {
    "8.2.1": (("ergot",), 10),
    "8.2.2": (("triptan",), 10),
    "8.2.3": (NON_OPIOIDS, 15),
    "8.2.3.1": (("paracetamol",), 15),
    "8.2.3.2": (("nsaid", "aspirin"), 15),
    "8.2.3.3": (("other_nonopioid",), 15),
    "8.2.4": (("opioid",), 10),
    "8.2.5": (("combination",), 10),
    "8.2.8": (("other_acute",), 10),
}
"""Code: the classes counted together, and the days a month from which it is overuse."""
UNION_OF: Final = ("8.2.1", "8.2.2", "8.2.3", "8.2.4")
UNION: Final = (("ergot", "triptan", *NON_OPIOIDS, "opioid"), 10)
NEAR: Final = {10: 8, 15: 12}
"""House marks of early caution; the wording is "getting close to"."""


def add_groups(days: pd.DataFrame) -> pd.DataFrame:
    """Return days by code: one ``boolean`` column a code, the union as ``8.2.6``."""
    groups = {code: classes for code, (classes, _) in CODES.items()} | {UNION_CODE: UNION[0]}
    columns = {
        code: kleene.at_least(1, [days[f"took_{name}"] for name in classes])
        for code, classes in groups.items()
    }
    return pd.DataFrame(columns, index=days.index)


def judge(
    days: pd.DataFrame, groups: pd.DataFrame, end: dt.date, first_entry: dt.date | None
) -> list[Criterion]:
    """Judge 8.2 for the three windows of 30 days before ``end``.

    Parameters
    ----------
    days
        The person-day table.
    groups
        Its days by code, from ``add_groups``.
    first_entry
        Day of the first entry; a diary younger than the three windows cannot show three months.

    Returns
    -------
    list of Criterion
        ``8.2.A`` (headache on 15 days and more), one for each code (A and its own limit), and
        ``8.2.C``, which is never judged. A limit not reached because a medication has no class is
        ``not_enough_data``.
    """
    a = counts.judge_lasting("8.2.A", days, "headache_day", end, HEADACHE_DAYS)
    young = first_entry is None or first_entry > end - counts.LASTING_WINDOWS * dt.timedelta(
        days=counts.MONTH_DAYS
    )
    overused = {
        code: counts.judge_lasting(code, groups, code, end, limit)
        for code, (_, limit) in CODES.items()
    }
    overused[UNION_CODE] = _judge_union(groups, end, overused)
    judged = [_with_headache(one, a.status, young) for one in overused.values()]
    return [a, *judged, tallies.for_clinician("8.2.C", reason="not_better_accounted_for")]


def overall(criteria: list[Criterion]) -> str:
    """Overuse of anything: one code met is enough; all must be known not to be."""
    codes = {*CODES, UNION_CODE}
    return kleene.some(one.status for one in criteria if one.id in codes)


def _with_headache(criterion: Criterion, headache: str, young: bool) -> Criterion:
    status = kleene.every([criterion.status, headache])
    reason = criterion.reason
    if young and status == MET:
        status, reason = NOT_ENOUGH_DATA, "early"
    limit = {"limit_status": criterion.status}
    return Criterion(
        criterion.id,
        status,
        criterion.k,
        criterion.n,
        reason=reason,
        unit="days",
        numbers={**criterion.numbers, **limit},
    )


def _judge_union(groups: pd.DataFrame, end: dt.date, overused: dict[str, Criterion]) -> Criterion:
    """8.2.6: several classes together, used only when none of them is overused by itself."""
    judged = counts.judge_lasting(UNION_CODE, groups, UNION_CODE, end, UNION[1])
    single = [overused[code].status for code in UNION_OF]
    used = sum(_is_used(groups, code, end) for code in UNION_OF)
    if MET in single or (judged.status == MET and used < 2):
        reason = "one_class_alone" if MET in single else "one_class_only"
        return Criterion(
            UNION_CODE,
            NOT_MET,
            judged.k,
            judged.n,
            reason=reason,
            unit="days",
            numbers=judged.numbers,
        )
    return judged


def _is_used(groups: pd.DataFrame, code: str, end: dt.date) -> bool:
    return any(counts.of_days(groups, code, *window).low > 0 for window in counts.last_windows(end))
