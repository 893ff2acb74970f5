"""A clinician's notes: written by one author, private until shared."""

from uuid import UUID

from diary.changes import Writing
from diary.models import Annotation, Record
from diary.services import documents, records
from diary.services.documents import Document, Family
from diary.shapes import ANNOTATIONS


def write(door: Writing, document: Document, *, author_id: UUID, author: str) -> Family:
    """Add a note in its author's name."""
    document.given["author"] = author
    family = documents.create(door, ANNOTATIONS, document)
    _own(family.row).author_id = author_id
    return family


def amend(door: Writing, row: Record, document: Document) -> Family:
    """Change a note; who wrote it stays."""
    document.given.pop("author", None)
    note = _own(row)
    note.was_shared = note.was_shared or note.values["visibility"] == "shared"
    return documents.patch(door, row, document)


def remove(door: Writing, row: Record) -> None:
    """Delete a note; the person's phone hears of it when it was shared."""
    note = _own(row)
    note.was_shared = note.was_shared or note.values["visibility"] == "shared"
    records.remove(door, row)


def _own(row: Record) -> Annotation:
    assert isinstance(row, Annotation)
    return row
