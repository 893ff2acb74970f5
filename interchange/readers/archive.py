"""An archive into a diary: checked whole, written in one transaction, twice the same as once."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from care.access import WritableDiary
from diary.changes import Writing
from diary.ids import check_in_id
from diary.models import Record
from diary.services import documents, records
from diary.services.documents import Document, Family
from diary.shapes import CHECK_INS, FINDINGS, PROFILE, Shape
from diary.shapes.fields import Instant, printable
from diary.shapes.problems import Problem, Refused, refuse
from interchange import asides
from interchange.archives import COLLECTIONS, FORMAT, KEPT_TIMES, ORPHANS, VERSION
from interchange.asides import Unknown

HEAD = ("format", "version", "exported_at", "counts", "profile")
MOST_PROBLEMS = 50
Progress = Callable[[int, int], None]


@dataclass
class Entry:
    """One record as read, with the times that the archive keeps."""

    shape: Shape
    path: str
    document: Document
    times: dict[str, Any]
    # what a record without an id says and where it stands: the same archive again is the same
    trace: str
    children: list["Entry"] = field(default_factory=list)


@dataclass
class Answer:
    """What an import did, record by record."""

    created: int = 0
    unchanged: int = 0
    kept: list[dict[str, str]] = field(default_factory=list)
    warnings: list[dict[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def read(data: Any) -> tuple[list[Entry], list[Unknown]]:
    """The entries of an archive, and the parts that this program does not know.

    Raises `Refused` when anything in it is not as it should be; then nothing is imported.
    """
    shapes = {shape.kind: shape for shape in (*COLLECTIONS, *ORPHANS)}
    _check_head(data)
    _check_counts(data, shapes)
    unknown = [asides.unknown("", n, data[n]) for n in data if n not in HEAD and n not in shapes]
    entries: list[Entry] = []
    problems: list[Problem] = []
    listed = [(kind, shape, data.get(kind) or []) for kind, shape in shapes.items()]
    if data.get("profile") is not None:
        listed.insert(0, ("profile", PROFILE, [data["profile"]]))
    for kind, shape, items in listed:
        for index, item in enumerate(items):
            path = "profile." if shape is PROFILE else f"{kind}[{index}]."
            try:
                entries.append(_read_entry(shape, item, path, unknown))
            except Refused as refused:
                problems += refused.problems
    problems += _twice(entries)
    if problems:
        raise Refused(problems[:MOST_PROBLEMS])
    return entries, unknown


def write(
    diary: WritableDiary,
    entries: list[Entry],
    unknown: Iterable[Unknown] = (),
    *,
    progress: Progress = lambda done, of: None,
) -> Answer:
    """Write what is not there yet; what is there stays as it is."""
    by_shape: dict[str, list[Entry]] = {}
    for entry in entries:
        by_shape.setdefault(entry.shape.kind, []).append(entry)
    answer, done = Answer(), 0
    with diary.writing("import") as door:
        for of_shape in by_shape.values():
            progress(done, len(entries))
            _Import(door, of_shape[0].shape, answer).take(of_shape)
            door.flush()
            done += len(of_shape)
        answer.unknown = asides.keep(door.person_id, unknown, now=door.now)
    progress(done, len(entries))
    return answer


# --- reading


def _check_head(data: Any) -> None:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise refuse("format", "unknown_format", _("must be %s") % FORMAT)
    if data.get("version") != VERSION or isinstance(data["version"], bool):
        raise refuse("version", "unknown_version", _("must be %s") % VERSION)


def _check_counts(data: Mapping[str, Any], shapes: Mapping[str, Shape]) -> None:
    counts = {} if data.get("counts") is None else data["counts"]
    if not isinstance(counts, dict):
        raise refuse("counts", "wrong_type", _("must be an object"))
    problems = []
    for kind in shapes:
        items = data.get(kind)
        if items is not None and not isinstance(items, list):
            problems.append(Problem(kind, "wrong_type", _("must be a list")))
        elif items and kind not in counts:
            problems.append(Problem(f"counts.{kind}", "required", _("is required")))
    for kind, count in counts.items():
        there = data.get(kind)
        number = len(there) if isinstance(there, list) else 0
        if isinstance(count, bool) or count != number:
            detail = _("says another number than the archive holds: it may be cut short")
            problems.append(Problem(f"counts.{printable(kind)}", "wrong_count", detail))
    if problems:
        raise Refused(problems)


def _read_entry(shape: Shape, item: Any, path: str, unknown: list[Unknown]) -> Entry:
    if not isinstance(item, dict):
        raise refuse(path.rstrip("."), "wrong_type", _("must be an object"))
    known, times = _known(shape, item, path, unknown), _times(item, path)
    items = known.pop(shape.child.kind, None) if shape.child else None
    document = documents.read(shape, known, path=path)
    trace = "" if document.id else path + json.dumps(known, sort_keys=True)
    entry = Entry(shape, path, document, times, trace)
    if shape.child and items is not None:
        where = f"{path}{shape.child.kind}"
        if not isinstance(items, list):
            raise refuse(where, "wrong_type", _("must be a list"))
        entry.children = [
            _read_entry(shape.child, child, f"{where}[{index}].", unknown)
            for index, child in enumerate(items)
        ]
    return entry


def _known(
    shape: Shape, item: Mapping[str, Any], path: str, unknown: list[Unknown]
) -> dict[str, Any]:
    """What this program knows of a record; the rest is put aside."""
    names = {*shape.fields, *KEPT_TIMES, *([shape.child.kind] if shape.child else [])}
    if shape.key == "id":
        names.add("id")
    unknown += [asides.unknown(path, n, item[n]) for n in item if n not in names]
    return {name: value for name, value in item.items() if name in names}


def _times(item: Mapping[str, Any], path: str) -> dict[str, Any]:
    """When it was made and logged; unknown where the archive does not say."""
    instant = Instant("")
    return {
        name: None if item.get(name) is None else instant.read(item[name], f"{path}{name}")
        for name in KEPT_TIMES
    }


def _twice(entries: list[Entry]) -> list[Problem]:
    """A record that stands in the archive twice."""
    seen: set[tuple[str, Any]] = set()
    problems = []
    for entry in [*entries, *(child for e in entries for child in e.children)]:
        key = entry.document.given.get("date") if entry.shape is CHECK_INS else entry.document.id
        if key is not None and (entry.shape.kind, key) in seen:
            problems.append(Problem(entry.path.rstrip("."), "twice", _("is there twice")))
        seen.add((entry.shape.kind, key))
    return problems


# --- writing


class _Import:
    """The entries of one kind against one open diary."""

    def __init__(self, door: Writing, shape: Shape, answer: Answer) -> None:
        self.door, self.shape, self.answer = door, shape, answer

    def take(self, entries: list[Entry]) -> None:
        self.door.fetch(self.shape.kind, (self._id(entry) for entry in entries))
        rows = [self.door.find(self.shape.kind, self._id(entry)) for entry in entries]
        there = {f.row.id: f for f in documents.families([row for row in rows if row])}
        if self.shape.child:
            ids = (self._id(child) for e in entries for child in e.children)
            self.door.fetch(self.shape.child.kind, ids)
        for entry, row in zip(entries, rows, strict=True):
            if row is None:
                self._create(entry)
            else:
                self._compare(entry, there[row.id])

    def _id(self, entry: Entry) -> UUID:
        """The record's id; one without gets one that it gets again when it comes again."""
        if entry.shape is PROFILE:
            return self.door.person_id
        if entry.shape is CHECK_INS:
            return check_in_id(self.door.person_id, entry.document.given["date"])
        entry.document.id = entry.document.id or uuid5(self.door.person_id, entry.trace)
        return entry.document.id

    def _create(self, entry: Entry) -> None:
        row = self._add(entry, {})
        for child in entry.children:
            if self.door.find(child.shape.kind, self._id(child)):
                self._keep(child)
            else:
                self._add(child, {child.shape.parent: row.id})
        self._warn(entry)
        self.answer.created += 1

    def _add(self, entry: Entry, also: Mapping[str, Any]) -> Record:
        """A new row, as old as the archive says."""
        given = {**entry.document.given, **also}
        marked = {"imported": True} if entry.shape is FINDINGS else {}
        row = records.new_row(self.door, entry.shape, self._id(entry), given | marked)
        row.created_at, row.logged_at = entry.times["created_at"], entry.times["logged_at"]
        self.door.add(row)
        self.door.note(entry.shape.kind, row.id, "created", revision=row.revision)
        return row

    def _compare(self, entry: Entry, there: Family) -> None:
        document = entry.document
        document.children = [child.document for child in entry.children]
        if self.shape.child is None:
            document.children = None
        if there.row.deleted_at is None and documents.same_content(there, document):
            self.answer.unchanged += 1
        else:
            self._keep(entry)

    def _keep(self, entry: Entry) -> None:
        """What the server has stands."""
        self.answer.kept.append(
            {"kind": entry.shape.kind, "id": str(self._id(entry)), "path": entry.path.rstrip(".")}
        )

    def _warn(self, entry: Entry) -> None:
        values = entry.shape.blank() | entry.document.given
        if entry.shape.child:
            values[entry.shape.child.kind] = [child.document.given for child in entry.children]
        for rule in entry.shape.broken(values, self.door.now):
            path = f"{entry.path}{rule.path}"
            self.answer.warnings.append(
                {"path": path, "code": rule.code, "detail": str(rule.detail)}
            )
