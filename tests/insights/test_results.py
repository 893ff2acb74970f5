"""Stored documents: fresh or not at all."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from accounts import actor
from accounts.models import Role, User
from care.access import ReadableDiary, readable_diary
from care.models import Grant
from insights import freshness, jobs, results
from insights.models import Kept, Result
from jobs import queue, running
from jobs.models import Job
from tests.conftest import Caller
from tests.insights.diaries import BERLIN, check_ins, keep

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)


@pytest.fixture
def diary(owner: User) -> ReadableDiary:
    with time_machine.travel(NOON, tick=False):
        return keep(
            owner,
            profile={"time_zone": BERLIN},
            check_ins=check_ins(date(2026, 4, 1), ["no", "yes"] * 20),
        )


def do(job: dict[str, Any] | Job) -> Job:
    """What a worker does with a job."""
    assert isinstance(job, Job)
    jobs.compute.call(str(job.pk))
    job.refresh_from_db()
    return job


@time_machine.travel(NOON, tick=False)
def test_a_document_is_computed_once_and_then_served(diary: ReadableDiary) -> None:
    assert do(jobs.answer(diary)).status == Job.Status.DONE
    document = jobs.answer(diary)
    assert isinstance(document, dict)
    assert document["window"] == ["2025-06-10", "2026-06-10"]
    assert Result.objects.count() == 1


@time_machine.travel(NOON, tick=False)
def test_after_any_change_the_old_document_is_not_served(diary: ReadableDiary, api: Caller) -> None:
    do(jobs.answer(diary))
    api.patch("check-ins/2026-04-03/", {"stress": 4})
    job = do(jobs.answer(diary))
    assert job.status == Job.Status.DONE
    document = jobs.answer(diary)
    assert isinstance(document, dict)
    assert document["input_revision"] == freshness.revision_of(diary)
    assert Result.objects.count() == 1


def test_the_next_day_where_the_person_lives_the_old_document_is_not_served(
    diary: ReadableDiary,
) -> None:
    window = (date(2026, 4, 1), date(2026, 6, 1))
    with time_machine.travel(NOON, tick=False):
        do(jobs.answer(diary, window))
    with time_machine.travel("2026-06-10T21:59:00Z", tick=False):
        assert isinstance(jobs.answer(diary, window), dict)
    with time_machine.travel("2026-06-10T22:01:00Z", tick=False):
        assert isinstance(jobs.answer(diary, window), Job)


@time_machine.travel(NOON, tick=False)
def test_a_document_of_other_rules_is_not_served(diary: ReadableDiary) -> None:
    do(jobs.answer(diary))
    Result.objects.update(rule_version="2020-01/1")
    assert isinstance(jobs.answer(diary), Job)


@time_machine.travel(NOON, tick=False)
def test_one_job_a_window_at_a_time(diary: ReadableDiary) -> None:
    first, again = jobs.answer(diary), jobs.answer(diary)
    other = jobs.answer(diary, (date(2026, 4, 1), date(2026, 6, 1)))
    assert isinstance(first, Job) and isinstance(again, Job) and isinstance(other, Job)
    assert first.pk == again.pk != other.pk


@time_machine.travel(NOON, tick=False)
def test_a_diary_that_changes_while_it_is_read_is_read_again(
    diary: ReadableDiary, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A write comes between the first query and the last: such a document is of no revision."""
    compute, seen = results.compute.compute, []

    def interrupted(*args: Any, **more: Any) -> Any:
        if not seen:
            api.patch("check-ins/2026-04-03/", {"stress": 4})
        seen.append(more["revision"])
        return compute(*args, **more)

    monkeypatch.setattr(results.compute, "compute", interrupted)
    do(jobs.answer(diary))
    assert seen == [seen[0], seen[0] + 1]
    document = jobs.answer(diary)
    assert isinstance(document, dict) and document["input_revision"] == seen[1]


