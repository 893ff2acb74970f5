"""The one shape of every error: problem details (RFC 9457)."""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views import defaults
from rest_framework import exceptions, status
from rest_framework.response import Response

from care.access import NotOpen, ScopeMissing
from care.services.grants import NotAClinician
from diary.services.documents import Gone, IdTaken, Outdated
from diary.shapes.problems import Problem, Refused
from diary.sync.protocol import MOST_OPS, PersonMismatch, SchemaTooOld, TooManyOps

log = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"


def problem(
    request_id: str,
    status_code: int,
    code: str,
    detail: str,
    errors: Iterable[Problem] = (),
) -> dict[str, Any]:
    """The body of an error."""
    return {
        "type": f"urn:nape:problem:{code}",
        "title": code.replace("_", " "),
        "status": status_code,
        "code": code,
        "detail": detail,
        "errors": [{"path": e.path, "code": e.code, "detail": str(e.detail)} for e in errors],
        "request_id": request_id,
    }


def answer(error: Exception, context: dict[str, Any]) -> Response | None:
    """What REST framework calls for every exception of a view."""
    request = context["request"]
    known = _known(error)
    if known is None:
        return None
    status_code, code, detail, errors = known
    headers = {}
    if isinstance(error, exceptions.APIException):
        if getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
        if getattr(error, "wait", None):
            headers["Retry-After"] = str(int(error.wait) + 1)  # type: ignore[attr-defined]
    body = problem(request.META.get("nape.request_id", ""), status_code, code, detail, errors)
    body |= getattr(error, "members", {})
    return Response(body, status=status_code, headers=headers, content_type=MEDIA_TYPE)


def _known(error: Exception) -> tuple[int, str, str, Iterable[Problem]] | None:
    match error:
        case Refused():
            return 400, "invalid", _refused(error), error.problems
        case ScopeMissing():
            detail = _("This token may not do that; it needs the scope %s.") % error.scope
            return 403, "scope_missing", detail, ()
        case NotOpen() | Gone() | Http404():
            return 404, "not_found", _("There is no such record."), ()
        case NotAClinician():
            return 403, "not_a_clinician", _("Only a clinician can accept an invitation."), ()
        case IdTaken():
            return 409, "id_taken", _("This id is taken by a record with other content."), ()
        case Outdated():
            detail = _("The record has changed since it was read. Read it again.")
            return 412, "outdated", detail, ()
        case PersonMismatch():
            detail = _("Somebody else is signed in here. Sign in again; nothing was written.")
            return 409, "person_mismatch", detail, ()
        case TooManyOps():
            return 413, "too_large", _("At most %s entries at once.") % MOST_OPS, ()
        case SchemaTooOld():
            detail = _("Your entries are saved. Reload the program to see what is new.")
            return 426, "schema_too_old", detail, ()
        case PermissionDenied():
            return 403, "permission_denied", _("This is not allowed."), ()
        case RequestDataTooBig():
            return 413, "too_large", _("The request is too large."), ()
        case exceptions.APIException():
            return error.status_code, _code(error), str(error.detail), ()
        case DatabaseError() if _disk_full(error):
            return 507, "disk_full", _("The server's disk is full. Nothing was written."), ()
        case _:
            return None


def _refused(refused: Refused) -> str:
    paths = ", ".join(p.path for p in refused.problems[:5])
    return _("Nothing was written. Please correct: %s.") % paths


def _code(error: exceptions.APIException) -> str:
    codes = error.get_codes()
    return codes if isinstance(codes, str) else "invalid"


def _disk_full(error: DatabaseError) -> bool:
    return "disk is full" in str(error) or "No space left" in str(error)


# --- What Django answers outside of REST framework's views


def _plain(request: HttpRequest, status_code: int, code: str, detail: str) -> JsonResponse:
    body = problem(request.META.get("nape.request_id", ""), status_code, code, detail)
    return JsonResponse(body, status=status_code, content_type=MEDIA_TYPE)


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_api(request):
        return _plain(request, 400, "invalid", _("The request cannot be read."))
    return defaults.bad_request(request, exception)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_api(request):
        return _plain(request, 403, "permission_denied", _("This is not allowed."))
    return defaults.permission_denied(request, exception)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _is_api(request):
        return _plain(request, status.HTTP_404_NOT_FOUND, "not_found", _("There is no such page."))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if _is_api(request):
        detail = _("Something went wrong here. Nothing of this request was kept; try again.")
        return _plain(request, 500, "server_error", detail)
    return defaults.server_error(request)
