"""Before and after a treatment began: what changed, how sure, and why it may not be the treatment.

People start treatments when they are at their worst, and the worst passes by itself. Every answer
here is given twice, with and without the last two weeks before the start.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analytics.results import RULE_VERSION
from analytics.stats.block_ratios import BlockRatio, compare, cut
from analytics.stats.intervals import wilson

Floats = npt.NDArray[np.float64]

SIDE_DAYS, FULL_SIDE, FEWEST = 90, 56, 14
WASH_IN = WORST = 14
BLOCK, SHORT_BLOCK = 14, 7
PERIOD = 28
COVERAGE_APART = 0.15
HALVED = 0.5
COURSE_GAP = 21
BASELINE_KNOWN, NOW_KNOWN = 20, 10
FELL_BY, POINTS = 0.30, 2.0


def assess(
    days: pd.DataFrame,
    treatments: pd.DataFrame,
    *,
    outcome: str = "headache_day",
    wash_in: int = WASH_IN,
) -> list[dict[str, Any]]:
    """Compare the days before each treatment with those after it.

    Parameters
    ----------
    days
        Person-day table, index the local date.
    treatments
        `id`, `kind`, `started_on`; a course without a start is left out.
    outcome
        A yes/no column of the table.
    wash_in
        Days after the start that belong to neither side.

    Returns
    -------
    list of dict
        A JSON-ready row a treatment, by start. Before: up to 90 days; after: up to 90 days from
        the end of the wash-in, also when the course is over by then.

    Notes
    -----
    The rate ratio is by 14-day blocks (7-day, flagged `short`, with under 56 known days on a
    side). `fewer` and `more` are said only when the interval excludes 1. It cannot show that the
    treatment made the change.
    """
    known = days[~days.index.duplicated(keep="last")].sort_index()
    given = treatments.dropna(subset=["started_on"]).drop_duplicates("id")
    starts = pd.to_datetime(given["started_on"])
    order = given.assign(started_on=starts).sort_values(["started_on", "id"])
    return [
        _row(known, course, [s for s in starts if s != course.started_on], outcome, wash_in)
        for course in order.itertuples()
    ]


def _row(
    days: pd.DataFrame, course: Any, others: list[pd.Timestamp], outcome: str, wash_in: int
) -> dict[str, Any]:
    start, side = course.started_on, pd.Timedelta(days=SIDE_DAYS)
    until = start + pd.Timedelta(days=wash_in)
    before = _values(days, outcome, start - side, start)
    after = _values(days, outcome, until, until + side)
    crowded = any(start - side < other < until + side for other in others)
    return {
        "treatment": str(course.id),
        "kind": str(course.kind),
        "started_on": f"{start:%Y-%m-%d}",
        "outcome": outcome,
        "code_version": RULE_VERSION,
        "wash_in_days": wash_in,
        "before": _side(before, start - pd.Timedelta(days=len(before)), start),
        "after": _side(after, until, until + pd.Timedelta(days=len(after))),
        **_compared(before, after, crowded=crowded),
    }


def _compared(before: Floats, after: Floats, *, crowded: bool) -> dict[str, Any]:
    """Everything a row says beyond the counts."""
    observed = [int(np.isfinite(side).sum()) for side in (before, after)]
    short, enough = min(observed) < FULL_SIDE, min(observed) >= FEWEST
    length = SHORT_BLOCK if short else BLOCK
    ratio = _ratio(before, after, length) if enough else None
    again = _ratio(before[: max(0, len(before) - WORST)], after, length) if enough else None
    not_robust = _said(ratio) in ("fewer", "more") and _said(again) != _said(ratio)
    raised = {
        "short": short,
        "started_at_worst": _at_worst(before),
        "not_robust": not_robust,
        "other_treatment": crowded,
        "coverage_differs": abs(_coverage(before) - _coverage(after)) > COVERAGE_APART,
    }
    return {
        "block_days": length,
        "ratio": _told(ratio),
        "change_percent": _percent(ratio),
        "halved": _halved(ratio),
        "without_last_14_days": _told(again),
        "change_percent_without": _percent(again),
        "missing": None if ratio else "before" if observed[0] < FEWEST else "after",
        "days_needed": _more(after, observed[1]) if observed[0] >= FEWEST else None,
        "flags": [flag for flag, up in raised.items() if up],
        "verdict": _said(ratio),
        "sentence_key": f"before_after.{_sentence(ratio, not_robust=not_robust)}",
    }


def _values(days: pd.DataFrame, column: str, start: pd.Timestamp, end: pd.Timestamp) -> Floats:
    """Answers from `start` to before `end`, not reaching beyond the diary; gaps are NaN."""
    if column not in days or days.empty:
        return np.zeros(0)
    start, end = max(start, days.index[0]), min(end, days.index[-1] + pd.Timedelta(days=1))
    answers = days[column].reindex(pd.date_range(start, end, inclusive="left"))
    return answers.to_numpy(dtype=float, na_value=np.nan)


def _ratio(before: Floats, after: Floats, length: int) -> BlockRatio | None:
    return compare(cut(before, length), cut(after, length))


def _coverage(values: Floats) -> float:
    return float(np.isfinite(values).mean()) if len(values) else 0.0


def _at_worst(before: Floats) -> bool:
    """Were the last two weeks before the start worse than the weeks before them?"""
    earlier, last = before[:-WORST], before[-WORST:]
    if not np.isfinite(earlier).any() or not np.isfinite(last).any():
        return False
    return bool(np.nanmean(last) > np.nanmean(earlier))


def _side(values: Floats, start: pd.Timestamp, end: pd.Timestamp) -> dict[str, Any]:
    """Counts of one side, and days per 28 with their interval."""
    known = values[np.isfinite(values)]
    events, n = int(known.sum()), len(known)
    interval = wilson(events, n)
    return {
        "window": [f"{start:%Y-%m-%d}", f"{end:%Y-%m-%d}"],
        "days": len(values),
        "observed": n,
        "headache_days": events,
        "per_28": round(PERIOD * events / n, 1) if n else None,
        "lo": round(PERIOD * interval.lo, 1) if interval else None,
        "hi": round(PERIOD * interval.hi, 1) if interval else None,
    }


def _told(ratio: BlockRatio | None) -> dict[str, Any] | None:
    if ratio is None:
        return None
    return {
        "est": round(ratio.ratio, 3),
        "lo": round(ratio.interval.lo, 3),
        "hi": round(ratio.interval.hi, 3),
        "p": float(f"{ratio.p:.4g}"),
        "dispersion": round(ratio.dispersion, 2),
        "blocks": ratio.blocks,
        "method": "quasi-binomial-blocks",
    }


def _percent(ratio: BlockRatio | None) -> dict[str, int] | None:
    """Change in per cent of the rate before, with its interval."""
    if ratio is None:
        return None
    ends = {"est": ratio.ratio, "lo": ratio.interval.lo, "hi": ratio.interval.hi}
    return {name: round(100 * (end - 1)) for name, end in ends.items()}


def _halved(ratio: BlockRatio | None) -> str | None:
    """Did headache days fall by half or more (the responder of trials)? yes, no, cannot_tell."""
    if ratio is None:
        return None
    if ratio.interval.hi <= HALVED:
        return "yes"
    return "no" if ratio.interval.lo > HALVED else "cannot_tell"


def _said(ratio: BlockRatio | None) -> str | None:
    if ratio is None:
        return None
    if ratio.interval.hi < 1:
        return "fewer"
    return "more" if ratio.interval.lo > 1 else "cannot_tell"


def _sentence(ratio: BlockRatio | None, *, not_robust: bool) -> str:
    said = _said(ratio)
    if ratio is None or said is None:
        return "not_enough_data"
    if not_robust:
        return f"{said}_not_robust"
    if said == "cannot_tell" and (ratio.ratio <= HALVED or ratio.ratio >= 1 / HALVED):
        return "large_drop_unsure" if ratio.ratio < 1 else "large_rise_unsure"
    return said


def _more(after: Floats, observed: int) -> int | None:
    """Days until 56 known ones stand after the start, at the coverage so far."""
    if observed >= FULL_SIDE:
        return 0
    return math.ceil((FULL_SIDE - observed) / _coverage(after)) if observed else None


def review_sessions(
    days: pd.DataFrame, treatments: pd.DataFrame, sessions: pd.DataFrame
) -> list[dict[str, Any]]:
    """Ask, at the fourth session of a course, whether the diary shows any change.

    Parameters
    ----------
    days
        Person-day table; `headache_day` and `peak` are read.
    treatments, sessions
        `id`, `kind`, `global_change` · `treatment`, `on`. A course is the sessions of one kind of
        treatment with at most 21 days between.

    Returns
    -------
    list of dict
        A JSON-ready row a course with four sessions or more: `change` yes/no/None, which signs of
        change there are, and what was observed.

    Notes
    -----
    Baseline: the 28 days before the first session (20 observed); now: the last 14 days after the
    third session, up to the fourth or two weeks, whichever is later (10 observed). Change: the
    rate fell by 30 %, or the mean peak by 2 points, or the person says much better. A prompt to
    talk, never to stop: trial courses were longer, and this cannot show what caused a change.
    """
    known = days[~days.index.duplicated(keep="last")].sort_index()
    kinds = sessions.merge(treatments, left_on="treatment", right_on="id", suffixes=("", "_of"))
    kinds = kinds.assign(on=pd.to_datetime(kinds["on"])).dropna(subset=["on"])
    return [
        _review(known, str(kind), course)
        for kind, of_kind in kinds.sort_values(["kind", "on"]).groupby("kind")
        for _, course in of_kind.groupby((of_kind["on"].diff().dt.days > COURSE_GAP).cumsum())
        if len(course) >= 4
    ]


def _review(days: pd.DataFrame, kind: str, course: pd.DataFrame) -> dict[str, Any]:
    on = [pd.Timestamp(day) for day in course["on"]]
    two_weeks, one_day = pd.Timedelta(days=14), pd.Timedelta(days=1)
    end = max(on[3], on[2] + one_day + two_weeks)
    end = min(end, days.index[-1] + one_day) if len(days) else end
    spans = {"baseline": (on[0] - 2 * two_weeks, on[0])}
    spans["now"] = (max(on[2] + one_day, end - two_weeks), end)
    ached = {name: _values(days, "headache_day", *span) for name, span in spans.items()}
    peaks = {name: _felt(_values(days, "peak", *span)) for name, span in spans.items()}
    observed = {name: int(np.isfinite(values).sum()) for name, values in ached.items()}
    enough = observed["baseline"] >= BASELINE_KNOWN and observed["now"] >= NOW_KNOWN
    better = bool((course["global_change"] == "much_better").any())
    signs = _signs(ached, peaks) if enough else []
    signs += ["much_better"] if better else []
    change = None if not (enough or better) else bool(signs)
    said = "not_enough_data" if change is None else "change" if change else "no_clear_change"
    return {
        "kind": kind,
        "sessions": [f"{day:%Y-%m-%d}" for day in on],
        "observed": observed,
        "change": change,
        "signs": signs,
        "code_version": RULE_VERSION,
        "sentence_key": f"sessions.{said}",
    }


def _felt(peaks: Floats) -> Floats:
    """Peaks of headache days only; the table holds 0 on clear days."""
    return np.where(peaks > 0, peaks, np.nan)


def _signs(ached: dict[str, Floats], peaks: dict[str, Floats]) -> list[str]:
    """Which signs of change the entries show; a mean peak needs headaches on both sides."""
    before, now = (float(np.nanmean(ached[side])) for side in ("baseline", "now"))
    signs = ["fewer_days"] if before > 0 and now <= (1 - FELL_BY) * before else []
    if all(np.isfinite(side).any() for side in peaks.values()):
        fell = float(np.nanmean(peaks["baseline"]) - np.nanmean(peaks["now"]))
        signs += ["lower_peaks"] if fell >= POINTS else []
    return signs
