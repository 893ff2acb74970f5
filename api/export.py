"""The diary in formats for other programs."""

from collections.abc import Iterator
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.operations import operation
from api.records import RecordView
from diary.shapes import Shape
from diary.shapes.problems import refuse
from interchange.writers import csv, fhir


class Csv(RecordView):
    """One collection as CSV; `bom=1` puts the mark in front that some spreadsheets want."""

    @operation(
        gettext_lazy("The collection as CSV, safe to open in a spreadsheet."),
        {200: "Csv"},
        asks=("bom",),
        media_type="text/csv",
    )
    def get(self, request: Request, person: UUID | None = None) -> StreamingHttpResponse:
        params.only(request, ("bom",))
        bom = request.query_params.get("bom", "0")
        if bom not in ("0", "1"):
            raise refuse("bom", "unknown_value", _("must be 0 or 1"))
        diary = self.readable(request)
        lines = (
            _with_bom(csv.write(diary, self.shape)) if bom == "1" else csv.write(diary, self.shape)
        )
        return StreamingHttpResponse(
            lines,
            content_type="text/csv; charset=utf-8",
            headers={
                "Content-Disposition": f'attachment; filename="nape-{file_name(self.shape)}.csv"'
            },
        )


class Fhir(RecordView):
    """The diary as a FHIR R4 document."""

    @operation(gettext_lazy("The diary as a FHIR R4 document."), {200: "Fhir"})
    def get(self, request: Request, person: UUID | None = None) -> Response:
        params.only(request, ())
        headers = {"Content-Disposition": 'attachment; filename="nape-fhir.json"'}
        return Response(fhir.write(self.readable(request)), headers=headers)


def file_name(shape: Shape) -> str:
    """The collection's name as it stands in addresses."""
    return shape.kind.replace("_", "-")


def _with_bom(lines: Iterator[str]) -> Iterator[str]:
    yield csv.BOM
    yield from lines
