"""A weighed question as one row for people and machines: JSON-ready, with stable keys."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from analytics.associations import checks, gates
from analytics.associations.codings import Band
from analytics.associations.diaries import Diary, Flags
from analytics.associations.findings import Standing
from analytics.associations.outcomes import Mode
from analytics.associations.questions import Evidence, Question, scale, strongest
from analytics.results import RULE_VERSION
from analytics.stats.firth import Effect
from analytics.stats.intervals import Interval, newcombe, wilson

DIGITS = 4
UNCONFIRMED = {"raises": "raises_unconfirmed", "lowers": "lowers_unconfirmed"}
NO_MORE_WITH_MORE = ("no_important_effect", "not_harmful")
NO_MORE_WITH_LESS = ("no_important_effect", "not_protective")


def build(
    question: Question,
    evidence: Evidence,
    standing: Standing,
    diary: Diary,
    *,
    q: float | None,
    mode: Mode,
    time_zone: str | None,
    family: Sequence[Question],
) -> dict[str, Any]:
    """Put everything known of one exposure into a row.

    Parameters
    ----------
    question, evidence, standing
        What was asked, what the diary says, and what stands with all exposures in view.
    diary, mode, time_zone
        Of the whole look; the zone is only passed on.
    q
        Its q-value, None below the gate.
    family
        All questions, to name those that travel with it.

    Returns
    -------
    dict
        JSON-ready. `verdict` is the class of the interval; only with `finding` may it be told as
        a finding. `says` is what that leaves of the suspicion: supported, not_supported,
        cannot_tell or not_enough_data; `sentence_key` names the sentence.
    """
    marks = checks.run(question, evidence, diary, finding=standing.finding)
    companions = checks.travels_with(question, family) if evidence.p is not None else []
    verdict = _verdict(question, evidence, passed=standing.finding)
    row = {
        **_header(question, diary, mode, time_zone),
        "bands": [_band(question, index) for index in range(len(question.coding.bands))],
        **_effect(question, evidence, finding=standing.finding),
        **_tests(question, evidence, q),
        "finding": standing.finding,
        "first_seen": standing.first_seen,
        "direction": standing.direction,
        "tier": question.gate.tier,
        "verdict": verdict,
        "days_needed": question.gate.days_needed,
        "missing": question.gate.missing,
        "checks": marks,
        "travels_with": [other.exposure.name for other, _ in companions],
        "adjusted": _adjusted(question, companions) if standing.finding else None,
        "flags": _flags(question, marks, companions),
        "says": _says(question, standing, verdict),
        "sentence_key": _sentence_key(question, evidence, standing, verdict),
    }
    return row


def _header(question: Question, diary: Diary, mode: Mode, time_zone: str | None) -> dict[str, Any]:
    outcome, lag = question.outcome, question.exposure.lag
    at_risk = outcome.usable_at(lag)
    unknown_hour = (diary.answers("onset") == 1) & np.isnan(diary.answers("morning"))
    return {
        "exposure": question.exposure.name,
        "coding": question.coding.name,
        "lag": lag,
        "outcome": outcome.name,
        "mode": mode,
        "window": diary.window,
        "tz": time_zone,
        "code_version": RULE_VERSION,
        "n_days": len(diary),
        "n_known": int(np.isfinite(diary.headache).sum()),
        "n_at_risk": int(question.counts.sum()),
        "n_unanswered": int((at_risk & question.coding.asked & ~question.coding.answered).sum()),
        "n_time_unknown": int(unknown_hour.sum()) if outcome.name == "morning" else 0,
        "n_onsets": question.gate.events,
        "completeness": _rounded(checks.completeness(question, diary)),
    }


def _band(question: Question, index: int) -> dict[str, Any]:
    band = question.coding.bands[index]
    days = question.counts & (question.coding.band == index)
    return {**_limits(band, question.exposure.step), **_risk(question, days)}


def _limits(band: Band, step: float) -> dict[str, Any]:
    return {"label": band.label, "from": _round(band.start), "below": _round(band.end)}


def _risk(question: Question, days: Flags) -> dict[str, Any]:
    """Counts and risk of one kind of day; in severity mode the mean peak stands instead."""
    n, values = int(days.sum()), question.outcome.y[days]
    if question.outcome.name == "peak":
        mean = _round(float(values.mean())) if n else None
        return {"days": n, "onsets": None, "risk": None, "lo": None, "hi": None, "mean_peak": mean}
    events = int(values.sum())
    interval = wilson(events, n)
    return {
        "days": n,
        "onsets": events,
        "risk": _round(events / n) if n else None,
        "lo": _round(interval.lo) if interval else None,
        "hi": _round(interval.hi) if interval else None,
        "mean_peak": None,
    }


def _effect(question: Question, evidence: Evidence, *, finding: bool) -> dict[str, Any]:
    """Contrast and odds ratio; of a category each level's, and in front only a finding's."""
    effect, single = evidence.effect, question.single
    empty = {"contrast": None, "odds_ratio": None, "difference": None}
    if single:
        exposed = question.coding.contrast
        shown = {**empty, **_contrast(question, exposed, None), **_told(question, effect, 0)}
        return {**shown, "levels": []}
    levels = [
        {
            "label": question.coding.bands[level].label,
            "reference": question.coding.bands[0].label,
            **empty,
            **_contrast(question, level, 0),
            **_told(question, effect, level - 1),
        }
        for level in range(1, len(question.coding.bands))
    ]
    front = empty
    if effect is not None and finding:
        chosen = levels[strongest(effect)]
        front = {key: chosen[key] for key in empty}
    return {**front, "levels": levels}


def _contrast(question: Question, exposed: int, reference: int | None) -> dict[str, Any]:
    """Risks and their difference: one band against another, or against all the others."""
    if question.outcome.name == "peak" or not question.coding.varies:
        return {}
    band, counts = question.coding.band, question.counts
    with_it = counts & (band == exposed)
    without = counts & ((band != exposed) if reference is None else (band == reference))
    n1, n0 = int(with_it.sum()), int(without.sum())
    k1, k0 = (int(question.outcome.y[days].sum()) for days in (with_it, without))
    interval = newcombe(k1, n1, k0, n0)
    if interval is None:
        return {}
    contrast = {
        "exposed": question.coding.bands[exposed].label,
        "risk1": k1 / n1,
        "risk0": k0 / n0,
        "rd": k1 / n1 - k0 / n0,
        "rd_lo": interval.lo,
        "rd_hi": interval.hi,
    }
    return {"contrast": {**_rounded(contrast), "method": "newcombe"}}


def _told(question: Question, effect: Effect | None, column: int) -> dict[str, Any]:
    if effect is None:
        return {}
    return _estimate(question, effect.coefs[column], effect.intervals[column])


def _estimate(question: Question, coef: float, interval: Interval) -> dict[str, Any]:
    """The effect per unit: an odds ratio, or in severity mode points of peak intensity."""
    per = question.exposure.unit
    if question.outcome.link == "linear":
        told = {"est": coef, "lo": interval.lo, "hi": interval.hi}
        return {"difference": {"per": per, **_rounded(told), "method": "ols-t"}}
    told = {"est": _exp(coef), "lo": _exp(interval.lo), "hi": _exp(interval.hi)}
    return {"odds_ratio": {"per": per, **_rounded(told), "method": "firth-pl"}}


def _tests(question: Question, evidence: Evidence, q: float | None) -> dict[str, Any]:
    test, effect = evidence.test, evidence.effect
    bend = None
    if question.exposure.name == "sitting_hours" and evidence.p is not None:
        bend = checks.curve(question)
    return {
        "p_perm": _round(test.p) if test else None,
        "n_perm": test.n if test else 0,
        "p_lrt": _round(effect.p) if effect else None,
        "p": _round(evidence.p),
        "q": _round(q),
        "p_curve": _round(bend.p) if bend else None,
    }


def direction(evidence: Evidence) -> int:
    """1 or -1 where the interval excludes no effect, else 0."""
    if evidence.p is None or evidence.effect is None:
        return 0
    interval = evidence.effect.intervals[strongest(evidence.effect)]
    return int(interval.lo > 0) - int(interval.hi < 0)


def _verdict(question: Question, evidence: Evidence, *, passed: bool) -> str | None:
    """Class of the interval, from tier B on; of a category its strongest level's, if any passed.

    The interval is read per contrast as wide as yes against no (see `scale`).
    """
    effect = evidence.effect
    if question.gate.tier != "B" or effect is None or evidence.p is None:
        return None
    linear = question.outcome.link == "linear"
    margin = gates.IMPORTANT_POINTS if linear else gates.IMPORTANT
    wide = scale(question)
    verdicts = [
        gates.verdict(Interval(lo * wide, hi * wide), margin=margin, passed=passed)
        for lo, hi in effect.intervals
    ]
    if question.single or passed:
        return verdicts[strongest(effect)]
    return verdicts[0] if set(verdicts) == {"no_important_effect"} else "cannot_tell"


def _adjusted(question: Question, companions: Sequence[tuple[Question, float]]) -> Any:
    again = checks.adjusted(question, companions)
    if again is None or again[0] is None:
        return None
    effect, names = again
    return {**_told(question, effect, 0), "for": names}


def _flags(
    question: Question, marks: dict[str, str], companions: Sequence[tuple[Question, float]]
) -> list[str]:
    tested = question.gate.tier != "0"
    raised = {
        "possible_prodrome": tested and question.exposure.early_sign and marks["lag2"] != "pass",
        "reverse_suspected": marks["reverse_link"] == "yes",
        "risk_scale_biased": marks["balance"] == "biased",
        "early": question.gate.tier == "A",
        "copies_another": any(abs(r) >= checks.COPIES for _, r in companions),
    }
    return [flag for flag, up in raised.items() if up]


def _says(question: Question, standing: Standing, verdict: str | None) -> str:
    """Whether headaches follow it. What excludes only a strong protection has not answered that."""
    if standing.finding:
        return "supported"
    if question.gate.tier != "B":
        return "not_enough_data"
    more = question.exposure.suspected > 0
    no = NO_MORE_WITH_MORE if more else NO_MORE_WITH_LESS
    return "not_supported" if verdict in no else "cannot_tell"


def _sentence_key(
    question: Question, evidence: Evidence, standing: Standing, verdict: str | None
) -> str:
    """`<exposure>.<what may be said>.<tier>`; see docs/methods/associations.md for the list."""
    tier, said = question.gate.tier, verdict or "cannot_tell"
    if standing.held:
        said = "held"
    elif tier == "0":
        said = question.gate.missing or "events"
    elif tier == "A":
        pointing = {1: "early_raises", -1: "early_lowers", 0: "early"}
        said = pointing[standing.direction if standing.finding else 0]
    elif not standing.finding and not question.single and said == "cannot_tell":
        leans = evidence.p is not None and evidence.p <= checks.ALPHA
        said = "levels_unconfirmed" if leans else "levels_open"
    elif not standing.finding:
        said = UNCONFIRMED.get(said, said)
    return f"{question.exposure.name}.{said}.{tier}"


def _exp(log: float) -> float:
    return math.exp(min(log, 700.0))


def _round(value: float | None) -> float | None:
    """Four significant digits; what is missing or endless is None, as in JSON."""
    return None if value is None or not math.isfinite(value) else float(f"{value:.{DIGITS}g}")


def _rounded(numbers: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value if isinstance(value, str) else _round(value) for key, value in numbers.items()
    }
