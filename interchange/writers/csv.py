"""A collection as CSV (RFC 4180): for spreadsheets, which must not take a note for a formula."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from care.access import ReadableDiary
from diary.models import Record
from diary.shapes import Shape
from diary.shapes.fields import Number, NumberOrText, Whole

BOM = "\ufeff"
# what spreadsheets read as the start of a formula, full-width signs included
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
# a guarded cell begins with one apostrophe too many, so the guard can be taken off again
GUARD = "'"


def write(diary: ReadableDiary, shape: Shape) -> Iterator[str]:
    """The lines of a collection, oldest first: a header, then a row a record."""
    names = [name for name in shape.fields if name not in diary.hides]
    # a day is a check-in's own name; the others say which local day they are listed under
    head = names if shape.key == "date" else ["id", "local_date", *names]
    writer = csv.writer(_Line())
    yield writer.writerow(head)
    rows = diary.rows(shape).order_by("day", "key").iterator(chunk_size=500)
    for row in rows:
        yield writer.writerow(_cells(row, names))


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"{GUARD}{text}" if text.startswith((*FORMULA, GUARD)) else text


def _cells(row: Record, names: list[str]) -> list[Any]:
    shown = row.shape.show(row.values)
    cells = [_cell(row, name, shown[name]) for name in names]
    return cells if row.shape.key == "date" else [str(row.id), row.day.isoformat(), *cells]


def _cell(row: Record, name: str, value: Any) -> Any:
    if value is None:
        return ""
    field = row.shape.fields[name]
    if isinstance(field, Number | Whole | NumberOrText) and not isinstance(value, str):
        return value
    if isinstance(row.values[name], date | datetime):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


class _Line:
    """Hands each line back to whoever writes it."""

    def write(self, line: str) -> str:
        return line
