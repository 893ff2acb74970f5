"""The one endpoint that phones speak."""

from typing import Any

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy
from django.views.decorators.gzip import gzip_page
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.operations import operation
from api.records import RecordView, actor_of
from care.access import WritableDiary, readable_diary, writable_diary
from diary.shapes.instants import show_instant
from diary.sync import ops, pages, protocol
from diary.sync.pages import Page


@method_decorator(gzip_page, name="dispatch")
class Sync(RecordView):
    """Push field patches, pull a page of changes."""

    largest_body = protocol.LARGEST_REQUEST

    @operation(
        gettext_lazy("Push field patches, pull a page of changes. A bad entry blocks no other."),
        {200: "SyncReply"},
        takes="SyncRequest",
        refuses=(409, 426),
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        actor = actor_of(request)
        asked = protocol.read_request(request.data, actor.user_id)
        # both doors before anything is done: a refused request must leave nothing behind
        writable = writable_diary(actor) if asked.ops else None
        readable = readable_diary(actor) if asked.limit or not asked.ops else None
        # before the push, which may raise the counter past a cursor from a lost future
        reset = pages.reset_of(actor.user_id, asked.cursor) if asked.cursor else None
        renumbered = reset == "restored"
        results = _push(writable, asked, renumbered=renumbered) if writable else []
        if asked.schema < protocol.SCHEMA:
            raise protocol.SchemaTooOld(results)
        if reset:
            page = Page(has_more=True, reset=reset)
        elif readable is None:
            page = Page(asked.cursor)
        else:
            page = pages.read(
                actor.user_id, readable.everything, cursor=asked.cursor, limit=asked.limit
            )
        return Response(_reply(results, page), headers={"Cache-Control": "no-store"})


def _push(diary: WritableDiary, asked: protocol.Asked, *, renumbered: bool) -> list[ops.Result]:
    with diary.writing("sync") as door:
        return ops.push(door, asked, renumbered=renumbered)


def _reply(results: list[ops.Result], page: Page) -> dict[str, Any]:
    why = {"reset_reason": page.reset} if page.reset else {}
    return why | {
        "protocol": protocol.PROTOCOL,
        "server_time": show_instant(timezone.now()),
        "cursor": page.cursor,
        "has_more": page.has_more,
        "reset": page.reset is not None,
        "results": results,
        "changes": page.changes,
    }
