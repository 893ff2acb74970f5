"""For the person: who may see the diary, and who has looked."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Scope, User
from api import params
from api.operations import operation
from api.patients import show_grant
from api.records import RecordView, actor_of
from care.access import ScopeMissing
from care.models import Grant, Invitation, Opening
from care.models.grants import SECTIONS
from care.services import grants
from care.services.grants import Terms
from diary.services.documents import Gone, unknown
from diary.shapes.fields import Day, Field, Flag, Instant, Many, Slug, gather
from diary.shapes.instants import show_instant
from diary.shapes.problems import Problem, Refused, refuse

LONGEST_GRANT = timedelta(days=366)
USUAL_GRANT = timedelta(days=90)
MOST = 500
TERMS: dict[str, Field] = {
    "sections": Many(Slug(gettext_lazy("sections"), dict.fromkeys(SECTIONS, ""))),
    "from": Day(gettext_lazy("from")),
    "to": Day(gettext_lazy("until, not included")),
    "notes": Flag(gettext_lazy("with notes")),
    "report_only": Flag(gettext_lazy("the report only")),
    "until": Instant(gettext_lazy("end of the grant")),
}


class InvitationList(RecordView):
    """Invitations that wait, and making one. Its code is shown once."""

    @operation(gettext_lazy("Invitations that wait to be taken up."), {200: "Invitations"})
    def get(self, request: Request) -> Response:
        params.only(request, ())
        waiting = Invitation.objects.filter(
            person_id=_owner(request), accepted_at__isnull=True, expires_at__gt=timezone.now()
        )
        results = [_show_invitation(i) for i in waiting.order_by("-created_at")[:MOST]]
        return Response({"results": results, "next": None})

    @operation(
        gettext_lazy("Make an invitation. Its code is shown once."),
        {201: "Invitation"},
        takes="InvitationInput",
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        invitation, code = grants.invite(person_id=_owner(request), terms=_terms(request.data))
        return Response(_show_invitation(invitation) | {"code": code}, status=201)


class InvitationDetail(RecordView):
    """Take an invitation back."""

    @operation(gettext_lazy("Take an invitation back."), {204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        if not grants.withdraw(person_id=_owner(request), invitation_id=id):
            raise Gone
        return Response(status=204)


class InvitationAccept(RecordView):
    """A clinician takes an invitation up by its code."""

    @operation(
        gettext_lazy("Take an invitation up by its code, as a clinician."),
        {201: "Accepted"},
        takes="Code",
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        clinician = request.user
        assert isinstance(clinician, User)
        _require(request, Scope.PATIENTS_READ)
        data = request.data if isinstance(request.data, dict) else {}
        if problems := unknown(data, known=("code",)):
            raise Refused(problems)
        if not isinstance(data.get("code"), str):
            raise refuse("code", "required", _("is required"))
        try:
            grant = grants.accept(clinician=clinician, code=data["code"])
        except grants.CodeUnknown:
            raise refuse("code", "unknown_code", _("is not known, used or too old")) from None
        return Response({"person": str(grant.person_id), "grant": show_grant(grant)}, status=201)


class GrantList(RecordView):
    """Whom this diary is open to, and whom it was."""

    @operation(gettext_lazy("Whom this diary is open to, and whom it was."), {200: "Grants"})
    def get(self, request: Request) -> Response:
        params.only(request, ())
        given = Grant.objects.filter(person_id=_owner(request)).select_related("clinician")
        results = [
            show_grant(grant) | {"clinician": grant.clinician.email}
            for grant in given.order_by("-created_at")[:MOST]
        ]
        return Response({"results": results, "next": None})

    @operation(gettext_lazy("End all sharing at once."), {204: None})
    def delete(self, request: Request) -> Response:
        """End all sharing at once."""
        person_id = _owner(request)
        for grant in Grant.objects.active(timezone.now()).filter(person_id=person_id):
            grants.revoke(person_id=person_id, grant_id=grant.pk)
        return Response(status=204)


class GrantDetail(RecordView):
    """End one grant, at once."""

    @operation(gettext_lazy("End one grant at once."), {204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        if not grants.revoke(person_id=_owner(request), grant_id=id):
            raise Gone
        return Response(status=204)


class AccessLog(RecordView):
    """Who opened what of this diary, and when, the latest first."""

    @operation(
        gettext_lazy("Who opened what of this diary, and when, the latest first."),
        {200: "AccessLog"},
    )
    def get(self, request: Request) -> Response:
        params.only(request, ())
        openings = Opening.objects.filter(person_id=_owner(request)).order_by("-id")[:MOST]
        return Response({"results": [_show_opening(o) for o in openings], "next": None})


def _owner(request: Request) -> UUID:
    """The person whose sharing it is; a token must be one that writes in the diary."""
    _require(request, Scope.DIARY_READ if request.method == "GET" else Scope.DIARY_WRITE)
    return actor_of(request).user_id


def _require(request: Request, scope: Scope) -> None:
    if not actor_of(request).may(scope):
        raise ScopeMissing(scope)


def _terms(data: Any) -> Terms:
    if not isinstance(data, dict):
        raise refuse("$", "wrong_type", _("must be an object"))
    if problems := unknown(data, known=TERMS):
        raise Refused(problems)
    given = [name for name in TERMS if data.get(name) is not None]
    read = dict(zip(given, gather((TERMS[n], data[n], n) for n in given), strict=True))
    now = timezone.now()
    until = read.get("until", now + USUAL_GRANT)
    problems = []
    if not now < until <= now + LONGEST_GRANT:
        problems.append(Problem("until", "out_of_bounds", _("must be within a year from now")))
    if read.get("from") and read.get("to") and read["to"] <= read["from"]:
        problems.append(Problem("to", "ends_before_start", _("must be after `from`")))
    if problems:
        raise Refused(problems)
    return Terms(
        sections=tuple(read.get("sections", SECTIONS)),
        first_day=read.get("from"),
        end_day=read.get("to"),
        notes=read.get("notes", False),
        report_only=read.get("report_only", False),
        grant_until=until,
    )


def _show_invitation(invitation: Invitation) -> dict[str, Any]:
    return {
        "id": str(invitation.pk),
        "sections": invitation.sections,
        "from": invitation.first_day and invitation.first_day.isoformat(),
        "to": invitation.end_day and invitation.end_day.isoformat(),
        "notes": invitation.notes,
        "report_only": invitation.report_only,
        "until": show_instant(invitation.grant_until),
        "created_at": show_instant(invitation.created_at),
        "expires_at": show_instant(invitation.expires_at),
    }


def _show_opening(opening: Opening) -> dict[str, Any]:
    return {
        "at": show_instant(opening.at),
        "who": opening.actor_name,
        "what": opening.what,
        "channel": opening.channel,
        "grant": str(opening.grant_id),
    }
