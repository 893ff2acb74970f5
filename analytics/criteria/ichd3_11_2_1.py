"""ICHD-3 11.2.1, cervicogenic headache: never judged from a diary, whatever the entries say.

Source: ICHD-3 (2018), paraphrased. B needs an examination or imaging, C3 manoeuvres, C4 a block;
the entries beside each criterion are what a clinician may want to look at. Clinical ground truth,
sections 1.1 and 4.5.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analytics.criteria import tallies
from analytics.results import CANNOT_JUDGE, Criterion


def judge(headaches: pd.DataFrame, profile: Mapping[str, Any]) -> list[Criterion]:
    """List every criterion as ``cannot_judge``, with the counts that belong to it."""
    trauma = profile.get("neck_or_head_trauma") or {}
    days = trauma.get("first_headache_after_days")
    movement = headaches["worse_on_movement"] & headaches["turning_limited"]
    return [
        tallies.for_clinician("11.2.1"),
        tallies.for_clinician("11.2.1.B", reason="needs_examination_or_imaging"),
        Criterion("11.2.1.C1", CANNOT_JUDGE, reason="needs_finding", numbers={"days": days}),
        tallies.for_clinician("11.2.1.C2", reason="needs_course_of_finding"),
        tallies.for_clinician("11.2.1.C3", movement, "needs_examination"),
        tallies.for_clinician("11.2.1.C4", reason="needs_block"),
        tallies.for_clinician("11.2.1.D", reason="not_better_accounted_for"),
    ]
