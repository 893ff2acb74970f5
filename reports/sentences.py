"""One sentence from its key and its numbers, translated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from diary import vocabulary
from reports.numbers import unbroken
from reports.phrases import PHRASES

Document = Mapping[str, Any]
Told = Iterator[tuple[str, str, dict[str, Any]]]
"""Key, text, and what else belongs to a sentence."""


def phrase(key: str, numbers: Mapping[str, Any] | None = None) -> str:
    """One sentence by its key; where nothing was answered, what it says then."""
    numbers = numbers or {}
    if numbers.get("n") == 0 and f"{key}.none" in PHRASES:
        key = f"{key}.none"
    return unbroken(str(PHRASES[key] % _shown(numbers)))


def _shown(numbers: Mapping[str, Any]) -> dict[str, Any]:
    """Numbers as they are written; whole ones stay numbers, as plural forms look at them."""
    return {name: _written(name, value) for name, value in numbers.items()}


def _written(name: str, value: Any) -> Any:
    if name == "side":
        return vocabulary.SIDES.get(value, _("same"))
    if name == "until":
        return date_format(date.fromisoformat(value)) if value else ""
    if isinstance(value, float):
        return int(value) if value.is_integer() else number_format(value, 1)
    return value


def said(key: str, numbers: Mapping[str, Any] | None = None, **more: Any) -> Told:
    """A sentence with the episodes it rests on."""
    episodes = (numbers or {}).get("episodes")
    yield key, phrase(key, numbers), {**({"episodes": episodes} if episodes else {}), **more}


def of(sentence: Mapping[str, Any]) -> Told:
    """A sentence as analytics asks for it."""
    return said(sentence["sentence_key"], sentence["numbers"])
