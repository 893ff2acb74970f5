"""The language of the rules: conditions as data, true, false or unknown.

What was not answered is unknown: it never fires a card, and it never takes one away.
The first key of a condition names its operator.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from diary.shapes.instants import read_date

Truth = bool | None
Condition = Mapping[str, Any]


@dataclass(frozen=True)
class Scope:
    """What a condition may look at: the entry, the person, what happened around it."""

    parts: Mapping[str, Any]
    definitions: Mapping[str, Condition]
    today: date | None

    def at(self, path: str) -> Any:
        value: Any = self.parts
        for name in path.split("."):
            value = value.get(name) if isinstance(value, Mapping) else None
        return value

    def each(self, path: str, condition: Condition) -> list[Truth] | None:
        """The condition for every item of a list; None when there is no list."""
        items = self.at(path)
        if not isinstance(items, list):
            return None
        inner = (replace(self, parts={**self.parts, "item": item}) for item in items)
        return [holds(condition, scope) for scope in inner]


def holds(condition: Condition, scope: Scope) -> Truth:
    return OPERATORS[next(iter(condition))](condition, scope)


def _and(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return False if False in found else None if None in found else True


def _or(truths: Iterable[Truth]) -> Truth:
    found = set(truths)
    return True if True in found else None if None in found else False


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _at(condition: Condition, scope: Scope) -> Truth:
    value = scope.at(condition["at"])
    if "has" in condition:
        return _has(value, condition["has"])
    if "in" in condition:
        return value in condition["in"] if isinstance(value, str) else None
    if "is" in condition:
        return value is condition["is"] if isinstance(value, bool) else None
    return _within(number(value), condition)


def _has(value: Any, wanted: list[str]) -> Truth:
    return any(one in wanted for one in value) if isinstance(value, list) else None


def number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _within(value: float | None, bounds: Condition) -> Truth:
    if value is None:
        return None
    return bool(bounds.get("min", value) <= value <= bounds.get("max", value))


def _days_since(condition: Condition, scope: Scope) -> Truth:
    """Days from a date to the entry's day; of a year alone, only what holds on all its days."""
    today = scope.today
    span = _span(scope.at(condition["days_since"]), today) if today else None
    if today is None or span is None:
        return None
    first, last = (_within((today - day).days, {"min": 0, **condition}) for day in span)
    return first if first == last else None


def _span(text: Any, today: date) -> tuple[date, date] | None:
    """The first and the last day it can have been; the present year only as far as it has come."""
    if not isinstance(text, str):
        return None
    year_alone = len(text) == 4
    first = read_date(f"{text}-01-01" if year_alone else text)
    last = read_date(f"{text}-12-31" if year_alone else text)
    if first is None or last is None:
        return None
    return (first, today if first < today < last else last)


def _years_since(condition: Condition, scope: Scope) -> Truth:
    """By the year alone, so up to a year early: the cautious side."""
    year = number(scope.at(condition["years_since"]))
    if scope.today is None or year is None:
        return None
    return _within(scope.today.year - year, condition)


def _some(condition: Condition, scope: Scope) -> Truth:
    truths = scope.each(condition["some"], condition["where"])
    return None if truths is None else _or(truths)


def _every(condition: Condition, scope: Scope) -> Truth:
    """Nothing is said of an empty list, so all of none is not enough."""
    truths = scope.each(condition["every"], condition["where"])
    return None if truths is None else bool(truths) and _and(truths)


OPERATORS: dict[str, Callable[[Condition, Scope], Truth]] = {
    "at": _at,
    "ticked": lambda c, scope: _has(scope.at("entry.warning_signs"), c["ticked"]),
    "all": lambda c, scope: _and(holds(part, scope) for part in c["all"]),
    "any": lambda c, scope: _or(holds(part, scope) for part in c["any"]),
    "not": lambda c, scope: _not(holds(c["not"], scope)),
    # An exception stands only when it is known to hold.
    "certain": lambda c, scope: holds(c["certain"], scope) is True,
    "use": lambda c, scope: holds(scope.definitions[c["use"]], scope),
    "some": _some,
    "every": _every,
    "days_since": _days_since,
    "years_since": _years_since,
}
