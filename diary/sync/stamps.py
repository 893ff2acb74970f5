"""Who wrote each field of a record last, and whether a later write may replace it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

DELETED = "deleted"


@dataclass(frozen=True)
class Stamp:
    """One write: its revision, its corrected time in milliseconds, its device and op."""

    revision: int
    at: int
    device: str | None = None
    op: str | None = None

    def after(self, old: "Stamp") -> "Stamp":
        """This write, placed later than one its writer had seen."""
        return replace(self, at=max(self.at, old.at + 1))


class Stamps:
    """The stamp of every field that was ever written. Fields of one write share an entry."""

    def __init__(self, entries: Iterable[list[Any]] = ()) -> None:
        self._of: dict[str, Stamp] = {}
        for revision, at, device, op, names in entries:
            self.put(names, Stamp(revision, at, device, op))

    def of(self, field: str) -> Stamp | None:
        return self._of.get(field)

    def put(self, fields: Iterable[str], stamp: Stamp) -> None:
        self._of.update(dict.fromkeys(fields, stamp))

    def entries(self) -> list[list[Any]]:
        """As it is kept in a row."""
        names: dict[tuple[int, int], tuple[Stamp, list[str]]] = {}
        for name, stamp in self._of.items():
            names.setdefault((stamp.revision, stamp.at), (stamp, []))[1].append(name)
        return [[s.revision, s.at, s.device, s.op, fields] for s, fields in names.values()]


def knew(old: Stamp, new: Stamp, base: int | None) -> bool:
    """Had the writer of `new` seen the value that `old` wrote?

    It had when its base is not older, or when the same device wrote both: a device sends its
    writes in the order it made them.
    """
    if base is not None and base >= old.revision:
        return True
    return old.device is not None and old.device == new.device


def wins(old: Stamp | None, new: Stamp, base: int | None, *, deletes: bool | None = None) -> bool:
    """Does the new value of a field stand?

    `deletes` is given for the field `deleted` alone: of two truly concurrent writers the one who
    deletes wins. Else the later corrected time wins, and op ids settle a tie.
    """
    if old is None or knew(old, new, base):
        return True
    if deletes is not None:
        return deletes
    return (new.at, new.op or "") > (old.at, old.op or "")
