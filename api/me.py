"""The account and the profile of who asks."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from api import params
from api.operations import operation
from api.records import RecordView
from diary.models import Record
from diary.services import documents
from diary.services.documents import Family
from diary.shapes import PROFILE
from diary.shapes.problems import Problem, Refused
from diary.shapes.shape import READ_ONLY


class Me(RecordView):
    """Read the account; change the profile."""

    shape = PROFILE

    @operation(gettext_lazy("Read the account and its profile."), {200: "Account"})
    def get(self, request: Request) -> Response:
        params.only(request, ())
        row = self.readable(request).rows(PROFILE).first()
        return Response(_show(request, row))

    @operation(
        gettext_lazy(
            "Change fields of the profile. The account itself is changed on its own pages."
        ),
        {200: "Account"},
        takes="AccountPatch",
    )
    def patch(self, request: Request) -> Response:
        params.only(request, ())
        diary = self.writable(request)
        profile = _profile(request)
        document = documents.read(PROFILE, profile, path="profile.", partial=True)
        document.id = diary.person_id
        with diary.writing() as door:
            row = door.find(PROFILE.kind, diary.person_id)
            if row:
                row = documents.patch(door, row, document).row
            elif document.given:
                row = documents.create(door, PROFILE, document).row
        return Response(_show(request, row))


def _show(request: Request, row: Record | None) -> dict[str, Any]:
    user = request.user
    assert isinstance(user, User)
    account = {"id": str(user.id), "email": user.email, "role": user.role}
    if row:
        return account | {"profile": documents.show(Family(row))}
    unanswered = PROFILE.show(PROFILE.blank()) | dict.fromkeys(sorted(READ_ONLY))
    return account | {"profile": unanswered}


def _profile(request: Request) -> Any:
    """The profile in the body; nothing else is changed here."""
    data = request.data
    if not isinstance(data, dict):
        raise Refused([Problem("$", "wrong_type", _("must be an object"))])
    read_only = ("id", "email", "role")
    problems = [
        Problem(name, "read_only", _("cannot be changed here"))
        for name in read_only
        if name in data and data[name] != _show(request, None)[name]
    ]
    problems += documents.unknown(data, known=(*read_only, "profile"))
    if problems:
        raise Refused(problems)
    return {} if data.get("profile") is None else data["profile"]
