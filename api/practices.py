"""The practices of a clinician, and for an administrator who is in them."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Scope
from api import params
from api.operations import operation
from api.records import RecordView, actor_of
from api.terms import Address, require
from care.models import Member, Practice
from care.models.practices import MemberRole
from care.services import practices
from diary.services.documents import Gone, unknown
from diary.shapes.fields import Field, Slug, gather
from diary.shapes.problems import Problem, Refused, refuse

ASKED: dict[str, Field] = {
    "email": Address(gettext_lazy("address of a clinician's account"), 254),
    "role": Slug(gettext_lazy("role in the practice"), dict(MemberRole.choices)),
}


class PracticeList(RecordView):
    """The practices that one is in."""

    @operation(gettext_lazy("The practices that one is in."), {200: "Practices"})
    def get(self, request: Request) -> Response:
        params.only(request, ())
        require(request, Scope.PATIENTS_READ)
        mine = Member.objects.filter(user=actor_of(request).user_id).select_related("practice")
        results = [
            {"id": str(member.practice_id), "name": member.practice.name, "role": member.role}
            for member in mine.order_by("practice__name")
        ]
        return Response({"results": results, "next": None})


class MemberList(RecordView):
    """The members of a practice, for its administrators."""

    @operation(gettext_lazy("The members of a practice."), {200: "Members"})
    def get(self, request: Request, practice: UUID) -> Response:
        params.only(request, ())
        members = _managed(request, practice).members.select_related("user")
        results = [_show(member) for member in members.order_by("user__email")]
        return Response({"results": results, "next": None})

    @operation(
        gettext_lazy("Give a clinician's account a role in the practice."),
        {200: "Member"},
        takes="MemberInput",
    )
    def post(self, request: Request, practice: UUID) -> Response:
        params.only(request, ())
        managed = _managed(request, practice)
        data = request.data if isinstance(request.data, dict) else {}
        if problems := unknown(data, known=ASKED):
            raise Refused(problems)
        missing = [name for name in ASKED if data.get(name) is None]
        if missing:
            raise Refused([Problem(name, "required", _("is required")) for name in missing])
        email, role = gather((ASKED[name], data[name], name) for name in ASKED)
        try:
            member = practices.enrol(practice=managed, email=email, role=MemberRole(role))
        except practices.NoSuchClinician:
            said = _("is not the address of a clinician's account on this server")
            raise refuse("email", "unknown_account", said) from None
        return Response(_show(member))


class MemberDetail(RecordView):
    """One member of a practice."""

    @operation(
        gettext_lazy("Take a member out; what was opened to the practice closes to them at once."),
        {204: None},
        refuses=(400,),
    )
    def delete(self, request: Request, practice: UUID, id: UUID) -> Response:
        try:
            if not practices.dismiss(practice=_managed(request, practice), user_id=id):
                raise Gone
        except practices.LastAdministrator:
            said = _("is the last administrator; make somebody else one first")
            raise refuse("id", "last_administrator", said) from None
        return Response(status=204)


def _managed(request: Request, practice: UUID) -> Practice:
    require(request, Scope.PATIENTS_READ)
    found = practices.administrated_by(actor_of(request).user_id, practice)
    if found is None:
        raise Gone
    return found


def _show(member: Member) -> dict[str, Any]:
    return {"id": str(member.user_id), "email": member.user.email, "role": member.role}
