"""Column contracts of the frames that analytics reads, and the checks of them.

The rows of a diary become frames in ``insights/frames.py``; from here on nothing knows a database,
a clock or a time zone. Columns carry the names of the records. What needs a time zone arrives as a
column: ``start_day`` (local civil date), ``start_hour`` (local, decimal), ``diary_day`` (local date
of a day that is cut at 04:00) and the frame ``episode_days`` (minutes of an episode on each local
day). Instants are UTC and serve for durations only.

A missing value is *not answered*. It is ``<NA>`` in every column and never means no, none or 0.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import pandas as pd

DAY: Final = "datetime64[us]"
"""A local date: midnight, without a zone."""
INSTANT: Final = "datetime64[us, UTC]"
WORD: Final = "string"
NUMBER: Final = "Float64"
FLAG: Final = "boolean"
ITEMS: Final = "object"
"""A list (or mapping) as in the record; None is not answered, [] is an answer."""


class FrameError(ValueError):
    """A frame does not keep its contract; the message names the frame and the columns."""


def _of_kinds(
    *,
    day: str = "",
    instant: str = "",
    word: str = "",
    number: str = "",
    flag: str = "",
    items: str = "",
) -> dict[str, str]:
    named = {DAY: day, INSTANT: instant, WORD: word, NUMBER: number, FLAG: flag, ITEMS: items}
    return {column: kind for kind, columns in named.items() for column in columns.split()}


EPISODES: Final = _of_kinds(
    word="id kind start_precision onset_to_peak side start_region neck_timing neck_stiffness "
    "turn_limited movement_effect upright_effect lying_effect pressure_reproduces "
    "posture_at_onset posture_correction_helped nausea photophobia phonophobia "
    "shoulder_arm_pain blurred_vision took_medication",
    day="start_day diary_day last_diary_day",
    instant="started_at ended_at woke_at logged_at",
    number="start_hour peak_intensity upright_minutes lying_minutes",
    flag="end_unknown woke_with activity_aggravates avoids_activity vomiting osmophobia dizziness "
    "restless allodynia scalp_tender swallowing_difficulty believed_migraine",
    items="regions quality provoked_by autonomic aura triggers relief warning_signs function",
)
"""One row an episode of any kind (headache, neck, back).

``start_day``: local date of the start. ``start_hour``: local time of the start in hours, 0 to
under 24, ``<NA>`` when only the part of the day or the day is known. ``diary_day``: local date of
the start when days are cut at 04:00. ``last_diary_day``: the same for the end (for an episode still
going on: of the moment the frames were made; ``<NA>`` when the end is unknown).
"""

EPISODE_DAYS: Final = _of_kinds(word="episode", day="day", number="minutes")
"""One row an episode and local civil day that it touches.

``minutes`` is the length of the episode on that day, in elapsed (UTC) minutes; ``<NA>`` on the
start day of an episode whose end is unknown.
"""

READINGS: Final = _of_kinds(
    word="id episode", instant="at", day="day", number="intensity", items="regions"
)
"""One row a point of a pain curve; ``day`` is its local date."""

CHECK_INS: Final = _of_kinds(
    day="date",
    word="headache_today neck_stiffness turn_limited screen_posture sleep_position pillow "
    "exercises_done painkillers_taken",
    number="neck_pain upper_back_pain low_back_pain stress sleep_quality sitting_hours "
    "longest_sitting_minutes breaks_count driving_hours sleep_hours exercise_minutes "
    "caffeine_servings alcohol_servings meals_skipped",
    flag="side_supported woke_with_headache menstruation",
    items="function warning_signs factors",
)
"""One row a local day with answers. Sleep columns describe the night that ended on ``date``."""

DOSES: Final = _of_kinds(
    word="id medication reason episode relief_2h", instant="taken_at", day="day", number="amount"
)
"""One row a dose; ``day`` is the local civil date on which it was taken."""

MEDICATIONS: Final = _of_kinds(word="id drug_class", day="started_on ended_on")
TREATMENTS: Final = _of_kinds(word="id kind global_change", day="started_on ended_on")
SESSIONS: Final = _of_kinds(word="id treatment reaction_24h", day="on", number="minutes")
MARKS: Final = _of_kinds(word="id label", day="on until", flag="exclude_from_statistics")

CONTRACTS: Final[Mapping[str, dict[str, str]]] = {
    "episodes": EPISODES,
    "episode_days": EPISODE_DAYS,
    "readings": READINGS,
    "check_ins": CHECK_INS,
    "doses": DOSES,
    "medications": MEDICATIONS,
    "treatments": TREATMENTS,
    "sessions": SESSIONS,
    "marks": MARKS,
}

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "episodes": ("id", "start_day", "started_at", "diary_day"),
    "episode_days": ("episode", "day"),
    "readings": ("id", "episode", "at"),
    "check_ins": ("date",),
    "doses": ("id", "day"),
    "medications": ("id",),
    "treatments": ("id", "started_on"),
    "sessions": ("id", "on"),
    "marks": ("id", "on"),
}
"""Columns without which a row says nothing; the first ones identify it (see ``IDENTITY``)."""

IDENTITY: Final[Mapping[str, list[str]]] = {
    name: ["episode", "day"] if name == "episode_days" else [keys[0]] for name, keys in KEYS.items()
}

ACUTE_CLASSES: Final = (
    "ergot",
    "triptan",
    "paracetamol",
    "aspirin",
    "nsaid",
    "other_nonopioid",
    "opioid",
    "combination",
    "gepant",
    "other_acute",
)
"""Classes of acute medication that are counted by day.

