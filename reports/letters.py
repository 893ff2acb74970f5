"""What no font here can write, told by its name: a picture in a text must not become a box."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any, Final

from matplotlib import font_manager, get_data_path

from reports.figures import style

# Joiners and tones of pictures: they have no shape of their own.
UNSEEN: Final = frozenset(
    "\u200d\ufe0e\ufe0f\u20e3",
) | {chr(code) for code in range(0x1F3FB, 0x1F400)}


def legible(value: Any) -> Any:
    """The same texts, lists and tables; pictures without a shape are named in brackets."""
    if isinstance(value, str):
        return value if value.isascii() else "".join(map(_shown, value))
    if isinstance(value, dict):
        return {name: legible(one) for name, one in value.items()}
    return [legible(one) for one in value] if isinstance(value, list) else value


@cache
def _shown(letter: str) -> str:
    if letter in UNSEEN:
        return ""
    if unicodedata.category(letter) != "So" or ord(letter) in _written():
        return letter
    return f"({unicodedata.name(letter, 'picture').lower()})"


@cache
def _written() -> frozenset[int]:
    """The letters of the fonts that are always there."""
    paths = [f"{get_data_path()}/fonts/ttf/DejaVuSans.ttf", style.chinese_font()]
    return frozenset().union(*(font_manager.get_font(path).get_charmap() for path in paths if path))
