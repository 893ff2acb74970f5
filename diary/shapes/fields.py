"""What a field may hold: one class a kind of value, from which every entrance derives.

A field reads a JSON value (`read`), shows a stored one (`show`), describes itself to OpenAPI and
the phone (`schema`, `hints`), and gives the database its column and bound (`column`, `bound`).
`None` is "not answered" and is handled by the shape, never by a field.
"""

import math
import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from diary import vocabulary
from diary.shapes.columns import InstantField
from diary.shapes.instants import (
    DATE_PATTERN,
    EARLIEST_YEAR,
    INSTANT_PATTERN,
    LATEST_YEAR,
    read_date,
    read_instant,
    show_instant,
    zones,
)
from diary.shapes.problems import Problem, Refused, refuse

UNBOUNDED = 1_000_000
LONGEST_LIST = 200
UUID = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
# the same for schemas, whose texts hold no lone surrogates
KEEPABLE = r"^[^\u0000]*$"
CONTROL = re.compile("[\x00-\x1f\x7f]")


class Field:
    """A named answer. Subclasses say which values it takes."""

    type: str

    def __init__(self, label: str | Promise, *, required: bool = False, read_only: bool = False):
        self.label = label
        self.required = required
        self.read_only = read_only

    def read(self, value: Any, path: str) -> Any:
        """The value as it is kept; `Refused` with the path when it may not be."""
        raise NotImplementedError

    def show(self, value: Any, zone: str | None) -> Any:
        """The kept value as JSON."""
        return value

    def schema(self) -> dict[str, Any]:
        raise NotImplementedError

    def hints(self) -> dict[str, Any]:
        """What the phone's screens need to know besides type and label."""
        return {}

    def column(self) -> models.Field[Any, Any]:
        return models.JSONField(null=True)

    def bound(self, name: str) -> Q | None:
        """What the database itself holds every row to."""
        return None


class Flag(Field):
    type = "flag"

    def read(self, value: Any, path: str) -> bool:
        if not isinstance(value, bool):
            raise refuse(path, "wrong_type", _("must be true or false"))
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    def column(self) -> models.Field[Any, Any]:
        return models.BooleanField(null=True)


class Number(Field):
    """A number from low to high, in steps where one is given."""

    type = "number"

    def __init__(
        self,
        label: str | Promise,
        low: float,
        high: float,
        *,
        step: float | None = None,
        **options: Any,
    ):
        super().__init__(label, **options)
        self.low, self.high, self.step = low, high, step

    def read(self, value: Any, path: str) -> float:
        number = _finite(value, path)
        if not self.low <= number <= self.high:
            raise _out_of_bounds(path, self.low, self.high)
        if self.step and number % self.step:
            raise refuse(path, "out_of_step", _("must be a multiple of %s") % self.step)
        return number

    def show(self, value: float, zone: str | None) -> float | int:
        return int(value) if value == int(value) else value

    def schema(self) -> dict[str, Any]:
        step = {"multipleOf": self.step} if self.step else {}
        return {"type": "number", "minimum": self.low, "maximum": self.high} | step

    def hints(self) -> dict[str, Any]:
        return {"min": self.low, "max": self.high} | ({"step": self.step} if self.step else {})

    def column(self) -> models.Field[Any, Any]:
        return models.FloatField(null=True)

    def bound(self, name: str) -> Q | None:
        return Q(**{f"{name}__gte": self.low, f"{name}__lte": self.high})


class Whole(Field):
    """A whole number from low to high."""

    type = "whole"

    def __init__(self, label: str | Promise, low: int = 0, high: int = UNBOUNDED, **options: Any):
        super().__init__(label, **options)
        self.low, self.high = low, high

    def read(self, value: Any, path: str) -> int:
        number = _finite(value, path)
        if number != int(number):
            raise refuse(path, "wrong_type", _("must be a whole number"))
        if not self.low <= number <= self.high:
            raise _out_of_bounds(path, self.low, self.high)
        return int(number)

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}

    def hints(self) -> dict[str, Any]:
        return {"min": self.low, "max": self.high}

    def column(self) -> models.Field[Any, Any]:
        return models.IntegerField(null=True)

    def bound(self, name: str) -> Q | None:
        return Q(**{f"{name}__gte": self.low, f"{name}__lte": self.high})


