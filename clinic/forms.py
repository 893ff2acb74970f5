"""Forms of what a clinician writes: their fields, words and bounds are those of the shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from diary.shapes import ANNOTATIONS, FINDINGS, Shape
from diary.shapes.fields import Day, Number, Slug, Text
from diary.shapes.problems import Problem

LONGEST_LINE: Final = 200


@dataclass(frozen=True)
class Form:
    """Some fields of a shape; `saved` is said when they were written."""

    name: str
    shape: Shape
    fields: tuple[str, ...]
    title: Promise
    saved: Promise
    route: str

    def read(self, posted: Mapping[str, str]) -> dict[str, Any]:
        """What was typed as JSON: what was left empty is null, and a number is one."""
        given = {name: self._value(name, posted.get(name, "").strip()) for name in self.fields}
        return given | {"id": posted.get("id") or None}

    def _value(self, name: str, text: str) -> Any:
        if not text or not isinstance(self.shape.fields[name], Number):
            return text or None
        try:
            return float(text.replace(",", "."))
        except ValueError:
            return text  # refused as a number, with its path

    def fill(self, posted: Mapping[str, str], problems: Iterable[Problem]) -> dict[str, Any]:
        """The form as the template writes it."""
        faults = {problem.path: str(problem.detail) for problem in problems}
        return {
            "name": self.name,
            "title": self.title,
            "route": self.route,
            "id": posted.get("id", ""),
            "fields": [self._field(name, posted.get(name, ""), faults) for name in self.fields],
            "faults": faults,
        }

    def _field(self, name: str, value: str, faults: Mapping[str, str]) -> dict[str, Any]:
        field = self.shape.fields[name]
        return {
            "name": name,
            "label": capfirst(str(field.label)),
            "required": field.required,
            "value": value,
            "fault": faults.get(name, ""),
            "as": _as(field),
            "choices": field.known if isinstance(field, Slug) else None,
            "low": field.low if isinstance(field, Number) else None,
            "high": field.high if isinstance(field, Number) else None,
        }


def _as(field: Any) -> str:
    """How a field is asked for."""
    if isinstance(field, Slug):
        return "choice"
    if isinstance(field, Day):
        return "day"
    if isinstance(field, Text):
        return "line" if field.longest <= LONGEST_LINE else "text"
    return "number"


FINDING: Final = Form(
    name="findings",
    shape=FINDINGS,
    fields=("on", "kind", "side", "degrees", "result", "text"),
    title=_("Add a finding"),
    saved=_("The finding was written down."),
    route="clinic:add_finding",
)
NOTE: Final = Form(
    name="notes",
    shape=ANNOTATIONS,
    fields=("on", "until", "text", "visibility"),
    title=_("Add a note"),
    saved=_("The note was written down."),
    route="clinic:add_note",
)
