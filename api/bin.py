"""What was deleted in the last thirty days."""

from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.operations import operation
from api.records import RecordView
from diary.selectors import bins


class Bin(RecordView):
    """Deleted records with their kind, the latest first; each can be restored."""

    @operation(
        gettext_lazy("What was deleted in the last thirty days, the latest first, at most 500."),
        {200: "Bin"},
    )
    def get(self, request: Request) -> Response:
        params.only(request, ())
        return Response({"results": bins.contents(self.readable(request).everything), "next": None})
