"""Computing in the worker, and asking for it. Light: frames are loaded when a job runs."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from accounts.actor import Actor
from accounts.models import User
from care.access import ReadableDiary, readable_diary
from care.models import Grant
from insights import freshness
from insights.freshness import Window
from jobs import queue, running
from jobs.models import Job

REST_AFTER_FAILURE = timedelta(minutes=5)


class Failed(Exception):
    """The last attempts to compute this ended badly a moment ago."""


def answer(diary: ReadableDiary, window: Window | None = None) -> dict[str, Any] | Job:
    """The fresh document of a window, or the job that makes it; the standing window by default."""
    inputs = freshness.inputs_of(diary)
    window = window or freshness.standing_window(inputs.today)
    if found := freshness.stored(diary, window, inputs):
        document: dict[str, Any] = found.document
        return document
    return _ask(diary, window)


def _ask(diary: ReadableDiary, window: Window) -> Job:
    scope = freshness.scope_of(diary)
    key = f"insights {diary.person_id} {scope} {window[0]} {window[1]}"
    rested = timezone.now() - REST_AFTER_FAILURE
    last = Job.objects.filter(key=key).order_by("-created_at").first()
    if last and last.status == Job.Status.FAILED and (last.finished_at or rested) > rested:
        raise Failed
    return queue.ask(
        compute,
        key=key,
        person_id=diary.person_id,
        grant=None if diary.grant is None else str(diary.grant.pk),
        window=[day.isoformat() for day in window],
    )


@task()
def compute(job_id: str) -> None:
    """Compute the document of a job and store it."""
    running.run(job_id, _work)


def _work(job: Job) -> None:
    # pandas and scipy: a second to load, and nothing that a web process should carry
    from insights import results

    start, end = (date.fromisoformat(day) for day in job.arguments["window"])
    diary = _diary(job)
    results.renew(diary, (start, end), lambda progress: running.report(job, progress))


def _diary(job: Job) -> ReadableDiary:
    """The diary as it was opened by whoever asked; that opening is written down already."""
    assert job.person_id is not None
    if job.arguments["grant"] is None:
        person = User.objects.get(pk=job.person_id)
        return readable_diary(Actor(user_id=person.pk, role=person.role, channel="job"))
    grants = Grant.objects.active(timezone.now()).select_related("clinician")
    grant = grants.filter(pk=UUID(job.arguments["grant"])).first()
    if grant is None:  # ended since
        raise running.Cancelled
    actor = Actor(user_id=grant.clinician_id, role=grant.clinician.role, channel="job")
    return ReadableDiary(job.person_id, actor, grant)
