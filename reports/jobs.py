"""Gathering what a report is made from, in the worker. Light: frames are loaded when a job runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from care import access
from care.access import ReadableDiary
from insights import freshness
from insights.freshness import Inputs
from jobs import queue, running
from jobs.models import Job
from reports import periods
from reports.models import Gathered
from reports.periods import Periods, Window

REST_AFTER_FAILURE: Final = timedelta(minutes=5)
MOST_WINDOWS: Final = 20
# Raised when the gathered parts change, so that none of an older program is served.
PARTS_VERSION: Final = 3


class Failed(Exception):
    """The last attempts to gather this ended badly a moment ago."""


@dataclass(frozen=True)
class Material:
    """The fresh insights of every window of a report, and the parts they do not hold."""

    periods: Periods
    documents: list[dict[str, Any]]
    parts: dict[str, Any]
    inputs: Inputs


def answer(diary: ReadableDiary, window: Window) -> Material | Job:
    """What a report of this window is made from, or the job that gathers it."""
    inputs = freshness.inputs_of(diary)
    return _stored(diary, periods.of(diary, window), inputs) or _ask(diary, window)


def latest(diary: ReadableDiary, window: Window) -> Material | None:
    """What was gathered last: to be shown, and said to be so, while it is gathered anew."""
    inputs = freshness.inputs_of(diary)
    return _stored(diary, periods.of(diary, window), inputs, moved=True)


def gather(diary: ReadableDiary, window: Window) -> Material:
    """The same at once, computed in this process where it is not stored: for the shell."""
    while (found := stored(diary, window)) is None:
        _compute(diary, window)
    return found


def stored(diary: ReadableDiary, window: Window) -> Material | None:
    """What a report of this window is made from, if nothing has changed since it was gathered."""
    return _stored(diary, periods.of(diary, window), freshness.inputs_of(diary))


def _stored(
    diary: ReadableDiary, windows: Periods, inputs: Inputs, *, moved: bool = False
) -> Material | None:
    results = [freshness.stored(diary, window, inputs, moved=moved) for window in windows.all]
    rows = Gathered.objects.filter(**_whose(diary, windows.this), rule_version=_version(inputs))
    gathered = rows.filter(**({} if moved else freshness.unmoved(inputs))).first()
    documents = [result.document for result in results if result]
    if gathered is None or len(documents) < len(results):
        return None
    return Material(windows, documents, gathered.parts, inputs)


def _ask(diary: ReadableDiary, window: Window) -> Job:
    key = f"report {diary.person_id} {freshness.scope_of(diary)} {window[0]} {window[1]}"
    rested = timezone.now() - REST_AFTER_FAILURE
    last = Job.objects.filter(key=key).order_by("-created_at").first()
    if last and last.status == Job.Status.FAILED and (last.finished_at or rested) > rested:
        raise Failed
    return queue.ask(
        collect,
        key=key,
        person_id=diary.person_id,
        ticket=access.ticket(diary),
        window=[day.isoformat() for day in window],
    )


@task()
def collect(job_id: str) -> None:
    """Gather what the report of a job is made from, and store it."""
    running.run(job_id, _work)


def _work(job: Job) -> None:
    start, end = (date.fromisoformat(day) for day in job.arguments["window"])
    running.report(job, 10)
    _compute(_diary(job), (start, end))


def _compute(diary: ReadableDiary, window: Window) -> None:
    # pandas and scipy: a second to load, and nothing that a web process should carry
    from analytics import visit
    from insights import frames, results

    inputs, windows = freshness.inputs_of(diary), periods.of(diary, window)
    for one in windows.all:
        if not freshness.stored(diary, one, inputs):
            results.renew(diary, one, lambda progress: None)
    first = min(start for start, _end in windows.all)
    read = frames.read(diary, (first, window[1]), inputs.now)
    until = (window[0], max(window[0], min(window[1], inputs.today)))
    parts = visit.describe(read, window=until, others=windows.all[1:])
    # Rows are read without a lock: only an unmoved counter vouches for them.
    if freshness.revision_of(diary) == inputs.revision:
        _store(diary, windows.this, inputs, parts)


@transaction.atomic
def _store(diary: ReadableDiary, window: Window, inputs: Inputs, parts: dict[str, Any]) -> None:
    Gathered.objects.update_or_create(
        **_whose(diary, window),
        defaults={
            "input_revision": inputs.revision,
            "rule_version": _version(inputs),
            "local_date": inputs.today,
            "gathered_at": inputs.now,
            "parts": parts,
        },
    )
    mine = Gathered.objects.filter(person_id=diary.person_id, scope=freshness.scope_of(diary))
    newest = mine.order_by("-gathered_at", "-pk").values_list("pk", flat=True)
    mine.exclude(pk__in=list(newest[:MOST_WINDOWS])).delete()


def _version(inputs: Inputs) -> str:
    """The rules, and what is gathered by them."""
    return f"{inputs.rule_version}/{PARTS_VERSION}"


def _whose(diary: ReadableDiary, window: Window) -> dict[str, Any]:
    return {
        "person_id": diary.person_id,
        "scope": freshness.scope_of(diary),
        "first_day": window[0],
        "end_day": window[1],
    }


def _diary(job: Job) -> ReadableDiary:
    """The diary as it was opened by whoever asked; that opening is written down already."""
    try:
        return access.by_ticket(job.arguments["ticket"])
    except access.NotOpen:  # ended since
        raise running.Cancelled from None
