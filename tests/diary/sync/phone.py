"""A reference phone: what it has from the server, what it still has to send, and what it shows."""

import json
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.diary.sync.talk import Json, instant

Key = tuple[str, str]
Server = Callable[[Json], Json]


class Phone:
    """One device with a clock that is wrong by a constant."""

    def __init__(
        self,
        person: uuid.UUID,
        clock: Callable[[], datetime],
        offset: timedelta = timedelta(),
        device: str | None = None,
    ) -> None:
        self.person, self._clock, self.offset = person, clock, offset
        self.device = device or str(uuid.uuid4())
        self.base: dict[Key, Json] = {}
        self.outbox: list[Json] = []
        self.attention: list[Json] = []
        self.cursor: str | None = None
        self.shadow: dict[Key, Json] | None = None

    @property
    def now(self) -> str:
        return instant(self._clock() + self.offset)

    # --- writing and reading

    def write(self, kind: str, id: str, set: Json) -> Json:
        """Put an entry into the outbox, upon what this phone has in front of it."""
        known = self.base.get((kind, id))
        op = {
            "op": str(uuid.uuid4()), "kind": kind, "id": id,
            "base": known and known["revision"], "at": self.now, "set": set,
        }  # fmt: skip
        self.outbox.append(op)
        return op

    def view(self) -> dict[Key, Json]:
        """What the person sees: what came from the server, and the phone's own entries upon it."""
        seen = {key: self._shown(record) for key, record in self.base.items()}
        for op in self.outbox:
            shown = seen.setdefault((op["kind"], op["id"]), {"deleted": False})
            shown.update(op["set"])
        return {key: shown for key, shown in seen.items() if not shown["deleted"]}

    @staticmethod
    def _shown(record: Json) -> Json:
        return {**(record["fields"] or {}), "deleted": record["deleted"]}

    # --- talking

    def request(self, *, limit: int = 200, most: int = 100) -> Json:
        """The head of the outbox and where to go on."""
        return {
            "protocol": 1, "schema": 1, "person": str(self.person), "device": self.device,
            "sent_at": self.now, "cursor": self.cursor, "limit": limit,
            "ops": json.loads(json.dumps(self.outbox[:most])),
        }  # fmt: skip

    def take(self, reply: Json) -> None:
        """Everything of a reply at once: answers, records, changes, and where to go on."""
        self._settle(reply["results"])
        if reply["reset"]:
            self.shadow, self.cursor = {}, None
            return
        records = [r["record"] for r in reply["results"] if r["record"]] + reply["changes"]
        for record in records:
            self.upsert(record)
        if reply["cursor"] is not None and self._is_on(reply["cursor"]):
            self.cursor = reply["cursor"]
        if self.shadow is not None and not reply["has_more"]:
            self._swap()

    def _settle(self, results: list[Json]) -> None:
        """Take answered entries out of the outbox; what was rejected waits for the person."""
        answered = {r["op"]: r for r in results}
        for op in self.outbox:
            result = answered.get(op["op"])
            if result and "rejected" in (result["status"], result.get("outcome")):
                self.attention.append(op)
        self.outbox = self.keep(answered)

    def keep(self, answered: Json) -> list[Json]:
        return [op for op in self.outbox if op["op"] not in answered]

    def upsert(self, record: Json) -> None:
        """A record from the server, unless a later one is here: a late reply may carry old ones."""
        store = self.base if self.shadow is None else self.shadow
        key = record["kind"], record["id"]
        if key not in store or record["revision"] > store[key]["revision"]:
            store[key] = record

    def _is_on(self, cursor: str) -> bool:
        return self.cursor is None or revision(cursor) > revision(self.cursor)

    def _swap(self) -> None:
        """Begin again with what the server has; offer it what it lost."""
        assert self.shadow is not None
        lacking = [
            record
            for key, record in self.base.items()
            if key not in self.shadow and not record["deleted"]
        ]
        self.base, self.shadow = self.shadow, None
        for record in lacking:
            given = {n: v for n, v in record["fields"].items() if v is not None}
            self.write(record["kind"], record["id"], given)

    def sync(self, server: Server, *, limit: int = 500, most: int = 100) -> None:
        """Talk until nothing is left to send or to fetch."""
        while True:
            reply = server(self.request(limit=limit, most=most))
            self.take(reply)
            if not self.outbox and not reply["has_more"]:
                return


def revision(cursor: str) -> int:
    return int(cursor.partition(".")[2])


class ForgetfulPhone(Phone):
    """Clears its whole outbox on a reply, entries made meanwhile included."""

    def keep(self, answered: Json) -> list[Json]:
        return []


class CredulousPhone(Phone):
    """Takes any record from the server for the latest."""

    def upsert(self, record: Json) -> None:
        self.base[record["kind"], record["id"]] = record