``ditan`` and a muscle relaxant taken for headache count as ``other_acute``.
"""

EXPOSURES: Final = tuple(column for column in CHECK_INS if column != "date")

DAYS: Final = {
    **_of_kinds(
        flag="known headache onset at_risk morning "
        "headache_day moderate_severe migraine_like migraine_1_3 tension_like tension_chronic "
        "clear acute unclassified lost_work lost_home lost_social lost "
        + " ".join(f"took_{name}" for name in ACUTE_CLASSES),
        number="onset_hour peak",
    ),
    **{column: CHECK_INS[column] for column in EXPOSURES},
}
"""The person-day table of ``days.build``; its index ``day`` holds every local date, none missing.

On the diary day (cut at 04:00), for the analysis of onsets:
``known`` headache is known at all; ``headache`` 1/0/<NA>; ``onset`` a new attack began (attacks
less than 24 h apart are one); ``onset_hour`` its local hour; ``at_risk`` no attack was under way at
04:00; ``morning`` an attack was there on waking or began within 2 h of it; ``peak`` 0 to 10.

On the civil day (midnight to midnight), for clinical counts, each 1/0/<NA>, where <NA> is "not
observed": ``headache_day``, ``moderate_severe``, ``migraine_like`` (Leiden), ``migraine_1_3``
(criterion C of chronic migraine), ``tension_like``, ``clear`` (a "no headache" was said),
``acute`` and ``took_<class>``, ``unclassified``, ``lost_work``, ``lost_home``, ``lost_social``,
``lost``. Then the answers of the check-in of that day, as they are.
"""


@dataclass(frozen=True)
class Frames:
    """One person's diary as checked frames. Made by ``gather``."""

    episodes: pd.DataFrame
    episode_days: pd.DataFrame
    readings: pd.DataFrame
    check_ins: pd.DataFrame
    doses: pd.DataFrame
    medications: pd.DataFrame
    treatments: pd.DataFrame
    sessions: pd.DataFrame
    marks: pd.DataFrame
    profile: Mapping[str, Any] = field(default_factory=dict)


def gather(
    *, profile: Mapping[str, Any] | None = None, **given: pd.DataFrame | list[dict[str, Any]]
) -> Frames:
    """Check every frame and put them together.

    Parameters
    ----------
    profile
        The fields of the profile; missing ones are unknown.
    **given
        Frames, or lists of rows, by their name in ``CONTRACTS``. One that is not given is empty.

    Raises
    ------
    FrameError
        When a name is unknown or a frame breaks its contract.
    """
    if unknown := sorted(set(given) - set(CONTRACTS)):
        raise FrameError(f"no such frame: {', '.join(unknown)}")
    checked = {name: check(name, pd.DataFrame(given.get(name, []))) for name in CONTRACTS}
    return Frames(profile=dict(profile or {}), **checked)


def check(name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """Hold one frame to its contract.

    Columns that were not given are added as unanswered, kinds are set, rows are put in the order
    of their key and a row given twice is kept once, so that the order of rows cannot matter.

    Raises
    ------
    FrameError
        When the frame has a column that the contract does not know (a misspelt name would else
        be silently unanswered), lacks a column of its key, or holds values of another kind.
    """
    contract, keys = CONTRACTS[name], KEYS[name]
    if frame.empty and not len(frame.columns):
        return pd.DataFrame({column: pd.Series(dtype=kind) for column, kind in contract.items()})
    if unknown := sorted(set(frame.columns) - set(contract)):
        raise FrameError(f"{name}: unknown columns {', '.join(map(str, unknown))}")
    if missing := [key for key in keys if key not in frame.columns]:
        raise FrameError(f"{name}: columns missing {', '.join(missing)}")
    typed = pd.DataFrame(
        {column: _as_kind(name, frame, column, kind) for column, kind in contract.items()}
    )
    return _in_order(typed.dropna(subset=list(keys)), IDENTITY[name])


def _as_kind(name: str, frame: pd.DataFrame, column: str, kind: Any) -> pd.Series[Any]:
    if column not in frame.columns:
        unanswered: pd.Series[Any] = pd.Series(None, index=frame.index, dtype=kind)
        return unanswered
    values = frame[column]
    try:
        if kind == ITEMS:
            return values.astype(object).map(_answered).astype(object)
        if kind in (DAY, INSTANT):
            instants = pd.to_datetime(values, utc=kind == INSTANT).astype(kind)
            return instants.dt.normalize() if kind == DAY else instants
        return values.astype(kind)
    except (ValueError, TypeError) as error:
        raise FrameError(f"{name}.{column}: not {kind} ({error})") from error


def _answered(value: object) -> object:
    """Lists and mappings are answers; everything else (None, NaN) is none."""
    return value if isinstance(value, (list, tuple, Mapping)) else None


def _in_order(frame: pd.DataFrame, identity: list[str]) -> pd.DataFrame:
    """Rows by identity; of two rows with one identity the later in the order of their text."""
    if frame.duplicated(identity).any():
        # Which of two stands must depend on what they say, not on where they stood.
        by_text = frame.map(repr).agg("|".join, axis=1).sort_values()
        frame = frame.loc[by_text.index].drop_duplicates(identity, keep="last")
    return frame.sort_values(identity, ignore_index=True)
