"""Real threads on a real database: revision order is commit order, and nobody is locked out."""

import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, connections

from accounts.models import Scope, User
from diary import changes
from diary.models import Change, Diary
from diary.services import records
from diary.shapes import MARKS
from tests.conftest import caller
from tests.diary.sync.talk import Device, new_id, op

pytestmark = pytest.mark.django_db(transaction=True)
WRITERS, EACH, LIMIT = 6, 25, 3
MARK = {"on": "2026-03-01", "label": "x"}


def in_thread(work: Callable[[], Any]) -> Any:
    """Run with connections of its own, and close them."""
    try:
        return work()
    finally:
        connections.close_all()


def device(person: User) -> Device:
    return Device(caller(person, Scope.DIARY_READ, Scope.DIARY_WRITE), person)


def test_a_polling_reader_misses_nothing_of_six_writers(owner: User) -> None:
    reader, writers = device(owner), [device(owner) for _ in range(WRITERS)]
    done = threading.Event()

    def write(who: Device) -> list[str]:
        ids = [new_id() for _ in range(EACH)]
        for id in ids:
            assert who.write("marks", id, MARK)["status"] == "applied"
        return ids

    def read() -> list[dict[str, Any]]:
        seen: list[dict[str, Any]] = []
        cursor = None
        while True:
            last_look = done.is_set()
            page = reader.pull(cursor, limit=LIMIT)
            seen += page["changes"]
            cursor = page["cursor"]
            if last_look and not page["has_more"]:
                return seen

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reading = pool.submit(in_thread, read)
        try:
            writing = [pool.submit(in_thread, lambda w=w: write(w)) for w in writers]
            written = [id for job in writing for id in job.result()]
        finally:
            done.set()
        seen = reading.result()
    assert [c["revision"] for c in seen] == list(range(1, WRITERS * EACH + 1))
    assert {c["id"] for c in seen} == set(written)
    assert Change.objects.count() == WRITERS * EACH


def test_the_same_request_from_many_threads_is_written_once(owner: User) -> None:
    phone = device(owner)
    body = phone.body(*[op("marks", new_id(), MARK) for _ in range(5)])

    def send() -> set[str]:
        return {r["status"] for r in phone.api.post("sync/", body).json()["results"]}

    with ThreadPoolExecutor(4) as pool:
        statuses = [job.result() for job in [pool.submit(in_thread, send) for _ in range(4)]]
    assert sorted(statuses, key=str) == [{"applied"}, *[{"duplicate"}] * 3]
    assert Diary.objects.get().revision == 5


@contextmanager
def half_done(person: User) -> Iterator[threading.Event]:
    """Another writer who has a revision already and commits only when told."""
    has_it, go = threading.Event(), threading.Event()

    def write() -> None:
        with changes.writing(person.pk, author=None, channel="rest") as door:
            records.create(door, MARKS, uuid.uuid4(), MARKS.read(MARK))
            door.flush()
            has_it.set()
            assert go.wait(10)

    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(in_thread, write)
        try:
            assert has_it.wait(10)
            yield go
        finally:
            go.set()
        job.result()


def test_a_later_revision_is_never_seen_before_an_earlier(owner: User) -> None:
    phone = device(owner)
    assert phone.pull()["changes"] == []  # the token's first use is a write too
    with ThreadPoolExecutor(1) as pool:
        with half_done(owner) as go:
            second = pool.submit(in_thread, lambda: phone.write("marks", new_id(), MARK))
            assert device_sees(phone) == []
            with pytest.raises(TimeoutError):
                second.result(timeout=0.5)
            assert device_sees(phone) == []
            go.set()
        assert second.result()["record"]["revision"] == 2
    assert device_sees(phone) == [1, 2]


def device_sees(phone: Device) -> list[int]:
    return [c["revision"] for c in phone.pull()["changes"]]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")
def test_people_do_not_wait_for_each_other(owner: User, stranger: User) -> None:
    other = device(stranger)
    with half_done(owner):
        assert other.write("marks", new_id(), MARK)["status"] == "applied"
