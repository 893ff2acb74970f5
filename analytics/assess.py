"""One diary in, the document of the insights out (as far as counting and criteria go)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from analytics import burden, counts, days, features, flags, medication_days, pattern, warning_signs
from analytics.criteria import (
    antonaci,
    chisg,
    hints,
    ichd3_1,
    ichd3_2,
    ichd3_11_2_1,
    neck,
    shares,
    tallies,
)
from analytics.frames import Frames
from analytics.pattern import Look
from analytics.results import CANNOT_JUDGE, MET, RULE_VERSION, Criterion, Sentence, as_json

LOOK_BACK_DAYS: Final = 365 + flags.HOLD_DAYS
"""Criteria read up to a year before the end; the flag looks once more, 14 days earlier."""
DISPLAY_ORDER: Final = (
    "warning_signs",
    "medication_days",
    "observed",
    "burden",
    "migraine_features",
    "pattern",
    "tension_features",
)


def assess(
    frames: Frames,
    *,
    window: tuple[dt.date, dt.date],
    today: dt.date,
    kept: Mapping[str, str | None] | None = None,
    sign_under_way: bool = False,
) -> dict[str, Any]:
    """Assess a diary.

    Parameters
    ----------
    frames
        From ``frames.gather``.
    window
        Local dates, half-open. Today is never counted, it is not over.
    today
        The person's local date.
    kept
        ``kept`` of the assessment before, for the flag.
    sign_under_way
        Whether a warning sign of tier E or S of the last 14 days is unresolved; pauses the
        display of the pattern, not its computing.

    Returns
    -------
    dict
        JSON-ready: ``rule_version``, ``display_order``, ``observed``, ``burden``,
        ``recent``, ``medication_days``, ``pattern``, ``migraine_features``, ``tension_features``,
        ``warning_signs`` and ``kept``, the state to hand in next time.
    """
    end = min(window[1], today)
    first = counts.first_entry(frames)
    start = min(max(window[0], first or end), end)
    headaches = neck.mark(days.mark_headaches(frames))
    headaches = headaches[headaches["start_day"] < pd.Timestamp(end)]
    table_start = min(start, end - dt.timedelta(days=LOOK_BACK_DAYS))
    table = days.build(frames, start=table_start, end=end, headaches=headaches)
    in_window = table[table.index >= pd.Timestamp(start)]
    recent = headaches[headaches["start_day"] >= pd.Timestamp(start)]
    medication = medication_days.summarise(table, end, first)
    document: dict[str, Any] = as_json(
        {
            "rule_version": RULE_VERSION,
            "display_order": DISPLAY_ORDER,
            "observed": _observe(in_window, recent, start, end, first),
            "burden": burden.summarise(in_window, recent, end),
            "recent": burden.recent(table, end),
            "medication_days": medication,
            **_assess_patterns(frames, headaches, table, (start, end), kept),
            "warning_signs": warning_signs.judge(table, end, medication["overuse"]),
        }
    )
    document["pattern"]["paused"] = sign_under_way
    return document


def _assess_patterns(
    frames: Frames,
    headaches: pd.DataFrame,
    table: pd.DataFrame,
    window: tuple[dt.date, dt.date],
    kept: Mapping[str, str | None] | None,
) -> dict[str, Any]:
    look = pattern.look(headaches, table, *window)
    kept_now = _announce(look, headaches, table, *window, kept)
    migraine = tallies.of_share("migraine", look.headaches["migraine"], shares.usual)
    tension = tallies.of_share("tension", look.headaches["tension"], shares.usual)
    end = window[1]
    return {
        "pattern": {
            **_describe_pattern(look, frames, migraine, end),
            "flag": flags.hoist(look, kept_now),
        },
        "migraine_features": _describe(
            migraine,
            ichd3_1.judge(headaches, table, end),
            probable=_share_of(look, "migraine_probable"),
            aura=_share_of(look, "aura"),
        ),
        "tension_features": _describe(tension, ichd3_2.judge(headaches, table, end)),
        "kept": kept_now,
    }


def _announce(
    look: Look,
    headaches: pd.DataFrame,
    table: pd.DataFrame,
    start: dt.date,
    end: dt.date,
    kept: Mapping[str, str | None] | None,
) -> flags.Kept:
    before = end - dt.timedelta(days=flags.HOLD_DAYS)
    held = pattern.look(headaches, table, min(start, before), before).grade == look.grade
    return flags.announce(look.grade, today=end, held=held, kept=kept)


def _observe(
    table: pd.DataFrame,
    headaches: pd.DataFrame,
    start: dt.date,
    end: dt.date,
    first: dt.date | None,
) -> dict[str, Any]:
    """What was answered at all: every other number rests on these."""
    return {
        "from": start,
        "to": end,
        "first_entry": first,
        "days": len(table),
        "headache_known": int(table["headache_day"].notna().sum()),
        "painkillers_known": int(table["acute"].notna().sum()),
        "check_ins": int(table["headache_today"].notna().sum()),
        "headaches": len(headaches),
        "without_length": int(headaches["hours"].isna().sum()),
        "without_intensity": int(headaches["peak"].isna().sum()),
        "without_side": int(headaches["side"].fillna("unknown").eq("unknown").sum()),
    }


def _describe_pattern(
    look: Look, frames: Frames, migraine: Criterion, end: dt.date
) -> dict[str, Any]:
    pooled = antonaci.judge(look.headaches, frames.readings, frames.profile)
    parts = features.judge_parts(look)
    examined = ichd3_11_2_1.judge(look.headaches, frames.profile)
    met = [criterion for criterion in pooled if criterion.status == MET]
    return {
        "grade": look.grade,
        "early_look": look.observed_days < pattern.EARLY_LOOK_DAYS,
        "from": look.start,
        "to": end,
        "observed_days": look.observed_days,
        "episodes": len(look.headaches),
        "antonaci": {
            "k": len(met),
            "of": antonaci.OF,
            "name": antonaci.grade(pooled, migraine.status == MET),
        },
        "ichd3_11_2_1": CANNOT_JUDGE,
        "criteria": [
            *parts,
            *chisg.judge(look.headaches),
            *pooled,
            *examined,
        ],
        "look_alikes": hints.judge(look.headaches, frames.profile, end),
        "for": list(features.list_for(look, parts)),
        "against": list(features.list_against(look, parts, migraine)),
        "overlap": Sentence("pattern.overlap", {"k": migraine.k, "n": migraine.n}),
    }


def _describe(share: Criterion, criteria: list[Criterion], **others: Criterion) -> dict[str, Any]:
    """Features of another headache in the pattern's window, beside its criteria over all time."""
    return {
        "k": share.k,
        "n": share.n,
        "episodes": share.episodes,
        "usual": share.status,
        **others,
        "criteria": criteria,
        "sentence": Sentence(f"{share.id}.features", {"k": share.k, "n": share.n}),
    }


def _share_of(look: Look, column: str) -> Criterion:
    return tallies.of_share(column, look.headaches[column], shares.usual)
