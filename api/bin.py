"""What was deleted in the last thirty days."""

from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.records import RecordView
from diary.selectors import bins


class Bin(RecordView):
    """Deleted records with their kind, the latest first; each can be restored."""

    def get(self, request: Request) -> Response:
        params.only(request, ())
        return Response({"results": bins.contents(self.readable(request).everything), "next": None})
