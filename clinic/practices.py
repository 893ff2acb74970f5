"""The practices of a clinician, and for an administrator who is in them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from care.access import NotOpen
from care.models import Practice
from care.models.practices import MemberRole
from care.services import practices
from clinic.doors import for_clinicians, user_of
from diary.shapes.fields import read_uuid
from diary.shapes.problems import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@for_clinicians
def show(request: HttpRequest) -> HttpResponse:
    """What one is in which practice, or is named for: agree, decline, leave."""
    fault = ""
    if request.method == "POST":
        fault = _agree(request) if "agree" in request.POST else _leave(request)
        if not fault:
            return redirect("clinic:practices")
    user = user_of(request)
    context = {
        "memberships": practices.memberships_of(user.pk),
        "nominations": practices.nominations_of(user.pk),
        "fault": fault,
    }
    return render(request, "clinic/practices.html", context, status=400 if fault else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_clinicians
def manage(request: HttpRequest, practice: UUID) -> HttpResponse:
    """The members of a practice: an administrator names one, changes roles, takes one out."""
    managed = practices.administrated_by(user_of(request).pk, practice)
    if managed is None:
        raise NotOpen
    if request.method != "POST":
        return _page(request, managed)
    act = next((act for name, act in _ACTS.items() if name in request.POST), _dismiss)
    fault = act(request, managed)
    return _page(request, managed, fault) if fault else _after(request, managed)


def _after(request: HttpRequest, managed: Practice) -> HttpResponse:
    """Back to the members, for as long as one manages them."""
    stays = practices.administrated_by(user_of(request).pk, managed.pk)
    return redirect("clinic:practice", managed.pk) if stays else redirect("clinic:practices")


def _page(request: HttpRequest, managed: Practice, fault: str = "") -> HttpResponse:
    context = {
        "practice": managed,
        "members": _members(managed),
        "named": managed.nominations.select_related("user").order_by("user__email"),
        "roles": MemberRole.choices,
        "fault": fault,
        "email": request.POST.get("email", ""),
        "role": request.POST.get("role", ""),
    }
    return render(request, "clinic/practice.html", context, status=400 if fault else 200)


def _members(practice: Practice) -> list[dict[str, Any]]:
    """Each account once, with all its roles."""
    found: dict[UUID, dict[str, Any]] = {}
    for one in practice.members.select_related("user").order_by("user__email", "role"):
        member = found.setdefault(one.user_id, {"user": one.user, "roles": []})
        member["roles"].append(one.role)
    return list(found.values())


def _agree(request: HttpRequest) -> str:
    """Become a member; what is wrong, if anything is."""
    practice_id = _id(request, "agree")
    member = practice_id and practices.agree(user_id=user_of(request).pk, practice_id=practice_id)
    if not member:
        return _("This was taken back. Ask the administrator of the practice.")
    messages.success(request, _("You are a member of %s.") % member.practice.name)
    return ""


def _leave(request: HttpRequest) -> str:
    """Leave or decline; what is wrong, if anything is."""
    practice_id = _id(request, "leave")
    left = practice_id and Practice.objects.filter(pk=practice_id).first()
    try:
        if not left or not practices.dismiss(practice=left, user_id=user_of(request).pk):
            raise NotOpen
    except practices.LastAdministrator:
        return _("You are its last administrator; make somebody else one first.")
    messages.success(request, _("You are not a member of %s.") % left.name)
    return ""


def _nominate(request: HttpRequest, managed: Practice) -> str:
    """Name somebody for a role; what is wrong, if anything is."""
    email, role = request.POST["email"].strip(), request.POST.get("role", "")
    if role not in MemberRole.values:
        return _("Choose a role.")
    try:
        practices.nominate(practice=managed, email=email, role=MemberRole(role))
    except practices.NoSuchClinician:
        return _("%s is not the address of a clinician's account on this server.") % email
    except practices.MemberAlready:
        return _("%s is a member already; change their roles in the list.") % email
    said = _("%s is asked. They are a member once they agree, on their page “Practices”.")
    messages.success(request, said % email)
    return ""


def _appoint(request: HttpRequest, managed: Practice) -> str:
    """Change the roles of a member; what is wrong, if anything is."""
    roles = [MemberRole(one) for one in request.POST.getlist("roles") if one in MemberRole.values]
    if not roles:
        return _("Choose at least one role, or take the member out.")
    member = _id(request, "member")
    try:
        if member is None or not practices.appoint(practice=managed, user_id=member, roles=roles):
            return _("Choose a member.")
    except practices.LastAdministrator:
        return _("This is the last administrator; make somebody else one first.")
    messages.success(request, _("The roles were changed."))
    return ""


def _dismiss(request: HttpRequest, managed: Practice) -> str:
    """Take a member out; what is wrong, if anything is."""
    member = _id(request, "leaves")
    try:
        if member is None or not practices.dismiss(practice=managed, user_id=member):
            return _("Choose a member.")
    except practices.LastAdministrator:
        return _("This is the last administrator; make somebody else one first.")
    messages.success(request, _("The member was taken out; the diaries close to them at once."))
    return ""


_ACTS = {"email": _nominate, "member": _appoint}


def _id(request: HttpRequest, name: str) -> UUID | None:
    try:
        return read_uuid(request.POST.get(name), "")
    except Refused:
        return None
