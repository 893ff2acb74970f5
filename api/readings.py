"""Points of an episode's pain curve."""

from uuid import UUID

from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.operations import CHILD, CHILD_INPUT, operation
from api.records import RecordView
from diary.services import documents
from diary.shapes import EPISODES


class ReadingList(RecordView):
    """Add a point to the curve of an episode."""

    shape = EPISODES

    @operation(
        gettext_lazy(
            "Add a point to the pain curve. The same id and content again makes nothing new."
        ),
        {201: CHILD, 200: CHILD},
        takes=CHILD_INPUT,
        refuses=(409,),
    )
    def post(self, request: Request, id: UUID) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        document = documents.read_child(EPISODES, request.data)
        with diary.writing() as door:
            row = documents.expect(door.find(EPISODES.kind, id), None)
            parent = documents.family(row)
            reading, created = documents.add_child(door, parent, document)
        shown = documents.show_child(reading, row)
        headers = {"ETag": f'"{reading.revision}"'}
        return Response(shown, status=201 if created else 200, headers=headers)
