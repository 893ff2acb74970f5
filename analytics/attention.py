"""Why a diary wants a look: five rules in a fixed order, each with its counts.

A panel of many diaries is sorted by them. They are reasons to open a diary and are said in words;
there is no score, and a rule that cannot be judged is silent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

WARNING_SIGN, OVERUSE, RISE, SILENCE, VISIT = "warning_sign", "overuse", "rise", "silence", "visit"
RULES: Final = (WARNING_SIGN, OVERUSE, RISE, SILENCE, VISIT)
"""From the most to the least pressing."""
RISE_DAYS, SILENT_DAYS, VISIT_DAYS = 4, 14, 7
COVERED: Final = 0.7
"""With fewer of the days answered a count says too little to be compared."""
UNION_CODE: Final = "8.2.6"
"""All classes together (`criteria.ichd3_8_2`); named here, as pages load no pandas."""
MARKED: Final = ("reached", "near")
WITHIN: Final = 1000

Reason = dict[str, Any]


def judge(
    document: Mapping[str, Any],
    *,
    today: dt.date,
    sign_on: dt.date | None,
    last_entry: dt.date | None,
    next_visit: dt.date | None,
) -> list[Reason]:
    """Judge every rule.

    Parameters
    ----------
    document
        From ``assess.assess``: its ``recent`` and ``medication_days``.
    today
        The person's local date, or the day on which the shared period ended.
    sign_on
        Day of the latest entry with a warning sign that nobody has settled yet.
    last_entry
        Day of the latest entry of any kind.
    next_visit
        Day of the next visit, today included.

    Returns
    -------
    list of dict
        The rules that are met, the most pressing first: ``rule`` and its numbers.
    """
    return [
        *_sign(sign_on),
        *_overuse(document["medication_days"]),
        *_rise(document["recent"]),
        *_silence(last_entry, today),
        *_visit(next_visit, today),
    ]


def enough(measure: Mapping[str, Any]) -> bool:
    """Whether enough days of a count are answered for it to be compared."""
    return bool(measure["n"] >= COVERED * measure["of"])


def pressing(limits: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The class of acute medicine that is nearest to its limit, or furthest beyond it.

    All classes together count only where there are more days than any one class has.
    """
    taken = [limit for limit in limits if limit["days"]["low"]]
    alone = [one for one in taken if one["code"] != UNION_CODE]
    most = max((one["days"]["low"] for one in alone), default=0)
    fit = [one for one in taken if one in alone or one["days"]["low"] > most]
    return max(fit, key=lambda one: one["days"]["low"] / one["limit"], default=None)


def change(recent: Mapping[str, Any]) -> int | None:
    """Headache days of the last 28 less those of the 28 before; None where too few are answered."""
    now, before = recent["now"]["headache_day"], recent["before"]["headache_day"]
    return int(now["low"] - before["low"]) if enough(now) and enough(before) else None


def place(reasons: list[Reason], headache_days: int) -> int:
    """Where a diary stands among others, the smallest first.

    The first rule that is met decides; within it the more days, the sooner. Without any, the days
    with headache.
    """
    if not reasons:
        return (len(RULES) + 1) * WITHIN - headache_days
    first = reasons[0]
    return (RULES.index(first["rule"]) + 1) * WITHIN - int(first["weight"])


def _sign(sign_on: dt.date | None) -> list[Reason]:
    if sign_on is None:
        return []
    return [{"rule": WARNING_SIGN, "on": sign_on.isoformat(), "weight": 0}]


def _overuse(medication: Mapping[str, Any]) -> list[Reason]:
    marked = pressing([one for one in medication["limits"] if one["mark"] in MARKED])
    if marked is None:
        return []
    days, limit = int(marked["days"]["low"]), int(marked["limit"])
    told = {"code": marked["code"], "days": days, "of": marked["days"]["of"], "limit": limit}
    return [
        {"rule": OVERUSE, **told, "mark": marked["mark"], "weight": round(100 * days / limit)},
    ]


def _rise(recent: Mapping[str, Any]) -> list[Reason]:
    more = change(recent)
    if more is None or more < RISE_DAYS:
        return []
    now, before = (recent[part]["headache_day"]["low"] for part in ("now", "before"))
    return [{"rule": RISE, "now": now, "before": before, "weight": more}]


def _silence(last_entry: dt.date | None, today: dt.date) -> list[Reason]:
    if last_entry is None or (today - last_entry).days < SILENT_DAYS:
        return []
    days = (today - last_entry).days
    return [{"rule": SILENCE, "days": days, "weight": min(days, WITHIN - 1)}]


def _visit(next_visit: dt.date | None, today: dt.date) -> list[Reason]:
    if next_visit is None or (next_visit - today).days > VISIT_DAYS:
        return []
    ahead = (next_visit - today).days
    return [{"rule": VISIT, "on": next_visit.isoformat(), "weight": VISIT_DAYS - ahead}]
