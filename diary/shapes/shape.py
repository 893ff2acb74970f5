"""A record as a whole: its fields, what it needs, and the rules across fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from diary.shapes.fields import Field, Instant, answered, describe, gather, printable, read_uuid
from diary.shapes.problems import Problem, Refused

Values = dict[str, Any]

# What the server adds to every record.
ADDED: dict[str, Field] = {
    "created_at": Instant("", read_only=True),
    "updated_at": Instant("", read_only=True),
    "logged_at": Instant("", read_only=True),
}
READ_ONLY = frozenset({*ADDED, "revision"})


@dataclass(frozen=True)
class Rule:
    """Something that must hold across fields of one record, or between it and its children."""

    code: str
    fields: frozenset[str]
    path: str
    detail: str | Promise
    broken: Callable[[Mapping[str, Any], datetime], bool]

    def problem(self, path: str = "") -> Problem:
        return Problem(f"{path}{self.path}", self.code, str(self.detail))


@dataclass(frozen=True)
class Shape:
    """The one description of a kind of record.

    `kind` is its name in sync and in the archive; `noun` the name of its model and of one of it.
    `day_of` gives the local day it belongs to, and None stands for kinds without one.
    """

    kind: str
    noun: str
    label: str | Promise
    fields: Mapping[str, Field]
    rules: tuple[Rule, ...] = ()
    day_of: Callable[[Mapping[str, Any]], date | None] | None = None
    child: Shape | None = None
    parent: str = ""
    key: str = "id"
    down_only: bool = False
    in_archive: bool = True

    # --- reading

    def read(self, data: Any, *, path: str = "", partial: bool = False) -> Values:
        """Fields of a JSON object as values; children stay unread under their name.

        Only what was given is in the answer, so that an absent field can be told from a null one.
        Read-only fields are passed over. Raises `Refused` with the path of every bad field.
        """
        if not isinstance(data, dict):
            raise Refused([Problem(path.rstrip(".") or "$", "wrong_type", _("must be an object"))])
        problems = [*self._unknown(data, path), *self._missing(data, path, partial=partial)]
        given = [name for name in data if name in self.fields and data[name] is not None]
        values: Values = {name: self._blank[name] for name in data if name in self.fields}
        try:
            read = gather((self.fields[name], data[name], f"{path}{name}") for name in given)
        except Refused as refused:
            problems += refused.problems
        if problems:
            raise Refused(problems)
        values.update(zip(given, read, strict=True))
        return {n: v for n, v in values.items() if not self.fields[n].read_only}

    def read_id(self, data: Mapping[str, Any], path: str = "") -> UUID | None:
        """The id a writer gave the record, if any."""
        value = data.get("id")
        return None if value is None else read_uuid(value, f"{path}id")

    def _unknown(self, data: Mapping[str, Any], path: str) -> Iterator[Problem]:
        for name in data:
            if name not in self._known:
                yield Problem(f"{path}{printable(name)}", "unknown_field", _("is not a field here"))

    def _missing(self, data: Mapping[str, Any], path: str, *, partial: bool) -> Iterator[Problem]:
        for name in self._required:
            if data.get(name) is None and not (partial and name not in data):
                yield Problem(f"{path}{name}", "required", _("is required"))

    @cached_property
    def _known(self) -> frozenset[str]:
        """Every name that a writer may send."""
        also = [self.key] if self.key == "id" else []
        return READ_ONLY.union(self.fields, also, [self.child.kind] if self.child else [])

    @cached_property
    def _required(self) -> tuple[str, ...]:
        return tuple(name for name, field_ in self.fields.items() if field_.required)

    # --- rules across fields

    def broken(
        self, values: Mapping[str, Any], now: datetime, touched: Iterable[str] | None = None
    ) -> list[Rule]:
        """Rules that these values break; only those that name a touched field, where given."""
        looked_at = self.rules
        if touched is not None:
            names = frozenset(touched)
            looked_at = tuple(rule for rule in self.rules if rule.fields & names)
        return [rule for rule in looked_at if rule.broken(values, now)]

    # --- showing

    def blank(self) -> Values:
        """Every field unanswered; a field with a default has it."""
        return dict(self._blank)

    @cached_property
    def _blank(self) -> Values:
        return {name: getattr(f, "default", None) for name, f in self.fields.items()}

    def show(self, values: Mapping[str, Any], zone: str | None = None) -> dict[str, Any]:
        """Every field as JSON, null where unanswered; a zone where the record has none itself."""
        zone = values.get("time_zone") or zone
        shown = {name: values[name] for name in self.fields}
        for name, field_ in self._shown_otherwise:
            if shown[name] is not None:
                shown[name] = field_.show(shown[name], zone)
        return shown

    @cached_property
    def _shown_otherwise(self) -> tuple[tuple[str, Field], ...]:
        """The fields that are not shown as they are kept."""
        as_kept = Field.show
        return tuple((n, f) for n, f in self.fields.items() if type(f).show is not as_kept)

    # --- describing

    def schema(self, *, required: bool = True) -> dict[str, Any]:
        """The JSON schema of what a writer may send."""
        properties = {name: answered(field_) for name, field_ in self.fields.items()}
        needs = [name for name, f in self.fields.items() if f.required and required]
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": properties,
        } | ({"required": needs} if needs else {})

    def describe(self) -> list[dict[str, Any]]:
        """The field list of the phone."""
        return [{"name": name} | describe(field_) for name, field_ in self.fields.items()]

    def columns(self) -> dict[str, models.Field[Any, Any]]:
        """One database column a field."""
        columns = {name: field_.column() for name, field_ in self.fields.items()}
        for name, field_ in self.fields.items():
            columns[name].null = not field_.required
            columns[name].blank = not field_.required
        return columns

    def constraints(self) -> list[models.BaseConstraint]:
        """The bounds of every field as named constraints of the database."""
        bounds = ((name, field_.bound(name)) for name, field_ in self.fields.items())
        return [
            models.CheckConstraint(
                condition=bound
                if self.fields[name].required
                else bound | Q(**{f"{name}__isnull": True}),
                name=f"{self.noun}_{name}_bounds",
            )
            for name, bound in bounds
            if bound is not None
        ]
