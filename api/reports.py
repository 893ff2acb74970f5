"""The page for a doctor's visit, its numbers and its charts."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.insights import RETRY_AFTER_SECONDS, CannotCompute, window_of
from api.operations import operation
from api.records import RecordView, actor_of
from care.access import ReadableDiary, reported_diary
from care.services import links
from diary.shapes.problems import refuse
from jobs.models import Job
from reports import figures, forms, html, jobs, languages, pages, pdf, render, sections
from reports.forms import Numbers, Wish
from reports.jobs import Material
from reports.periods import Window

ASKED = ("from", "to", "for", "sections", "page2", "lang")
Answer = HttpResponse | Response


class CannotDraw(exceptions.APIException):
    """Drawing did not come to an end within its limits."""

    status_code = 503
    default_code = "report_failed"
    wait = RETRY_AFTER_SECONDS

    def __init__(self) -> None:
        super().__init__(_("The report could not be drawn. Your entries are safe; try again."))


class ReportView(RecordView):
    """What the forms of the report share: the question, and the numbers that they show."""

    asked: tuple[str, ...] = ASKED

    def dispatch(self, request: Any, *args: Any, **kwargs: Any) -> Any:
        """The language that is set for a report ends with its answer."""
        with translation.override(translation.get_language()):
            answer = super().dispatch(request, *args, **kwargs)
            answer.headers.setdefault("Content-Language", translation.get_language() or "en")
        return answer

    def answer(
        self, request: Request, person: UUID | None, show: Callable[[Numbers], Answer]
    ) -> Answer:
        """What is shown of the numbers, or what to say while a worker gathers them."""
        params.only(request, self.asked)
        wish = Wish(
            reader=one_of(request, "for", sections.READERS, sections.DEFAULT_READER),
            named=_sections(request),
            page_2=one_of(request, "page2", ("0", "1"), "0") == "1",
        )
        language = one_of(request, "lang", languages.known(), "")
        diary = reported_diary(actor_of(request), person, what="report")
        translation.activate(language or languages.of(diary))
        try:
            found = forms.numbers(diary, window_of(diary, request), wish)
            return not_yet(found) if isinstance(found, Job) else show(found)
        except jobs.Failed:
            raise CannotCompute from None
        except render.CannotRender:
            raise CannotDraw from None


class ReportJson(ReportView):
    """The report's numbers, and the page in words for those who lay it out themselves."""

    asked = (*ASKED, "words")

    @operation(
        gettext_lazy("Every number that the page prints. Sections come in the reader's order."),
        {200: "Summary", 202: "Computing"},
        asks=(*ASKED, "words"),
        refuses=(503,),
    )
    def get(self, request: Request, person: UUID | None = None) -> Answer:
        in_words = one_of(request, "words", ("0", "1"), "0") == "1"

        def show(made: Numbers) -> Response:
            page = {"page": pages.in_words(pages.lay_out(made))} if in_words else {}
            return Response(made | page)

        return self.answer(request, person, show)


class ReportPdf(ReportView):
    """The report on paper."""

    asked: tuple[str, ...] = (*ASKED, "paper")

    @operation(
        gettext_lazy("The page for a visit as PDF; nobody's name is in the name of the file."),
        {200: "File", 202: "Computing"},
        asks=(*ASKED, "paper"),
        refuses=(503,),
        media_type="application/pdf",
    )
    def get(self, request: Request, person: UUID | None = None) -> Answer:
        return self.paper(request, person)

    def paper(self, request: Request, person: UUID | None, link: pdf.Link | None = None) -> Answer:
        """The page on the paper that is asked for."""
        size = one_of(request, "paper", pdf.PAPERS, "a4")
        return self.answer(
            request, person, lambda made: _file(forms.paper(made, size=size, link=link))
        )


class OwnReportPdf(ReportPdf):
    """The same of one's own diary, where a share link may be printed as a code."""

    asked = (*ReportPdf.asked, "link")

    @operation(
        gettext_lazy(
            "The page for a visit as PDF; nobody's name is in the name of the file. With the "
            "token of an open share link its address is printed as a code."
        ),
        {200: "File", 202: "Computing"},
        asks=asked,
        refuses=(503,),
        media_type="application/pdf",
    )
    def get(self, request: Request) -> Answer:  # type: ignore[override]
        return self.paper(request, None, _link(request))


class ReportHtml(ReportView):
    """The report on a screen."""

    @operation(
        gettext_lazy("The page for a visit for a browser, its charts with their numbers."),
        {200: "File", 202: "Computing"},
        asks=ASKED,
        refuses=(503,),
        media_type="text/html",
    )
    def get(self, request: Request, person: UUID | None = None) -> Answer:
        return self.answer(request, person, lambda made: HttpResponse(html.make(made)))


class Chart(ReportView):
    """One chart alone."""

    asked = ("from", "to", "theme", "words", "narrow", "lang")
    kind = "svg"  # each route names its own

    @operation(
        gettext_lazy(
            "One chart alone; its title says what it shows, also where data is missing. Without "
            "`words` title and note are left to who shows it."
        ),
        {200: "File", 202: "Computing"},
        asks=("from", "to", "theme", "words", "narrow", "lang"),
        refuses=(503,),
        media_type="image/svg+xml, image/png",
    )
    def get(self, request: Request, name: str, person: UUID | None = None) -> Answer:
        if name not in figures.CHARTS:
            raise _unknown("name", figures.CHARTS)
        theme = one_of(request, "theme", figures.THEMES, "light")
        words = one_of(request, "words", ("0", "1"), "1") == "1"
        narrow = one_of(request, "narrow", ("0", "1"), "0") == "1"

        def drawn(made: forms.Numbers) -> HttpResponse:
            look = {"theme": theme, "kind": self.kind}
            return _file(forms.chart(made, name, **look, words=words, narrow=narrow))

        return self.answer(request, person, drawn)


def _file(made: forms.File) -> HttpResponse:
    return HttpResponse(made.content, headers=made.headers)


def asked_for(diary: ReadableDiary, window: Window) -> Material | Job:
    """What a report is made from, or the job that gathers it."""
    try:
        return jobs.answer(diary, window)
    except jobs.Failed:
        raise CannotCompute from None


def one_of(request: Request, name: str, known: Collection[str], default: str) -> str:
    """A query parameter with a closed set of values."""
    value = request.query_params.get(name)
    if value is None:
        return default
    if value not in known:
        raise _unknown(name, known)
    return value


def _sections(request: Request) -> list[str] | None:
    text = request.query_params.get("sections")
    if text is None:
        return None
    named = text.split(",")
    if not set(named) <= set(sections.KNOWN):
        raise _unknown("sections", sections.KNOWN)
    return named


def _link(request: Request) -> pdf.Link | None:
    """The share link that is printed: one of this diary, and open."""
    token = request.query_params.get("link")
    if token is None:
        return None
    link = links.find(token)
    if link is None or link.person_id != actor_of(request).user_id:
        raise refuse("link", "unknown_link", _("is no open link of this diary"))
    return pdf.Link(links.address(token), link.expires_at)


def _unknown(name: str, known: Collection[str]) -> Exception:
    return refuse(name, "unknown_value", _("must be one of %s") % ", ".join(known))


def not_yet(job: Job) -> Response:
    """The answer while a worker gathers."""
    body = {"status": job.status, "progress": job.progress}
    return Response(body, 202, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