class Text(Field):
    """Text kept whole or refused; `""` is an answer."""

    type = "text"

    def __init__(
        self,
        label: str | Promise,
        longest: int = 200,
        *,
        pattern: str | None = None,
        example: str = "",
        also: Callable[[str], bool] = lambda text: True,
        **options: Any,
    ):
        super().__init__(label, **options)
        self.longest, self.pattern, self.example, self.also = longest, pattern, example, also

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str):
            raise refuse(path, "wrong_type", _("must be text"))
        if len(value) > self.longest:
            raise refuse(path, "too_long", _("must have at most %s characters") % self.longest)
        if UNKEEPABLE.search(value):
            raise refuse(path, "unkeepable", _("holds a character that cannot be kept"))
        if self.pattern and not (re.fullmatch(self.pattern, value) and self.also(value)):
            raise refuse(path, "wrong_form", _("must look like %s") % self.example)
        return value

    def schema(self) -> dict[str, Any]:
        pattern = f"^(?:{self.pattern})$" if self.pattern else KEEPABLE
        return {"type": "string", "maxLength": self.longest, "pattern": pattern}

    def hints(self) -> dict[str, Any]:
        form = {"pattern": self.pattern, "example": self.example} if self.pattern else {}
        return {"max_length": self.longest} | form

    def column(self) -> models.Field[Any, Any]:
        return models.TextField(null=True)


class NumberOrText(Field):
    """A number where it is one, else text: kept as it was given."""

    type = "number_or_text"

    def read(self, value: Any, path: str) -> str | float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return Number("", 0, UNBOUNDED).read(value, path)
        return Text("").read(value, path)

    def schema(self) -> dict[str, Any]:
        return {"anyOf": [Text("").schema(), Number("", 0, UNBOUNDED).schema()]}


class Slug(Text):
    """One word of a closed set."""

    type = "slug"

    def __init__(
        self,
        label: str | Promise,
        known: vocabulary.Labels,
        *,
        default: str | None = None,
        **options: Any,
    ):
        super().__init__(label, **options)
        self.known, self.default = known, default

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str):
            raise refuse(path, "wrong_type", _("must be text"))
        if value not in self.known:
            raise refuse(path, "unknown_slug", _("must be one of: %s") % ", ".join(self.known))
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.known)}

    def hints(self) -> dict[str, Any]:
        return {"slugs": named(self.known)}

    def column(self) -> models.Field[Any, Any]:
        return models.CharField(max_length=40, null=True)

    def bound(self, name: str) -> Q | None:
        return Q(**{f"{name}__in": list(self.known)})


class Country(Text):
    """ISO 3166-1 alpha-2."""

    type = "country"

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str) or value not in vocabulary.COUNTRIES:
            raise refuse(path, "unknown_country", _("must be a country's two letters, like DE"))
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": sorted(vocabulary.COUNTRIES)}

    def hints(self) -> dict[str, Any]:
        return {"codes": sorted(vocabulary.COUNTRIES)}


class Zone(Text):
    """A name of the IANA time-zone database."""

    type = "zone"

    def read(self, value: Any, path: str) -> str:
        if not isinstance(value, str) or value not in zones():
            raise refuse(path, "unknown_zone", _("must be a time zone like Europe/Berlin"))
        return value

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "iana-time-zone", "examples": ["Europe/Berlin"]}


