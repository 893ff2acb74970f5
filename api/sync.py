"""The one endpoint that phones speak."""

from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.records import RecordView, actor_of
from care.access import readable_diary, writable_diary
from diary.shapes.instants import show_instant
from diary.sync import ops, pages, protocol
from diary.sync.pages import Page


class Sync(RecordView):
    """Push field patches, pull a page of changes."""

    largest_body = protocol.LARGEST_REQUEST

    def post(self, request: Request) -> Response:
        params.only(request, ())
        actor = actor_of(request)
        asked = protocol.read_request(request.data, actor.user_id)
        results: list[ops.Result] = []
        if asked.ops:
            with writable_diary(actor).writing("sync") as door:
                results = ops.push(door, asked)
        if asked.schema < protocol.SCHEMA:
            raise protocol.SchemaTooOld(results)
        page = Page(asked.cursor)
        if asked.limit or not asked.ops:
            diary = readable_diary(actor)
            page = pages.read(
                diary.person_id, diary.everything, cursor=asked.cursor, limit=asked.limit
            )
        return Response(_reply(results, page), headers={"Cache-Control": "no-store"})


def _reply(results: list[ops.Result], page: Page) -> dict[str, Any]:
    return {
        "protocol": protocol.PROTOCOL,
        "server_time": show_instant(timezone.now()),
        "cursor": page.cursor,
        "has_more": page.has_more,
        "reset": page.reset,
        "results": results,
        "changes": page.changes,
    }
