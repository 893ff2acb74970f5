"""What one page for a visit shows beyond the insights: days one by one, spreads, doses.

Every list is bounded, however long the diary is; every count carries how many were answered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

import pandas as pd

from analytics import days as person_days
from analytics import weeks
from analytics.criteria import ichd3_8_2
from analytics.frames import ACUTE_CLASSES, Frames
from analytics.headaches import classed_doses
from analytics.medication_days import LIMITS
from analytics.results import as_json

Window = tuple[dt.date, dt.date]

MOST_CELLS, MOST_POINTS, MOST_CURVES, MOST_EPISODES = 366, 60, 3, 30
MOST_READINGS = 100
ROLLING_DAYS = 30
REPEAT_HOURS = 24
SEVERE, MODERATE = 7, 4
HELPED_WELL: Final = frozenset({"good", "pain_free"})
# Up to so many hours; the last class has no end.
LENGTHS: Final = (1, 2, 4, 8, 12, 24, 72)
HOURS_A_BLOCK = 3


def describe(frames: Frames, *, window: Window, others: Iterable[Window] = ()) -> dict[str, Any]:
    """Describe the days, headaches and doses of a window.

    Parameters
    ----------
    window
        Local dates, half-open; it ends with the day before today at the latest.
    others
        Windows that are compared with it: their worst pain is given too.

    Returns
    -------
    dict
        JSON-ready: ``weeks``, ``cells`` (the last 366 days one by one), ``worst`` (by window),
        ``onsets``, ``lengths``, ``peaks``, ``sides``, ``places``, ``doses``, ``rolling``
        (medication days of the 30 days before up to 60 dates), ``episodes`` (the last 30) and
        ``curves`` (of the three worst).
    """
    headaches = person_days.mark_headaches(frames)
    windows = [window, *others]
    first = min(start for start, _ in windows)
    first = min(first, window[1] - dt.timedelta(days=ROLLING_DAYS))
    table = person_days.build(frames, start=first, end=window[1], headaches=headaches)
    table = table.assign(worst=_worst_by_day(frames, headaches, table))
    starts = headaches["start_day"]
    inside = (starts >= pd.Timestamp(window[0])) & (starts < pd.Timestamp(window[1]))
    recent = headaches[inside.fillna(False)]
    described: dict[str, Any] = as_json(
        {
            "weeks": weeks.describe(_cut(table, window), window[1]),
            "cells": _cells(_cut(table, window).tail(MOST_CELLS), recent),
            "worst": [_spread(_cut(table, one)) for one in windows],
            "onsets": _onsets(recent),
            "lengths": _lengths(recent),
            "peaks": _peaks(recent),
            "sides": _sides(recent),
            "places": _places(recent),
            "doses": _doses(frames, window),
            "rolling": _rolling(table, window),
            "episodes": [_episode(row) for row in recent.tail(MOST_EPISODES).itertuples()],
            "curves": _curves(frames, recent),
        }
    )
    return described


def _cut(table: pd.DataFrame, window: Window) -> pd.DataFrame:
    start, end = (pd.Timestamp(day) for day in window)
    return table[(table.index >= start) & (table.index < end)]


def _worst_by_day(frames: Frames, headaches: pd.DataFrame, table: pd.DataFrame) -> Any:
    """The worst pain of the headaches that touch a civil day, on headache days."""
    touching = frames.episode_days
    peaks = headaches["peak"].reindex(touching["episode"]).set_axis(touching["day"])
    by_day = peaks.groupby(level=0).max().reindex(table.index).astype("Float64")
    return by_day.where(table["headache_day"].fillna(False))


def _spread(table: pd.DataFrame) -> dict[str, Any]:
    """Median of the worst pain of headache days, with its quartiles."""
    known = table["worst"].dropna().astype(float)
    of = int(table["headache_day"].sum())
    if known.empty:
        return {"median": None, "low": None, "high": None, "n": 0, "of": of}
    low, median, high = known.quantile([0.25, 0.5, 0.75])
    return {"median": median, "low": low, "high": high, "n": len(known), "of": of}


# --- Days one by one


def _cells(table: pd.DataFrame, headaches: pd.DataFrame) -> list[dict[str, Any]]:
    with_aura = headaches["aura_b"].fillna(False).astype(bool)
    aura_days = {*headaches.loc[with_aura, "start_day"]}
    return [
        {
            "day": day,
            "grade": _grade(row),
            "worst": row["worst"],
            "acute": row["acute"],
            "classes": [name for name in ACUTE_CLASSES if _is(row[f"took_{name}"])],
            "menstruation": _is(row["menstruation"]),
            "aura": day in aura_days,
        }
        for day, row in table.iterrows()
    ]


def _grade(row: Any) -> int | str | None:
    """0 clear; 1 to 3 by the pain or a lost day; "unknown" strength; None: not answered."""
    if pd.isna(row["headache_day"]):
        return None
    if not row["headache_day"]:
        return 0
    worst = row["worst"]
    if _is(row["lost"]) or (pd.notna(worst) and worst >= SEVERE):
        return 3
    if pd.isna(worst):
        return "unknown"
    return 2 if worst >= MODERATE else 1


def _is(flag: Any) -> bool:
    return bool(pd.notna(flag) and flag)


# --- Headaches


def _onsets(headaches: pd.DataFrame) -> dict[str, Any]:
    """Onsets by weekday (0 is Monday) and block of three hours."""
    known = headaches.dropna(subset=["start_hour"])
    counts = [[0] * (24 // HOURS_A_BLOCK) for _ in range(7)]
    for day, hour in zip(known["start_day"], known["start_hour"], strict=True):
        counts[day.weekday()][int(hour) // HOURS_A_BLOCK] += 1
    return {
        "hours_a_block": HOURS_A_BLOCK,
        "counts": counts,
        "n": len(known),
        "unknown": len(headaches) - len(known),
    }


def _lengths(headaches: pd.DataFrame) -> dict[str, Any]:
    hours = headaches["hours"].dropna().astype(float)
    classes = pd.cut(hours, [-1, *LENGTHS, float("inf")], labels=False)
    counts = [int((classes == number).sum()) for number in range(len(LENGTHS) + 1)]
    return {"up_to_hours": LENGTHS, "counts": counts, "n": len(hours), "of": len(headaches)}


def _peaks(headaches: pd.DataFrame) -> dict[str, Any]:
    known = headaches["peak"].dropna().astype(int)
    counts = [int((known == value).sum()) for value in range(11)]
    return {"counts": counts, "n": len(known), "of": len(headaches)}


def _sides(headaches: pd.DataFrame) -> dict[str, Any]:
    known = headaches["side"].dropna()
    known = known[known != "unknown"]
    both = known.str.startswith("both")
    return {
        "left": int((known == "left").sum()),
        "right": int((known == "right").sum()),
        "both": int(both.sum()),
        "changed": int((known == "changed_within").sum()),
        "n": len(known),
        "of": len(headaches),
    }


def _places(headaches: pd.DataFrame) -> dict[str, Any]:
    """In how many headaches each place hurt, of those with a body map."""
    mapped = [given for given in headaches["regions"] if isinstance(given, list) and given]
    counts: dict[tuple[str, str], int] = {}
    for given in mapped:
        for spot in {(spot["region"], spot.get("side") or "") for spot in given}:
            counts[spot] = counts.get(spot, 0) + 1
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    spots = [{"region": place, "side": side, "k": k} for (place, side), k in ordered]
    return {"spots": spots, "n": len(mapped), "of": len(headaches)}


def _episode(row: Any) -> dict[str, Any]:
    return {
        "id": row.Index,
        "day": row.start_day,
        "hour": row.start_hour,
        "hours": row.hours,
        "peak": row.peak,
        "side": row.side,
    }


def _curves(frames: Frames, headaches: pd.DataFrame) -> list[dict[str, Any]]:
    """The pain curves of the worst headaches with at least two readings, the worst first."""
    drawn = frames.readings[frames.readings["episode"].isin(headaches.index)]
    drawn = drawn.dropna(subset=["intensity"]).sort_values(["episode", "at"])
    sizes = drawn.groupby("episode").size()
    worst = headaches[headaches.index.isin(sizes.index[sizes >= 2])]
    worst = worst.sort_values(["peak", "started_at"], ascending=False).head(MOST_CURVES)
    return [
        {**_episode(row), "points": _points(drawn[drawn["episode"] == row.Index])}
        for row in worst.itertuples()
    ]


def _points(readings: pd.DataFrame) -> list[list[float]]:
    """Hours since the first reading, and the pain; thinned evenly where there are many."""
    step = -(-len(readings) // MOST_READINGS)
    kept = readings.iloc[::step]
    hours = (kept["at"] - kept["at"].iloc[0]).dt.total_seconds() / 3600
    return [[round(h, 2), float(i)] for h, i in zip(hours, kept["intensity"], strict=True)]


# --- Medication


def _doses(frames: Frames, window: Window) -> list[dict[str, Any]]:
    """By medication: doses, days, relief at two hours, and doses repeated within 24 hours."""
    start, end = (pd.Timestamp(day) for day in window)
    doses = classed_doses(frames)
    doses = doses[(doses["day"] >= start) & (doses["day"] < end) & doses["drug_class"].notna()]
    return [
        {
            "medication": medication,
            "drug_class": group["drug_class"].iloc[0],
            "doses": len(group),
            "days": group["day"].nunique(),
            "relief_good": int(group["relief_2h"].isin(HELPED_WELL).sum()),
            "relief_asked": int((~group["relief_2h"].fillna("unknown").eq("unknown")).sum()),
            "repeats": _repeats(group["taken_at"]),
        }
        for medication, group in doses.groupby("medication", sort=True)
    ]


def _repeats(taken_at: pd.Series[Any]) -> int:
    gaps = taken_at.sort_values().diff().dt.total_seconds() / 3600
    return int((gaps < REPEAT_HOURS).sum())


def _rolling(table: pd.DataFrame, window: Window) -> dict[str, Any]:
    """Medication days of the 30 days before each of some dates, by code, where there were any.

    It begins with the first answer about painkillers: before it nothing is known, which is not 0.
    """
    groups = ichd3_8_2.add_groups(table)
    last = pd.Timestamp(window[1])
    known: Any = table["acute"].first_valid_index() or groups.index[0]
    first: Any = max(pd.Timestamp(window[0]), known) + pd.Timedelta(days=ROLLING_DAYS)
    span = max(0, (last - first).days)
    step = max(1, -(-span // (MOST_POINTS - 1)))
    dates = [last - pd.Timedelta(days=back) for back in range(0, span + 1, step)][::-1]
    series: list[dict[str, Any]] = []
    for code, limit in LIMITS.items():
        taken = groups[code].fillna(False).astype(int)
        if taken.any():
            sums = taken.rolling(ROLLING_DAYS, min_periods=1).sum()
            values = [int(sums.get(date - pd.Timedelta(days=1), 0)) for date in dates]
            series.append({"code": code, "limit": limit, "values": values})
    return {"days": ROLLING_DAYS, "dates": dates, "series": [s for s in series if any(s["values"])]}
