"""What a section is made of: tables, lines of text, and days in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format

from reports.numbers import unbroken

Summary = Mapping[str, Any]
Block = dict[str, Any]
MOST_LINES: Final = 4


def table(head: list[str], rows: list[list[str]], *, name: str) -> Block:
    """A table whose first column names its rows."""
    return {"kind": "table", "name": name, "head": [unbroken(one) for one in head], "rows": rows}


def lines(*items: str) -> Block:
    """Sentences, one below the other; empty ones are left out."""
    return {"kind": "lines", "items": [unbroken(item) for item in items if item]}


def day(text: str | None, form: str = "SHORT_DATE_FORMAT") -> str:
    """A local day in words."""
    return date_format(date.fromisoformat(text), form) if text else ""
