"""Computing in the worker, and asking for it. Light: frames are loaded when a job runs."""

import logging
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import timezone
from django_tasks import task

from accounts import actor
from accounts.models import User
from care import access
from care.access import ReadableDiary
from insights import freshness
from insights.freshness import Window
from jobs import queue, running, schedule
from jobs.models import Job

log = logging.getLogger(__name__)
REST_AFTER_FAILURE = timedelta(minutes=5)
# A worker counts rows of panels for so long, then lets others have their turn.
PANEL_SHARE = timedelta(seconds=10)
PANEL_REST = timedelta(minutes=1)
LOOKS_SHARE = timedelta(seconds=20)


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
        ticket=access.ticket(diary),
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
    try:
        return access.by_ticket(job.arguments["ticket"])
    except access.NotOpen:  # ended since
        raise running.Cancelled from None


# --- Looking for findings once a week, also for those who do not open their insights


@schedule.every(timedelta(hours=1))
@task()
def look_for_findings(job_id: str) -> None:
    """Look again for people whose weekly look is due: for a while, the others in the next hour."""
    running.run(job_id, _look)


def _look(job: Job) -> None:
    from insights import results

    until = timezone.now() + LOOKS_SHARE
    due = results.awaiting_a_look(timezone.now().date())
    for number, person in enumerate(due):
        if timezone.now() > until:
            return
        running.report(job, 100 * number // len(due))
        _look_at(person)


def _look_at(person: UUID) -> None:
    """Renew one document; one that cannot be computed keeps no other waiting."""
    from insights import results

    diary = access.readable_diary(actor.of_job(User.objects.get(pk=person)))
    today = freshness.inputs_of(diary).today
    try:
        results.renew(diary, freshness.standing_window(today), lambda progress: None)
    except running.OutOfTime:
        raise
    except Exception as error:
        # the class alone: a message could hold what somebody wrote
        log.error("the look at the diary of %s failed: %s", person, type(error).__name__)


# --- Panels


@schedule.every(timedelta(minutes=5))
@task()
def refresh_panels(job_id: str) -> None:
    """Count the rows of panels that have gone stale: of one reader, or of all."""
    running.run(job_id, _refresh)


def look_after_panel(readers: list[UUID], *, waiting: bool) -> Job:
    """The job that refreshes the panel of readers, or the last one if that was a moment ago.

    With `waiting`, a row was never counted yet and the moment is not waited for.
    """
    named = sorted(str(reader) for reader in readers)
    keys = [_panel_key(named, part) for part in (0, 1)]
    last = Job.objects.filter(key__in=keys).order_by("-created_at").first()
    if last is None:
        return _ask_for_panel(named)
    rested = (last.finished_at or last.created_at) < timezone.now() - PANEL_REST
    return _ask_for_panel(named) if last.is_over and (waiting or rested) else last


def _ask_for_panel(readers: list[str] | None, part: int = 0) -> Job:
    return queue.ask(refresh_panels, key=_panel_key(readers, part), readers=readers, part=part)


def _panel_key(readers: list[str] | None, part: int) -> str:
    """Two keys take turns, as a job that still runs cannot be asked for again."""
    named = "all" if readers is None else sha256(" ".join(readers).encode()).hexdigest()
    return f"panel {named} {part}"


def _refresh(job: Job) -> None:
    from insights import panel

    readers = job.arguments.get("readers")
    if readers is None:
        panel.meet_all()
    stale = panel.stale(None if readers is None else [UUID(reader) for reader in readers])
    until = timezone.now() + PANEL_SHARE
    for number, grant in enumerate(stale):
        if timezone.now() > until:
            _ask_for_panel(readers, 1 - job.arguments.get("part", 1))
            return
        running.report(job, 100 * number // len(stale))
        _count(grant)


def _count(grant: UUID) -> None:
    """Count one row; one that cannot be counted keeps no other waiting, and stays stale."""
    from insights import panel

    try:
        panel.refresh(grant)
    except running.OutOfTime:
        raise
    except Exception as error:
        # the class alone: a message could hold what somebody wrote
        log.error("the panel row of grant %s failed: %s", grant, type(error).__name__)
