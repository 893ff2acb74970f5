"""Taking up an invitation: the code, then what it opens, then the agreement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from care.models import Invitation, Member
from care.models.practices import MemberRole
from care.services import grants, practices
from clinic import terms
from clinic.doors import for_clinicians, user_of

LONGEST_CODE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_clinicians
def accept(request: HttpRequest) -> HttpResponse:
    """Ask for the code; show the terms of an invitation; take it up once they are agreed to."""
    if request.method != "POST":
        # the picture of a code leads here with it
        return _ask(request, _code(request.GET))
    code = _code(request.POST)
    if not code:
        return _ask(request, code)
    try:
        if "agreed" not in request.POST:
            return _terms(request, code, grants.read(clinician=user_of(request), code=code))
        practice_id = _chosen(request)
        grant = grants.accept(clinician=user_of(request), code=code, practice_id=practice_id)
    except grants.CodeUnknown:
        fault = _("This code is not known, was used already, or is too old. Ask for a new one.")
        return _ask(request, code, fault)
    except grants.NotAClinician:
        fault = _("In your practice only a clinician takes an invitation up. Nothing was opened.")
        return _ask(request, code, fault)
    messages.success(request, _("The diary of %s is open to you.") % grant.person.email)
    return redirect("clinic:person", person=grant.person_id)


def _code(given: Mapping[str, str]) -> str:
    return given.get("code", "")[:LONGEST_CODE].strip()


def _chosen(request: HttpRequest) -> UUID | None:
    """The practice for which it is taken up; None is for oneself."""
    text = request.POST.get("practice", "")
    mine = {str(one.practice_id): one.practice_id for one in _practices(request)}
    return mine.get(text)


def _practices(request: HttpRequest) -> list[Member]:
    mine = practices.memberships_of(user_of(request).pk)
    return list(mine.filter(role=MemberRole.CLINICIAN))


def _ask(request: HttpRequest, code: str, fault: str = "") -> HttpResponse:
    context = {"code": code, "fault": fault}
    return render(request, "clinic/accept.html", context, status=400 if fault else 200)


def _terms(request: HttpRequest, code: str, invitation: Invitation) -> HttpResponse:
    who = invitation.person.email
    context: dict[str, Any] = {"code": code, "who": who, "terms": terms.of(invitation)}
    if invitation.whole_practice:
        context["practices"] = _practices(request)
    return render(request, "clinic/terms.html", context)
