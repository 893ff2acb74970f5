"""The person-day table: what is known of every local day, and what is not.

Two kinds of day live side by side. For clinical counts a day is the civil day, midnight to
midnight. For the analysis of onsets it is the diary day, cut at 04:00, so that a headache at 2 a.m.
belongs to the evening before. Sources: analytics design, section 2(a); clinical ground truth, 4.3.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pandas as pd

from analytics import onsets
from analytics.criteria import ichd3_1, ichd3_2, kleene
from analytics.frames import ACUTE_CLASSES, DAYS, EXPOSURES, Frames
from analytics.headaches import classed_doses, describe, given_classes

SHORTEST_MINUTES: Final = 30
LONG_HOURS: Final = 4
LOST_FROM: Final = {
    "work": frozenset({"half_or_more", "all"}),
    "home": frozenset({"half_or_more", "all"}),
    "social": frozenset({"all"}),
}
MIGRAINE_DRUGS: Final = frozenset({"triptan", "ergot", "gepant", "ditan"})


def mark_headaches(frames: Frames) -> pd.DataFrame:
    """Describe every headache and judge it by the rule sets of single attacks."""
    birth_year = frames.profile.get("birth_year")
    return ichd3_2.mark(ichd3_1.mark(describe(frames), birth_year))


def build(
    frames: Frames, *, start: dt.date, end: dt.date, headaches: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Build the person-day table of a window; its columns are ``frames.DAYS``.

    Parameters
    ----------
    start, end
        Local dates, half-open. Every day between is a row, also one without any entry.
    headaches
        What ``mark_headaches`` returned, where the caller has it already.

    Notes
    -----
    A day is observed for each question by itself: a check-in that leaves painkillers out says
    nothing about painkillers. The table does not say why a day has no entry.
    """
    headaches = mark_headaches(frames) if headaches is None else headaches
    touched = _touched(frames, headaches)
    index = pd.date_range(start, end, inclusive="left", name="day", unit="us")
    answers = frames.check_ins.set_index("date").reindex(index)
    columns = {
        **onsets.build(frames, headaches, index, answers, touched["day"]),
        **_civil(frames, headaches, index, answers, touched),
        **{exposure: answers[exposure] for exposure in EXPOSURES},
    }
    return pd.DataFrame(columns, index=index).astype(DAYS)[list(DAYS)]


def carried(headaches: pd.DataFrame, touched: pd.DataFrame) -> pd.DataFrame:
    """On which civil days each headache counts, as rows of ``episode`` and ``day``.

    A headache counts on each day that holds at least 30 minutes of it; if none does, but 30
    minutes lie in all, or it was treated, on the day of its onset. One that was written down
    without an end, or without a number, counts on its onset day: only a known length under 30
    minutes, or a pain of 0, takes it away.
    """
    minutes = touched["minutes"]
    long_enough = (minutes >= SHORTEST_MINUTES).fillna(True)
    total = minutes.groupby(touched["episode"]).sum()
    treated = headaches["treated"].fillna(False).reindex(total.index)
    kept = touched.loc[long_enough, ["episode", "day"]]
    counts = ((total >= SHORTEST_MINUTES) | treated) & ~total.index.isin(kept["episode"])
    onset_days = headaches["start_day"].reindex(total.index[counts])
    pieces = pd.DataFrame({"episode": onset_days.index, "day": onset_days.to_numpy()})
    painless = headaches.index[(headaches["peak"] == 0).fillna(False)]
    rows = pd.concat([kept, pieces], ignore_index=True)
    return rows[~rows["episode"].isin(painless)]


def _touched(frames: Frames, headaches: pd.DataFrame) -> pd.DataFrame:
    """Days each headache touches, with minutes; at least its onset day, with minutes unknown."""
    parts = frames.episode_days
    parts = parts[parts["episode"].isin(headaches.index) & ~(parts["minutes"] < 0).fillna(False)]
    until = headaches["vouched_until"].reindex(parts["episode"]).to_numpy()
    parts = parts[~(parts["day"] > until)]
    absent = headaches.loc[~headaches.index.isin(parts["episode"]), "start_day"]
    onset_only = pd.DataFrame({"episode": absent.index, "day": absent.to_numpy(), "minutes": pd.NA})
    return pd.concat([parts, onset_only.astype(parts.dtypes.to_dict())], ignore_index=True)


