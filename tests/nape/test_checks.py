"""What the system checks warn of."""

import sqlite3

import pytest
from django.db import connection

from nape import checks


@pytest.mark.skipif(connection.vendor != "sqlite", reason="speaks of SQLite")
@pytest.mark.parametrize(
    ("version", "ids"), [((3, 40, 1), ["nape.W001"]), ((3, 51, 2), ["nape.W001"]), ((3, 51, 3), [])]
)
def test_an_sqlite_that_may_lose_data_is_warned_of(
    version: tuple[int, int, int], ids: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert [message.id for message in checks.sqlite_is_current()] == ids


def test_another_database_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    monkeypatch.setattr(connection, "vendor", "postgresql")
    assert checks.sqlite_is_current() == []
