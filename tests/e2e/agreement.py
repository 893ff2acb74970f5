"""How every journey ends: the export, the phone and the taps tell the same diary."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from tests.e2e.phone import Phone
from tests.e2e.server import Person

#: Added by the server; nobody taps them.
ADDED = {"id", "revision", "created_at", "updated_at", "logged_at"}
PATIENCE_SECONDS = 15
CHILDREN = {"episodes": ("readings", "episode"), "treatments": ("sessions", "treatment")}

#: All that this person's pages are drawn from.
ROWS = """async () => {
  const { id } = JSON.parse(localStorage.getItem('nape.person'));
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const db = await done(indexedDB.open(`nape-${id}`));
  const rows = await done(db.transaction('view').objectStore('view').getAll());
  db.close();
  return rows.filter((row) => !row.deleted).map(({ kind, id, fields }) => ({ kind, id, fields }));
}"""

Records = dict[tuple[str, str], dict[str, Any]]


@dataclass
class Taps:
    """What was tapped: the pain numbers of each headache, answers by day, doses by name."""

    headaches: list[list[int]] = field(default_factory=list)
    days: dict[str, dict[str, Any]] = field(default_factory=dict)
    doses: list[str] = field(default_factory=list)


def all_agree(phone: Phone, person: Person, taps: Taps) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    exported, shown = of_export(person), of_phone(phone)
    # A phone that has nothing to send may still be fetching what another one sent.
    while shown != exported and time.monotonic() < deadline:
        phone.page.wait_for_timeout(300)
        exported, shown = of_export(person), of_phone(phone)
    assert shown == exported
    assert taps_of(exported) == taps


def of_export(person: Person) -> Records:
    archive = person.export()
    records: Records = {}
    for kind in archive["counts"]:
        child, parent = CHILDREN.get(kind, ("", ""))
        for one in archive[kind]:
            for small in one.pop(child, []):
                records[child, small["id"]] = _given(small | {parent: one["id"]})
            records[_key(kind, one)] = _given(one)
    return records


def _key(kind: str, fields: dict[str, Any]) -> tuple[str, str]:
    """A day is known by its date wherever it travels."""
    return kind, fields["date" if kind == "check_ins" else "id"]


def of_phone(phone: Phone) -> Records:
    rows = phone.page.evaluate(ROWS)
    return {
        _key(row["kind"], row["fields"] | {"id": row["id"]}): _given(row["fields"])
        for row in rows
        if row["kind"] != "profile"
    }


def taps_of(records: Records) -> Taps:
    pain: dict[str, list[tuple[str, int]]] = {id: [] for kind, id in records if kind == "episodes"}
    taps = Taps()
    for (kind, _id), given in records.items():
        if kind == "readings":
            pain[given["episode"]].append((given["at"], given["intensity"]))
        elif kind == "check_ins":
            answers = {n: v for n, v in given.items() if n not in {"date", "time_zone"}}
            taps.days[given["date"]] = answers
        elif kind == "doses":
            taps.doses.append(records["medications", given["medication"]]["name"])
    taps.headaches = sorted([number for _at, number in sorted(one)] for one in pain.values())
    taps.doses.sort()
    return taps


def _given(fields: dict[str, Any]) -> dict[str, Any]:
    given = {n: v for n, v in fields.items() if n not in ADDED and v is not None and v != []}
    return {name: _same(value) for name, value in given.items()}


def _same(value: Any) -> Any:
    """An instant is one, in whichever zone it is written."""
    if isinstance(value, str) and value[10:11] == "T":
        return datetime.fromisoformat(value).astimezone(UTC).isoformat()
    return value
