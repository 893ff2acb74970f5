"""Lives of the state machine written down, so that a phone's own core can be held against them.

What the files hold: tests/vectors/sync/README.md.
"""

import json
import uuid
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar
from unittest import mock

from accounts.models import Scope, User
from diary.models import Diary
from tests.conftest import caller
from tests.diary.sync.machine import Machine
from tests.diary.sync.phone import Phone
from tests.diary.sync.talk import PATH, Json, instant
from tests.diary.sync.world import World

FOLDER = Path(__file__).parents[2] / "vectors" / "sync"
LARGEST = 190_000  # bytes, all together


class RecordedWorld(World):
    """A world that writes down what its phones and its server say, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.requests: list[Json] = []
        self.replies: list[Json] = []
        self.events: list[Json] = []
        self.devices: list[str] = []

    def phone(self, make: type[Phone] = Phone, **offset: float) -> Phone:
        phone = super().phone(make, **offset)
        number = len(self.devices)
        self.devices.append(phone.device)
        write, request, take = phone.write, phone.request, phone.take

        def recorded_write(kind: str, id: str, set: Json) -> Json:
            op = write(kind, id, set)
            self.events.append({"phone": number, "writes": op})
            return op

        def recorded_request(**options: int) -> Json:
            body = request(**options)
            self.events.append({"phone": number, "asks": len(self.requests)})
            self.requests.append(body)
            return body

        def recorded_take(reply: Json) -> None:
            take(reply)
            taken = next(n for n, told in enumerate(self.replies) if told is reply)
            self.events.append({"phone": number, "takes": taken})

        phone.write, phone.request, phone.take = recorded_write, recorded_request, recorded_take  # type: ignore[method-assign]
        return phone

    def server(self, request: Json) -> Json:
        reply = super().server(request)
        asked = self.requests.index(request)
        at = instant(self.now)
        self.events.append({"answers": asked, "with": len(self.replies), "at": at})
        reply["server_time"] = at
        self.replies.append(reply)
        return reply

    def dialogue(self, phones: list[Phone]) -> Json:
        """All that was said, and what every phone then holds."""
        told = {
            "person": str(self.person.pk),
            "epoch": Diary.objects.get(pk=self.person.pk).epoch.hex,
            "devices": self.devices,
            "events": self.events,
            "requests": self.requests,
            "replies": self.replies,
            "records": list(self.truth().values()),
            "refused": [[op["op"] for op in phone.attention] for phone in phones],
        }
        return json.loads(json.dumps(told))  # type: ignore[no-any-return]


class RecordedMachine(Machine):
    """Keeps its lives."""

    make_world = RecordedWorld
    lives: ClassVar[list[Json]] = []

    def teardown(self) -> None:
        super().teardown()
        if hasattr(self, "phones") and self.world.history():
            self.lives.append(self.world.dialogue(self.phones))


def stored() -> list[Path]:
    return sorted(FOLDER.glob("*.json"))


def choose(lives: list[Json]) -> list[Json]:
    """As many lives as there is room for, always the one that tells most news a byte."""
    rest = [(set(_happens(life)), len(text(life)), life) for life in lives]
    chosen, seen, room = [], set[Any](), LARGEST
    while fitting := [one for one in rest if one[1] <= room and one[0] - seen]:
        best = max(fitting, key=lambda one: len(one[0] - seen) / one[1])
        rest.remove(best)
        chosen.append(best[2])
        seen |= best[0]
        room -= best[1]
    return chosen


def _happens(life: Json) -> Iterator[Any]:
    """What happens in a life, each thing once."""
    for reply in life["replies"]:
        for result in reply["results"]:
            kind = result["record"] and result["record"]["kind"]
            yield kind, result["status"], result["code"], bool(result["lost"])
            yield from ((kind, warning) for warning in result["warnings"])
        yield reply["has_more"], len(reply["changes"]), len(reply["results"])
    yield from (("in the end", r["kind"], r["deleted"]) for r in life["records"])
    taken: list[list[int]] = [[] for _ in life["devices"]]
    for event in life["events"]:
        if "takes" in event:
            mine = taken[event["phone"]]
            yield (
                "twice" if event["takes"] in mine else "late",
                max(mine, default=-1) > event["takes"],
            )
            mine.append(event["takes"])
    asked = [event["answers"] for event in life["events"] if "answers" in event]
    yield "requests", asked == sorted(asked), len(asked) - len(set(asked))


def text(life: Json) -> str:
    """One thing said a line."""
    parts = []
    for name, value in life.items():
        if isinstance(value, list):
            lines = ",\n  ".join(_line(item) for item in value)
            parts.append(f'"{name}": [\n  {lines}\n ]')
        else:
            parts.append(f'"{name}": {_line(value)}')
    return "{" + ",\n ".join(parts) + "}\n"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def answered_again(life: Json) -> Iterator[tuple[Json, Json]]:
    """Say everything once more to the server; yields what was answered then and now."""
    person = User.objects.create(pk=uuid.UUID(life["person"]), email=f"{life['epoch']}@example.org")
    Diary.objects.create(pk=person.pk, epoch=uuid.UUID(life["epoch"]))
    api = caller(person, Scope.DIARY_READ, Scope.DIARY_WRITE)
    for event in life["events"]:
        if "answers" not in event:
            continue
        now = datetime.fromisoformat(event["at"])
        with mock.patch("diary.changes.timezone", SimpleNamespace(now=lambda now=now: now)):
            reply = api.post(PATH, life["requests"][event["answers"]]).json()
        yield life["replies"][event["with"]], reply | {"server_time": event["at"]}
