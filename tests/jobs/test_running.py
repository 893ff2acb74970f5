"""Doing a job: its time limit, its progress, and what becomes of it."""

import threading
import time
from collections.abc import Callable

import pytest
from django_tasks import task

from jobs import queue, running
from jobs.models import Job

pytestmark = pytest.mark.django_db
Status = Job.Status


@task()
def nothing(job_id: str) -> None:
    """A task that is only asked for."""


def ask(**fields: object) -> Job:
    job = queue.ask(nothing, key="a")
    Job.objects.filter(pk=job.pk).update(**fields)
    return job


def run(job: Job, work: Callable[[Job], None]) -> Job:
    running.run(str(job.pk), work)
    job.refresh_from_db()
    return job


def test_progress_can_be_read_while_it_works() -> None:
    seen = []

    def work(job: Job) -> None:
        running.report(job, 40)
        seen.append(Job.objects.get(pk=job.pk).progress)

    assert run(ask(), work).status == Status.DONE
    assert seen == [40]


def test_a_running_job_stops_at_its_next_report_when_it_is_cancelled() -> None:
    seen = []

    def work(job: Job) -> None:
        queue.cancel(job.pk)
        running.report(job, 40)
        seen.append("went on")

    job = run(ask(), work)
    assert (job.status, job.progress, seen) == (Status.CANCELLED, 40, [])


def test_a_job_that_takes_too_long_is_stopped_and_not_tried_again() -> None:
    started = time.monotonic()
    job = run(ask(time_limit_seconds=1), lambda job: time.sleep(20))
    assert time.monotonic() - started < 10
    assert (job.status, job.error, job.attempts) == (Status.FAILED, "OutOfTime", 1)


def test_the_alarm_is_off_when_the_job_is_done() -> None:
    run(ask(time_limit_seconds=1), lambda job: None)
    time.sleep(1.2)


def test_a_job_is_done_once_however_often_it_is_taken_up() -> None:
    seen: list[Job] = []
    job = ask()
    run(job, seen.append)
    run(job, seen.append)
    assert len(seen) == 1


def test_a_job_that_is_gone_is_no_error() -> None:
    running.run("00000000-0000-4000-8000-000000000000", lambda job: pytest.fail("did it"))


def test_outside_the_main_thread_there_is_no_alarm_but_the_work_is_done() -> None:
    seen: list[str] = []

    def limited() -> None:
        with running._limited(1):
            seen.append("done")

    thread = threading.Thread(target=limited)
    thread.start()
    thread.join()
    assert seen == ["done"]
