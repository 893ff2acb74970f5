"""The five numbers on top: each with its denominator, the 28 days before, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analytics.attention import enough

SHOWN: Final[dict[str, Promise]] = {
    "headache_day": _("Headache days"),
    "moderate_severe": _("Medium to severe, or treated"),
    "acute": _("Days with acute medicine"),
    "lost": _("Days lost"),
}


def of(recent: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Four counts of days, and how many days were answered."""
    now, before = recent["now"], recent["before"]
    counted = [
        {
            "label": label,
            "k": now[name]["low"],
            "n": now[name]["n"],
            "of": now[name]["of"],
            "before": before[name],
            "enough": enough(now[name]),
            "comparable": enough(now[name]) and enough(before[name]),
            "change": now[name]["low"] - before[name]["low"],
        }
        for name, label in SHOWN.items()
    ]
    return [*counted, _answered(now["headache_day"], before["headache_day"])]


def _answered(now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "label": _("Days entered"),
        "k": now["n"],
        "n": now["of"],
        "of": now["of"],
        "before": {"low": before["n"], "n": before["of"]},
        "enough": True,
        "few": not enough(now),
        "comparable": False,
    }
