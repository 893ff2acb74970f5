"""Every kind of record with the least it needs, and how a test sends one field of it."""

from typing import Any

from diary.shapes import SHAPES
from diary.shapes.fields import Field
from tests.conftest import EPISODE, START, Caller

DAY = "2026-03-01"
ZONE = {"time_zone": "Europe/Berlin"}
ID = "0190d3f0-0000-7000-8000-000000000001"
# Typed from the page of records: nothing else is required.
LEAST: dict[str, dict[str, Any]] = {
    "profile": {},
    "episodes": EPISODE,
    "readings": {"at": START, "intensity": 3},
    "check_ins": {"date": DAY} | ZONE,
    "medications": {"name": "ibuprofen"},
    "doses": {"medication": ID, "taken_at": START} | ZONE,
    "treatments": {"kind": "massage", "started_on": DAY},
    "sessions": {"on": DAY},
    "marks": {"on": DAY, "label": "a cold"},
    "scores": {"instrument": "HIT-6", "total": 52, "taken_on": DAY},
    "findings": {"on": DAY, "kind": "rotation"},
    "annotations": {"on": DAY, "text": "seen"},
    "custom_factors": {"label": "coffee", "kind": "yes_no"},
    "visits": {"on": DAY},
    "acknowledgements": {},
}
COLLECTIONS = (
    "episodes", "medications", "doses", "treatments", "marks", "scores", "custom_factors",
    "visits", "acknowledgements",
)  # fmt: skip
PARENTS = {"readings": "episodes", "sessions": "treatments"}


def address(kind: str) -> str:
    return kind.replace("_", "-")


def fields() -> list[tuple[str, str]]:
    """Every field that a writer may set, by kind and name."""
    return [
        (kind, name)
        for kind, shape in SHAPES.items()
        for name, field in shape.fields.items()
        if not field.read_only and name != shape.parent
    ]


def field_of(kind: str, name: str) -> Field:
    return SHAPES[kind].fields[name]


class Sender:
    """Sends records of any kind to where that kind is taken."""

    def __init__(self, owner: Caller, clinician: Caller, person: str) -> None:
        self.owner, self.clinician, self.person = owner, clinician, person

    def send(self, kind: str, given: dict[str, Any]) -> Any:
        """Create a record with these fields besides the least it needs."""
        document = LEAST[kind] | given
        if kind == "profile":
            return self.owner.patch("me/", {"profile": document})
        if kind == "check_ins":
            return self.owner.put(f"check-ins/{DAY}/", document)
        if kind in PARENTS:
            parent = PARENTS[kind]
            return self.owner.post(f"{address(parent)}/", LEAST[parent] | {kind: [document]})
        if SHAPES[kind].down_only:
            return self.clinician.post(f"patients/{self.person}/{kind}/", document)
        return self.owner.post(f"{address(kind)}/", document)

    def shown(self, kind: str) -> dict[str, Any]:
        """The record of a kind that is there, as it is read back."""
        if kind == "profile":
            profile: dict[str, Any] = self.owner.get("me/").json()["profile"]
            return profile
        if kind in PARENTS:
            [parent] = self.owner.get(f"{address(PARENTS[kind])}/").json()["results"]
            [child] = parent[kind]
            return dict(child)
        if SHAPES[kind].down_only:
            page = self.clinician.get(f"patients/{self.person}/{kind}/")
        else:
            page = self.owner.get(f"{address(kind)}/")
        [record] = page.json()["results"]
        return dict(record)


def path_of(kind: str, name: str) -> str:
    """Where an error about a field of a sent record points."""
    if kind == "profile":
        return f"profile.{name}"
    return f"{kind}[0].{name}" if kind in PARENTS else name
