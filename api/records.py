"""The views that every collection of records has: list, one, its history, and back from the bin."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actor import Actor
from api import params
from api.operations import INPUT, PAGE, PATCH, RECORD, operation, operation_of
from care.access import ReadableDiary, WritableDiary, readable_diary, writable_diary
from diary.changes import Writing
from diary.models import Record
from diary.selectors import histories
from diary.services import documents, records
from diary.services.documents import Document, Family
from diary.shapes import EPISODES, Shape
from diary.shapes.problems import refuse


class RecordView(APIView):
    """What the views of one kind of record share.

    Under `patients/<person>/` the same views read somebody else's diary, as far as it is open.
    """

    shape: Shape = EPISODES  # each route names its own

    def readable(self, request: Request) -> ReadableDiary:
        person = self.kwargs.get("person")
        return readable_diary(actor_of(request), person, what=self.shape.kind)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        says = operation_of(self, str(request.method))
        if says and says.takes and not request.META.get("CONTENT_LENGTH", "").strip("0"):
            raise exceptions.ParseError(_("The body is empty."))

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        # what a diary says is kept by no browser and no proxy
        response.headers.setdefault("Cache-Control", "no-store")
        return super().finalize_response(request, response, *args, **kwargs)

    def writable(self, request: Request) -> WritableDiary:
        return writable_diary(actor_of(request), self.shape)


def actor_of(request: Request) -> Actor:
    assert isinstance(request.auth, Actor)
    return request.auth


class RecordList(RecordView):
    """A page of a collection, newest first; and adding to it."""

    @operation(
        gettext_lazy(
            "A page of the collection, newest first. The window is half-open: `to` is out."
        ),
        {200: PAGE},
        asks=("limit", "cursor", "from", "to"),
    )
    def get(self, request: Request, person: UUID | None = None) -> Response:
        page = params.page(request)
        diary = self.readable(request)
        rows = diary.rows(self.shape)
        if self.shape.day_of:
            rows = rows.between(page.first, page.last)
        if page.after:
            day, key = page.after
            rows = rows.filter(Q(day__lt=day) | Q(day=day, key__lt=key))
        found = list(rows.order_by("-day", "-key")[: page.limit + 1])
        more = len(found) > page.limit
        found = found[: page.limit]
        last = params.cursor(found[-1].day, found[-1].key) if more else None
        results = [documents.show(f, hides=diary.hides) for f in documents.families(found)]
        return Response({"results": results, "next": last})

    @operation(
        gettext_lazy("Add one. The same id and content again is no error and makes nothing new."),
        {201: RECORD, 200: RECORD},
        takes=INPUT,
        refuses=(409,),
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        document = documents.read(self.shape, request.data)
        with diary.writing() as door:
            family, created = documents.post(door, self.shape, document)
        return one(family, status=201 if created else 200)


class RecordDetail(RecordView):
    """One record, by its id."""

    @operation(gettext_lazy("Read one by its id."), {200: RECORD})
    def get(self, request: Request, id: UUID, person: UUID | None = None) -> Response:
        params.only(request, ())
        diary = self.readable(request)
        row = documents.expect(diary.rows(self.shape).filter(id=id).first(), None)
        return one(documents.family(row), hides=diary.hides)

    @operation(
        gettext_lazy(
            "Replace it, or create it with this id. Fields that are absent become unanswered."
        ),
        {200: RECORD, 201: RECORD},
        takes=INPUT,
        refuses=(409,),
        guarded=True,
    )
    def put(self, request: Request, id: UUID) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        document = self._document(request, id)
        expected = params.revision(request)
        with diary.writing() as door:
            row = door.find(self.shape.kind, id)
            if row is None and expected is None:
                return one(documents.create(door, self.shape, document), status=201)
            if row and row.deleted_at:
                raise documents.IdTaken
            family = documents.put(door, documents.expect(row, expected), document)
        return one(family)

    @operation(
        gettext_lazy("Change the given fields. Absent stays as it is, null becomes unanswered."),
        {200: RECORD},
        takes=PATCH,
        refuses=(409,),
        guarded=True,
    )
    def patch(self, request: Request, id: UUID) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        document = self._document(request, id, partial=True)
        with diary.writing() as door:
            family = documents.patch(door, self._expected(request, door, id), document)
        return one(family)

    @operation(
        gettext_lazy(
            "Delete it. It stays in the bin for thirty days and leaves a tombstone for sync."
        ),
        {204: None},
        guarded=True,
    )
    def delete(self, request: Request, id: UUID) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        with diary.writing() as door:
            records.remove(door, self._expected(request, door, id))
        return Response(status=204)

    def _expected(self, request: Request, door: Writing, id: UUID) -> Record:
        row = door.find(self.shape.kind, id)
        return documents.expect(row, params.revision(request))

    def _document(self, request: Request, id: UUID, *, partial: bool = False) -> Document:
        document = documents.read(self.shape, request.data, partial=partial)
        if document.id not in (None, id):
            raise refuse("id", "other_id", _("is not the id of the address"))
        document.id = id
        return document


class RecordHistory(RecordView):
    """Every change of a record: what each field was and is, when, and from which device."""

    @operation(
        gettext_lazy(
            "Every change of it: what each field was and is, when, and from which device."
        ),
        {200: "History"},
    )
    def get(self, request: Request, id: UUID) -> Response:
        params.only(request, ())
        diary = self.readable(request)
        documents.expect(diary.rows(self.shape).filter(id=id).first(), None)
        return Response({"results": histories.of_record(diary.person_id, id), "next": None})


class RecordRestore(RecordView):
    """A deleted record comes back from the bin."""

    @operation(
        gettext_lazy("Bring it back from the bin. One that was not deleted stays as it is."),
        {200: RECORD},
    )
    def post(self, request: Request, id: UUID) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        with diary.writing() as door:
            row = door.find(self.shape.kind, id)
            if row is None or histories.is_purged(row, door.now):
                raise documents.Gone
            if row.deleted_at:
                row = records.restore(door, row)
        return one(documents.family(row))


def one(family: Family, status: int = 200, hides: Collection[str] = ()) -> Response:
    """One record as the answer, its revision as the ETag."""
    headers = {"ETag": f'"{family.row.revision}"'}
    return Response(documents.show(family, hides=hides), status=status, headers=headers)
