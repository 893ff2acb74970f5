"""Criteria of the Cervicogenic Headache International Study Group (1998), as far as a diary goes.

Source: Sjaastad, Fredriksen, Pfaffenrath, Headache 1998;38:442, paraphrased; reading of each item:
clinical ground truth, sections 2.1 and 4.5. The 1998 text knows no "definite" or "probable", so
none is given here: each item stands for itself, and the anaesthetic block is never judged.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from analytics.criteria import neck, shares, tallies
from analytics.results import CANNOT_JUDGE, MET, NOT_MET, Criterion

PRESSURE_HINT: Final = 3


def judge(headaches: pd.DataFrame) -> list[Criterion]:
    """Judge the headaches of the window.

    Parameters
    ----------
    headaches
        As ``neck.mark`` returns them.
    """
    lock = neck.judge_side_lock("chisg.III", headaches)
    provoked = judge_provocation("chisg.Ia1", headaches)
    overall = MET if provoked.status == MET else CANNOT_JUDGE
    return [
        Criterion("chisg.I", overall, provoked.k, provoked.n, provoked.episodes),
        provoked,
        _judge_pressure(headaches),
        tallies.for_clinician("chisg.Ib", headaches["turning_limited"]),
        judge_same_side_pain("chisg.Ic", headaches, lock.numbers["side"]),
        tallies.for_clinician("chisg.II", reason="needs_block"),
        lock,
        tallies.of_share("chisg.IV", headaches["moderate_dull"], shares.usual),
        tallies.for_clinician("chisg.V", headaches["triptan_relief"], "needs_drug_trial"),
        tallies.of_share("chisg.VI", headaches["nausea"] | headaches["senses"], seldom),
    ]


def judge_provocation(criterion: str, headaches: pd.DataFrame) -> Criterion:
    """Judge Ia1: the pain *can be* brought on by neck movement or a held posture.

    Pain that only gets worse with movement is not that, and is named ``aggravation_only``.
    """
    judged = tallies.of_share(criterion, headaches["provoked"], shares.recurrent)
    worse = headaches["worse_on_movement"]
    aggravated, _ = shares.recurrent(int(worse.sum()), int(worse.notna().sum()))
    if judged.status == NOT_MET and aggravated == MET:
        judged = tallies.of_share(
            criterion, headaches["provoked"], lambda k, n: (NOT_MET, "aggravation_only")
        )
    return judged


def judge_same_side_pain(criterion: str, headaches: pd.DataFrame, side: str | None) -> Criterion:
    """Judge Ic: usually neck, shoulder or arm pain on the side of the headache."""
    flags = neck.same_side_pain(headaches, side)
    return tallies.of_share(criterion, flags, shares.usual, {"side": side})


def seldom(k: int, n: int) -> shares.Judged:
    """Judge RARE, for what "only occasionally" belongs to the pattern."""
    return shares.usual(n - k, n)


def _judge_pressure(headaches: pd.DataFrame) -> Criterion:
    """Ia2 needs a finger at a known place; three entries that say yes are worth an examination."""
    yes = int(headaches["pressure"].sum())
    reason = "hint" if yes >= PRESSURE_HINT else "needs_examination"
    return tallies.for_clinician("chisg.Ia2", headaches["pressure"], reason)
