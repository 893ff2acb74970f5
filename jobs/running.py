"""Doing a job inside a worker: its time limit, its progress, and what becomes of it."""

import logging
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from django.db.models import F
from django.utils import timezone

from jobs import queue, workers
from jobs.models import Job

log = logging.getLogger(__name__)


class OutOfTime(Exception):
    """The job took longer than it may."""


class Cancelled(Exception):
    """Somebody does not want it any more."""


def run(job_id: str, work: Callable[[Job], None]) -> None:
    """Do the work of a job once; nothing if it is not waiting (done elsewhere, or cancelled)."""
    queue.reap()
    job = _take(job_id)
    if job is None:
        return
    try:
        with _limited(job.time_limit_seconds):
            work(job)
    except Cancelled:
        queue.finish(job, Job.Status.CANCELLED)
    except Exception as error:
        log.exception("%s failed", job)
        _failed(job, type(error).__name__)
    else:
        queue.finish(job, Job.Status.DONE)


def report(job: Job, progress: int) -> None:
    """Say how far it is, in per cent; the moment at which a cancelled job stops."""
    job.progress = progress
    job.save(update_fields=["progress"])
    job.refresh_from_db(fields=["cancel_asked"])
    if job.cancel_asked:
        raise Cancelled


def _take(job_id: str) -> Job | None:
    """Make a waiting job this process's own; one that another took up is left alone."""
    taken = Job.objects.filter(pk=job_id, status=Job.Status.WAITING).update(
        status=Job.Status.RUNNING,
        attempts=F("attempts") + 1,
        started_at=timezone.now(),
        worker=workers.me(),
    )
    return Job.objects.get(pk=job_id) if taken else None


def _failed(job: Job, error: str) -> None:
    """Out of time twice is out of time; anything else may have been a bad moment."""
    if job.attempts < job.most_attempts and error != OutOfTime.__name__:
        queue.retry(job)
    else:
        queue.finish(job, Job.Status.FAILED, error)


@contextmanager
def _limited(seconds: int) -> Iterator[None]:
    """Raise `OutOfTime` in this thread after so many seconds; only a main thread can be told."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _ring(number: int, frame: FrameType | None) -> None:
    raise OutOfTime
