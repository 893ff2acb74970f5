"""A record as one document, its children inside: how REST and the archive hold it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from diary.changes import Writing, in_parts
from diary.ids import new_id
from diary.models import MODELS, Record
from diary.services import records
from diary.shapes import Shape
from diary.shapes.fields import printable
from diary.shapes.instants import show_instant
from diary.shapes.problems import Problem, Refused, refuse
from diary.shapes.shape import ADDED, Values


class IdTaken(Exception):
    """A record with this id and other content is there already, or was deleted."""


class Outdated(Exception):
    """The record is not at the revision that the writer had seen."""


class Gone(Exception):
    """No such record is there to be changed."""


@dataclass
class Document:
    """What was read from outside. `children` is None where the writer did not speak of them."""

    given: Values
    id: UUID | None = None
    children: list["Document"] | None = None


@dataclass
class Family:
    """A row with its children's rows, in order."""

    row: Record
    children: list[Record] = field(default_factory=list)


# --- reading and showing


def read(shape: Shape, data: Any, *, path: str = "", partial: bool = False) -> Document:
    """A document from JSON; `Refused` with the path of every bad field."""
    problems: list[Problem] = []
    document = Document({})
    try:
        document.given = shape.read(data, path=path, partial=partial)
    except Refused as refused:
        problems += refused.problems
    if isinstance(data, dict):
        try:
            document.id = shape.read_id(data, path) if shape.key == "id" else None
            if shape.child and data.get(shape.child.kind) is not None:
                document.children = _read_children(shape, data[shape.child.kind], path)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    return document


def read_child(shape: Shape, data: Any, *, path: str = "") -> Document:
    """A child that is written through its parent, which therefore it does not name."""
    assert shape.child
    if isinstance(data, dict) and shape.child.parent in data:
        raise refuse(f"{path}{shape.child.parent}", "unknown_field", _("is not a field here"))
    return read(shape.child, data, path=path)


def unknown(data: Mapping[str, Any], *, known: Iterable[str]) -> list[Problem]:
    """A problem for every name that is not known."""
    names = set(known)
    return [
        Problem(printable(name), "unknown_field", _("is not a field here"))
        for name in data
        if name not in names
    ]


def _read_children(shape: Shape, data: Any, path: str) -> list[Document]:
    assert shape.child
    where = f"{path}{shape.child.kind}"
    if not isinstance(data, list):
        raise refuse(where, "wrong_type", _("must be a list"))
    documents: list[Document] = []
    problems: list[Problem] = []
    for index, item in enumerate(data):
        try:
            documents.append(read_child(shape, item, path=f"{where}[{index}]."))
        except Refused as refused:
            problems += refused.problems
    ids = [child.id for child in documents if child.id]
    if len(ids) != len(set(ids)):
        problems.append(Problem(where, "twice", _("holds the same id twice")))
    if problems:
        raise Refused(problems)
    return documents


def show(
    family: Family,
    *,
    added: Iterable[str] = (*ADDED, "revision"),
    hides: Collection[str] = (),
) -> dict[str, Any]:
    """A record with its children as JSON, null where unanswered; hidden fields are left out."""
    row, shape = family.row, family.row.shape
    shown: dict[str, Any] = {"id": str(row.id)} if shape.key == "id" else {}
    shown.update(shape.show(vars(row)))
    if shape.child:
        children = (show_child(child, row, added) for child in family.children)
        shown[shape.child.kind] = [_without(hides, child) for child in children]
    shown.update(_added(row, added))
    return _without(hides, shown)


def _without(hides: Collection[str], shown: dict[str, Any]) -> dict[str, Any]:
    return {n: v for n, v in shown.items() if n not in hides} if hides else shown


def show_child(
    child: Record, parent: Record, added: Iterable[str] = (*ADDED, "revision")
) -> dict[str, Any]:
    """A child as it stands inside its parent."""
    zone = getattr(parent, "time_zone", None)
    shown = {"id": str(child.id), **child.shape.show(vars(child), zone)}
    del shown[child.shape.parent]
    shown.update(_added(child, added))
    return shown


def _added(row: Record, names: Iterable[str]) -> dict[str, Any]:
    there = vars(row)
    return {
        name: show_instant(value) if isinstance(value := there[name], datetime) else value
        for name in names
    }


# --- finding


def families(rows: list[Record]) -> list[Family]:
    """Rows of one kind with their children: one more query for a page of them."""
    if not rows or not rows[0].shape.child:
        return [Family(row) for row in rows]
    of = _children(rows, rows[0].shape.child)
    return [Family(row, of.get(row.id, [])) for row in rows]


def family(row: Record) -> Family:
    """One row with its children, which may then be changed."""
    child = row.shape.child
    return Family(row, _children([row], child, to_show=False).get(row.id, []) if child else [])


def _children(
    parents: list[Record], shape: Shape, *, to_show: bool = True
) -> dict[UUID, list[Record]]:
    """The live children of some records, by the id of their parent, in order."""
    of: dict[UUID, list[Record]] = {}
    mine = MODELS[shape.kind].objects.filter(person_id=parents[0].person_id).live()
    if to_show:
        mine = mine.to_show().defer("person", "deleted_at")
    for ids in in_parts(row.id for row in parents):
        for row in sorted(mine.filter(**{f"{shape.parent}__in": ids}), key=_place):
            of.setdefault(getattr(row, shape.parent), []).append(row)
    return of


