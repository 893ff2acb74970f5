"""Instants, dates and zones as text, and back."""

import re
import zoneinfo
from datetime import UTC, date, datetime
from functools import cache, lru_cache

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199
# RFC 3339, to the microsecond: what cannot be kept whole is refused.
INSTANT = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
# For schemas, which have no other way to say from which year to which.
_CENTURIES = "|".join(str(n) for n in range(EARLIEST_YEAR // 100, LATEST_YEAR // 100 + 1))
DATE_PATTERN = rf"^({_CENTURIES})[0-9]{{2}}-[01][0-9]-[0-3][0-9]$"
INSTANT_PATTERN = (
    rf"{DATE_PATTERN[:-1]}[Tt][0-2][0-9]:[0-5][0-9]:[0-5][0-9](\.[0-9]{{1,6}})?"
    r"([Zz]|[+-][0-2][0-9]:[0-5][0-9])$"
)


@cache
def zones() -> frozenset[str]:
    """Names of the IANA zones people live in."""
    machine_made = {"Factory", "localtime", "posixrules"}
    return frozenset(zoneinfo.available_timezones() - machine_made)


@cache
def zone(name: str) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(name)


def read_instant(text: str) -> datetime | None:
    """The instant of an RFC 3339 text with an offset, in UTC; None when it is not one."""
    match = INSTANT.fullmatch(text)
    if match is None:
        return None
    day, time, fraction, offset = match.groups()
    # 3.11's parser wants three or six digits of a second
    fraction = f"{fraction:0<7}" if fraction else ""
    try:
        instant = datetime.fromisoformat(f"{day}T{time}{fraction}{offset.upper()}").astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return instant


def read_date(text: str) -> date | None:
    """The date of YYYY-MM-DD; None when it is not one."""
    if DATE.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(1024)  # one write gives many records the same instants
def show_instant(instant: datetime, zone_name: str | None = None) -> str:
    """RFC 3339, in the zone it was made in; in UTC where that zone's offset has seconds."""
    if zone_name:
        local = instant.astimezone(zone(zone_name))
        offset = local.utcoffset()
        if offset is not None and not offset.seconds % 60:
            return _shortest(local)
    return f"{_shortest(instant.astimezone(UTC)).removesuffix('+00:00')}Z"


def _shortest(instant: datetime) -> str:
    if instant.microsecond and instant.microsecond % 1000 == 0:
        return instant.isoformat(timespec="milliseconds")
    return instant.isoformat()


def local_day(instant: datetime, zone_name: str) -> date:
    """The civil date an instant falls on in a zone."""
    return instant.astimezone(zone(zone_name)).date()
