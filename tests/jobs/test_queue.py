"""Asking for work: once, and again when a worker died."""

import os
import socket
import subprocess
import sys
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from accounts.models import User
from jobs import queue, running, workers
from jobs.models import Job, JobQuerySet

# a worker closes its connection between two tasks
pytestmark = pytest.mark.django_db(transaction=True)
Status = Job.Status

seen: list[Any] = []


@task()
def remember(job_id: str) -> None:
    """A task that writes down what it was given."""
    running.run(job_id, lambda job: seen.append(job.arguments))


@task()
def fail(job_id: str) -> None:
    """A task that goes wrong, with something private in its message."""

    def work(job: Job) -> None:
        seen.append(job.attempts)
        raise ValueError("what somebody wrote")

    running.run(job_id, work)


@pytest.fixture(autouse=True)
def forget() -> None:
    seen.clear()


def work() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def status(job: Job) -> str:
    job.refresh_from_db()
    return job.status


def died(job: Job, **fields: Any) -> None:
    """The job as a worker leaves it that was killed in the middle."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    name = f"{socket.gethostname()}:{gone.pid}:1"
    running_now = {"status": Status.RUNNING, "started_at": timezone.now(), "attempts": 1}
    Job.objects.filter(pk=job.pk).update(**running_now | {"worker": name} | fields)
    DBTaskResult.objects.filter(pk=job.carrier).update(status="RUNNING")


def test_a_worker_does_what_was_asked_for() -> None:
    job = queue.ask(remember, key="a", number=7)
    assert (status(job), job.progress) == (Status.WAITING, 0)
    work()
    assert seen == [{"number": 7}]
    assert status(job) == Status.DONE
    assert (job.progress, job.attempts, job.error) == (100, 1, "")
    assert job.finished_at is not None


def test_asking_again_finds_the_job_that_waits() -> None:
    first = queue.ask(remember, key="a")
    assert queue.ask(remember, key="a").pk == first.pk
    assert queue.ask(remember, key="b").pk != first.pk
    work()
    assert len(seen) == 2


def test_a_finished_job_does_not_stand_in_the_way_of_the_next() -> None:
    first = queue.ask(remember, key="a")
    work()
    assert queue.ask(remember, key="a").pk != first.pk


def test_what_cannot_be_asked_for_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every insert meets an active job that is gone when one looks for it."""
    queue.ask(remember, key="a")
    monkeypatch.setattr("jobs.models.JobQuerySet.active", Job.objects.none)
    with pytest.raises(queue.Busy):
        queue.ask(remember, key="a")


# --- failing


def test_work_that_fails_is_tried_three_times_and_its_message_is_kept_nowhere() -> None:
    job = queue.ask(fail, key="a")
    work()
    assert seen == [1, 2, 3]
    assert status(job) == Status.FAILED
    assert job.error == "ValueError"
    assert not DBTaskResult.objects.exclude(traceback="").exists()


# --- cancelling


def test_a_waiting_job_that_is_cancelled_is_never_done() -> None:
    job = queue.ask(remember, key="a")
    queue.cancel(job.pk)
    work()
    assert seen == []
    assert status(job) == Status.CANCELLED


def test_cancelling_what_is_done_changes_nothing() -> None:
    job = queue.ask(remember, key="a")
    work()
    queue.cancel(job.pk)
    assert (status(job), job.cancel_asked) == (Status.DONE, False)


# --- workers that died


def test_a_job_whose_worker_died_is_done_by_another() -> None:
    job = queue.ask(remember, key="a")
    died(job)
    assert queue.reap() == 1
    assert (status(job), job.worker) == (Status.WAITING, "")
    work()
    assert (status(job), job.attempts, len(seen)) == (Status.DONE, 2, 1)


def test_whoever_asks_again_finds_the_death() -> None:
    job = queue.ask(remember, key="a")
    died(job)
    assert queue.ask(remember, key="a").pk == job.pk
    assert status(job) == Status.WAITING


def test_a_job_that_kills_every_worker_is_given_up() -> None:
    job = queue.ask(remember, key="a")
    died(job, attempts=3)
    queue.reap()
    assert (status(job), job.error) == (Status.FAILED, queue.WORKER_DIED)
    work()
    assert seen == []


def test_a_job_long_past_its_time_limit_has_lost_its_worker_wherever_that_was() -> None:
    job = queue.ask(remember, key="a")
    limit = timedelta(seconds=job.time_limit_seconds)
    elsewhere = "another-host:1:1"
    died(job, worker=elsewhere, started_at=timezone.now() - limit)
    assert queue.reap() == 0
    died(job, worker=elsewhere, started_at=timezone.now() - limit - queue.GRACE)
    assert queue.reap() == 1


def test_a_job_whose_worker_lives_is_left_alone() -> None:
    job = queue.ask(remember, key="a")
    died(job, worker=workers.me())
    assert queue.reap() == 0
    assert status(job) == Status.RUNNING


