"""What goes with this person's headaches, and what the diary cannot tell.

Chain: `diaries` cuts the window, `exposures` declares what is asked, `codings` turns answers into
numbers, `outcomes` takes what is explained, `gates` decides what may be said, `questions` puts one
to the other, `findings` weighs all of them together, `checks` doubts, `rows` writes it down.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from analytics.associations import diaries, exposures, findings, outcomes, questions, rows
from analytics.associations.diaries import Diary, Window
from analytics.associations.findings import keep
from analytics.associations.questions import Question

__all__ = ["ask_all", "assess", "keep"]


def assess(
    days: pd.DataFrame,
    *,
    window: Window | None = None,
    custom_factors: Mapping[str, str] | None = None,
    kept: Mapping[str, Any] | None = None,
    time_zone: str | None = None,
) -> list[dict[str, Any]]:
    """Hold every exposure against this person's headaches.

    Parameters
    ----------
    days
        Person-day table (`frames.DAYS`): index the local date, answers of each day's check-in.
        Days may stand in any order, twice, or be missing.
    window
        First day and the day after the last; None is the last 365 days. At most 1,000 are read.
    custom_factors
        Id and kind (`yes_no`, `scale`) of the person's own factors.
    kept
        What `keep` gave last time, so that findings are looked for once a week, and dropped later
        than they are made.
    time_zone
        Passed on into the rows: the zone the local days were made in.

    Returns
    -------
    list of dict
        A row an exposure, in the declared order, also where the answer is what is missing.

    Notes
    -----
    An association in one person's notes. It is not proof of a cause, cannot see what was never
    written down, and cannot tell an early sign from a trigger at one check-in a day.
    """
    with threadpool_limits(1):  # the matrices are small: more threads only spin and wait
        return _assess(diaries.read(days, window), custom_factors or {}, kept or {}, time_zone)


def _assess(
    diary: Diary,
    custom_factors: Mapping[str, str],
    kept: Mapping[str, Any],
    time_zone: str | None,
) -> list[dict[str, Any]]:
    family = ask_all(diary, custom_factors)
    evidence = [questions.weigh(question) for question in family]
    logged = [i for i, question in enumerate(family) if question.gate.missing != "never_logged"]
    qs = dict(zip(logged, findings.adjust([evidence[i].p for i in logged]), strict=True))
    on = f"{diary.days.index[-1]:%Y-%m-%d}" if len(diary) else None
    found, looked_on = kept.get("found", {}), kept.get("looked_on")
    looking = findings.is_due(looked_on, on)
    mode = outcomes.mode(diary)
    return [
        rows.build(
            question,
            evidence[i],
            findings.judge(
                qs.get(i),
                rows.direction(evidence[i]),
                kept=found.get(question.exposure.name),
                on=on,
                looking=looking,
            ),
            diary,
            q=qs.get(i),
            mode=mode,
            time_zone=time_zone,
            family=family,
        )
        | {"looked_on": on if looking else looked_on}
        for i, question in enumerate(family)
    ]


def ask_all(diary: Diary, custom_factors: Mapping[str, str]) -> list[Question]:
    """Put the whole declared family to one diary.

    Returns
    -------
    list of Question
        In the declared order. The days around bleeding are held for everything but bleeding.
    """
    mode, taken = outcomes.mode(diary), {}
    family = []
    for exposure in exposures.declared(custom_factors):
        key = (questions.main_outcome(exposure, mode), exposure.steered)
        if key not in taken:
            taken[key] = outcomes.of(diary, key[0], menses=exposure.steered)
        family.append(questions.ask(exposure, diary, taken[key]))
    return family
