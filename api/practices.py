"""The practices of a clinician, and for an administrator who is in them."""

from collections.abc import Mapping
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
from care.models import Member, Nomination, Practice
from care.models.practices import MemberRole
from care.services import practices
from diary.services.documents import Gone, unknown
from diary.shapes.fields import Field, Many, Slug, gather
from diary.shapes.problems import Problem, Refused, refuse

ASKED: dict[str, Field] = {
    "email": Address(gettext_lazy("address of a clinician's account"), 254),
    "role": Slug(gettext_lazy("role in the practice"), dict(MemberRole.choices)),
}
ROLES: dict[str, Field] = {
    "roles": Many(Slug(gettext_lazy("roles in the practice"), dict(MemberRole.choices)))
}


class PracticeList(RecordView):
    """The practices that one is in, or is named for."""

    @operation(
        gettext_lazy("The practices that one is in, or is named for and has not agreed to yet."),
        {200: "Practices"},
    )
    def get(self, request: Request) -> Response:
        params.only(request, ())
        require(request, Scope.PATIENTS_READ)
        user_id = actor_of(request).user_id
        mine = [_show_practice(one) for one in practices.memberships_of(user_id)]
        named = [_show_practice(one) for one in practices.nominations_of(user_id)]
        return Response({"results": mine + named, "next": None})


class Membership(RecordView):
    """One's own place in a practice."""

    @operation(
        gettext_lazy("Agree to be a member, in the role one was named for."), {201: "Practice"}
    )
    def post(self, request: Request, practice: UUID) -> Response:
        params.only(request, ())
        require(request, Scope.PATIENTS_READ)
        member = practices.agree(user_id=actor_of(request).user_id, practice_id=practice)
        if member is None:
            raise Gone
        return Response(_show_practice(member), status=201)

    @operation(
        gettext_lazy("Leave a practice, or decline to be a member."), {204: None}, refuses=(400,)
    )
    def delete(self, request: Request, practice: UUID) -> Response:
        require(request, Scope.PATIENTS_READ)
        left = Practice.objects.filter(pk=practice).first()
        if left is None:
            raise Gone
        return _dismissed(left, actor_of(request).user_id, "practice")


class MemberList(RecordView):
    """The members of a practice, for its administrators."""

    @operation(
        gettext_lazy("The members of a practice, and who is named and has not agreed yet."),
        {200: "Members"},
    )
    def get(self, request: Request, practice: UUID) -> Response:
        params.only(request, ())
        managed = _managed(request, practice)
        return Response({"results": _members(managed), "next": None})

    @operation(
        gettext_lazy("Name a clinician's account for a role; it counts once they have agreed."),
        {200: "Member"},
        takes="MemberInput",
    )
    def post(self, request: Request, practice: UUID) -> Response:
        params.only(request, ())
        managed = _managed(request, practice)
        email, role = _given(request, ASKED)
        try:
            named = practices.nominate(practice=managed, email=email, role=MemberRole(role))
        except practices.NoSuchClinician:
            said = _("is not the address of a clinician's account on this server")
            raise refuse("email", "unknown_account", said) from None
        except practices.MemberAlready:
            said = _("is a member already; change their roles")
            raise refuse("email", "member_already", said) from None
        return Response(_show(named))


class MemberDetail(RecordView):
    """One member of a practice."""

    @operation(
        gettext_lazy("Give a member exactly these roles; the answer has a row for each."),
        {200: "Members"},
        takes="MemberRoles",
    )
    def patch(self, request: Request, practice: UUID, id: UUID) -> Response:
        params.only(request, ())
        managed = _managed(request, practice)
        (roles,) = _given(request, ROLES)
        if not roles:
            raise refuse("roles", "required", _("is required"))
        try:
            if not practices.appoint(practice=managed, user_id=id, roles=roles):
                raise Gone
        except practices.LastAdministrator:
            raise _last("roles") from None
        held = [one for one in _members(managed) if one["id"] == str(id)]
        return Response({"results": held, "next": None})

    @operation(
        gettext_lazy("Take a member out; what was opened to the practice closes to them at once."),
        {204: None},
        refuses=(400,),
    )
    def delete(self, request: Request, practice: UUID, id: UUID) -> Response:
        return _dismissed(_managed(request, practice), id, "id")


def _given(request: Request, asked: Mapping[str, Field]) -> list[Any]:
    """The fields of a body, none of them left out."""
    data = request.data if isinstance(request.data, dict) else {}
    if problems := unknown(data, known=asked):
        raise Refused(problems)
    missing = [name for name in asked if data.get(name) is None]
    if missing:
        raise Refused([Problem(name, "required", _("is required")) for name in missing])
    return list(gather((asked[name], data[name], name) for name in asked))


def _dismissed(practice: Practice, user_id: UUID, path: str) -> Response:
    try:
        if not practices.dismiss(practice=practice, user_id=user_id):
            raise Gone
    except practices.LastAdministrator:
        raise _last(path) from None
    return Response(status=204)


def _last(path: str) -> Refused:
    said = _("is the last administrator; make somebody else one first")
    return refuse(path, "last_administrator", said)


def _managed(request: Request, practice: UUID) -> Practice:
    require(request, Scope.PATIENTS_READ)
    found = practices.administrated_by(actor_of(request).user_id, practice)
    if found is None:
        raise Gone
    return found


def _members(practice: Practice) -> list[dict[str, Any]]:
    members = practice.members.select_related("user").order_by("user__email", "role")
    named = practice.nominations.select_related("user").order_by("user__email")
    return [_show(one) for one in members] + [_show(one) for one in named]


def _show(one: Member | Nomination) -> dict[str, Any]:
    return {
        "id": str(one.user_id),
        "email": one.user.email,
        **_standing(one),
    }


def _show_practice(one: Member | Nomination) -> dict[str, Any]:
    return {
        "id": str(one.practice_id),
        "name": one.practice.name,
        **_standing(one),
    }


def _standing(one: Member | Nomination) -> dict[str, Any]:
    return {"role": one.role, "agreed": isinstance(one, Member)}
