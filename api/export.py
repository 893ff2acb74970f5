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
from api.reports import CannotDraw, asked_for, not_yet, one_of
from diary.shapes import Shape
from diary.shapes.problems import refuse
from interchange.writers import csv, fhir
from reports import copies, render
from reports.jobs import Material


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
    """The diary as a FHIR R4 document; the report is in it where it is ready, or waited for."""

    @operation(
        gettext_lazy(
            "The diary as a FHIR R4 document. With the report of the last year as PDF where it is "
            "ready; 1 waits for it (202 until then), 0 leaves it out."
        ),
        {200: "Fhir", 202: "Computing"},
        asks=("report",),
        refuses=(503,),
    )
    def get(self, request: Request, person: UUID | None = None) -> Response:
        params.only(request, ("report",))
        wanted = one_of(request, "report", ("0", "1"), "")
        diary = self.readable(request)
        found = None if wanted == "0" else copies.ready(diary)
        if found is None and wanted == "1":
            asked = asked_for(diary, copies.window(diary))
            if not isinstance(asked, Material):
                return not_yet(asked)
            found = asked
        headers = {"Content-Disposition": 'attachment; filename="nape-fhir.json"'}
        try:
            report = copies.draw(diary, found) if found else None
        except render.CannotRender:
            raise CannotDraw from None
        return Response(fhir.write(diary, report), headers=headers)


def file_name(shape: Shape) -> str:
    """The collection's name as it stands in addresses."""
    return shape.kind.replace("_", "-")


def _with_bom(lines: Iterator[str]) -> Iterator[str]:
    yield csv.BOM
    yield from lines
