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
from reports import figures, html, jobs, pages, pdf, sections, summary
from reports import render as drawing
from reports.jobs import Material
from reports.summary import Summary

LONGEST: Final = timedelta(days=20 * 365)
CHART_KINDS: Final = {"svg": "image/svg+xml", "png": "image/png"}


def page(request: HttpRequest, diary: ReadableDiary, **bar: Any) -> HttpResponse:
    """The report for a screen, under a bar that says what may be done here."""
    readers = [(name, said()) for name, said in pages.READER_NAMES.items()]

    def finish(made: Summary) -> HttpResponse:
        shown = bar | {"readers": readers, "reader": _reader(request), "page_2": _page_2(request)}
        top = render_to_string("clinic/reading_bar.html", shown, request)
        return HttpResponse(html.make(made.as_json(), bar=top))

    return _with_summary(request, diary, finish)


def paper(request: HttpRequest, diary: ReadableDiary) -> HttpResponse:
    """The report as PDF."""

    def finish(made: Summary) -> HttpResponse:
        numbers = made.as_json()
        name = pages.file_name(numbers, "pdf")
        size = request.GET.get("paper", "a4")
        drawn = pdf.make(pages.lay_out(numbers), paper=size if size in pdf.PAPERS else "a4")
        headers = {"Content-Disposition": f'inline; filename="{name}"'}
        return HttpResponse(drawn, content_type="application/pdf", headers=headers)

    return _with_summary(request, diary, finish)


def numbers(request: HttpRequest, diary: ReadableDiary) -> HttpResponse:
    """Every number of the report."""
    return _with_summary(request, diary, lambda made: JsonResponse(made.as_json()))


def chart(request: HttpRequest, diary: ReadableDiary, name: str, kind: str) -> HttpResponse:
    """One chart alone."""
    if name not in figures.CHARTS:
        raise Http404
    theme = request.GET.get("theme", "light")

    def finish(made: Summary) -> HttpResponse:
        picture = figures.CHARTS[name].describe(made.as_json())
        chosen = theme if theme in figures.THEMES else "light"
        drawn = drawing.chart(name, picture, theme=chosen, kind=kind)
        return HttpResponse(drawn, content_type=CHART_KINDS[kind])

    return _with_summary(request, diary, finish)


def _with_summary(
    request: HttpRequest, diary: ReadableDiary, finish: Callable[[Summary], HttpResponse]
) -> HttpResponse:
    """What is made of the summary, or a page that waits for it."""
    try:
        found = jobs.answer(diary, _window(diary))
        if isinstance(found, Job):
            return render(request, "clinic/reading_waits.html", {"job": found}, status=202)
        return finish(_summary(request, diary, found))
    except (jobs.Failed, drawing.CannotRender):
        return render(request, "clinic/reading_failed.html", status=503)


def _summary(request: HttpRequest, diary: ReadableDiary, found: Material) -> Summary:
    reader = _reader(request)
    shown = sections.chosen(reader, None, page_2=_page_2(request))
    return summary.build(diary, found, reader=reader, shown=shown)


def _reader(request: HttpRequest) -> str:
    asked = request.GET.get("for", sections.DEFAULT_READER)
    return asked if asked in sections.READERS else sections.DEFAULT_READER


def _page_2(request: HttpRequest) -> bool:
    return request.GET.get("page2") == "1"


def _window(diary: ReadableDiary) -> tuple[date, date]:
    """All of the period that is open, or its last year where it has no beginning."""
    first, end = diary.period
    today = freshness.inputs_of(diary).today
    end = min(end, today) if end else today
    start = first or end - timedelta(days=freshness.DEFAULT_DAYS)
    return min(end, max(start, end - LONGEST)), end
