"""Taking up an invitation: the code, then what it opens, then the agreement."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from care.models import Invitation
from care.services import grants
from clinic import terms
from clinic.doors import for_clinicians, user_of

LONGEST_CODE = 100


@require_http_methods(["GET", "HEAD", "POST"])
@for_clinicians
def accept(request: HttpRequest) -> HttpResponse:
    """Ask for the code; show the terms of an invitation; take it up once they are agreed to."""
    code = request.POST.get("code", "")[:LONGEST_CODE].strip()
    if not code:
        return _ask(request, code)
    try:
        if "agreed" not in request.POST:
            return _terms(request, code, grants.read(clinician=user_of(request), code=code))
        grant = grants.accept(clinician=user_of(request), code=code)
    except grants.CodeUnknown:
        fault = _("This code is not known, was used already, or is too old. Ask for a new one.")
        return _ask(request, code, fault)
    messages.success(request, _("The diary of %s is open to you.") % grant.person.email)
    return redirect("clinic:person", person=grant.person_id)


def _ask(request: HttpRequest, code: str, fault: str = "") -> HttpResponse:
    context = {"code": code, "fault": fault}
    return render(request, "clinic/accept.html", context, status=400 if fault else 200)


def _terms(request: HttpRequest, code: str, invitation: Invitation) -> HttpResponse:
    context = {"code": code, "who": invitation.person.email, "terms": terms.of(invitation)}
    return render(request, "clinic/terms.html", context)
