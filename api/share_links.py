"""Links that show a part of a diary to somebody without an account."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from api import params, terms
from api.operations import operation
from api.records import RecordView
from api.terms import giver, owner
from care.models import Opening, ShareLink
from care.services import links
from diary.services.documents import Gone
from diary.shapes.fields import Field, Text
from diary.shapes.instants import show_instant
from reports import qr

USUAL_LINK = timedelta(days=7)
ASKED: dict[str, Field] = {
    "label": Text(gettext_lazy("who it is for")),
    "passphrase": Text(gettext_lazy("asked before anything is shown")),
}


class ShareLinkList(RecordView):
    """The links of this diary, and making one. Its address is shown once."""

    @operation(gettext_lazy("The links of this diary, the latest first."), {200: "ShareLinks"})
    def get(self, request: Request) -> Response:
        params.only(request, ())
        made = ShareLink.objects.filter(person_id=owner(request)).order_by("-created_at")
        shown = list(made[: terms.MOST])
        openings = Opening.objects.filter(grant_id__in=[link.pk for link in shown])
        seen: dict[UUID, list[Opening]] = {}
        for opening in openings.order_by("-id")[: terms.MOST]:
            seen.setdefault(opening.grant_id, []).append(opening)
        results = [_show(link, seen.get(link.pk, [])) for link in shown]
        return Response({"results": results, "next": None})

    @operation(
        gettext_lazy("Make a link. Its address is shown once; it ends after seven days."),
        {201: "ShareLink"},
        takes="ShareLinkInput",
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        person_id = giver(request)
        agreed, more = terms.read(request.data, usual=USUAL_LINK, also=ASKED)
        link, token = links.make(
            person_id=person_id,
            terms=agreed,
            label=more.get("label") or "",
            passphrase=more.get("passphrase") or "",
        )
        url = links.address(token)
        return Response(_show(link, []) | {"url": url, "qr": qr.drawn(url)}, status=201)


class ShareLinkDetail(RecordView):
    """End a link."""

    @operation(gettext_lazy("End a link at once."), {204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        if not links.revoke(person_id=owner(request), link_id=id):
            raise Gone
        return Response(status=204)


def _show(link: ShareLink, openings: list[Opening]) -> dict[str, Any]:
    return terms.show(link) | {
        "id": str(link.pk),
        "label": link.label,
        "has_passphrase": bool(link.passphrase),
        "locked": link.is_locked,
        "active": not link.revoked_at and link.expires_at > timezone.now() and not link.is_locked,
        "created_at": show_instant(link.created_at),
        "expires_at": show_instant(link.expires_at),
        "revoked_at": link.revoked_at and show_instant(link.revoked_at),
        "openings": [_show_opening(one) for one in openings],
    }


def _show_opening(opening: Opening) -> dict[str, Any]:
    return {
        "at": show_instant(opening.at),
        "what": opening.what,
        "device": opening.device or None,
    }
