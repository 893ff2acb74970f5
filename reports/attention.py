"""The reasons of a clinician's panel as sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reports.phrases.counts import CODES
from reports.sentences import phrase

# The rules, as a panel is filtered by them.
NAMES: Final[dict[str, Promise]] = {
    "warning_sign": _("Warning sign"),
    "overuse": _("Painkiller days"),
    "rise": _("More headache days"),
    "silence": _("No entries"),
    "visit": _("Visit this week"),
}


def tell(reasons: Iterable[Mapping[str, Any]]) -> list[str]:
    """A sentence a reason, the most pressing first."""
    return [_told(reason) for reason in reasons]


def _told(reason: Mapping[str, Any]) -> str:
    key = f"attention.{reason['rule']}" + (f".{reason['mark']}" if "mark" in reason else "")
    numbers = dict(reason)
    if "on" in reason:
        numbers["on"] = date_format(date.fromisoformat(reason["on"]), "MONTH_DAY_FORMAT")
    if "code" in reason:
        numbers["medicine"] = CODES[reason["code"]]
    return phrase(key, numbers)
