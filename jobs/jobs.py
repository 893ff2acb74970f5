"""What this app itself has done on schedule."""

from datetime import timedelta

from django_tasks import task

from jobs import queue, running, schedule


@schedule.every(timedelta(days=1))
@task()
def prune(job_id: str) -> None:
    """Forget jobs that ended a week ago."""
    running.run(job_id, lambda _job: queue.prune())
