"""What an operation says of itself to the OpenAPI document: beside the method that does it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.utils.functional import Promise

Method = TypeVar("Method", bound=Callable[..., Any])

# Names of bodies in api/bodies.py; {noun} and {child} are those of the view's shape.
RECORD, CHILD, PAGE = "{noun}", "{child}", "{noun}Page"
INPUT, CHILD_INPUT, PATCH = "{noun}Input", "{child}Input", "{noun}Patch"


@dataclass(frozen=True)
class Operation:
    """What a method takes and gives. The refusals that its kind always has are added."""

    about: str | Promise
    # body by status; None is an empty body
    gives: Mapping[int, str | None]
    takes: str | None = None
    # names of query parameters in api/bodies.py
    asks: tuple[str, ...] = ()
    # refusals of its own
    refuses: tuple[int, ...] = ()
    # does `If-Match` guard it?
    guarded: bool = False
    media_type: str = "application/json"
    open_to_all: bool = field(default=False)


def operation(
    about: str | Promise, gives: Mapping[int, str | None], **details: Any
) -> Callable[[Method], Method]:
    """Describe the method of a view."""

    def mark(method: Method) -> Method:
        method.operation = Operation(about, gives, **details)  # type: ignore[attr-defined]
        return method

    return mark


def operation_of(view: object, method: str) -> Operation | None:
    """What a view says of an HTTP method, if it takes that method."""
    if method.lower() not in getattr(view, "http_method_names", ()):
        return None
    return getattr(getattr(view, method.lower(), None), "operation", None)
