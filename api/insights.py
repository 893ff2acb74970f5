"""What the analytics know of a diary, once it is computed."""

from datetime import date, timedelta
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from api import params
from api.operations import operation
from api.records import RecordView, actor_of
from care.access import NotOpen, ReadableDiary, readable_diary
from diary.shapes.problems import refuse
from insights import freshness, jobs
from insights.freshness import Window
from jobs.models import Job
from reports import words

LONGEST_YEARS = 20
RETRY_AFTER_SECONDS = 1


class CannotCompute(exceptions.APIException):
    """Computing failed again and again; asking at once would fail again."""

    status_code = 503
    default_code = "insights_failed"
    wait = jobs.REST_AFTER_FAILURE.total_seconds()

    def __init__(self) -> None:
        super().__init__(
            _("The insights could not be computed. Your entries are safe; try again later.")
        )


class Insights(RecordView):
    """The finished document of a window, or 202 while a worker computes it."""

    @operation(
        gettext_lazy(
            "Everything known of a window of at most 20 years, by default the last 365 days."
        ),
        {200: "Computed", 202: "Computing"},
        asks=("from", "to"),
        refuses=(503,),
    )
    def get(self, request: Request, person: UUID | None = None) -> Response:
        params.only(request, ("from", "to"))
        diary = readable_diary(actor_of(request), person, what="insights")
        if not diary.shows_records:
            # they name the entries behind each count
            raise NotOpen
        try:
            found = jobs.answer(diary, window_of(diary, request))
        except jobs.Failed:
            raise CannotCompute from None
        if isinstance(found, Job):
            body = {"status": found.status, "progress": found.progress}
            return Response(body, 202, headers={"Retry-After": str(RETRY_AFTER_SECONDS)})
        return Response(words.render(found))


def window_of(diary: ReadableDiary, request: Request) -> Window:
    """`from` and `to` of the query, by default the year before today where the person lives."""
    first, last = params.window(request)
    today = freshness.inputs_of(diary).today
    last = last or today
    first = first or last - timedelta(days=freshness.DEFAULT_DAYS)
    if last < first:
        raise refuse("to", "ends_before_start", _("must not be before `from`"))
    if last > _years_after(first, LONGEST_YEARS):
        raise refuse("from", "too_long", _("must be at most 20 years before `to`"))
    return first, last


def _years_after(day: date, years: int) -> date:
    """The same date so many years on; of 29 February, 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
