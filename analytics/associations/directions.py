"""Pain of the back and neck, and headaches: which comes first, or do they travel together?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analytics.associations import checks, codings, diaries, findings
from analytics.associations.diaries import Diary, Window, lagged
from analytics.associations.exposures import DECLARED, Exposure
from analytics.results import RULE_VERSION
from analytics.stats.shift_test import ShiftTest

PAINS = ("upper_back_pain", "low_back_pain", "neck_pain")
VERDICTS = {
    (True, True): "both",
    (True, False): "pain_first",
    (False, True): "headache_first",
    (False, False): "neither",
}


def assess(
    days: pd.DataFrame, rows: Sequence[Mapping[str, Any]], *, window: Window | None = None
) -> list[dict[str, Any]]:
    """Tell for each pain which way the link points, in three separate numbers.

    Parameters
    ----------
    days, window
        As for `associations.assess`.
    rows
        Its rows: the way from pain to headache is read there, so that it is told only once.

    Returns
    -------
    list of dict
        JSON-ready: `forward` (yesterday's pain, today's new headache), `backward` (yesterday's
        headache, today's pain, holding yesterday's pain), `same_day` (counts, no direction), and
        the verdict both, pain_first, headache_first, neither or None where either is missing.

    Notes
    -----
    Each way counts at q <= .10 over both ways of the three pains. `both` reads "they travel
    together". Neck pain before a headache may be its first sign (Lampl 2015: in 7 % of people
    with migraine it comes 2 to 48 h before), so its row always carries that flag. Associations
    between people say nothing on who follows whom within one.
    """
    diary = diaries.read(days, window)
    told = {row["exposure"]: row for row in rows}
    listed = [exposure for exposure in DECLARED if exposure.name in PAINS]
    back = [_backward(exposure, diary) for exposure in listed]
    forward = [told.get(exposure.name, {}).get("p") for exposure in listed]
    qs = findings.adjust([*forward, *(test.p if test else None for test in back)])
    return [
        _row(exposure, diary, told.get(exposure.name, {}), test, qs[i], qs[i + len(listed)])
        for i, (exposure, test) in enumerate(zip(listed, back, strict=True))
    ]


def _backward(exposure: Exposure, diary: Diary) -> ShiftTest | None:
    """Does yesterday's headache move today's pain?"""
    pain, before = diary.answers(exposure.column), lagged(diary.headache, 1)
    counts = np.isfinite(pain) & np.isfinite(before)
    after = int((counts & (before == 1)).sum())
    if after < 10 or int(counts.sum()) - after < 10:
        return None
    return checks.moved_by(pain, before, diary)


def _row(
    exposure: Exposure,
    diary: Diary,
    forward: Mapping[str, Any],
    backward: ShiftTest | None,
    q_forward: float | None,
    q_backward: float | None,
) -> dict[str, Any]:
    verdict = None
    if q_forward is not None and q_backward is not None:
        verdict = VERDICTS[q_forward <= findings.FOUND, q_backward <= findings.FOUND]
    return {
        "pain": exposure.name,
        "code_version": RULE_VERSION,
        "forward": {"p": forward.get("p"), "q": q_forward, "tier": forward.get("tier", "0")},
        "backward": {
            "p": backward.p if backward else None,
            "q": q_backward,
            **_means(exposure, diary),
        },
        "same_day": _same_day(exposure, diary),
        "verdict": verdict,
        "flags": ["possible_prodrome"] if exposure.early_sign else [],
        "sentence_key": f"directions.{exposure.name}.{verdict or 'not_enough_data'}",
    }


def _means(exposure: Exposure, diary: Diary) -> dict[str, float | None]:
    """Mean pain on days after a headache day, and after a day without."""
    pain, before = diary.answers(exposure.column), lagged(diary.headache, 1)
    means = {}
    for name, was in (("mean_after_headache", 1), ("mean_after_none", 0)):
        given = pain[(before == was) & np.isfinite(pain)]
        means[name] = round(float(given.mean()), 2) if len(given) else None
    return means


def _same_day(exposure: Exposure, diary: Diary) -> list[dict[str, Any]]:
    """Headache days among the days of low and of high pain: counts that have no direction."""
    coding = codings.code(exposure, diary)
    known = np.isfinite(diary.headache)
    return [
        {
            "label": band.label,
            "days": int((known & (coding.band == index)).sum()),
            "headache_days": int((coding.band[diary.headache == 1] == index).sum()),
        }
        for index, band in enumerate(coding.bands)
    ]
