"""System checks, each with its id."""

import sqlite3
from typing import Any

from django.core.checks import CheckMessage, Warning, register
from django.db import connection

WITHOUT_WAL_RESET_BUG = (3, 51, 3)


@register()
def sqlite_is_current(**_facts: Any) -> list[CheckMessage]:
    """Two writers at once can corrupt a database of an older version, in rare cases."""
    if connection.vendor != "sqlite" or sqlite3.sqlite_version_info >= WITHOUT_WAL_RESET_BUG:
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} has a bug that can corrupt the diary.",
            hint="Install a Python with SQLite 3.51.3 or newer, or set DATABASE_URL.",
            id="nape.W001",
        )
    ]
