"""Rows of a panel: what is stored is what counting from scratch gives, within the grant alone."""

import uuid
from datetime import UTC, date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import Role, User
from care.models import Grant
from care.models.grants import SECTIONS
from insights import freshness, jobs, panel
from insights.models import PanelRow
from jobs import schedule
from jobs.models import Job
from tests.conftest import Caller, caller
from tests.insights.diaries import BERLIN, check_ins, episode, keep

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 10, 12, tzinfo=UTC)
TODAY = NOON.date()


def grant(owner: User, clinician: User, **terms: Any) -> Grant:
    now = timezone.now()
    given = {"sections": list(SECTIONS), "created_at": now, "expires_at": now + timedelta(days=90)}
    return Grant.objects.create(person=owner, clinician=clinician, **given | terms)


def do(job: Job) -> Job:
    """What a worker does with a job."""
    jobs.refresh_panels.call(str(job.pk))
    job.refresh_from_db()
    return job


def refresh(reader: User) -> None:
    """A look at the panel, and the worker's share after it."""
    panel.meet(Grant.objects.filter(clinician=reader), [reader.pk])
    for stale in panel.stale([reader.pk]):
        panel.refresh(stale)


def from_scratch(given: Grant) -> dict[str, Any]:
    diary = panel.diary_of(Grant.objects.select_related("clinician").get(pk=given.pk))
    return panel.columns(panel.count(diary, freshness.inputs_of(diary)))


def row_of(given: Grant) -> PanelRow:
    return PanelRow.objects.get(pk=given.pk)


def stored(given: Grant) -> dict[str, Any]:
    row = row_of(given)
    return {name: getattr(row, name) for name in panel.columns(row.numbers)}


DAYS = st.integers(min_value=0, max_value=60)
WRITES = st.one_of(
    st.tuples(st.just("episode"), DAYS),
    st.tuples(st.just("check-in"), DAYS),
    st.tuples(st.just("dose"), DAYS),
    st.tuples(st.just("visit"), DAYS),
    st.tuples(st.just("take back"), st.none()),
    st.tuples(st.just("sleep"), st.integers(min_value=1, max_value=20)),
)


class Writer:
    """The person, writing this and that; the clock moves when they sleep."""

    def __init__(self, owner: User, clock: Any) -> None:
        self.api, self.clock, self.written = caller(owner), clock, list[str]()
        path = f"medications/{uuid.uuid4()}/"
        self.api.put(path, {"name": "Sumatriptan", "drug_class": "triptan"})
        self.medication = path.split("/")[1]

    def write(self, what: str, number: int) -> None:
        day = timezone.now() - timedelta(days=number or 0)
        start = {"time_zone": BERLIN}
        match what:
            case "episode":
                began = (day - timedelta(hours=5)).isoformat()
                self._put("episodes", start | {"started_at": began, "ended_at": day.isoformat()})
            case "check-in":
                answers = {"headache_today": "no", "painkillers_taken": "no"}
                self.api.put(f"check-ins/{day.date()}/", start | answers)
            case "dose":
                taken = start | {"medication": self.medication, "taken_at": day.isoformat()}
                self._put("doses", taken)
            case "visit":
                self._put("visits", {"on": (timezone.now() + timedelta(days=number)).date()})
            case "sleep":
                self.clock.shift(timedelta(days=number))
            case _ if self.written:
                self.api.delete(self.written.pop())

    def _put(self, kind: str, body: dict[str, Any]) -> None:
        body = {name: str(value) if name == "on" else value for name, value in body.items()}
        self.written.append(f"{kind}/{uuid.uuid4()}/")
        assert self.api.put(self.written[-1], body).status_code == 201