def _civil(
    frames: Frames,
    headaches: pd.DataFrame,
    index: pd.DatetimeIndex,
    answers: pd.DataFrame,
    touched: pd.DataFrame,
) -> dict[str, Any]:
    """Columns of the civil day."""
    rows = carried(headaches, touched)
    covered = index.isin(touched["day"])
    said = kleene.is_any(answers["headache_today"], {"yes"})
    headache_day = said.mask(covered, False).mask(index.isin(rows["day"]), True)
    medication = _medication(frames, headaches, index, answers, touched)
    specific = headache_day & medication.pop("migraine_drug")
    attack_days = {
        name: _on_days(flags, rows, headache_day)
        for name, flags in _attack_flags(headaches).items()
    }
    attack_days["migraine_like"] |= specific
    return {
        "headache_day": headache_day,
        "clear": ~said.mask(covered, True),
        **attack_days,
        **medication,
        **_lost(headaches, index, answers, rows),
    }


def _attack_flags(headaches: pd.DataFrame) -> dict[str, Any]:
    """What makes the days of a headache moderate to severe, migraine-like or tension-like."""
    strong = (headaches["peak"] >= ichd3_1.MODERATE) & (headaches["hours"] >= LONG_HOURS)
    half_hour = headaches["hours"] >= SHORTEST_MINUTES / 60
    like_attack = half_hour & headaches["migraine_c"] & headaches["migraine_d"]
    return {
        "moderate_severe": strong | headaches["treated"],
        "migraine_like": like_attack | headaches["visual_aura"],
        "migraine_1_3": headaches["migraine_1_3"],
        "tension_like": headaches["tension"],
        "tension_chronic": headaches["tension_chronic"],
    }


def _on_days(flags: pd.Series[Any], rows: pd.DataFrame, headache_day: pd.Series[Any]) -> Any:
    """Carry a column over headaches to days; a headache day without an episode is unknown."""
    index = headache_day.index
    by_day = kleene.any_by(flags.reindex(rows["episode"]), rows["day"].to_numpy())
    no_day = headache_day.mask(headache_day.fillna(True))  # false, or unknown
    return by_day.reindex(index).astype("boolean").where(index.isin(rows["day"]), no_day)


def _medication(
    frames: Frames,
    headaches: pd.DataFrame,
    index: pd.DatetimeIndex,
    answers: pd.DataFrame,
    touched: pd.DataFrame,
) -> dict[str, Any]:
    """Days by class; a logged dose, the daily question or an episode's answer observes a day."""
    doses = classed_doses(frames)
    acute = doses[doses["drug_class"].notna()]
    dosed = pd.Series(index.isin(acute["day"]), index)
    asked = kleene.is_any(answers["painkillers_taken"], {"yes"})
    took = kleene.is_any(headaches["took_medication"], {"yes"})
    said_no = touched.loc[touched["episode"].isin(took.index[~took.fillna(True)]), "day"]
    yes_days = headaches.loc[took.fillna(False) & ~took.index.isin(acute["episode"]), "start_day"]
    nameless = (asked.fillna(False) | index.isin(yes_days)) & ~dosed
    nameless |= index.isin(acute.loc[acute["drug_class"] == "unclassified", "day"])
    observed = asked.notna() | dosed | nameless | index.isin(said_no)

    def took_class(classes: frozenset[str], source: pd.DataFrame = acute) -> Any:
        of_class = index.isin(source.loc[source["drug_class"].isin(classes), "day"])
        known = pd.Series(False, index, dtype="boolean").mask(~observed | nameless)
        return known.mask(of_class, True)

    unclassified = nameless.astype("boolean").mask(~observed)
    as_given = frames.doses.assign(drug_class=given_classes(frames))
    return {
        "acute": (dosed | nameless).astype("boolean").mask(~observed),
        "unclassified": unclassified,
        "migraine_drug": took_class(MIGRAINE_DRUGS, as_given),
        **{f"took_{name}": took_class(frozenset({name})) for name in ACUTE_CLASSES},
    }


def _lost(
    headaches: pd.DataFrame, index: pd.DatetimeIndex, answers: pd.DataFrame, rows: pd.DataFrame
) -> dict[str, Any]:
    """Days lost; where check-in and headache both say something, the worse stands."""
    lost: dict[str, Any] = {}
    for part, words in LOST_FROM.items():
        on_day = _lost_part(answers["function"], part, words)
        by_episode = _lost_part(headaches["function"], part, words).reindex(rows["episode"])
        by_day = kleene.any_by(by_episode, rows["day"].to_numpy()).reindex(index).astype("boolean")
        lost[f"lost_{part}"] = on_day.fillna(by_day).mask(by_day.fillna(False), True)
    return {**lost, "lost": kleene.at_least(1, lost.values())}


def _lost_part(answers: pd.Series[Any], part: str, words: frozenset[str]) -> Any:
    return kleene.is_any(
        kleene.judge_items(answers, lambda given: given.get(part), "string"), words
    )
