"""One episode and a page of them, against a plain ModelViewSet with token authentication.

.venv/bin/python -m bench.records
"""

import json
from typing import Any

from bench import examples, measure

FEW, MANY = 500, 50_000


def main() -> None:
    """Print the ratios."""
    measure.start()
    (few, api_few, _), (many, api_many, plain) = measure.people(2)
    fill(few, FEW)
    fill(many, MANY)
    _fill_plain(many, MANY)
    _writing(api_few, plain)
    _reading(api_few, api_many, plain)


def _writing(api: measure.Caller, plain: measure.Caller) -> None:
    mine, theirs = measure.cpu(
        lambda: api("POST", "/api/v1/episodes/", examples.episode()),
        lambda: plain("POST", "/plain/episodes/", examples.episode()),
        rounds=300,
    )
    ratio, detail = mine / theirs, f"{mine:.2f} ms, reference {theirs:.2f} ms"
    measure.tell("POST of an episode", ratio, "≤ 1.5", met=ratio <= 1.5, detail=detail)


def _reading(few: measure.Caller, many: measure.Caller, plain: measure.Caller) -> None:
    path = "/api/v1/episodes/?limit=100"
    assert len(json.loads(many("GET", path)[1])["results"]) == 100
    assert len(json.loads(plain("GET", "/plain/episodes/")[1])["results"]) == 100
    small, large, theirs = measure.cpu(
        lambda: few("GET", path),
        lambda: many("GET", path),
        lambda: plain("GET", "/plain/episodes/"),
        rounds=60,
    )
    ratio, detail = large / small, f"{large:.2f} ms, {small:.2f} ms"
    name = f"Page of 100 from {MANY} against {FEW}"
    measure.tell(name, ratio, "≤ 1.2", met=ratio <= 1.2, detail=detail)
    ratio, detail = theirs / large, f"{large:.2f} ms, reference {theirs:.2f} ms"
    measure.tell("Throughput of pages", ratio, "≥ 2", met=ratio >= 2, detail=detail)


def fill(person: Any, count: int) -> None:
    """Give a person many episodes of two readings: a few written, the others copied from them."""
    from diary import changes
    from diary.models import MODELS
    from diary.services import records
    from diary.shapes import EPISODES, READINGS, Shape

    with changes.writing(person.pk, author=None, channel="shell") as door:

        def row(shape: Shape, given: dict[str, Any]) -> Any:
            return records.new_row(door, shape, shape.read_id(given), shape.read(given))

        given = [examples.episode(day) for day in range(FEW)]
        points = [p | {"episode": e["id"]} for e in given for p in e.pop("readings")]
        MODELS["episodes"].objects.bulk_create([row(EPISODES, e) for e in given])
        MODELS["readings"].objects.bulk_create([row(READINGS, p) for p in points])
        copies, written = count // FEW - 1, door.revision
        mine = f"WHERE person_id = '{person.pk.hex}'"
        _copy(MODELS["episodes"], copies, ids=["id"], of=mine, revisions=written)
        _copy(MODELS["readings"], copies, ids=["id", "episode"], of=mine, revisions=written)
        door.revision += written * copies


def _fill_plain(person: Any, count: int) -> None:
    from bench.reference.models import PlainEpisode, PlainReading
    from diary.shapes import EPISODES, READINGS

    given = [examples.episode(day) for day in range(FEW)]
    points = [(e["id"], READINGS.read(p)) for e in given for p in e.pop("readings")]
    rows = [PlainEpisode(id=e["id"], person=person, **EPISODES.read(e)) for e in given]
    PlainEpisode.objects.bulk_create(rows)
    PlainReading.objects.bulk_create([PlainReading(of_id=of, **p) for of, p in points])
    _copy(PlainEpisode, count // FEW - 1, ids=["id"])
    _copy(PlainReading, count // FEW - 1, ids=["id", "of_id"])


def _copy(model: Any, copies: int, *, ids: list[str], of: str = "", revisions: int = 0) -> None:
    """The same rows again and again, each time with other ids, made by SQLite itself."""
    from django.db import connection

    columns = [field.column for field in model._meta.concrete_fields if field.column != "key"]
    changed = {name: f"printf('%08x', copy.n) || substr({name}, 9)" for name in ids}
    changed["revision"] = f"revision + {revisions} * copy.n"
    into = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(changed.get(name, f'"{name}"') for name in columns)
    numbers = f"VALUES (1) UNION ALL SELECT n + 1 FROM copy WHERE n < {copies}"
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({into}) WITH RECURSIVE copy(n) AS ({numbers}) "
            f"SELECT {values} FROM copy, {table} {of}"
        )


if __name__ == "__main__":
    main()
