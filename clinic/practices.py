"""The practices of a clinician, and for an administrator who is in them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from care.access import NotOpen
from care.models import Practice
from care.models.practices import MemberRole
from care.services import practices
from clinic.doors import for_clinicians, user_of
from diary.shapes.fields import read_uuid
from diary.shapes.problems import Refused


@require_safe
@for_clinicians
def show(request: HttpRequest) -> HttpResponse:
    """What one is in which practice."""
    context = {"memberships": practices.memberships_of(user_of(request).pk)}
    return render(request, "clinic/practices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_clinicians
def manage(request: HttpRequest, practice: UUID) -> HttpResponse:
    """The members of a practice; an administrator adds one or takes one out."""
    managed = practices.administrated_by(user_of(request).pk, practice)
    if managed is None:
        raise NotOpen
    if request.method != "POST":
        return _page(request, managed)
    fault = _enrol(request, managed) if "email" in request.POST else _dismiss(request, managed)
    return _page(request, managed, fault) if fault else redirect("clinic:practice", managed.pk)


def _page(request: HttpRequest, managed: Practice, fault: str = "") -> HttpResponse:
    members = managed.members.select_related("user").order_by("user__email", "role")
    context = {
        "practice": managed,
        "members": members,
        "roles": MemberRole.choices,
        "fault": fault,
        "email": request.POST.get("email", ""),
        "role": request.POST.get("role", ""),
    }
    return render(request, "clinic/practice.html", context, status=400 if fault else 200)


def _enrol(request: HttpRequest, managed: Practice) -> str:
    """Add a member; what is wrong, if anything is."""
    email, role = request.POST["email"].strip(), request.POST.get("role", "")
    if role not in MemberRole.values:
        return _("Choose a role.")
    try:
        practices.enrol(practice=managed, email=email, role=MemberRole(role))
    except practices.NoSuchClinician:
        return _("%s is not the address of a clinician's account on this server.") % email
    messages.success(request, _("%s is a member.") % email)
    return ""


def _dismiss(request: HttpRequest, managed: Practice) -> str:
    """Take a member out; what is wrong, if anything is."""
    try:
        practices.dismiss(practice=managed, user_id=read_uuid(request.POST.get("leaves"), ""))
    except Refused:
        return _("Choose a member.")
    except practices.LastAdministrator:
        return _("This is the last administrator; make somebody else one first.")
    messages.success(request, _("The member was taken out; the diaries close to them at once."))
    return ""
