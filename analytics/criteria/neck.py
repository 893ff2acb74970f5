"""What each headache says about the neck; read by CHISG, Antonaci and the pattern.

Stiffness of the neck is not among it: it is as common in migraine and tension-type headache as in
headache that comes from the neck (clinical ground truth, section 3), so it carries no weight.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from analytics.criteria import kleene, shares, tallies
from analytics.headaches import NECK_AND_SHOULDER, with_region
from analytics.results import MET, NOT_ENOUGH_DATA, NOT_MET, Criterion

NECK_STARTS: Final = frozenset({"upper_neck", "lower_neck", "skull_base"})
BACK_OF_HEAD: Final = frozenset({"back_head"})
FORWARD: Final = frozenset({"forehead", "temple", "eye", "top", "side_head"})
PROVOKING: Final = frozenset({"neck_movement", "sustained_posture"})
MODERATE_NOT_EXCRUCIATING: Final = (4, 8)

ONE_SIDED_SHARE: Final = 0.8
CHANGED_SHARE: Final = 0.05


@dataclass(frozen=True)
class Sides:
    """Headaches by side: ``left`` and ``right`` with "both, this more"; both alike; changed."""

    left: int = 0
    right: int = 0
    both: int = 0
    changed: int = 0

    @property
    def one_sided(self) -> int:
        return self.left + self.right

    @property
    def known(self) -> int:
        return self.one_sided + self.both + self.changed

    @property
    def dominant(self) -> str | None:
        """The side with more headaches; None when neither has."""
        if self.left == self.right:
            return None
        return "left" if self.left > self.right else "right"


def mark(headaches: pd.DataFrame) -> pd.DataFrame:
    """Read the neck ledger of every headache.

    Returns
    -------
    DataFrame
        ``headaches`` with ``neck_start`` (began in the neck, at the skull base or the back of
        the head), ``back_head_start`` (of these, the weaker kind), ``neck_origin`` (and spread
        forward), ``provoked`` (by neck movement or a held posture), ``worse_on_movement``,
        ``pressure``, ``turning_limited``, ``shoulder_arm`` (see ``same_side_pain``),
        ``moderate_dull`` (4 to 8, not throbbing) and ``senses`` (light and sound both).
    """
    low, high = MODERATE_NOT_EXCRUCIATING
    start = headaches["start_region"]
    neck_start = kleene.is_any(start, NECK_STARTS | BACK_OF_HEAD)
    peak = headaches["peak"]
    return headaches.assign(
        neck_start=neck_start,
        back_head_start=kleene.is_any(start, BACK_OF_HEAD),
        neck_origin=neck_start & with_region(headaches, FORWARD),
        provoked=kleene.holds_any(headaches["provoked_by"], PROVOKING),
        worse_on_movement=kleene.is_any(headaches["movement_effect"], {"worse"}, {"unknown"}),
        pressure=kleene.is_any(headaches["pressure_reproduces"], {"yes"}, {"not_tried"}),
        turning_limited=kleene.is_any(
            headaches["turn_limited"], {"left", "right", "both"}, {"unknown"}
        ),
        moderate_dull=(peak >= low) & (peak <= high) & ~headaches["throbbing"],
        senses=headaches["photophobia"] & headaches["phonophobia"],
    )


def count_sides(headaches: pd.DataFrame) -> Sides:
    """Count the sides of a set of headaches; unknown sides are in none of the counts."""
    side = headaches["side"]
    return Sides(
        left=int(side.isin(["left", "both_left_more"]).sum()),
        right=int(side.isin(["right", "both_right_more"]).sum()),
        both=int((side == "both_equal").sum()),
        changed=int((side == "changed_within").sum()),
    )


def judge_side(sides: Sides) -> shares.Judged:
    """Judge "always the same side" (CHISG III, Antonaci 1) from the counts of sides."""
    k, n, known = max(sides.left, sides.right), sides.one_sided, sides.known
    shifts = sides.changed >= 2 and sides.changed > CHANGED_SHARE * known
    enough_one_sided = n >= ONE_SIDED_SHARE * known
    if shares.is_consistent(k, n) and enough_one_sided and not shifts:
        return MET, None
    if shifts:
        return NOT_MET, "changes_within"
    if n - k >= 2 and n >= 9:
        return NOT_MET, "changes_side"
    if (n < known / 2 and known >= 10) or (not enough_one_sided and known >= 12):
        return NOT_MET, "both_sides"
    return NOT_ENOUGH_DATA, _why_open(sides, enough_one_sided)


def judge_side_lock(criterion: str, headaches: pd.DataFrame) -> Criterion:
    """Judge the side of a set of headaches; k of n are those on the dominant side."""
    sides = count_sides(headaches)
    status, reason = judge_side(sides)
    dominant = sides.dominant
    on_side = headaches["side"].isin([dominant, f"both_{dominant}_more"])
    numbers = {
        "side": dominant,
        "one_sided": sides.one_sided,
        "left": sides.left,
        "right": sides.right,
        "both": sides.both,
        "changed": sides.changed,
    }
    k = max(sides.left, sides.right)
    ids = tallies.episodes(on_side)
    return Criterion(criterion, status, k, sides.known, ids, reason, numbers=numbers)


def same_side_pain(headaches: pd.DataFrame, side: str | None) -> Any:
    """Neck, shoulder or arm pain on the dominant side of the head; in the midline it is unknown."""
    if side is None:
        return pd.Series(pd.NA, headaches.index, dtype="boolean")
    in_region = kleene.judge_items(headaches["regions"], lambda given: _hurts_on(side, given))
    return in_region | kleene.is_any(headaches["shoulder_arm_pain"], {side, "both"})


def _hurts_on(side: str, regions: list[dict[str, Any]]) -> bool | None:
    sides = {spot.get("side") for spot in regions if spot["region"] in NECK_AND_SHOULDER}
    if sides & {side, "both"}:
        return True
    return None if sides & {"middle", None} else False


def _why_open(sides: Sides, enough_one_sided: bool) -> str:
    if not sides.known:
        return "not_answered"
    if not enough_one_sided:
        return "few_one_sided"
    return "early" if 0 in (sides.left, sides.right) else "one_exception"