class Instant(Field):
    type = "instant"

    def read(self, value: Any, path: str) -> datetime:
        instant = read_instant(value) if isinstance(value, str) else None
        if instant is None:
            detail = _("must be an instant with an offset, like 2026-03-01T09:40:00+01:00")
            raise refuse(path, "wrong_form", detail)
        if not EARLIEST_YEAR <= instant.year <= LATEST_YEAR:
            raise _out_of_bounds(path, EARLIEST_YEAR, LATEST_YEAR)
        return instant

    def show(self, value: datetime, zone: str | None) -> str:
        return show_instant(value, zone)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date-time", "pattern": INSTANT_PATTERN}

    def column(self) -> models.Field[Any, Any]:
        return InstantField(null=True)


class Day(Field):
    """A local day."""

    type = "date"

    def read(self, value: Any, path: str) -> date:
        day = read_date(value) if isinstance(value, str) else None
        if day is None:
            raise refuse(path, "wrong_form", _("must be a date like 2026-03-01"))
        if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
            raise _out_of_bounds(path, EARLIEST_YEAR, LATEST_YEAR)
        return day

    def show(self, value: date, zone: str | None) -> str:
        return value.isoformat()

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date", "pattern": DATE_PATTERN}

    def column(self) -> models.Field[Any, Any]:
        return models.DateField(null=True)


class Reference(Field):
    """The id of another record of the same person; kept as given, arrived or not."""

    type = "id"

    def read(self, value: Any, path: str) -> uuid.UUID:
        return read_uuid(value, path)

    def show(self, value: uuid.UUID, zone: str | None) -> str:
        return str(value)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uuid"}

    def column(self) -> models.Field[Any, Any]:
        return models.UUIDField(null=True)


class SlugOrReference(Text):
    """A word of a closed set, or the id of the person's own factor."""

    type = "slug_or_id"

    def __init__(self, label: str | Promise, known: vocabulary.Labels):
        super().__init__(label)
        self.known = known

    def read(self, value: Any, path: str) -> str:
        if isinstance(value, str) and value in self.known:
            return value
        try:
            return str(read_uuid(value, path))
        except Refused:
            known = ", ".join(self.known)
            detail = _("must be the id of a custom factor or one of: %s") % known
            raise refuse(path, "unknown_slug", detail) from None

    def schema(self) -> dict[str, Any]:
        own = {"type": "string", "format": "uuid"}
        return {"anyOf": [{"type": "string", "enum": list(self.known)}, own]}

    def hints(self) -> dict[str, Any]:
        return {"slugs": named(self.known)}


class Many(Field):
    """A list of values of one kind, kept as a whole; `[]` is an answer."""

    type = "list"

    def __init__(self, of: Field, **options: Any):
        super().__init__(of.label, **options)
        self.of = of

    def read(self, value: Any, path: str) -> list[Any]:
        if not isinstance(value, list):
            raise refuse(path, "wrong_type", _("must be a list"))
        if len(value) > LONGEST_LIST:
            raise refuse(path, "too_long", _("must have at most %s items") % LONGEST_LIST)
        return [
            self.of.show(item, None)
            for item in gather(
                (self.of, item, f"{path}[{index}]") for index, item in enumerate(value)
            )
        ]

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.of.schema(), "maxItems": LONGEST_LIST}

    def hints(self) -> dict[str, Any]:
        return {"of": describe(self.of)}


class Parts(Field):
    """Answers that only mean something together, kept as given; a part may be missing."""

    type = "parts"

    def __init__(self, label: str | Promise, parts: Mapping[str, Field], **options: Any):
        super().__init__(label, **options)
        self.parts = parts

    def read(self, value: Any, path: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise refuse(path, "wrong_type", _("must be an object"))
        problems = [
            Problem(f"{path}.{printable(name)}", "unknown_field", _("is not a field here"))
            for name in value
            if name not in self.parts
        ]
        problems += [
            Problem(f"{path}.{name}", "required", _("is required"))
            for name, part in self.parts.items()
            if part.required and value.get(name) is None
        ]
        if problems:
            raise Refused(problems)
        given = [name for name, part in value.items() if part is not None]
        kept = gather((self.parts[name], value[name], f"{path}.{name}") for name in given)
        read = dict(zip(given, kept, strict=True))
        return {
            name: None if part is None else self.parts[name].show(read[name], None)
            for name, part in value.items()
        }

    def schema(self) -> dict[str, Any]:
        required = [name for name, part in self.parts.items() if part.required]
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {name: answered(part) for name, part in self.parts.items()},
        } | ({"required": required} if required else {})

    def hints(self) -> dict[str, Any]:
        return {"parts": [{"name": name} | describe(part) for name, part in self.parts.items()]}


