"""A column that is read faster than Django reads it."""

from datetime import UTC, datetime
from typing import Any

from django.db import models


class InstantField(models.DateTimeField):  # type: ignore[type-arg]
    """Instants, which SQLite gives without a zone: they are in UTC, and nothing has to be asked.

    To migrations it is Django's field, and to the database as well; only its own kind is another,
    so that the slower converter of SQLite's backend stays away.
    """

    def get_internal_type(self) -> str:
        return "InstantField"

    def db_type(self, connection: Any) -> str:
        kind: str = connection.data_types["DateTimeField"]
        return kind

    def deconstruct(self) -> Any:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateTimeField", args, kwargs

    def from_db_value(
        self, value: datetime | None, _expression: Any, _connection: Any
    ) -> datetime | None:
        return value if value is None or value.tzinfo else value.replace(tzinfo=UTC)
