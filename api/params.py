"""Query parameters and headers, read strictly."""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from rest_framework.request import Request

from diary.shapes.fields import printable
from diary.shapes.instants import EARLIEST_YEAR, read_date
from diary.shapes.problems import Problem, Refused, refuse

DEFAULT_LIMIT, LARGEST_LIMIT = 100, 500
ETAG = re.compile(r'(?:W/)?"(\d{1,18})"')
# The day is already another one where the earth turns first.
AHEAD = timedelta(hours=14)


@dataclass(frozen=True)
class Page:
    """Which rows of a list: a window of local days, and from which row on."""

    limit: int
    first: date | None
    last: date | None
    after: tuple[date, int] | None


def only(request: Request, known: Iterable[str]) -> None:
    """Refuse a parameter that the route does not know."""
    names = set(known)
    problems = [
        Problem(printable(name), "unknown_parameter", _("is not a parameter here"))
        for name in request.query_params
        if name not in names
    ]
    if problems:
        raise Refused(problems)


def page(request: Request) -> Page:
    """`limit`, `cursor`, `from` and `to` of a list."""
    only(request, ("limit", "cursor", "from", "to"))
    first, last = window(request)
    return Page(_limit(request), first, last, _after(request))


def slice_of(request: Request) -> tuple[int, int | None]:
    """`limit` and `cursor` of a list without days: how many, and before which key."""
    only(request, ("limit", "cursor"))
    after = _after(request)
    return _limit(request), after and after[1]


def window(request: Request) -> tuple[date | None, date | None]:
    """The half-open window of local days, checked."""
    first, last = (_day(request, name) for name in ("from", "to"))
    if first and last and last < first:
        raise refuse("to", "ends_before_start", _("must not be before `from`"))
    return first, last


def revision(request: Request) -> int | None:
    """The revision that `If-Match` names, if any."""
    header = request.META.get("HTTP_IF_MATCH")
    if header is None or header.strip() == "*":
        return None
    match = ETAG.fullmatch(header.strip())
    if match is None:
        raise refuse("If-Match", "wrong_form", _('must be a revision in quotes, like "1042"'))
    return int(match[1])


def cursor(day: date, key: int) -> str:
    return base64.urlsafe_b64encode(f"{day.isoformat()}.{key}".encode()).decode()


def _after(request: Request) -> tuple[date, int] | None:
    text = request.query_params.get("cursor")
    if text is None:
        return None
    try:
        day_text, _dot, key = base64.urlsafe_b64decode(text.encode()).decode().partition(".")
    except (binascii.Error, ValueError):
        day_text, key = "", ""
    day = read_date(day_text)
    if day is None or not (key.isascii() and key.isdigit() and len(key) < 19):
        raise refuse("cursor", "wrong_form", _("is not a cursor that this list gave"))
    return day, int(key)


def _limit(request: Request) -> int:
    text = request.query_params.get("limit", str(DEFAULT_LIMIT))
    if not (text.isascii() and text.isdigit() and len(text) < 9):
        raise refuse("limit", "wrong_type", _("must be a whole number"))
    if not 1 <= int(text) <= LARGEST_LIMIT:
        raise refuse("limit", "out_of_bounds", _("must be from 1 to %s") % LARGEST_LIMIT)
    return int(text)


def _day(request: Request, name: str) -> date | None:
    text = request.query_params.get(name)
    if text is None:
        return None
    day = read_date(text)
    if day is None:
        raise refuse(name, "wrong_form", _("must be a date like 2026-03-01"))
    latest = (datetime.now(UTC) + AHEAD).date() + timedelta(days=1)
    if day.year < EARLIEST_YEAR or day > latest:
        raise refuse(name, "out_of_bounds", _("must be from 1900-01-01 to tomorrow"))
    return day
