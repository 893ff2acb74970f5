"""Attacks on the diary day, which is cut at 04:00: when one began, and on which days one could.

Source: analytics design, section 2(a). Dates with the 04:00 cut arrive as columns; nothing here
knows a time zone.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from analytics.criteria import kleene
from analytics.frames import Frames

MIN_GAP_HOURS: Final = 24
MORNING_MINUTES: Final = 120
ONE_DAY: Final = pd.Timedelta(days=1)


def merge(headaches: pd.DataFrame, min_gap_hours: float = MIN_GAP_HOURS) -> pd.DataFrame:
    """Merge headaches with less than a day between them into attacks.

    Returns
    -------
    DataFrame
        One row an attack: ``first`` and ``last`` diary day (``last`` is <NaT> when the end of its
        last headache is unknown), and ``start_hour``, ``woke_with``, ``minutes_after_waking`` of
        its first headache. Of a headache without a known end only the start can be compared.
    """
    believed = headaches["last_diary_day"].fillna(headaches["diary_day"])
    ends = headaches["ended_at"].fillna(headaches["started_at"]).clip(headaches["started_at"])
    quiet = headaches["started_at"] - ends.cummax().shift()
    number = (~(quiet < pd.Timedelta(hours=min_gap_hours))).cumsum()
    vouched = headaches["vouched_until"]
    last = believed.mask(believed > vouched, vouched)
    table = headaches.assign(
        first=headaches["diary_day"],
        last=last.clip(lower=headaches["diary_day"]),
        open_end=headaches["last_diary_day"].isna(),
        minutes_after_waking=(headaches["started_at"] - headaches["woke_at"]).dt.total_seconds()
        / 60,
    )
    attacks = table.groupby(number).agg(
        first=("first", "min"), last=("last", "max"), open_end=("open_end", "last")
    )
    beginnings = table.groupby(number)[["start_hour", "woke_with", "minutes_after_waking"]].nth(0)
    return attacks.join(beginnings.set_index(attacks.index))


def build(
    frames: Frames,
    headaches: pd.DataFrame,
    index: pd.DatetimeIndex,
    answers: pd.DataFrame,
    touched: pd.Series[Any],
) -> dict[str, Any]:
    """Build the onset columns of the person-day table.

    Parameters
    ----------
    index
        The diary days of the window.
    answers
        Check-ins on ``index``.
    touched
        Civil days that a headache touches; a check-in's yes on such a day means that headache.
    """
    attacks = merge(headaches)
    running, inside = _running(attacks, index)
    said = kleene.is_any(answers["headache_today"], {"yes"})
    said = said.mask(said.fillna(False) & index.isin(touched), False)
    headache = said.mask(running, True)
    alone = headache.fillna(False) & ~running  # a yes without an episode: its hour is unknown
    before = headache.shift(1)
    at_risk = _at_risk(attacks, index, answers, headache, inside).mask(alone, ~before)
    began = pd.Series(index.isin(attacks["first"]), index)
    first_of_day = attacks.drop_duplicates("first").set_index("first").reindex(index)
    return {
        "known": headache.notna().astype("boolean"),
        "headache": headache,
        "onset": began.astype("boolean").mask(headache.isna()).mask(alone, ~before),
        "onset_hour": first_of_day["start_hour"],
        "at_risk": at_risk,
        "morning": _morning(first_of_day, answers, headache, inside),
        "peak": _peaks(frames, headaches, index).mask(~headache.fillna(True), 0),
    }


def _running(attacks: pd.DataFrame, index: pd.DatetimeIndex) -> tuple[Any, Any]:
    """Days on which an attack runs, and days at whose 04:00 one was already running."""
    reach = [
        pd.date_range(first, last)
        for first, last in zip(attacks["first"], attacks["last"], strict=True)
    ]
    running = {day for days in reach for day in days}
    inside = {day for days in reach for day in days[1:]}
    return pd.Series(index.isin(running), index), pd.Series(index.isin(inside), index)


def _at_risk(
    attacks: pd.DataFrame,
    index: pd.DatetimeIndex,
    answers: pd.DataFrame,
    headache: pd.Series[Any],
    inside: pd.Series[Any],
) -> pd.Series[Any]:
    """No attack at 04:00; after an attack without a known end only the morning's answer tells."""
    at_risk = (~inside).astype("boolean").mask(headache.isna())
    unsure = index.isin(attacks.loc[attacks["open_end"], "last"] + ONE_DAY) & ~inside
    return at_risk.mask(unsure, ~answers["woke_with_headache"])


def _morning(
    first_of_day: pd.DataFrame,
    answers: pd.DataFrame,
    headache: pd.Series[Any],
    inside: pd.Series[Any],
) -> Any:
    woke = answers["woke_with_headache"].fillna(first_of_day["woke_with"])
    after = first_of_day["minutes_after_waking"].astype("Float64")
    soon = (after >= 0) & (after <= MORNING_MINUTES)
    return (woke | soon).mask(~headache.fillna(True), False).mask(inside & woke.isna())


def _peaks(frames: Frames, headaches: pd.DataFrame, index: pd.DatetimeIndex) -> Any:
    """Highest pain of each day: its readings, and the peak on the day a headache began."""
    readings = frames.readings[frames.readings["episode"].isin(headaches.index)]
    by_reading = readings.groupby("day")["intensity"].max()
    by_onset = headaches.groupby("diary_day")["peak"].max()
    both = pd.concat([by_reading, by_onset], axis=1)
    return both.max(axis=1).astype("Float64").reindex(index)
