"""A number as the language writes it."""

import re

from django.utils.formats import number_format


def number(value: float | None, places: int = 1) -> str:
    """To so many decimals, whole ones without; a dash where there is none."""
    if value is None:
        return "–"
    value = round(value, places)
    return number_format(int(value) if float(value).is_integer() else value)


def unbroken(text: str) -> str:
    """A number and its unit stay in one line."""
    return re.sub(r"(?<=\d) (?=%|h\b)", "\u00a0", text)


def signed(value: float) -> str:
    """With its sign, which is no hyphen."""
    return ("−" if value < 0 else "+") + number(abs(value))