@settings(
    max_examples=3,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(writes=st.lists(WRITES, min_size=1, max_size=6))
def test_stored_is_what_counting_from_scratch_gives_after_any_writes(
    owner: User, clinician: User, writes: list[tuple[str, Any]]
) -> None:
    with time_machine.travel(NOON, tick=False) as clock, transaction.atomic():
        narrow = {"first_day": TODAY - timedelta(days=20), "sections": ["episodes"]}
        second = User.objects.create_user("second@example.org", None, role=Role.CLINICIAN)
        grants = [grant(owner, clinician), grant(owner, second, **narrow)]
        writer = Writer(owner, clock)
        for given in grants:
            refresh(given.clinician)
        for what, number in writes:
            writer.write(what, number)
        for given in grants:
            refresh(given.clinician)
            assert stored(given) == from_scratch(given)
        transaction.set_rollback(True)


@pytest.fixture
def two_months(owner: User) -> User:
    """Clear days but for six headaches of the last weeks, four of them before a grant's period."""
    with time_machine.travel(NOON, tick=False):
        hurt = [TODAY - timedelta(days=ago) for ago in (2, 5, 8, 11, 14, 17)]
        keep(
            owner,
            profile={"time_zone": BERLIN},
            check_ins=check_ins(TODAY - timedelta(days=56), ["no"] * 56),
            episodes=[
                episode(number, f"{day}T08:00:00+02:00", f"{day}T15:00:00+02:00")
                for number, day in enumerate(hurt)
            ],
        )
    return owner


@time_machine.travel(NOON, tick=False)
def test_a_row_holds_what_the_grant_opens_and_no_day_more(
    two_months: User, clinician: User
) -> None:
    given = grant(two_months, clinician, first_day=TODAY - timedelta(days=7))
    refresh(clinician)
    row = row_of(given)
    assert row.numbers["recent"]["now"]["headache_day"]["low"] == 2
    assert row.entered == 7
    assert not row.numbers["enough"]
    assert row.headache_days == -1


@time_machine.travel(NOON, tick=False)
def test_a_period_that_has_ended_is_counted_to_its_last_day(
    two_months: User, clinician: User
) -> None:
    given = grant(two_months, clinician, end_day=TODAY - timedelta(days=20))
    refresh(clinician)
    numbers = row_of(given).numbers
    assert numbers["as_of"] == "2026-05-21"
    assert numbers["recent"]["now"]["headache_day"]["low"] == 0
    assert numbers["reasons"] == []


@time_machine.travel(NOON, tick=False)
def test_a_section_that_is_kept_back_moves_no_number(two_months: User, clinician: User) -> None:
    given = grant(two_months, clinician, sections=["episodes"])
    refresh(clinician)
    assert row_of(given).numbers["recent"]["now"]["clear"]["low"] == 0


@time_machine.travel(NOON, tick=False)
def test_counting_writes_nothing_into_the_access_log(two_months: User, clinician: User) -> None:
    grant(two_months, clinician)
    refresh(clinician)
    assert not two_months.openings.exists()


def test_a_row_goes_stale_with_the_diary_its_day_and_its_scope(
    two_months: User, clinician: User, api: Caller
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        given = grant(two_months, clinician)
        panel.meet(Grant.objects.all(), [clinician.pk])
        assert panel.stale([clinician.pk]) == [given.pk]
        refresh(clinician)
        assert panel.stale() == []
        api.patch(f"check-ins/{TODAY - timedelta(days=3)}/", {"stress": 4})
        assert panel.stale() == [given.pk]
        refresh(clinician)
        clock.shift(timedelta(days=1))
        assert panel.stale() == [given.pk]
        refresh(clinician)
        Grant.objects.update(notes=True)
        assert panel.stale() == [given.pk]


@time_machine.travel(NOON, tick=False)
def test_the_latest_change_of_a_diary_waits_behind_what_was_never_counted(
    two_months: User, stranger: User, clinician: User, api: Caller
) -> None:
    first = grant(two_months, clinician)
    refresh(clinician)
    api.patch(f"check-ins/{TODAY - timedelta(days=3)}/", {"stress": 4})
    second = grant(stranger, clinician, created_at=timezone.now() + timedelta(seconds=1))
    panel.meet(Grant.objects.all(), [clinician.pk])
    assert panel.stale([clinician.pk]) == [second.pk, first.pk]


@time_machine.travel(NOON, tick=False)
def test_a_worker_counts_every_panel_and_forgets_what_has_ended(
    two_months: User, stranger: User, clinician: User
) -> None:
    given, ended = grant(two_months, clinician), grant(stranger, clinician)
    panel.meet_all()
    Grant.objects.filter(pk=ended.pk).update(revoked_at=timezone.now())
    schedule.begin()
    schedule.ask_for_due(timezone.now())
    for job in Job.objects.filter(task_path=jobs.refresh_panels.module_path):
        assert do(job).status == Job.Status.DONE
    [row] = PanelRow.objects.all()
    assert row.pk == given.pk
    assert row.computed_at


def test_a_panel_is_looked_after_once_a_minute_and_at_once_for_somebody_new(
    two_months: User, clinician: User
) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        job = jobs.look_after_panel([clinician.pk], waiting=False)
        assert jobs.look_after_panel([clinician.pk], waiting=True) == job
        do(job)
        assert jobs.look_after_panel([clinician.pk], waiting=False) == job
        grant(two_months, clinician)
        again = jobs.look_after_panel([clinician.pk], waiting=True)
        assert again != job
        do(again)
        clock.shift(timedelta(seconds=61))
        assert jobs.look_after_panel([clinician.pk], waiting=False) != again


@time_machine.travel(NOON, tick=False)
def test_a_long_panel_is_counted_in_shares(
    two_months: User, clinician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    grant(two_months, clinician)
    panel.meet_all()
    monkeypatch.setattr(jobs, "PANEL_SHARE", timedelta(seconds=-1))
    do(jobs.look_after_panel([clinician.pk], waiting=False))
    [waiting] = Job.objects.active()
    monkeypatch.undo()
    do(waiting)
    assert not Job.objects.active().exists()
    assert panel.stale() == []


@time_machine.travel(NOON, tick=False)
def test_a_diary_that_cannot_be_counted_keeps_no_other_waiting(
    two_months: User, stranger: User, clinician: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, fine = grant(stranger, clinician), grant(two_months, clinician)
    panel.meet_all()
    counted = panel.count

    def count(diary: Any, inputs: Any) -> Any:
        if diary.person_id == stranger.pk:
            raise ValueError("what somebody wrote")
        return counted(diary, inputs)

    monkeypatch.setattr(panel, "count", count)
    assert do(jobs.look_after_panel([clinician.pk], waiting=False)).status == Job.Status.DONE
    assert row_of(fine).computed_at
    assert panel.stale() == [broken.pk]


@time_machine.travel(NOON, tick=False)
def test_the_command_counts_anew(two_months: User, clinician: User) -> None:
    given = grant(two_months, clinician)
    refresh(clinician)
    good = stored(given)
    PanelRow.objects.update(headache_days=27, rules=" visit ", numbers={})
    out = StringIO()
    call_command("rebuild_panel", "--stale", stdout=out)
    assert out.getvalue().startswith("Counted 0 rows")
    call_command("rebuild_panel", stdout=out)
    assert stored(given) == good
    assert panel.stale() == []


@time_machine.travel(NOON, tick=False)
def test_reasons_are_those_of_the_diary(two_months: User, clinician: User, api: Caller) -> None:
    day = date(2026, 6, 9).isoformat()
    sign = episode(77, f"{day}T10:00:00+02:00", warning_signs=["weakness"])
    assert api.post("episodes/", sign).status_code == 201
    api.post("visits/", {"on": "2026-06-12"})
    given = grant(two_months, clinician)
    refresh(clinician)
    row = row_of(given)
    met = [reason["rule"] for reason in row.numbers["reasons"]]
    assert met == ["warning_sign", "rise", "visit"]
    assert row.numbers["reasons"][0]["on"] == day
    assert row.rules == " warning_sign  rise  visit "
    assert row.next_visit == date(2026, 6, 12)
    assert not row.flagged
