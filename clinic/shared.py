"""What a share link shows, to whoever holds it; nobody signs in here."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from care import access
from care.access import ReadableDiary
from care.models import ShareLink
from care.models.access_log import Device
from care.services import links
from clinic import reading
from diary.shapes import SHAPES
from interchange.writers import csv, fhir
from reports.forms import CHART_KINDS

COOKIE: Final = "nape_shared"
#: How long a passphrase that was entered is remembered, in seconds.
UNLOCKED: Final = 3600
View = Callable[..., HttpResponseBase]


def for_holders(view: View) -> View:
    """Let whoever holds the link in; tell nobody else whether there ever was one."""

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **named: Any) -> HttpResponseBase:
        link = links.find(token)
        if link is None:
            answer: HttpResponseBase = _closed(request)
        elif _is_locked_for(request, link):
            answer = redirect("shared:unlock", token=token)
        else:
            try:
                answer = view(request, link=link, token=token, **named)
            except Http404:
                answer = _closed(request)
        # not where the passphrase is asked: a form without an origin is refused
        answer.headers["Referrer-Policy"] = "no-referrer"
        return _unlisted(answer)

    return never_cache(guarded)


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("passphrase")
@never_cache
def unlock(request: HttpRequest, token: str) -> HttpResponseBase:
    """Ask for the passphrase of a link."""
    link = links.find(token)
    if link is None:
        return _unlisted(_closed(request))
    if not _is_locked_for(request, link):
        return redirect("shared:report", token=token)
    if request.method != "POST":
        return _unlisted(render(request, "clinic/shared_unlock.html"))
    if not links.unlock(link, request.POST.get("passphrase", "")):
        if links.find(token) is None:
            return _unlisted(_closed(request))
        return _unlisted(render(request, "clinic/shared_unlock.html", {"wrong": True}, status=403))
    answer = redirect("shared:report", token=token)
    answer.set_signed_cookie(
        COOKIE,
        str(link.pk),
        salt=link.digest,
        max_age=UNLOCKED,
        path=f"/shared/{token}/",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return answer


@require_safe
@for_holders
def report(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    """The report, with what else the link shows."""
    diary = _opened(request, link, "report", counting=True)
    exports = [
        (kind.replace("_", "-"), shape.label)
        for kind, shape in SHAPES.items()
        if kind in link.kinds
    ]
    return reading.page(request, diary, scope=link, paper="report.pdf", exports=exports)


@require_safe
@for_holders
def paper(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    """The report as PDF."""
    return reading.paper(request, _opened(request, link, "report as PDF", counting=True))


@require_safe
@for_holders
def numbers(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    """The numbers of the report."""
    return reading.numbers(request, _opened(request, link, "report", counting=True))


@require_safe
@for_holders
def chart(request: HttpRequest, link: ShareLink, token: str, name: str, kind: str) -> HttpResponse:
    """One chart alone."""
    return reading.chart(request, _opened(request, link, "chart", counting=True), name, kind)


@require_safe
@for_holders
def table(request: HttpRequest, link: ShareLink, token: str, name: str) -> HttpResponseBase:
    """One collection as CSV, where single records are open."""
    kind = name.replace("-", "_")
    if kind not in link.kinds:
        raise Http404
    rows = csv.write(_opened(request, link, "export"), SHAPES[kind])
    headers = {"Content-Disposition": f'attachment; filename="nape-{name}.csv"'}
    return StreamingHttpResponse(rows, content_type="text/csv; charset=utf-8", headers=headers)


@require_safe
@for_holders
def bundle(request: HttpRequest, link: ShareLink, token: str) -> HttpResponse:
    """What is open as a FHIR document, where single records are."""
    if not link.kinds:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="nape-fhir.json"'}
    return JsonResponse(fhir.write(_opened(request, link, "export")), headers=headers)


def _opened(
    request: HttpRequest, link: ShareLink, what: str, *, counting: bool = False
) -> ReadableDiary:
    """What the link opens, with what it was opened with: no more of it is kept."""
    agent = request.headers.get("User-Agent", "")
    browser = Device.PHONE if "Mobi" in agent else Device.COMPUTER
    device = browser if agent.startswith("Mozilla/") else Device.PROGRAM
    return access.linked_diary(link, what, device, counting=counting)


def _is_locked_for(request: HttpRequest, link: ShareLink) -> bool:
    if not link.passphrase:
        return False
    given = request.get_signed_cookie(COOKIE, "", salt=link.digest, max_age=UNLOCKED)
    return given != str(link.pk)


def _closed(request: HttpRequest) -> HttpResponse:
    return render(request, "clinic/shared_closed.html", status=404)


def _unlisted(answer: HttpResponseBase) -> HttpResponseBase:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


app_name = "shared"
urlpatterns = [
    path("<str:token>/", report, name="report"),
    path("<str:token>/passphrase/", unlock, name="unlock"),
    path("<str:token>/report.pdf", paper, name="paper"),
    path("<str:token>/report.json", numbers, name="numbers"),
    *(
        path(f"<str:token>/charts/<str:name>.{kind}", chart, {"kind": kind}, name=f"chart-{kind}")
        for kind in CHART_KINDS
    ),
    path("<str:token>/export/<str:name>.csv", table, name="table"),
    path("<str:token>/export/fhir.json", bundle, name="bundle"),
]
