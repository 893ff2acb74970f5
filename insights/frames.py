"""A readable diary becomes frames: the only module that knows both rows and frames."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, Final, NamedTuple

import pandas as pd

from analytics import frames
from analytics.frames import Frames
from care.access import ReadableDiary
from diary import days, shapes
from diary.shapes import Shape

Window = tuple[date, date]
Row = dict[str, Any]

# The table that counts days begins a year before the end of the window, whatever its start.
MARGIN: Final = timedelta(days=400)


def read(diary: ReadableDiary, window: Window, now: datetime) -> Frames:
    """The diary as it stood before the end of a window, as checked frames.

    Rows from before the window are in it: some rules look back over all of a diary. One query a
    kind, live rows only, and only what this reader may see.
    """
    start, end = window
    episodes = list(_rows(diary, shapes.EPISODES, end))
    zones = {row["id"]: row["time_zone"] for row in episodes}
    ends = _ends(episodes, now)
    within = (min(start, end - MARGIN), end)
    return frames.gather(
        profile=_profile(diary),
        episodes=_frame("episodes", [_episode(row, ends[row["id"]]) for row in episodes]),
        episode_days=_episode_days(episodes, ends, within),
        readings=_frame("readings", _readings(diary, zones)),
        doses=_frame("doses", [_dose(row) for row in _rows(diary, shapes.DOSES, end)]),
        **{
            shape.kind: _frame(shape.kind, list(_rows(diary, shape, end)))
            for shape in (
                shapes.CHECK_INS,
                shapes.MEDICATIONS,
                shapes.TREATMENTS,
                shapes.SESSIONS,
                shapes.MARKS,
            )
        },
    )


class Factor(NamedTuple):
    """A factor of the person's own: `yes_no` or `scale`, and its name."""

    kind: str
    label: str


def custom_factors(diary: ReadableDiary) -> dict[str, Factor]:
    """The person's own factors that are still asked, by id."""
    asked = diary.rows(shapes.CUSTOM_FACTORS).exclude(archived=True)
    rows = asked.values_list("id", "kind", "label")
    return {str(id): Factor(kind, label) for id, kind, label in rows}


def _rows(diary: ReadableDiary, shape: Shape, end: date) -> Iterator[Row]:
    """What a frame needs of the rows before a day; its zone tells on which day a row fell."""
    wanted = {*frames.CONTRACTS[shape.kind], "time_zone"}
    columns = [name for name in ("id", "logged_at", *shape.fields) if name in wanted]
    rows = diary.rows(shape)
    if shape.day_of:
        rows = rows.between(None, end)
    for values in rows.values_list(*columns):
        yield dict(zip(columns, values, strict=True))


def _frame(name: str, rows: list[Row]) -> pd.DataFrame:
    """Rows as a frame whose identities are text; columns the contract lacks are left out."""
    if not rows:
        return pd.DataFrame()
    contract = frames.CONTRACTS[name]
    frame = pd.DataFrame(
        {column: [row[column] for row in rows] for column in rows[0]}, dtype=object
    )
    frame = frame[[column for column in frame.columns if column in contract]]
    for column in {"id", "episode", "medication", "treatment"} & {*frame.columns}:
        frame[column] = [None if value is None else str(value) for value in frame[column]]
    return frame


def _profile(diary: ReadableDiary) -> Row:
    row = diary.rows(shapes.PROFILE).first()
    return dict(row.values) if row else {}


# --- Episodes


def _ends(episodes: Iterable[Row], now: datetime) -> dict[Any, datetime | None]:
    """Until when each episode went on, as far as rows can tell; None when nobody knows.

    One that is still going on goes on until now, but not beyond the start of the next of its
    kind: a forgotten "ended" must not cover the headaches that came after it.
    """
    ends: dict[Any, datetime | None] = {}
    next_start: dict[str, datetime] = {}
    for row in sorted(episodes, key=lambda row: row["started_at"], reverse=True):
        kind, started, ended = row["kind"] or "headache", row["started_at"], row["ended_at"]
        if ended is None and not row["end_unknown"]:
            ended = min(next_start.get(kind, now), now)
        # A clock that was put back, or an end nobody knows, says nothing about the length.
        known = ended is not None and ended >= started and not row["end_unknown"]
        ends[row["id"]] = ended if known else None
        next_start[kind] = started
    return ends


def _episode(row: Row, ended: datetime | None) -> Row:
    started, zone, precision = row["started_at"], row["time_zone"], row["start_precision"]
    return {
        **row,
        "start_day": days.day_of(started, zone),
        "start_hour": days.hour(started, zone, precision),
        "diary_day": days.diary_day(started, zone, precision),
        "last_diary_day": None if ended is None else _last_day(row, ended),
    }


def _last_day(row: Row, ended: datetime) -> date:
    """The diary day of the end, never before that of the start (whose hour may be a guess)."""
    zone, precision = row["time_zone"], row["start_precision"]
    first = days.diary_day(row["started_at"], zone, precision)
    return max(first, days.diary_day(ended, zone))


def _episode_days(
    episodes: Iterable[Row], ends: dict[Any, datetime | None], within: Window
) -> list[Row]:
    return [part for row in episodes for part in _parts(row, ends[row["id"]], within)]


def _parts(row: Row, ended: datetime | None, within: Window) -> Iterator[Row]:
    started, zone = row["started_at"], row["time_zone"]
    if ended is None:
        yield {"episode": str(row["id"]), "day": days.day_of(started, zone), "minutes": None}
        return
    for day, minutes in days.minutes_by_day(started, ended, zone, within=within):
        yield {"episode": str(row["id"]), "day": day, "minutes": minutes}


# --- What hangs on an episode or has a zone of its own


def _readings(diary: ReadableDiary, zones: dict[Any, str]) -> list[Row]:
    """Readings of the episodes at hand; their day is told in the zone of the episode."""
    rows = diary.rows(shapes.READINGS).values_list("id", "episode", "at", "intensity", "regions")
    return [
        {
            "id": id,
            "episode": episode,
            "at": at,
            "day": days.day_of(at, zones[episode]),
            "intensity": intensity,
            "regions": regions,
        }
        for id, episode, at, intensity, regions in rows
        if episode in zones
    ]


def _dose(row: Row) -> Row:
    return {**row, "day": days.day_of(row["taken_at"], row["time_zone"])}
