"""What recurs: each app's jobs.py says what and how often, and the worker asks for what is due.

@schedule.every(timedelta(days=1))
@task()
def empty_bins(job_id: str) -> None:
    running.run(job_id, _empty_bins)
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from jobs import queue
from jobs.models import Recurring

LOOKS_EVERY = timedelta(minutes=5)

_registered: dict[str, tuple[Any, timedelta]] = {}


def every(interval: timedelta) -> Callable[[Any], Any]:
    """Register a task of the library, one that takes the id of a job, to be done this often."""

    def register(recurring: Any) -> Any:
        _registered[recurring.module_path] = recurring, interval
        return recurring

    return register


def begin() -> None:
    """Write down what the apps want done; look now what is due, and from then on again and again.

    A worker says this when it starts, so that the looking goes on where a dead one broke it off.
    """
    autodiscover_modules("jobs")
    for name, (_task, interval) in _registered.items():
        Recurring.objects.update_or_create(name=name, defaults={"every": interval})
    Recurring.objects.exclude(name__in=_registered).delete()
    _look_at(timezone.now())


@task()
def look() -> None:
    """Ask for what is due, hand on what lost its worker, and come again."""
    _look_at(timezone.now() + LOOKS_EVERY)
    queue.reap()
    ask_for_due(timezone.now())


def ask_for_due(now: datetime) -> None:
    """Ask once for each task whose time has come; of several workers one asks."""
    for row in Recurring.objects.all():
        as_seen = Recurring.objects.filter(pk=row.pk, last_run_at=row.last_run_at)
        with transaction.atomic():
            if row.is_due(now) and as_seen.update(last_run_at=now):
                queue.ask(_registered[row.name][0], key=f"recurring {row.name}")


def _look_at(when: datetime) -> None:
    """Have somebody look, unless somebody is going to: one look ahead, not one a worker."""
    ahead = DBTaskResult.objects.filter(task_path=look.module_path, status="READY")
    if not ahead.exists():
        look.using(run_after=when).enqueue()
