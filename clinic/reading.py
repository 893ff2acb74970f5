"""The report as a page of its own: for a share link, and where a grant opens nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from care.access import ReadableDiary
from insights import freshness
from jobs.models import Job
from reports import figures, forms, html, jobs, pages, pdf, sections
from reports import render as drawing
from reports.forms import Numbers, Wish

LONGEST: Final = timedelta(days=20 * 365)


def page(request: HttpRequest, diary: ReadableDiary, **bar: Any) -> HttpResponse:
    """The report for a screen, under a bar that says what may be done here."""
    readers = [(name, said()) for name, said in pages.READER_NAMES.items()]

    def show(made: Numbers) -> HttpResponse:
        wish = _wish(request)
        shown = bar | {"readers": readers, "reader": wish.reader, "page_2": wish.page_2}
        top = render_to_string("clinic/reading_bar.html", shown, request)
        return HttpResponse(html.make(made, bar=top))

    return _answer(request, diary, show)


def paper(request: HttpRequest, diary: ReadableDiary) -> HttpResponse:
    """The report as PDF."""
    size = request.GET.get("paper", "a4")
    size = size if size in pdf.PAPERS else "a4"
    return _answer(request, diary, lambda made: _file(forms.paper(made, size=size)))


def numbers(request: HttpRequest, diary: ReadableDiary) -> HttpResponse:
    """Every number of the report."""
    return _answer(request, diary, JsonResponse)


def chart(request: HttpRequest, diary: ReadableDiary, name: str, kind: str) -> HttpResponse:
    """One chart alone."""
    if name not in figures.CHARTS:
        raise Http404
    theme = request.GET.get("theme", "light")
    theme = theme if theme in figures.THEMES else "light"
    return _answer(
        request, diary, lambda made: _file(forms.chart(made, name, theme=theme, kind=kind))
    )


def _answer(
    request: HttpRequest, diary: ReadableDiary, show: Callable[[Numbers], HttpResponse]
) -> HttpResponse:
    """What is shown of the numbers, or a page that waits for them."""
    try:
        found = forms.numbers(diary, _window(diary), _wish(request))
        if isinstance(found, Job):
            return render(request, "clinic/reading_waits.html", {"job": found}, status=202)
        return show(found)
    except (jobs.Failed, drawing.CannotRender):
        return render(request, "clinic/reading_failed.html", status=503)


def _wish(request: HttpRequest) -> Wish:
    """What the address asks for; words that are not known count as not said."""
    reader = request.GET.get("for", "")
    known = reader if reader in sections.READERS else sections.DEFAULT_READER
    return Wish(reader=known, page_2=request.GET.get("page2") == "1")


def _file(made: forms.File) -> HttpResponse:
    return HttpResponse(made.content, headers=made.headers)


def _window(diary: ReadableDiary) -> tuple[date, date]:
    """All of the period that is open, or its last year where it has no beginning."""
    first, end = diary.period
    today = freshness.inputs_of(diary).today
    end = min(end, today) if end else today
    start = first or end - timedelta(days=freshness.DEFAULT_DAYS)
    return min(end, max(start, end - LONGEST)), end
