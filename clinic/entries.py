"""What a clinician writes: a form becomes a record of the diary, or stands with its faults."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from care import access
from care.access import NotOpen
from clinic import ranges
from clinic.doors import actor_of, for_clinicians, user_of
from clinic.forms import FINDING, NOTE, Form
from diary.changes import Writing
from diary.models import Annotation, Record
from diary.services import annotations, documents
from diary.services.documents import Document, Family
from diary.shapes import ANNOTATIONS, FINDINGS, Shape
from diary.shapes.problems import Refused


@require_POST
@for_clinicians
def add_finding(request: HttpRequest, person: UUID) -> HttpResponse:
    """Write down what an examination found."""
    return _add(request, person, FINDINGS, FINDING)


@require_POST
@for_clinicians
def add_note(request: HttpRequest, person: UUID) -> HttpResponse:
    """Write a note; it is private unless it is shared."""
    return _add(request, person, ANNOTATIONS, NOTE)


@require_POST
@for_clinicians
def change_note(request: HttpRequest, person: UUID, id: UUID) -> HttpResponse:
    """Share one's own note, take it back from the person's eyes, or delete it."""
    diary = access.examined_diary(actor_of(request), person, ANNOTATIONS)
    done, said = _CHANGES.get(request.POST.get("do", ""), (None, None))
    with diary.writing() as door:
        row = door.find(ANNOTATIONS.kind, id)
        mine = isinstance(row, Annotation) and row.author_id == user_of(request).pk
        if done is None or row is None or not mine or row.deleted_at is not None:
            raise NotOpen
        done(door, row)
    messages.success(request, str(said))
    return _back(request, person, "notes")


def _share(visibility: str) -> Any:
    def change(door: Writing, row: Record) -> None:
        annotations.amend(door, row, Document({"visibility": visibility}))

    return change


_CHANGES: Mapping[str, tuple[Any, Promise]] = {
    "share": (_share("shared"), _("The note is shared: the person sees it from now on.")),
    "hide": (_share("private"), _("The note is private again.")),
    "delete": (annotations.remove, _("The note was deleted.")),
}


def _add(request: HttpRequest, person: UUID, shape: Shape, form: Form) -> HttpResponse:
    diary = access.examined_diary(actor_of(request), person, shape)
    try:
        document = documents.read(shape, form.read(request.POST))
        with diary.writing() as door:
            _write(request, door, shape, document)
    except Refused as refused:
        return _again(request, person, form, refused)
    messages.success(request, str(form.saved))
    return _back(request, person, form.name)


def _write(request: HttpRequest, door: Writing, shape: Shape, document: Document) -> None:
    """Write it once: a form that is sent twice adds nothing, one that was changed is new."""
    user = user_of(request)
    if shape is ANNOTATIONS:
        document.given["author"] = user.email
    there = door.find(shape.kind, document.id) if document.id else None
    if there and documents.same_content(Family(there), document):
        return
    document.id = None if there else document.id
    if shape is ANNOTATIONS:
        annotations.write(door, document, author_id=user.pk, author=user.email)
    else:
        documents.create(door, shape, document)


def _again(request: HttpRequest, person: UUID, form: Form, refused: Refused) -> HttpResponse:
    """The form with what was typed, and what is wrong beside each field."""
    filled = form.fill(request.POST, refused.problems)
    context = {"person": person, "form": filled, "query": _range(request)}
    return render(request, "clinic/entry.html", context, status=400)


def _back(request: HttpRequest, person: UUID, anchor: str) -> HttpResponse:
    """To where the form stood, with the range that was looked at."""
    page, asked = reverse("clinic:person", args=[person]), _range(request)
    return redirect(f"{page}?{asked}#{anchor}" if asked else f"{page}#{anchor}")


def _range(request: HttpRequest) -> str:
    """The time range of the page in front of which somebody writes."""
    return urlencode({name: request.GET[name] for name in ranges.ASKED if name in request.GET})


def blank(form: Form, today: str) -> Any:
    """An empty form; its id lets a form that is sent twice be written once."""
    return form.fill({"id": str(uuid4()), "on": today, "visibility": "private"}, ())
