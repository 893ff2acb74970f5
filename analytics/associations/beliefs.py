"""What the person suspects, beside what the person's own notes say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analytics.associations.exposures import DECLARED

ASKED_AS: Mapping[str, tuple[str, ...]] = {
    "long_sitting": ("sitting_hours", "longest_sitting", "breaks"),
    "poor_posture": ("screen_posture",),
    "bad_sleep": ("sleep_quality", "sleep_hours"),
    "sleep_position": ("sleep_position",),
    "stress": ("stress",),
    "neck_strain": ("neck_pain",),
    "back_pain": ("upper_back_pain", "low_back_pain"),
    "driving": ("driving_hours",),
    "skipped_meal": ("meals_skipped",),
    "alcohol": ("alcohol",),
    "caffeine": ("caffeine",),
    "menstruation": ("menstruation",),
    "exercise": ("exercise",),
}
"""Suspected factor to exposures; what no check-in asks for (weather, noise) is not measured."""

SUSPECTED = {exposure.name: exposure.suspected for exposure in DECLARED}
POINTS = {"raises": 1, "lowers": -1}


def compare(suspected: Iterable[str], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Put each suspicion beside the rows that bear on it.

    Parameters
    ----------
    suspected
        Slugs or ids of own factors, as in the profile.
    rows
        From `associations.assess`.

    Returns
    -------
    list of dict
        JSON-ready, suspicions first, in their order: `says` is supported (a finding that way),
        not_supported (every answer speaks against a strong link that way), cannot_tell,
        not_enough_data or not_measured. Then findings nobody suspected, as `unsuspected`.

    Notes
    -----
    "Not supported" means no strong link in these notes, not that the belief is wrong: it may be
    true of rare days, of smaller effects, or of what was never written down.
    """
    told = {row["exposure"]: row for row in rows}
    believed = list(dict.fromkeys(suspected))
    named = {factor: ASKED_AS.get(factor, (factor,)) for factor in believed}
    answers = [
        _answer(factor, [told[name] for name in named[factor] if name in told])
        for factor in believed
    ]
    covered = {name for names in named.values() for name in names}
    return answers + [
        _entry(row["exposure"], [row["exposure"]], "unsuspected")
        for row in rows
        if row["finding"] and row["exposure"] not in covered
    ]


def _answer(factor: str, bearing: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    views = {row["exposure"]: _view(row) for row in bearing}
    for says in ("supported", "cannot_tell", "not_supported", "not_enough_data"):
        if names := [name for name, view in views.items() if view == says]:
            return _entry(factor, names, says)
    return _entry(factor, [], "not_measured")


def _view(row: Mapping[str, Any]) -> str:
    """What one row says of the belief that this brings headaches on."""
    if row["missing"] == "never_logged":
        return "not_measured"
    opposite = -SUSPECTED.get(row["exposure"], 1)
    points = row["direction"] if row["finding"] else POINTS.get(row["verdict"])
    # a category names its level, not a direction of belief
    if points == opposite and not row["levels"]:
        return "not_supported"
    return str(row["says"])


def _entry(factor: str, exposures: Sequence[str], says: str) -> dict[str, Any]:
    return {
        "factor": factor,
        "exposures": list(exposures),
        "says": says,
        "sentence_key": f"beliefs.{says}",
    }
