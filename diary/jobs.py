"""What is done to diaries on schedule."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from diary.services import bins
from jobs import running, schedule
from jobs.models import Job


@schedule.every(timedelta(days=1))
@task()
def empty_bins(job_id: str) -> None:
    """Empty the bins of all diaries."""
    running.run(job_id, _empty_bins)


def _empty_bins(_job: Job) -> None:
    bins.empty(timezone.now())
