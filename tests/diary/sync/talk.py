"""Saying things to the sync endpoint: ops, requests and replies as JSON."""

import uuid
from datetime import UTC, datetime
from typing import Any

from accounts.models import User
from tests.conftest import Caller

Json = dict[str, Any]
START = "2026-03-01T09:40:00+01:00"
EPISODE = {"started_at": START, "time_zone": "Europe/Berlin"}
PATH = "sync/"


def new_id() -> str:
    return str(uuid.uuid4())


def instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def now() -> str:
    return instant(datetime.now(UTC))


def op(kind: str, id: str, set: Json, /, **changes: Any) -> Json:
    """A patch; whatever is named in `changes` stands instead."""
    return {
        "op": new_id(), "kind": kind, "id": id, "base": None, "at": now(), "set": set,
    } | changes  # fmt: skip


class Device:
    """One device of one person, without a memory: it sends what it is told."""

    def __init__(self, api: Caller, person: User) -> None:
        self.api, self.person, self.id = api, person, new_id()

    def body(self, *ops: Any, **changes: Any) -> Json:
        return {
            "protocol": 1,
            "schema": 1,
            "person": str(self.person.pk),
            "device": self.id,
            "sent_at": now(),
            "cursor": None,
            "limit": 200,
            "ops": list(ops),
        } | changes

    def post(self, *ops: Any, **changes: Any) -> Any:
        """The answer as it came."""
        return self.api.post(PATH, self.body(*ops, **changes))

    def sync(self, *ops: Any, **changes: Any) -> Json:
        """The reply to a request that is understood as a whole."""
        answer = self.post(*ops, **changes)
        assert answer.status_code == 200, answer.content
        reply: Json = answer.json()
        return reply

    def push(self, *ops: Any, **changes: Any) -> list[Json]:
        """The results of a push without a pull."""
        results: list[Json] = self.sync(*ops, limit=0, **changes)["results"]
        return results

    def write(self, kind: str, id: str, set: Json, /, **changes: Any) -> Json:
        """The result of one op."""
        [result] = self.push(op(kind, id, set, **changes))
        return result

    def pull(self, cursor: str | None = None, limit: int = 500) -> Json:
        return self.sync(cursor=cursor, limit=limit)
