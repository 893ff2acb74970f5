"""Asking for work, and looking after what was asked for. Light: a web process imports it."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks_db.models import DBTaskResult

from jobs import workers
from jobs.models import Job

log = logging.getLogger(__name__)
# A worker ends itself at the time limit; this much later it did not.
GRACE = timedelta(seconds=15)
KEPT = timedelta(days=7)
ASKED_AGAIN = 3
WORKER_DIED = "worker_died"


class Busy(Exception):
    """The work could not be asked for."""


def ask(task: Any, *, key: str, person_id: UUID | None = None, **arguments: Any) -> Job:
    """The active job of this key, or a new one for a worker to take up.

    `task` is a task of the library that takes the id of the job. Arguments are JSON.
    """
    reap(Job.objects.filter(key=key))
    for _once_more in range(ASKED_AGAIN):
        if asked := Job.objects.active().filter(key=key).first():
            return asked
        job = Job(
            key=key,
            person_id=person_id,
            task_path=task.module_path,
            arguments=arguments,
            created_at=timezone.now(),
        )
        try:
            with transaction.atomic():
                job.save(force_insert=True)
                _carry(job, task)
        except IntegrityError:
            continue  # somebody asked for the same in between: look again
        return job
    raise Busy(key)


def cancel(job_id: UUID) -> None:
    """A waiting job is dropped; a running one stops at its next report of progress."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job_id, status=Job.Status.WAITING)
    if not waiting.update(status=Job.Status.CANCELLED, finished_at=now):
        Job.objects.filter(pk=job_id, status=Job.Status.RUNNING).update(cancel_asked=True)


def reap(jobs: Any = None) -> int:
    """Hand jobs whose worker died to another one, or give them up; returns how many there were."""
    active = list((Job.objects.all() if jobs is None else jobs).active())
    carriers = DBTaskResult.objects.in_bulk([UUID(job.carrier) for job in active])
    now = timezone.now()
    orphans = [job for job in active if _is_orphan(job, carriers.get(UUID(job.carrier)), now)]
    for job in orphans:
        log.warning("%s lost its worker after %s attempt(s)", job, job.attempts)
        DBTaskResult.objects.filter(pk=job.carrier).delete()
        if job.attempts < job.most_attempts:
            retry(job)
        else:
            finish(job, Job.Status.FAILED, error=WORKER_DIED)
    return len(orphans)


@transaction.atomic
def retry(job: Job) -> None:
    """Put a job back, to be taken up again; one that was never taken up has used an attempt too."""
    used = job.attempts + (job.status == Job.Status.WAITING)
    if _leave(job, status=Job.Status.WAITING, progress=0, worker="", attempts=used):
        _carry(job, import_string(job.task_path))


def finish(job: Job, status: Job.Status, error: str = "") -> None:
    """Close a job."""
    done = {"progress": 100} if status == Job.Status.DONE else {}
    _leave(job, status=status, error=error, finished_at=timezone.now(), **done)


def _leave(job: Job, **values: Any) -> bool:
    """Change a job, unless it was meanwhile taken away and given to another worker."""
    mine = Job.objects.filter(pk=job.pk, status=job.status, attempts=job.attempts)
    return bool(mine.update(**values))


def prune() -> None:
    """Forget what ended a week ago."""
    before = timezone.now() - KEPT
    Job.objects.filter(finished_at__lt=before).delete()
    DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


def _carry(job: Job, task: Any) -> None:
    job.carrier = str(task.enqueue(str(job.pk)).id)
    job.save(update_fields=["carrier"])


def _is_orphan(job: Job, carrier: Any, now: datetime) -> bool:
    """Whether nobody is at work on a job and nobody will be."""
    if job.status == Job.Status.RUNNING:
        limit = timedelta(seconds=job.time_limit_seconds) + GRACE
        overdue = job.started_at is not None and now - job.started_at > limit
        return overdue or workers.is_dead(job.worker)
    if carrier is None or carrier.finished_at:
        return True
    return carrier.started_at is not None and now - carrier.started_at > GRACE