def test_a_worker_that_was_given_up_cannot_close_the_job_of_its_successor() -> None:
    job = queue.ask(remember, key="a")
    died(job)
    stale = Job.objects.get(pk=job.pk)
    died(job, attempts=2)
    queue.finish(stale, Status.DONE)
    queue.retry(stale)
    assert (status(job), job.attempts) == (Status.RUNNING, 2)


def test_a_new_worker_looks_after_what_a_dead_one_left() -> None:
    job = queue.ask(remember, key="a")
    died(job)
    work()
    assert (status(job), len(seen)) == (Status.DONE, 1)


def test_a_worker_loads_what_is_heavy_before_anybody_waits_for_it() -> None:
    script = (
        "import sys, nape, django; django.setup();"
        "from django.core.management import call_command;"
        "from django_tasks_db.management.commands import db_worker;"
        "before = 'pandas' in sys.modules;"
        "db_worker.Worker.run = lambda self: print(before, 'pandas' in sys.modules);"
        "from django.conf import settings; settings.DATABASES['default']['NAME'] = sys.argv[1];"
        "call_command('db_worker', verbosity=0)"
    )
    database = str(settings.DATABASES["default"]["NAME"])
    run = subprocess.run(
        [sys.executable, "-c", script, database], capture_output=True, text=True, check=False
    )
    assert run.stdout.split() == ["False", "True"], run.stderr


@pytest.mark.parametrize(
    "left",
    [
        {"status": "FAILED", "finished_at": timezone.now()},
        {"status": "RUNNING", "started_at": timezone.now() - queue.GRACE - timedelta(seconds=1)},
        None,
    ],
)
def test_a_job_that_waits_for_nobody_is_handed_on(left: dict[str, Any] | None) -> None:
    """Its worker died before it took it up, or never understood the task."""
    job = queue.ask(remember, key="a")
    carrier = DBTaskResult.objects.filter(pk=job.carrier)
    carrier.update(**left) if left else carrier.delete()
    assert queue.reap() == 1
    assert (status(job), job.attempts) == (Status.WAITING, 1)
    work()
    assert (status(job), len(seen)) == (Status.DONE, 1)


def test_a_job_that_is_just_being_taken_up_is_left_alone() -> None:
    job = queue.ask(remember, key="a")
    started = {"status": "RUNNING", "started_at": timezone.now()}
    DBTaskResult.objects.filter(pk=job.carrier).update(**started)
    assert queue.reap() == 0


def test_a_job_that_no_worker_can_take_up_is_given_up() -> None:
    job = queue.ask(remember, key="a")
    for _attempt in range(4):
        job.refresh_from_db()
        DBTaskResult.objects.filter(pk=job.carrier).delete()
        queue.reap()
    assert (status(job), job.error) == (Status.FAILED, queue.WORKER_DIED)


def test_two_who_ask_at_the_same_moment_get_one_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other's job comes between looking and asking: the first look does not see it."""
    other = queue.ask(remember, key="a")
    looks: list[int] = []
    real = JobQuerySet.active

    def active(jobs: JobQuerySet) -> JobQuerySet:
        looks.append(1)
        return real(jobs) if len(looks) > 2 else jobs.none()

    monkeypatch.setattr(JobQuerySet, "active", active)
    assert queue.ask(remember, key="a").pk == other.pk
    assert Job.objects.count() == 1


# --- workers by name


def test_a_process_is_known_by_more_than_its_number() -> None:
    assert not workers.is_dead(workers.me())
    host, number = socket.gethostname(), os.getpid()
    assert workers.is_dead(f"{host}:{number}:1")
    assert not workers.is_dead(f"elsewhere:{number}:1")


def test_a_process_of_somebody_else_may_be_alive(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(pid: int, number: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refuse)
    assert not workers.is_dead(workers.me())


def test_where_the_system_does_not_tell_when_a_process_began_its_number_decides(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("jobs.workers.Path", lambda _path: workers_path_missing)
    me = workers.me()
    assert me.endswith(":")
    assert not workers.is_dead(me)


class _Missing:
    def read_text(self, encoding: str) -> str:
        raise FileNotFoundError


workers_path_missing = _Missing()


# --- tidying


def test_jobs_are_forgotten_a_week_after_they_ended() -> None:
    job = queue.ask(remember, key="a")
    work()
    queue.prune()
    assert Job.objects.filter(pk=job.pk).exists()
    long_ago = timezone.now() - queue.KEPT - timedelta(hours=1)
    Job.objects.update(finished_at=long_ago)
    DBTaskResult.objects.update(finished_at=long_ago)
    queue.prune()
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.finished().exists()


def test_jobs_go_with_the_person(owner: User) -> None:
    queue.ask(remember, key="a", person_id=owner.pk)
    owner.delete()
    assert not Job.objects.exists()
