"""How a line of the log is written, and what never stands in one."""

import logging
import re
from typing import Final

# Whoever has the token of a share link can read through it.
TOKEN: Final = re.compile(r"(/shared/)[^/\s?]+")


class Line(logging.Formatter):
    """A line, its traceback included, without the tokens of share links."""

    def format(self, record: logging.LogRecord) -> str:
        return TOKEN.sub(r"\1…", super().format(record))