def _place(child: Record) -> tuple[Any, UUID]:
    return getattr(child, "at", None) or child.day, child.id


# --- writing, as somebody who sees the record


def post(door: Writing, shape: Shape, document: Document) -> tuple[Family, bool]:
    """Create; the same id and content again is no error and makes nothing new."""
    existing = door.find(shape.kind, document.id) if document.id else None
    if existing is None:
        return create(door, shape, document), True
    there = family(existing)
    if existing.deleted_at is None and same_content(there, document):
        return there, False
    raise IdTaken


def create(door: Writing, shape: Shape, document: Document) -> Family:
    """Write a new record with its children."""
    _check(door, shape, shape.blank() | document.given, document.children or [], touched=None)
    row = records.create(door, shape, document.id or new_id(), document.given).row
    return Family(row, _write_children(door, row, document.children or [], []))


def put(door: Writing, row: Record, document: Document) -> Family:
    """Replace every field; children of which the writer did not speak stay."""
    document.given = _whole(row.shape, document.given)
    return patch(door, row, document)


def patch(door: Writing, row: Record, document: Document) -> Family:
    """Change the given fields of a record."""
    there = family(row)
    changed = _changed(row, document.given)
    children = there.children if document.children is None else document.children
    touched = {*changed, *([] if document.children is None else [_child_kind(row)])}
    _check(door, row.shape, row.values | document.given, children, touched=touched)
    if changed:
        row = records.change(door, row, changed, base=row.revision).row
    if document.children is None:
        return Family(row, there.children)
    return Family(row, _write_children(door, row, document.children, there.children))


def add_child(door: Writing, parent: Family, document: Document) -> tuple[Record, bool]:
    """Add one child; the same id and content again is no error."""
    shape = parent.row.shape.child
    assert shape
    existing = door.find(shape.kind, document.id) if document.id else None
    if existing:
        is_mine = getattr(existing, shape.parent) == parent.row.id and not existing.deleted_at
        if is_mine and not _changed(existing, shape.blank() | _of(parent.row, document.given)):
            return existing, False
        raise IdTaken
    values = parent.row.values
    _check(door, parent.row.shape, values, [*parent.children, document], touched={shape.kind})
    given = _of(parent.row, document.given)
    return records.create(door, shape, document.id or new_id(), given).row, True


def expect(row: Record | None, revision: int | None) -> Record:
    """The record, when it is there and at the revision its writer had seen."""
    if row is None or row.deleted_at is not None:
        raise Gone
    if revision is not None and row.revision != revision:
        raise Outdated
    return row


def _check(
    door: Writing,
    shape: Shape,
    values: Mapping[str, Any],
    children: Iterable[Document | Record],
    *,
    touched: Iterable[str] | None,
) -> None:
    with_children = dict(values)
    if shape.child:
        with_children[shape.child.kind] = [
            child.given if isinstance(child, Document) else child.values for child in children
        ]
    broken = shape.broken(with_children, door.now, touched)
    if broken:
        raise Refused(rule.problem() for rule in broken)


def _changed(row: Record, given: Mapping[str, Any]) -> Values:
    """The given fields whose answer is another than the row's."""
    before, after = row.shape.show(row.values), row.shape.show(row.values | dict(given))
    return {n: given[n] for n in given if not records.same(before[n], after[n])}


def _whole(shape: Shape, given: Mapping[str, Any]) -> Values:
    """Every field that a writer may set, unanswered where they are silent."""
    writable = (name for name, field_ in shape.fields.items() if not field_.read_only)
    values = {**shape.blank(), **given}
    return {name: values[name] for name in writable}


def _child_kind(row: Record) -> str:
    assert row.shape.child
    return row.shape.child.kind


def _of(parent: Record, given: Mapping[str, Any]) -> Values:
    """A child's fields with the name of its parent."""
    assert parent.shape.child
    return {**given, parent.shape.child.parent: parent.id}


def _write_children(
    door: Writing, parent: Record, wanted: list[Document], there: list[Record]
) -> list[Record]:
    """Make the children of a record those that the writer named."""
    shape = parent.shape.child
    if shape is None:
        return []
    left = {child.id: child for child in there}
    kept = []
    for document in wanted:
        given = _of(parent, document.given)
        row = left.pop(document.id, None) if document.id else _alike(left, shape.blank() | given)
        if row is None:
            if document.id and door.find(shape.kind, document.id):
                raise IdTaken
            row = records.create(door, shape, document.id or new_id(), given).row
        elif changed := _changed(row, shape.blank() | given):
            row = records.change(door, row, changed, base=row.revision).row
        kept.append(row)
    for row in left.values():
        records.remove(door, row)
    return sorted(kept, key=_place)


def _alike(left: dict[UUID, Record], values: Values) -> Record | None:
    """Take a child with this content, for a writer who gave it no id."""
    for id, row in left.items():
        if not _changed(row, values):
            return left.pop(id)
    return None


def same_content(there: Family, document: Document) -> bool:
    """Does a document say what is there already? Children it does not name do not matter."""
    row = there.row
    if _changed(row, _whole(row.shape, document.given)):
        return False
    if document.children is None:
        return True
    left = {child.id: child for child in there.children}
    for child in document.children:
        values = (row.shape.child or row.shape).blank() | _of(row, child.given)
        match = left.pop(child.id, None) if child.id else _alike(left, values)
        if match is None or _changed(match, values):
            return False
    return not left
