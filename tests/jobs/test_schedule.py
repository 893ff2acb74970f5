"""What recurs is asked for when its time has come, by one worker."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from diary.models import Medication
from jobs import schedule
from jobs.models import Job, Recurring
from tests.conftest import Caller

# a worker closes its connection between two tasks
pytestmark = pytest.mark.django_db(transaction=True)
NAME = "diary.jobs.empty_bins"
KEY = f"recurring {NAME}"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(datetime(2026, 3, 1, 12, tzinfo=UTC), tick=False) as clock:
        yield clock


def a_worker_runs() -> None:
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def times_done() -> int:
    return Job.objects.filter(key=KEY, status=Job.Status.DONE).count()


def looks_ahead() -> int:
    return DBTaskResult.objects.filter(task_path=schedule.look.module_path, status="READY").count()


def test_a_first_worker_finds_what_each_app_registered_and_does_it(
    clock: time_machine.Traveller,
) -> None:
    a_worker_runs()
    rows = dict(Recurring.objects.values_list("name", "every"))
    assert rows[NAME] == timedelta(days=1)
    assert "jobs.jobs.prune" in rows
    assert times_done() == 1


def test_it_is_done_again_when_its_time_has_come_and_not_before(
    clock: time_machine.Traveller,
) -> None:
    a_worker_runs()
    clock.shift(timedelta(hours=23))
    a_worker_runs()
    assert times_done() == 1
    clock.shift(timedelta(hours=1, minutes=5))
    a_worker_runs()
    assert times_done() == 2


def test_a_worker_that_goes_on_looks_by_itself(clock: time_machine.Traveller) -> None:
    a_worker_runs()
    Recurring.objects.update(last_run_at=None)
    schedule.look.func()
    assert Job.objects.filter(key=KEY, status=Job.Status.WAITING).count() == 1


def test_many_workers_make_one_look_ahead(clock: time_machine.Traveller) -> None:
    for _worker in range(3):
        a_worker_runs()
        schedule.begin()
        assert looks_ahead() == 1


def test_what_another_worker_has_just_asked_for_is_not_asked_for_again(
    clock: time_machine.Traveller, monkeypatch: pytest.MonkeyPatch
) -> None:
    schedule.begin()
    stale = list(Recurring.objects.all())
    schedule.ask_for_due(datetime.now(UTC))
    Job.objects.all().delete()
    monkeypatch.setattr(Recurring.objects, "all", lambda: stale)
    schedule.ask_for_due(datetime.now(UTC))
    assert not Job.objects.exists()


def test_what_no_app_wants_any_more_is_forgotten(clock: time_machine.Traveller) -> None:
    Recurring.objects.create(name="gone.jobs.task", every=timedelta(days=1))
    a_worker_runs()
    assert not Recurring.objects.filter(name="gone.jobs.task").exists()


def test_the_bin_is_empty_after_thirty_days_without_anybody_doing_anything(
    clock: time_machine.Traveller, api: Caller
) -> None:
    id = api.post("medications/", {"name": "secret"}).json()["id"]
    api.delete(f"medications/{id}/")
    names = []
    for days in (0, 29, 2):
        clock.shift(timedelta(days=days))
        a_worker_runs()
        names.append(Medication.objects.get(id=id).values["name"])
    assert names == ["secret", "secret", ""]
