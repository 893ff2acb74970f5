"""Check-ins: one a local day, found by its date."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.operations import INPUT, PATCH, RECORD, operation
from api.records import RecordHistory, RecordList, RecordView, one
from diary.ids import check_in_id
from diary.services import documents, records
from diary.services.documents import Document
from diary.shapes import CHECK_INS
from diary.shapes.problems import refuse


class CheckInList(RecordList):
    """Check-ins, newest first."""

    shape = CHECK_INS
    http_method_names = ["get", "head", "options"]


class CheckInDetail(RecordView):
    """The check-in of one local day. Putting one where one was deleted begins it anew."""

    shape = CHECK_INS

    @operation(gettext_lazy("Read the check-in of one local day."), {200: RECORD})
    def get(self, request: Request, date: date, person: UUID | None = None) -> Response:
        params.only(request, ())
        diary = self.readable(request)
        row = documents.expect(diary.rows(CHECK_INS).filter(date=date).first(), None)
        return one(documents.family(row), hides=diary.hides)

    @operation(
        gettext_lazy(
            "Replace or create it, anew where one was deleted. The body may leave the date out."
        ),
        {200: RECORD, 201: RECORD},
        takes=INPUT,
        guarded=True,
    )
    def put(self, request: Request, date: date) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        document = _document(request, date)
        expected = params.revision(request)
        document.id = check_in_id(diary.person_id, date)
        with diary.writing() as door:
            row = door.find(CHECK_INS.kind, document.id)
            if row is None and expected is None:
                return one(documents.create(door, CHECK_INS, document), status=201)
            anew = row is not None and row.deleted_at is not None and expected is None
            if row and anew:
                row = records.restore(door, row)
            family = documents.put(door, documents.expect(row, expected), document)
        return one(family, status=201 if anew else 200)

    @operation(
        gettext_lazy("Change the given fields. Absent stays as it is, null becomes unanswered."),
        {200: RECORD},
        takes=PATCH,
        guarded=True,
    )
    def patch(self, request: Request, date: date) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        document = _document(request, date, partial=True)
        with diary.writing() as door:
            row = door.find(CHECK_INS.kind, check_in_id(diary.person_id, date))
            family = documents.patch(
                door, documents.expect(row, params.revision(request)), document
            )
        return one(family)

    @operation(
        gettext_lazy(
            "Delete it. It stays in the bin for thirty days and leaves a tombstone for sync."
        ),
        {204: None},
        guarded=True,
    )
    def delete(self, request: Request, date: date) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        with diary.writing() as door:
            row = door.find(CHECK_INS.kind, check_in_id(diary.person_id, date))
            records.remove(door, documents.expect(row, params.revision(request)))
        return Response(status=204)


class CheckInHistory(RecordHistory):
    """Every change of one day's check-in."""

    shape = CHECK_INS

    @operation(
        gettext_lazy(
            "Every change of it: what each field was and is, when, and from which device."
        ),
        {200: "History"},
    )
    def get(self, request: Request, date: date) -> Response:  # type: ignore[override]
        return super().get(request, check_in_id(self.readable(request).person_id, date))


def _document(request: Request, day: date, *, partial: bool = False) -> Document:
    """The body; its date may be left out, since the address says it."""
    data = request.data
    if isinstance(data, dict) and data.get("date") is None:
        data = {**data, "date": day.isoformat()}
    document = documents.read(CHECK_INS, data, partial=partial)
    if document.given["date"] != day:
        raise refuse("date", "other_date", _("is not the date of the address"))
    return document
