"""For clinicians: the people who opened their diary, and the same reads of each."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from api import params, terms
from api.operations import INPUT, PATCH, RECORD, operation
from api.records import RecordDetail, RecordList, RecordView, actor_of, one
from care import access
from care.models import Grant
from diary.models import Annotation, Record
from diary.services import annotations, documents
from diary.shapes import ANNOTATIONS, FINDINGS
from diary.shapes.instants import show_instant

READ = ["get", "head", "options"]
READ_AND_ADD = ["get", "post", "head", "options"]


class PatientList(RecordView):
    """The people whose diary is open to the clinician who asks."""

    @operation(
        gettext_lazy("The people whose diary is open to the clinician who asks."), {200: "Patients"}
    )
    def get(self, request: Request) -> Response:
        params.only(request, ())
        grants = access.diaries_open_to(actor_of(request))
        return Response({"results": [_patient(grant) for grant in grants], "next": None})


class FindingList(RecordList):
    """Examinations of one person, and adding one."""

    shape = FINDINGS
    http_method_names = READ_AND_ADD

    @operation(
        gettext_lazy("Add an examination."), {201: RECORD, 200: RECORD}, takes=INPUT, refuses=(409,)
    )
    def post(self, request: Request, person: UUID) -> Response:  # type: ignore[override]
        params.only(request, ())
        diary = access.examined_diary(actor_of(request), person, self.shape)
        document = documents.read(self.shape, request.data)
        with diary.writing() as door:
            family, created = documents.post(door, self.shape, document)
        return one(family, status=201 if created else 200)


class AnnotationList(RecordList):
    """A clinician's notes on one person, and adding one."""

    shape = ANNOTATIONS
    http_method_names = READ_AND_ADD

    @operation(
        gettext_lazy("Add a note; it is private until it is shared."),
        {201: RECORD, 200: RECORD},
        takes=INPUT,
        refuses=(409,),
    )
    def post(self, request: Request, person: UUID) -> Response:  # type: ignore[override]
        params.only(request, ())
        actor, author = actor_of(request), request.user
        assert isinstance(author, User)
        diary = access.examined_diary(actor, person, self.shape)
        document = documents.read(self.shape, request.data)
        with diary.writing() as door:
            if document.id and door.find(self.shape.kind, document.id):
                family, _created = documents.post(door, self.shape, document)
                return one(family)
            family = annotations.write(door, document, author_id=actor.user_id, author=author.email)
        return one(family, status=201)


class AnnotationDetail(RecordDetail):
    """One note; only its author changes it, shares it or takes it back."""

    shape = ANNOTATIONS
    http_method_names = ["get", "patch", "delete", "head", "options"]

    @operation(
        gettext_lazy("Change or share a note of one's own."),
        {200: RECORD},
        takes=PATCH,
        guarded=True,
    )
    def patch(self, request: Request, person: UUID, id: UUID) -> Response:  # type: ignore[override]
        params.only(request, ())
        diary = access.examined_diary(actor_of(request), person, self.shape)
        document = documents.read(self.shape, request.data, partial=True)
        with diary.writing() as door:
            row = _by(actor_of(request).user_id, door.find(self.shape.kind, id))
            row = documents.expect(row, params.revision(request))
            family = annotations.amend(door, row, document)
        return one(family)

    @operation(gettext_lazy("Take a note of one's own back."), {204: None}, guarded=True)
    def delete(self, request: Request, person: UUID, id: UUID) -> Response:  # type: ignore[override]
        params.only(request, ())
        diary = access.examined_diary(actor_of(request), person, self.shape)
        with diary.writing() as door:
            row = _by(actor_of(request).user_id, door.find(self.shape.kind, id))
            annotations.remove(door, documents.expect(row, params.revision(request)))
        return Response(status=204)


def _by(author_id: UUID, row: Record | None) -> Record | None:
    return row if isinstance(row, Annotation) and row.author_id == author_id else None


def _patient(grant: Grant) -> dict[str, Any]:
    return {
        "person": str(grant.person_id),
        "email": grant.person.email,
        "grant": show_grant(grant),
    }


def show_grant(grant: Grant) -> dict[str, Any]:
    """What a grant opens, and until when."""
    return terms.show(grant) | {
        "id": str(grant.pk),
        "practice": grant.practice and grant.practice.name,
        "created_at": show_instant(grant.created_at),
        "expires_at": show_instant(grant.expires_at),
        "revoked_at": grant.revoked_at and show_instant(grant.revoked_at),
    }
