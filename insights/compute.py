"""One readable diary in, the document of the insights out, with what to keep until the next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

import pandas as pd

from analytics import associations, before_after, trends
from analytics import days as person_days
from analytics.assess import assess
from analytics.associations import beliefs, directions
from analytics.frames import Frames
from analytics.results import as_json
from care.access import ReadableDiary
from diary import days
from diary.shapes.instants import show_instant
from insights import frames, signs
from insights.frames import Window

# Before a treatment 90 days are compared, after it 90 from the end of two weeks of wash-in.
BEFORE, AFTER = timedelta(days=90), timedelta(days=104)
# The question whether to go on as planned belongs to the weeks after the fourth session.
REVIEWED_FOR = timedelta(days=42)
EMPTY: Final[Mapping[str, Any]] = {}

Document = dict[str, Any]
Kept = dict[str, Any]


@dataclass(frozen=True)
class Insights:
    """The document, and the state that makes the next one steady."""

    document: Document
    kept: Kept


def compute(
    diary: ReadableDiary,
    window: Window,
    *,
    now: datetime,
    time_zone: str,
    revision: int,
    rule_version: str,
    kept: Mapping[str, Any] = EMPTY,
) -> Insights:
    """Compute everything the analytics know of a diary as it stood before the end of a window.

    `kept` is what was kept after the last document of this scope. Whatever is missing, the answer
    is a document that says so.
    """
    read = frames.read(diary, window, now)
    today = days.day_of(now, time_zone)
    paused = signs.under_way(diary, now, time_zone)
    counted = assess(
        read, window=window, today=today, kept=kept.get("pattern"), sign_under_way=paused
    )
    pattern_kept = counted.pop("kept")
    linked = _link(read, frames.custom_factors(diary), counted, kept, time_zone)
    document = {
        "window": [day.isoformat() for day in window],
        "time_zone": time_zone,
        "local_date": today.isoformat(),
        "generated_at": show_instant(now, time_zone),
        "input_revision": revision,
        **counted,
        **linked,
        "rule_version": rule_version,
    }
    findings = associations.keep(document["associations"])
    return Insights(document, {"pattern": pattern_kept, "associations": findings})


def _link(
    read: Frames,
    factors: Mapping[str, frames.Factor],
    counted: Document,
    kept: Mapping[str, Any],
    time_zone: str,
) -> Document:
    """What goes with the headaches, what changed with a treatment, and over time."""
    observed = counted["observed"]
    window = date.fromisoformat(observed["from"]), date.fromisoformat(observed["to"])
    treatments = _in_reach(read.treatments, window)
    table = _table(read, treatments, window)
    rows = associations.assess(
        table,
        window=window,
        custom_factors={id: factor.kind for id, factor in factors.items()},
        kept=kept.get("associations"),
        time_zone=time_zone,
    )
    labels = {id: factor.label for id, factor in factors.items()}
    sessions = read.sessions[read.sessions["on"] >= pd.Timestamp(window[0])]
    linked: Document = as_json(
        {
            "associations": [_counted(row, labels) for row in rows],
            "beliefs": beliefs.compare(read.profile.get("suspected_factors") or [], rows),
            "directions": directions.assess(table, rows, window=window),
            "before_after": before_after.assess(table, treatments),
            "session_reviews": [
                review | {"current": _is_current(review, window[1])}
                for review in before_after.review_sessions(table, read.treatments, sessions)
            ],
            "trends": trends.assess(table, window=window),
        }
    )
    return linked


def _counted(row: Document, labels: Mapping[str, str]) -> Document:
    """A row with the days behind each contrast, and the name of a factor of one's own."""
    bands = {band["label"]: band for band in row["bands"]}
    levels = [
        level | {"contrast": _with_days(level["contrast"], bands, [level["reference"]])}
        for level in row["levels"]
    ]
    others = [row["bands"][0]["label"]] if levels else [*bands]
    return row | {
        "label": labels.get(row["exposure"]),
        "contrast": _with_days(row["contrast"], bands, others),
        "levels": levels,
    }


def _with_days(
    contrast: Document | None, bands: Mapping[str, Document], others: list[str]
) -> Document | None:
    if contrast is None:
        return None
    with_it = bands[contrast["exposed"]]
    without = [bands[label] for label in others if label != contrast["exposed"]]
    return contrast | {
        "onsets1": with_it["onsets"],
        "days1": with_it["days"],
        "onsets0": sum(band["onsets"] for band in without),
        "days0": sum(band["days"] for band in without),
    }


def _in_reach(treatments: pd.DataFrame, window: Window) -> pd.DataFrame:
    """Treatments whose days before or after lie in the window at all."""
    start, end = (pd.Timestamp(day) for day in window)
    began = treatments["started_on"]
    return treatments[(began + AFTER > start) & (began < end)]


def _table(read: Frames, treatments: pd.DataFrame, window: Window) -> pd.DataFrame:
    """The person-day table as far back as a treatment needs; days to be left out say nothing."""
    start, end = window
    if len(treatments):
        start = min(start, (treatments["started_on"].min() - BEFORE).date())
    table = person_days.build(read, start=start, end=end)
    return table[~table.index.isin(_left_out(read.marks))].reindex(table.index)


def _left_out(marks: pd.DataFrame) -> list[pd.Timestamp]:
    """Days that the person asked to leave out of statistics; counts of days keep them."""
    excluded = marks[marks["exclude_from_statistics"].fillna(False)]
    last = excluded["until"].fillna(excluded["on"])
    spans = zip(excluded["on"], last, strict=True)
    return [day for on, until in spans for day in pd.date_range(on, until)]


def _is_current(review: Document, end: date) -> bool:
    """Whether the fourth session is so recent that a look at the plan makes sense."""
    return end - date.fromisoformat(review["sessions"][3]) <= REVIEWED_FOR
