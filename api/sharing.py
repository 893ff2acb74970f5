"""For the person: who may see the diary, and who has looked."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import Scope, User
from api import params, terms
from api.operations import operation
from api.patients import show_grant
from api.records import RecordView
from api.terms import MOST, Address, giver, owner, require
from care.models import Grant, Invitation, Member, Opening, ShareLink
from care.models.practices import READING
from care.services import grants, letters, links
from diary.services.documents import Gone, unknown
from diary.shapes.fields import Field, Flag
from diary.shapes.instants import show_instant
from diary.shapes.problems import Refused, refuse
from reports import qr

USUAL_GRANT = timedelta(days=90)
ASKED: dict[str, Field] = {
    "email": Address(gettext_lazy("address to send the code to"), 254),
    "whole_practice": Flag(gettext_lazy("may be taken up for a whole practice")),
}


class InvitationList(RecordView):
    """Invitations that wait, and making one. Its code is shown once."""

    @operation(gettext_lazy("Invitations that wait to be taken up."), {200: "Invitations"})
    def get(self, request: Request) -> Response:
        params.only(request, ())
        waiting = Invitation.objects.filter(
            person_id=owner(request), accepted_at__isnull=True, expires_at__gt=timezone.now()
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
        person_id = giver(request)
        agreed, more = terms.read(request.data, usual=USUAL_GRANT, also=ASKED)
        try:
            invitation, code = grants.invite(
                person_id=person_id,
                terms=agreed,
                whole_practice=bool(more["whole_practice"]),
                send_to=more["email"] or "",
            )
        except grants.TooManyLetters:
            raise refuse(
                "email", "too_many", _("has had enough for today; hand the code over yourself")
            ) from None
        if invitation.sent_to:
            _send(invitation, code)
        url = f"{settings.PUBLIC_URL}/clinic/invitations/?code={code}"
        shown = {"code": code, "url": url, "qr": qr.drawn(url)}
        return Response(_show_invitation(invitation) | shown, status=201)


class InvitationPreview(RecordView):
    """What an invitation would open, before it is made."""

    @operation(
        gettext_lazy("How much these terms would open. Nothing is shared by asking."),
        {200: "Preview"},
        takes="InvitationInput",
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        giver(request)
        agreed, _more = terms.read(request.data, usual=USUAL_GRANT, also=ASKED)
        return Response(terms.counts(request, agreed))


class InvitationDetail(RecordView):
    """Take an invitation back."""

    @operation(gettext_lazy("Take an invitation back."), {204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        if not grants.withdraw(person_id=owner(request), invitation_id=id):
            raise Gone
        return Response(status=204)


class InvitationTerms(RecordView):
    """What a code opens, before it is taken up."""

    @operation(
        gettext_lazy("Read what a code opens and whose diary it is, as a clinician."),
        {200: "Offered"},
        takes="Code",
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        clinician, code, _practice = _taken_up(request, ("code",))
        try:
            invitation = grants.read(clinician=clinician, code=code)
        except grants.CodeUnknown:
            raise _unknown_code() from None
        return Response(_show_invitation(invitation) | {"email": invitation.person.email})


class InvitationAccept(RecordView):
    """A clinician takes an invitation up by its code."""

    @operation(
        gettext_lazy("Take an invitation up by its code, as a clinician or for a practice."),
        {201: "Accepted"},
        takes="CodeTakenUp",
    )
    def post(self, request: Request) -> Response:
        params.only(request, ())
        clinician, code, practice_id = _taken_up(request, ("code", "practice"))
        try:
            grant = grants.accept(clinician=clinician, code=code, practice_id=practice_id)
        except grants.CodeUnknown:
            raise _unknown_code() from None
        return Response({"person": str(grant.person_id), "grant": show_grant(grant)}, status=201)


def _taken_up(request: Request, known: tuple[str, ...]) -> tuple[User, str, UUID | None]:
    """The clinician, the code of the body, and the practice it is for."""
    clinician = request.user
    assert isinstance(clinician, User)
    require(request, Scope.PATIENTS_READ)
    data = request.data if isinstance(request.data, dict) else {}
    if problems := unknown(data, known=known):
        raise Refused(problems)
    if not isinstance(data.get("code"), str):
        raise refuse("code", "required", _("is required"))
    practice = data.get("practice")
    try:
        return clinician, data["code"], practice if practice is None else UUID(practice)
    except (AttributeError, TypeError, ValueError):
        raise refuse("practice", "wrong_type", _("must be a UUID")) from None


def _unknown_code() -> Exception:
    return refuse("code", "unknown_code", _("is not known, used or too old"))


class GrantList(RecordView):
    """Whom this diary is open to, and whom it was."""

    @operation(gettext_lazy("Whom this diary is open to, and whom it was."), {200: "Grants"})
    def get(self, request: Request) -> Response:
        params.only(request, ())
        given = Grant.objects.filter(person_id=owner(request))
        given = given.select_related("clinician", "practice")
        shown = list(given.order_by("-created_at")[:MOST])
        members = _members([grant.practice_id for grant in shown if grant.practice_id])
        results = [
            show_grant(grant)
            | {"clinician": grant.clinician.email, "members": members.get(grant.practice_id, [])}
            for grant in shown
        ]
        return Response({"results": results, "next": None})

    @operation(gettext_lazy("End all sharing at once."), {204: None})
    def delete(self, request: Request) -> Response:
        """End all sharing at once."""
        person_id = owner(request)
        for grant in Grant.objects.active(timezone.now()).filter(person_id=person_id):
            grants.revoke(person_id=person_id, grant_id=grant.pk)
        for link in ShareLink.objects.active(timezone.now()).filter(person_id=person_id):
            links.revoke(person_id=person_id, link_id=link.pk)
        grants.withdraw_all(person_id=person_id)
        return Response(status=204)


class GrantDetail(RecordView):
    """End one grant, at once."""

    @operation(gettext_lazy("End one grant at once."), {204: None})
    def delete(self, request: Request, id: UUID) -> Response:
        if not grants.revoke(person_id=owner(request), grant_id=id):
            raise Gone
        return Response(status=204)


class AccessLog(RecordView):
    """Who opened what of this diary, and when, the latest first."""

    @operation(
        gettext_lazy("Who opened what of this diary, and when, the latest first."),
        {200: "AccessLog"},
        asks=("limit", "cursor"),
    )
    def get(self, request: Request) -> Response:
        limit, before = params.slice_of(request)
        openings = Opening.objects.filter(person_id=owner(request))
        if before is not None:
            openings = openings.filter(pk__lt=before)
        found = list(openings.order_by("-pk")[: limit + 1])
        shown = found[:limit]
        more = params.cursor(shown[-1].at.date(), shown[-1].pk) if len(found) > limit else None
        return Response({"results": [_show_opening(one) for one in shown], "next": more})


def _send(invitation: Invitation, code: str) -> None:
    try:
        letters.send_invitation(invitation, code)
    except letters.NotSent:
        invitation.delete()
        said = _("could not be written to; leave it out and hand the code over yourself")
        raise refuse("email", "not_sent", said) from None


def _members(practices: list[UUID]) -> dict[UUID | None, list[dict[str, str]]]:
    """Who reads for each practice, as the person may know."""
    found: dict[UUID | None, list[dict[str, str]]] = {}
    reading = Member.objects.filter(practice__in=practices, role__in=READING)
    for member in reading.select_related("user").order_by("role", "user__email"):
        shown = {"email": member.user.email, "role": member.role}
        found.setdefault(member.practice_id, []).append(shown)
    return found


def _show_invitation(invitation: Invitation) -> dict[str, Any]:
    return terms.show(invitation) | {
        "id": str(invitation.pk),
        "whole_practice": invitation.whole_practice,
        "sent_to": invitation.sent_to,
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
        "device": opening.device or None,
        "grant": str(opening.grant_id),
    }
