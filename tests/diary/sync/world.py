"""One person's diary on the real endpoint, its phones, and a clock that the test turns."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from unittest import mock

from accounts.models import Scope, User
from diary.models import MODELS, Change, Diary, Record
from diary.sync import ops
from tests.conftest import caller
from tests.diary.sync.phone import Key, Phone
from tests.diary.sync.talk import PATH, Json

BEGIN = datetime(2026, 6, 1, 12, tzinfo=UTC)


class World:
    """True time, the server, and whoever talks to it."""

    def __init__(self) -> None:
        self.now = BEGIN
        self.person = self._person()
        self.api = caller(self.person, Scope.DIARY_READ, Scope.DIARY_WRITE)

    def _person(self) -> User:
        return User.objects.create(email=f"{uuid.uuid4().hex}@example.org")

    def clock(self) -> datetime:
        return self.now

    def wait(self, **time: float) -> None:
        self.now += timedelta(**time)

    def phone(self, make: type[Phone] = Phone, **offset: float) -> Phone:
        return make(self.person.pk, self.clock, timedelta(**offset))

    def server(self, request: Json) -> Json:
        """Deliver a request now."""
        answer = self.api.post(PATH, request)
        assert answer.status_code == 200, answer.content
        reply: Json = answer.json()
        return reply

    # --- the truth, past the endpoint

    def rows(self) -> list[Record]:
        return [
            row
            for model in MODELS.values()
            for row in model.objects.filter(person_id=self.person.pk)
        ]

    def row(self, kind: str, id: str) -> Any:
        return MODELS[kind].objects.get(person_id=self.person.pk, id=id)

    def truth(self) -> dict[Key, Json]:
        """Every record as it travels."""
        return {(row.shape.kind, str(row.id)): ops.show(row) for row in self.rows()}

    def history(self) -> list[Change]:
        return list(Change.objects.filter(person_id=self.person.pk).order_by("id"))

    def revision(self) -> int:
        diary = Diary.objects.filter(pk=self.person.pk).first()
        return diary.revision if diary else 0


@contextmanager
def running() -> Iterator[World]:
    """A world whose clock is the server's."""
    world = World()
    with mock.patch("diary.changes.timezone", SimpleNamespace(now=lambda: world.now)):
        yield world
