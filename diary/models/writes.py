"""Many rows of one model written with one prepared statement.

Django's bulk_create sends SQLite a few of our wide rows at a time and looks at every unanswered
field of each; a save a row makes the same statement anew each time.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db import connection, models

from diary.models.records import require_door

# The drivers take the values of these as they are.
PLAIN = (
    models.BooleanField,
    models.CharField,
    models.FloatField,
    models.IntegerField,
    models.TextField,
)


def insert(rows: Sequence[Any]) -> None:
    """Write new rows. Their keys are not fetched: within a diary a record is known by its id."""
    fields = [field for field in rows[0]._meta.concrete_fields if not field.primary_key]
    names = ", ".join(_quoted(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table = _quoted(rows[0]._meta.db_table)
    _send(f"INSERT INTO {table} ({names}) VALUES ({places})", fields, rows)  # noqa: S608
    for row in rows:
        row._state.adding = False


def update(rows: Sequence[Any], names: Iterable[str]) -> None:
    """Write these fields of rows that are there."""
    of = rows[0]._meta.get_field
    changed, known_by = [of(name) for name in names], [of("person"), of("id")]
    sets = ", ".join(f"{_quoted(field.column)} = %s" for field in changed)
    where = " AND ".join(f"{_quoted(field.column)} = %s" for field in known_by)
    table = _quoted(rows[0]._meta.db_table)
    _send(f"UPDATE {table} SET {sets} WHERE {where}", changed + known_by, rows)  # noqa: S608


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def _send(sql: str, fields: Sequence[models.Field[Any, Any]], rows: Sequence[Any]) -> None:
    require_door(row.person_id for row in rows)
    with connection.cursor() as cursor:
        cursor.executemany(sql, list(_values(fields, rows)))


def _values(fields: Sequence[models.Field[Any, Any]], rows: Sequence[Any]) -> Iterator[list[Any]]:
    """What each row holds, as the driver takes it."""
    ways = [(f.attname, None if isinstance(f, PLAIN) else f.get_db_prep_save) for f in fields]
    for there in map(vars, rows):
        yield [
            value if (value := there[name]) is None or way is None else way(value, connection)
            for name, way in ways
        ]
