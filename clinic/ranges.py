"""The one time range of a person's page; it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from diary.shapes.instants import read_date

LENGTHS: Final[dict[int, Promise]] = {
    28: _("4 weeks"),
    84: _("12 weeks"),
    182: _("6 months"),
    365: _("12 months"),
}
#: The words of an address that say which range is meant.
ASKED: Final = ("days", "from", "until")
USUAL: Final = 84
LONGEST: Final = 20 * 366
FIRST_DAY: Final = date(1900, 1, 1)
DAY: Final = timedelta(days=1)


@dataclass(frozen=True)
class Range:
    """Half-open local days; `days` names one of the usual lengths that end today."""

    start: date
    end: date
    days: int | None
    unreadable: bool = False

    @property
    def window(self) -> tuple[date, date]:
        return self.start, self.end

    @property
    def last_day(self) -> date:
        return self.end - DAY

    @property
    def query(self) -> str:
        """The same range as the query of an address."""
        if self.days:
            return urlencode({"days": self.days})
        return urlencode({"from": self.start.isoformat(), "until": self.last_day.isoformat()})


def of(given: Mapping[str, str], end: date) -> Range:
    """The range an address asks for: `days` before `end`, or `from` one day `until` another."""
    if given.get("from") or given.get("until"):
        return _between(given, end) or _last(USUAL, end, unreadable=True)
    days = given.get("days", "")
    known = days.isdecimal() and int(days) in LENGTHS
    return _last(int(days) if known else USUAL, end)


def _last(days: int, end: date, *, unreadable: bool = False) -> Range:
    return Range(end - timedelta(days=days), end, days, unreadable)


def _between(given: Mapping[str, str], end: date) -> Range | None:
    first, last = (read_date(given.get(name, "")) for name in ("from", "until"))
    if first is None or last is None or not FIRST_DAY <= first <= last <= end:
        return None
    fits = (last - first).days < LONGEST
    return Range(first, last + DAY, None) if fits else None
