"""The facts of each headache episode that more than one rule set asks for.

One row a headache (episodes of neck or back pain are left out), indexed by its id and ordered by
its start. Yes-or-no columns are ``boolean`` with ``<NA>`` for what was not answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from analytics.criteria import kleene
from analytics.frames import ACUTE_CLASSES, Frames

HEAD: Final = frozenset(
    {
        "forehead",
        "temple",
        "eye",
        "top",
        "side_head",
        "back_head",
        "skull_base",
        "behind_ear",
        "ear",
        "jaw",
        "cheek",
        "whole_head",
    }
)
NECK_AND_SHOULDER: Final = frozenset(
    {
        "upper_neck",
        "lower_neck",
        "front_neck",
        "shoulder_top",
        "shoulder_joint",
        "arm",
        "hand",
    }
)
BOTH_SIDES: Final = frozenset({"both_equal", "both_left_more", "both_right_more"})
FELT: Final = frozenset({"mild", "moderate", "severe"})
HELPED: Final = frozenset({"some", "good", "pain_free"})
NOT_A_MEDICATION_DAY: Final = frozenset({"preventive", "antiemetic"})
LATE_HOURS: Final = 48
SILENT_DAYS: Final = 3
"""An episode without an end vouches for so many days after its last sign of life."""


def describe(frames: Frames) -> pd.DataFrame:
    """Describe every headache of a diary.

    Returns
    -------
    DataFrame
        Indexed by episode id. ``started_at``, ``start_day``, ``diary_day``, ``last_diary_day``,
        ``start_hour``, ``woke_at``; ``hours`` (elapsed, <NA> without a believable end);
        ``peak`` (0 to 10); ``side`` (as given, else derived from the head regions);
        ``unilateral``, ``throbbing``, ``pressing``, ``active_worse``, ``nausea``,
        ``marked_nausea`` (moderate or severe), ``vomiting``, ``photophobia``, ``phonophobia``,
        ``treated``, ``relieved`` (some effect two hours after a linked dose), ``triptan_relief``,
        ``late`` (written down more than 48 h after the start), ``vouched_until`` (the last day an
        open episode speaks for; NaT for all others); and the answers rule sets read themselves.
    """
    episodes = frames.episodes
    headaches = episodes[episodes["kind"].fillna("headache") == "headache"]
    headaches = headaches.sort_values(["started_at", "id"]).set_index("id")
    doses = classed_doses(frames)
    linked = doses[doses["drug_class"].isin({*ACUTE_CLASSES, "unclassified"})]
    triptans = linked[linked["drug_class"].isin({"triptan", "ergot"})]
    return headaches.assign(
        hours=_hours(headaches),
        peak=_peaks(headaches, frames.readings),
        side=_sides(headaches),
        unilateral=lambda rows: kleene.is_any(
            rows["side"], {"left", "right", "changed_within"}, {"unknown"}
        ),
        throbbing=kleene.holds_any(headaches["quality"], {"throbbing"}),
        pressing=kleene.holds_any(headaches["quality"], {"pressing", "tightening"}),
        active_worse=headaches["activity_aggravates"] | headaches["avoids_activity"],
        marked_nausea=kleene.is_any(headaches["nausea"], {"moderate", "severe"}),
        **{
            name: kleene.is_any(headaches[name], FELT)
            for name in ("nausea", "photophobia", "phonophobia")
        },
        treated=_treated(headaches, linked),
        relieved=_relieved(headaches, linked),
        triptan_relief=_relieved(headaches, triptans),
        late=(headaches["logged_at"] - headaches["started_at"]) > pd.Timedelta(hours=LATE_HOURS),
        vouched_until=_vouched_until(headaches, frames),
    )


def classed_doses(frames: Frames) -> pd.DataFrame:
    """Give each dose the class that is counted, in ``drug_class``.

    <NA> for what never counts (preventive, antiemetic, a muscle relaxant taken for something else);
    ``unclassified`` when the class, or the medication itself, is not known.
    """
    drug_class = given_classes(frames).fillna("unclassified")
    for_head = (frames.doses["reason"] == "headache") | frames.doses["episode"].notna()
    relaxant = drug_class == "muscle_relaxant"
    other_acute = (drug_class == "ditan") | (relaxant & for_head.fillna(False))
    never = drug_class.isin(NOT_A_MEDICATION_DAY) | (relaxant & ~other_acute)
    counted = drug_class.mask(other_acute, "other_acute").mask(never)
    return frames.doses.assign(drug_class=counted)


def given_classes(frames: Frames) -> pd.Series[Any]:
    """Class of each dose as its medication has it; <NA> when that is not known."""
    classes = frames.medications.set_index("id")["drug_class"]
    given = classes.reindex(frames.doses["medication"])
    return given.set_axis(frames.doses.index)


def with_region(headaches: pd.DataFrame, regions: frozenset[str]) -> pd.Series[Any]:
    """Whether it hurt in one of ``regions`` at all; an unanswered map is unknown."""
    return kleene.judge_items(
        headaches["regions"], lambda given: any(spot["region"] in regions for spot in given)
    )


def _hours(headaches: pd.DataFrame) -> pd.Series[Any]:
    elapsed = headaches["ended_at"] - headaches["started_at"]
    hours = elapsed.dt.total_seconds() / 3600
    # An end before the start (a clock that was put back) says nothing about the length.
    return hours.astype("Float64").mask(hours < 0).mask(headaches["end_unknown"].fillna(False))


def _peaks(headaches: pd.DataFrame, readings: pd.DataFrame) -> pd.Series[Any]:
    highest = readings.groupby("episode")["intensity"].max().reindex(headaches.index)
    return pd.concat([headaches["peak_intensity"], highest], axis=1).max(axis=1).astype("Float64")


def _sides(headaches: pd.DataFrame) -> pd.Series[Any]:
    return headaches["side"].fillna(kleene.judge_items(headaches["regions"], _side_of, "string"))


def _side_of(regions: Iterable[dict[str, Any]]) -> str | None:
    """Side of the head pain from a body map; None where the map does not decide."""
    sides = {spot.get("side") for spot in regions if spot["region"] in HEAD}
    if sides in ({"left"}, {"right"}):
        return str(sides.pop())
    return "both_equal" if sides >= {"left", "right"} or "both" in sides else None


def _treated(headaches: pd.DataFrame, doses: pd.DataFrame) -> Any:
    """Acute medication for this episode: a linked dose, one for headache that day, or a yes."""
    unlinked = doses[doses["episode"].isna() & (doses["reason"] == "headache").fillna(False)]
    dosed = headaches.index.isin(doses["episode"]) | headaches["start_day"].isin(unlinked["day"])
    said = kleene.is_any(headaches["took_medication"], {"yes"})
    return said.mask(dosed, True)  # a dose beats a "took nothing"


def _relieved(headaches: pd.DataFrame, doses: pd.DataFrame) -> pd.Series[Any]:
    helped = kleene.is_any(doses["relief_2h"], HELPED, {"unknown"})
    return kleene.any_by(helped, doses["episode"]).reindex(headaches.index).astype("boolean")


def _vouched_until(headaches: pd.DataFrame, frames: Frames) -> pd.Series[Any]:
    """Up to which day an episode without an end is believed to have gone on.

    A forgotten "ended" must not fill a year with headache days: it ends before the first check-in
    that says no, and three days after its last sign (start, reading, dose, a check-in that says
    yes on a day in touch with the others).
    """
    still_open = headaches["ended_at"].isna() & ~headaches["end_unknown"].fillna(False)
    answers = frames.check_ins.set_index("date")["headache_today"].dropna()
    signs = pd.concat([frames.readings[["episode", "day"]], frames.doses[["episode", "day"]]])
    until = {
        episode: _last_believed(start, signs.loc[signs["episode"] == episode, "day"], answers)
        for episode, start in headaches.loc[still_open, "start_day"].items()
    }
    return pd.Series(until, dtype="datetime64[us]").reindex(headaches.index)


def _last_believed(
    start: pd.Timestamp, signs: pd.Series[Any], answers: pd.Series[Any]
) -> pd.Timestamp:
    silence = pd.Timedelta(days=SILENT_DAYS)
    denied = answers.index[(answers == "no") & (answers.index > start)]
    said = answers.index[(answers == "yes") & (answers.index > start)]
    believed = start + silence
    for day in sorted({*said, *signs[signs > start]}):
        if day > believed:
            break
        believed = day + silence
    return min(believed, denied.min() - pd.Timedelta(days=1)) if len(denied) else believed
