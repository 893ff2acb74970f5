"""Records for property tests, made from the shapes themselves, as JSON."""

import math
import zoneinfo
from datetime import UTC, date, datetime, timedelta, timezone
from functools import singledispatch
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from diary import vocabulary
from diary.shapes import Shape, fields
from diary.shapes.fields import Field

Strategy = SearchStrategy[Any]
# whole and half hours, no daylight saving, a shift of half an hour, seconds in its past
ZONES = (
    "UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Pacific/Kiritimati", "Pacific/Apia", "America/St_Johns", "Africa/Monrovia",
    "Europe/Amsterdam",
)  # fmt: skip
OFFSETS = (0, 60, -300, 345, 630, 840, -720)
# the hours around which clocks are put forward or back, a leap day, a skipped day, the limits
EDGES = tuple(
    datetime.fromisoformat(text)
    for text in (
        "2026-03-29T00:59:59+00:00", "2026-03-29T01:00:00+00:00", "2026-10-25T00:30:00+00:00",
        "2026-10-25T01:30:00+00:00", "2026-11-01T06:30:00+00:00", "2024-02-29T23:59:59+00:00",
        "2011-12-30T10:00:00+00:00", "1900-01-01T00:00:00+00:00", "2026-04-04T14:45:00+00:00",
    )
)  # fmt: skip
WORDS = (
    "",
    " ",
    "0",
    "none",
    "مسكّن للألم",
    "עברית ‏abc",
    "👩🏽‍⚕️💊",
    "a\nb\tc",
    "=1+1",
    "\u2028\ufeff",
)


def texts(longest: int = 200) -> Strategy:
    signs = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    return st.sampled_from([w for w in WORDS if len(w) <= longest]) | st.text(
        signs, max_size=min(longest, 20)
    )


def instants() -> SearchStrategy[datetime]:
    anywhen = st.datetimes(datetime(1900, 1, 2), datetime(2199, 12, 30))  # noqa: DTZ001
    near = st.builds(lambda at, ms: at + timedelta(milliseconds=ms), st.sampled_from(EDGES),
                     st.integers(0, 7_200_000))  # fmt: skip
    return near | anywhen.map(lambda at: at.replace(tzinfo=UTC))


def show(at: datetime, minutes: int = 0) -> str:
    return at.astimezone(timezone(timedelta(minutes=minutes))).isoformat()


def days() -> Strategy:
    return st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat)


@singledispatch
def values(field: Field) -> Strategy:
    """JSON values that a field takes, null left out."""
    raise NotImplementedError(type(field))


@values.register
def _(field: fields.Flag) -> Strategy:
    return st.booleans()


@values.register
def _(field: fields.Whole) -> Strategy:
    return st.integers(field.low, field.high) | st.just(field.low)


@values.register
def _(field: fields.Number) -> Strategy:
    if field.step:
        steps = st.integers(math.ceil(field.low / field.step), int(field.high / field.step))
        return steps.map(lambda n: n * field.step)
    return st.floats(field.low, field.high, allow_nan=False) | st.just(0)


@values.register
def _(field: fields.Text) -> Strategy:
    if field.pattern is None:
        return texts(field.longest)
    return st.from_regex(field.pattern, fullmatch=True).filter(lambda t: len(t) <= field.longest)


@values.register
def _(field: fields.NumberOrText) -> Strategy:
    return texts() | st.integers(0, 1000) | st.floats(0, 1000)


@values.register
def _(field: fields.Slug) -> Strategy:
    return st.sampled_from(list(field.known))


@values.register
def _(field: fields.Country) -> Strategy:
    return st.sampled_from(sorted(vocabulary.COUNTRIES))


@values.register
def _(field: fields.Zone) -> Strategy:
    return st.sampled_from(ZONES)


@values.register
def _(field: fields.Instant) -> Strategy:
    return st.builds(show, instants(), st.sampled_from(OFFSETS))


@values.register
def _(field: fields.Day) -> Strategy:
    return days()


@values.register
def _(field: fields.Reference) -> Strategy:
    return st.uuids().map(str)


@values.register
def _(field: fields.SlugOrReference) -> Strategy:
    return st.sampled_from(list(field.known)) | st.uuids().map(str)


@values.register
def _(field: fields.Many) -> Strategy:
    return st.lists(values(field.of), max_size=3)


@values.register
def _(field: fields.Parts) -> Strategy:
    needed = {name: values(part) for name, part in field.parts.items() if part.required}
    rest = {
        name: st.none() | values(part) for name, part in field.parts.items() if not part.required
    }
    return st.fixed_dictionaries(needed, optional=rest)


@values.register
def _(field: fields.FactorAnswers) -> Strategy:
    return st.dictionaries(st.uuids().map(str), st.booleans() | st.integers(0, 10), max_size=2)


def records(shape: Shape, *, most: int = 8) -> Strategy:
    """What a writer may say of a record: all it needs, and some of the rest, null included."""
    open_fields = {n: f for n, f in shape.fields.items() if not f.read_only}
    needed = {n: values(f) for n, f in open_fields.items() if f.required}
    rest = [n for n, f in open_fields.items() if not f.required]

    def with_names(names: list[str]) -> Strategy:
        chosen = {n: st.none() | values(open_fields[n]) for n in names}
        return st.fixed_dictionaries(needed | chosen)

    names = st.lists(st.sampled_from(rest), max_size=most, unique=True) if rest else st.just([])
    return names.flatmap(with_names)


assert set(ZONES) <= zoneinfo.available_timezones()