@time_machine.travel(NOON, tick=False)
def test_a_diary_that_never_stands_still_is_given_up_and_tried_later(
    diary: ReadableDiary, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    compute, stress = results.compute.compute, iter(range(10_000))

    def interrupted(*args: Any, **more: Any) -> Any:
        api.patch("check-ins/2026-04-03/", {"notes": str(next(stress))})
        return compute(*args, **more)

    monkeypatch.setattr(results.compute, "compute", interrupted)
    job = do(jobs.answer(diary))
    assert (job.status, job.attempts) == (Job.Status.WAITING, 1)
    assert not Result.objects.exists()


# --- what is kept between two looks


@time_machine.travel(NOON, tick=False)
def test_only_the_standing_window_has_a_history(diary: ReadableDiary) -> None:
    do(jobs.answer(diary, (date(2026, 4, 1), date(2026, 6, 1))))
    assert not Kept.objects.exists()
    do(jobs.answer(diary))
    state = Kept.objects.get().state
    assert state.keys() == {"pattern", "associations"}


def test_what_was_kept_is_handed_to_the_next_look(diary: ReadableDiary) -> None:
    with time_machine.travel(NOON, tick=False):
        do(jobs.answer(diary))
    kept = Kept.objects.get()
    kept.state["pattern"] |= {"since": "2026-01-05"}
    kept.save()
    with time_machine.travel(NOON + timedelta(days=1), tick=False):
        do(jobs.answer(diary))
    assert Kept.objects.get().state["pattern"]["since"] == "2026-01-05"


@time_machine.travel(NOON, tick=False)
def test_the_windows_that_nobody_asks_for_any_more_are_dropped(
    diary: ReadableDiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(results, "MOST_WINDOWS", 2)
    for day in (1, 2, 3):
        do(jobs.answer(diary, (date(2026, 4, 1), date(2026, 5, day))))
    ends = {end.day for end in Result.objects.values_list("end_day", flat=True)}
    assert ends == {2, 3}


@time_machine.travel(NOON, tick=False)
def test_everything_goes_with_the_person(diary: ReadableDiary, owner: User) -> None:
    do(jobs.answer(diary))
    owner.delete()
    assert not Result.objects.exists() and not Kept.objects.exists()


# --- looking for findings once a week


def _look(when: datetime) -> Job:
    """What a worker does in an hour in which nobody asks."""
    with time_machine.travel(when, tick=False):
        return do_look(queue.ask(jobs.look_for_findings, key=f"look {when}"))


def do_look(job: Job) -> Job:
    jobs.look_for_findings.call(str(job.pk))
    job.refresh_from_db()
    return job


def looked_on() -> str:
    return str(Kept.objects.get().state["associations"]["looked_on"])


def test_between_two_looks_the_day_of_the_last_one_stays(diary: ReadableDiary, api: Caller) -> None:
    with time_machine.travel(NOON, tick=False):
        do(jobs.answer(diary))
    for days, day in ((6, "2026-06-09"), (7, "2026-06-16")):
        with time_machine.travel(NOON + timedelta(days=days), tick=False):
            do(jobs.answer(diary))
        assert looked_on() == day


def test_who_does_not_open_the_insights_is_looked_at_too_when_the_diary_has_moved(
    diary: ReadableDiary, api: Caller
) -> None:
    with time_machine.travel(NOON, tick=False):
        do(jobs.answer(diary))
    late = NOON + timedelta(days=8)
    assert _look(late).status == Job.Status.DONE
    assert looked_on() == "2026-06-09"
    with time_machine.travel(late, tick=False):
        api.patch("check-ins/2026-04-03/", {"stress": 4})
    _look(late - timedelta(days=1))
    assert looked_on() == "2026-06-09"
    _look(late)
    assert looked_on() == "2026-06-17"
    assert results.awaiting_a_look(late.date()) == []


def test_one_diary_that_cannot_be_looked_at_keeps_no_other_waiting(
    diary: ReadableDiary, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(NOON, tick=False):
        do(jobs.answer(diary))
        api.patch("check-ins/2026-04-03/", {"stress": 4})

    def fail(*args: Any, **more: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(results.compute, "compute", fail)
    assert _look(NOON + timedelta(days=9)).status == Job.Status.DONE


def test_the_time_limit_ends_the_looking(
    diary: ReadableDiary, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(NOON, tick=False):
        do(jobs.answer(diary))
        api.patch("check-ins/2026-04-03/", {"stress": 4})

    def late(*args: Any, **more: Any) -> None:
        raise running.OutOfTime

    monkeypatch.setattr(results.compute, "compute", late)
    assert _look(NOON + timedelta(days=9)).status == Job.Status.FAILED


def test_after_its_share_of_time_the_others_wait_for_the_next_hour(
    diary: ReadableDiary, api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    with time_machine.travel(NOON, tick=False):
        do(jobs.answer(diary))
        api.patch("check-ins/2026-04-03/", {"stress": 4})
    monkeypatch.setattr(jobs, "LOOKS_SHARE", timedelta(seconds=-1))
    assert _look(NOON + timedelta(days=9)).status == Job.Status.DONE
    assert looked_on() == "2026-06-09"


# --- failing


def test_what_failed_is_not_tried_again_at_once(
    diary: ReadableDiary, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **more: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(results.compute, "compute", fail)
    with time_machine.travel(NOON, tick=False):
        job = jobs.answer(diary)
        for _attempt in range(3):
            do(job)
        assert isinstance(job, Job) and job.status == Job.Status.FAILED
        with pytest.raises(jobs.Failed):
            jobs.answer(diary)
    with time_machine.travel(NOON + jobs.REST_AFTER_FAILURE, tick=False):
        assert isinstance(jobs.answer(diary), Job)


# --- other readers


@pytest.fixture
def opened(diary: ReadableDiary, owner: User, clinician: User) -> ReadableDiary:
    """The owner's check-ins from mid-April on, open to a clinician."""
    grant = Grant.objects.create(
        person=owner,
        clinician=clinician,
        first_day=date(2026, 4, 15),
        sections=["check_ins"],
        created_at=timezone.now(),
        expires_at=datetime(2027, 1, 1, tzinfo=UTC),
    )
    assert clinician.role == Role.CLINICIAN
    return readable_diary(actor.of_session(clinician), owner.pk, what=f"insights {grant.pk}")


@time_machine.travel(NOON, tick=False)
def test_a_clinician_gets_numbers_of_what_is_open_and_no_others(
    diary: ReadableDiary, opened: ReadableDiary
) -> None:
    do(jobs.answer(diary))
    assert do(jobs.answer(opened)).status == Job.Status.DONE
    mine, theirs = jobs.answer(diary), jobs.answer(opened)
    assert isinstance(mine, dict) and isinstance(theirs, dict)
    assert mine["observed"]["headache_known"] == 40
    assert theirs["observed"]["headache_known"] == 26
    assert Kept.objects.count() == 2


@time_machine.travel(NOON, tick=False)
def test_when_a_grant_changes_its_documents_are_not_served(opened: ReadableDiary) -> None:
    do(jobs.answer(opened))
    Grant.objects.update(first_day=date(2026, 5, 1))
    again = readable_diary(opened.actor, opened.person_id, what="insights")
    assert isinstance(jobs.answer(again), Job)


@time_machine.travel(NOON, tick=False)
def test_when_a_grant_has_ended_nothing_is_computed_for_it(opened: ReadableDiary) -> None:
    job = jobs.answer(opened)
    Grant.objects.update(revoked_at=NOON)
    assert do(job).status == Job.Status.CANCELLED
    assert not Result.objects.exists()