class FactorAnswers(Field):
    """Answers to the person's own factors: {factor id: true, false or 0 to 10}."""

    type = "factor_answers"

    def read(self, value: Any, path: str) -> dict[str, bool | int]:
        if not isinstance(value, dict):
            raise refuse(path, "wrong_type", _("must be an object"))
        if len(value) > LONGEST_LIST:
            raise refuse(path, "too_long", _("must have at most %s items") % LONGEST_LIST)
        scale = Whole("", 0, 10)
        answers: dict[str, bool | int] = {}
        for key, answer in value.items():
            where = f"{path}.{printable(key)}"
            factor = str(read_uuid(key, where))
            answers[factor] = answer if isinstance(answer, bool) else scale.read(answer, where)
        return answers

    def schema(self) -> dict[str, Any]:
        answer = {"anyOf": [{"type": "boolean"}, Whole("", 0, 10).schema()]}
        return {
            "type": "object",
            "patternProperties": {f"^{UUID.pattern}$": answer},
            "additionalProperties": False,
            "maxProperties": LONGEST_LIST,
        }


def gather(readings: Iterator[tuple[Field, Any, str]]) -> list[Any]:
    """Read every value and refuse with all problems at once."""
    values: list[Any] = []
    problems: list[Problem] = []
    for field, value, path in readings:
        try:
            values.append(field.read(value, path))
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return values


def read_uuid(value: Any, path: str) -> uuid.UUID:
    """A UUID in its usual form with hyphens."""
    if isinstance(value, str) and UUID.fullmatch(value):
        return uuid.UUID(value)
    raise refuse(path, "wrong_form", _("must be a UUID"))


def named(labels: vocabulary.Labels) -> list[dict[str, Any]]:
    """Slugs with label and group, for the phone."""
    return [
        {"slug": slug, "label": str(label), "group": vocabulary.group_of(slug, labels)}
        for slug, label in labels.items()
    ]


def describe(field: Field) -> dict[str, Any]:
    """A field for the phone's field list."""
    base = {"type": field.type, "label": str(field.label), "required": field.required}
    return base | field.hints()


def answered(field: Field) -> dict[str, Any]:
    """The schema of a field that may be unanswered, with its label."""
    label = str(field.label)
    schema = field.schema() | {"description": label[:1].upper() + label[1:]}
    if field.required:
        return schema
    if "anyOf" in schema:
        return schema | {"anyOf": [*schema["anyOf"], {"type": "null"}]}
    if "enum" in schema:
        return schema | {"type": ["string", "null"], "enum": [*schema["enum"], None]}
    return schema | {"type": [schema["type"], "null"]}


def printable(name: str) -> str:
    """A field name from outside as it may stand in an answer."""
    text = name[:60].encode("ascii", "backslashreplace").decode()
    return CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}", text)


def _finite(value: Any, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise refuse(path, "wrong_type", _("must be a number"))
    # an int too large for a float is out of every bound here
    if isinstance(value, int) and abs(value) > 10**15:
        raise refuse(path, "out_of_bounds", _("is too large"))
    if not math.isfinite(value):
        raise refuse(path, "wrong_type", _("must be a number"))
    return value


def _out_of_bounds(path: str, low: float, high: float) -> Refused:
    words = _("must be from %(low)s to %(high)s") % {"low": low, "high": high}
    return refuse(path, "out_of_bounds", words)
