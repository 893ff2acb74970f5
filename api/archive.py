"""The whole diary out, and an archive in."""

from dataclasses import asdict

from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.operations import operation
from api.reauthentication import require_recent
from api.records import RecordView, actor_of
from care.access import writable_diary
from interchange.archives import LARGEST
from interchange.readers import archive as reader
from interchange.writers import archive as writer


@method_decorator(gzip_page, name="dispatch")
class Archive(RecordView):
    """Read it to keep or to move; post it to import, which changes nothing the second time."""

    largest_body = LARGEST

    @operation(gettext_lazy("The whole diary as one document."), {200: "Archive"})
    def get(self, request: Request) -> Response:
        params.only(request, ())
        require_recent(request)
        shown = writer.write(self.readable(request))
        headers = {"Content-Disposition": 'attachment; filename="nape-archive.json"'}
        return Response(shown, headers=headers)

    @operation(
        gettext_lazy("Import an archive, whole or not at all. A second time it changes nothing."),
        {200: "Imported"},
        takes="Archive",
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        require_recent(request)
        diary = writable_diary(actor_of(request))
        entries, unknown = reader.read(request.data)
        return Response(asdict(reader.write(diary, entries, unknown)))
