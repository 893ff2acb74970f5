"""Three phones, one server, and a network that loses, doubles, delays and reorders."""

import json
import uuid
from datetime import date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from accounts.models import Scope, User
from diary.ids import check_in_id
from diary.models import MODELS
from diary.shapes import SHAPES
from tests.conftest import caller
from tests.diary import strategies
from tests.diary.sync.checks import Checks
from tests.diary.sync.phone import Phone, revision
from tests.diary.sync.talk import PATH, Json
from tests.diary.sync.world import World

# A few fields of every kind, so that phones meet on the same ones.
FIELDS = {
    "episodes": ("started_at", "time_zone", "ended_at", "peak_intensity", "triggers"),
    "readings": ("at", "intensity", "episode"),
    "check_ins": ("time_zone", "stress", "function"),
    "medications": ("name", "archived"),
    "doses": ("medication", "taken_at", "time_zone", "amount"),
    "treatments": ("kind", "started_on", "notes"),
    "sessions": ("on", "minutes", "treatment"),
    "marks": ("on", "label"),
    "scores": ("instrument", "total", "taken_on"),
    "custom_factors": ("label", "kind"),
    "visits": ("on", "questions"),
    "acknowledgements": ("answer", "signs"),
    "profile": ("birth_year", "clinician_diagnoses"),
}
STARTS = ("2026-03-01T09:40:00+01:00", "2026-03-29T02:59:00+02:00", "2026-05-01T00:00:00Z")
PHONES = st.integers(0, 2)
WHICH = st.sampled_from((0, 0, 0, 1))
LIMITS = st.integers(1, 3)
POISON: tuple[Json, ...] = (
    {"kind": "dreams"}, {"id": "1"}, {"set": {"x": 1}}, {"base": -1},
    {"set": {"label": 5}}, {"set": {"label": "\x00"}}, {"at": "yesterday"},
    {"kind": "findings"}, {"kind": "episodes", "set": {"readings": []}},
)  # fmt: skip


def _small(kind: str, name: str) -> Any:
    field = SHAPES[kind].fields[name]
    if field.type == "instant":
        return st.sampled_from(STARTS)
    value = strategies.values(field)
    return value if field.required else st.none() | value


SETS = {kind: {name: _small(kind, name) for name in names} for kind, names in FIELDS.items()}


class Machine(Checks, RuleBasedStateMachine):
    """Random life. What must hold is in `Checks`."""

    make_world = World

    def __init__(self) -> None:
        super().__init__()
        self.world = self.make_world()
        self.clock = mock.patch(
            "diary.changes.timezone", SimpleNamespace(now=lambda: self.world.now)
        )
        self.clock.start()
        self.stranger = User.objects.create(email=f"{uuid.uuid4().hex}@example.org")
        self.strangers_api = caller(self.stranger, Scope.DIARY_READ, Scope.DIARY_WRITE)
        self.requests: list[tuple[int, Json, datetime]] = []
        self.waiting: list[int] = []
        self.replies: list[tuple[int, Json]] = []
        self.begin_checks()
        person = self.world.person.pk
        self.pool = {kind: [str(uuid.UUID(int=n)) for n in (1, 2)] for kind in FIELDS}
        self.pool["profile"] = [str(person)]

    @initialize(
        offsets=st.lists(st.integers(-500_000, 500_000), min_size=3, max_size=3),
        kinds=st.lists(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=2, unique=True),
    )
    def begin(self, offsets: list[int], kinds: list[str]) -> None:
        """A life is about one or two kinds, so that its phones often meet on the same record."""
        self.kinds = kinds
        self.phones = [self.world.phone(seconds=offset) for offset in offsets]

    # --- writing

    @rule(who=PHONES, kind=st.integers(0, 1), which=WHICH, data=st.data())
    def write(self, who: int, kind: int, which: int, data: Any) -> None:
        name = self.kinds[kind % len(self.kinds)]
        id, also = self._place(name, which)
        phone, fields = self.phones[who], SETS[name]
        begun = (name, id) in phone.view() or any(o["id"] == id for o in phone.outbox)
        needed = {n for n in fields if SHAPES[name].fields[n].required and not begun}
        more = data.draw(st.lists(st.sampled_from(sorted(fields)), min_size=1, max_size=2))
        given = {n: data.draw(fields[n]) for n in sorted(needed | set(more))}
        self._write(phone, name, id, (also if needed or name == "check_ins" else {}) | given)

    @rule(who=PHONES, kind=st.integers(0, 1), which=WHICH, deleted=st.booleans())
    def delete(self, who: int, kind: int, which: int, deleted: bool) -> None:
        name = self.kinds[kind % len(self.kinds)]
        if name != "profile":
            self._write(self.phones[who], name, self._place(name, which)[0], {"deleted": deleted})

    @rule(who=PHONES, wrong=st.sampled_from(POISON))
    def poison(self, who: int, wrong: Json) -> None:
        op = self._write(self.phones[who], "marks", self.pool["marks"][0], {"label": "x"})
        op |= wrong

    def _place(self, kind: str, which: int) -> tuple[str, Json]:
        """One of two ids of a kind; of a check-in the id that both phones make from the date."""
        if kind != "check_ins":
            return self.pool[kind][which % len(self.pool[kind])], {}
        day = date(2026, 3, 1 + which)
        return str(check_in_id(self.world.person.pk, day)), {"date": day.isoformat()}

    def _write(self, phone: Phone, kind: str, id: str, given: Json) -> Json:
        self.world.wait(milliseconds=1)
        op = phone.write(kind, id, given)
        self.wrote(phone, op)
        return op

    @rule(seconds=st.integers(1, 100_000))
    def wait(self, seconds: int) -> None:
        self.world.wait(seconds=seconds)

    @precondition(lambda self: self.phones[2].outbox)
    @rule(seconds=st.integers(-500_000, 500_000))
    def a_clock_is_set(self, seconds: int) -> None:
        """Of the third phone, between an entry and its sending: its times are no longer true."""
        self.phones[2].offset += timedelta(seconds=seconds)
        self.unsteady.add(self.phones[2].device)

    # --- the network

    @rule(who=PHONES, limit=LIMITS, most=LIMITS)
    def sync(self, who: int, limit: int, most: int) -> None:
        self.take(who, self._deliver(self._ask(who, limit, most)))

    @rule(who=PHONES, limit=LIMITS, most=LIMITS)
    def request_is_late(self, who: int, limit: int, most: int) -> None:
        self.waiting.append(self._ask(who, limit, most))

    @rule(who=PHONES, limit=LIMITS, most=LIMITS)
    def reply_is_lost_or_late(self, who: int, limit: int, most: int) -> None:
        self._deliver(self._ask(who, limit, most))

    @rule(who=PHONES, limit=LIMITS, most=LIMITS)
    def request_is_doubled(self, who: int, limit: int, most: int) -> None:
        number = self._ask(who, limit, most)
        first, second = self._deliver(number), self._deliver(number)
        self.take(who, second)
        self.take(who, first)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data(), arrives=st.booleans())
    def late_request_arrives(self, data: Any, arrives: bool) -> None:
        number = data.draw(st.sampled_from(self.waiting))
        self.waiting.remove(number)
        reply = self._deliver(number)
        if arrives:
            self.take(self.requests[number][0], reply)

    @precondition(lambda self: self.replies)
    @rule(data=st.data())
    def copy_of_a_reply_arrives(self, data: Any) -> None:
        self.take(*self.replies[data.draw(st.integers(0, len(self.replies) - 1))])

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def copy_of_a_request_arrives(self, data: Any) -> None:
        self._deliver(data.draw(st.integers(0, len(self.requests) - 1)))

    @precondition(lambda self: self.requests)
    @rule(data=st.data())
    def stranger_says_the_same(self, data: Any) -> None:
        """Somebody else sends the same ids, with a cursor that is not theirs."""
        request = self.requests[data.draw(st.integers(0, len(self.requests) - 1))][1]
        with self.untouched():
            theirs = request | {"person": str(self.stranger.pk)}
            answer = self.strangers_api.post(PATH, theirs)
        assert answer.status_code == 200
        assert answer.json()["reset"] == (request["cursor"] is not None)
        with self.untouched():
            assert self.strangers_api.post(PATH, request).status_code == 409

    def _ask(self, who: int, limit: int, most: int) -> int:
        request = self.phones[who].request(limit=limit, most=most)
        self.requests.append((who, request, self.world.now))
        return len(self.requests) - 1

    def _deliver(self, number: int) -> Json:
        who, request, sent = self.requests[number]
        before = self.before(request)
        reply = self.world.server(json.loads(json.dumps(request)))
        self.after(request, reply, before, at_once=sent == self.world.now)
        self.replies.append((who, reply))
        return reply

    def take(self, who: int, reply: Json) -> None:
        phone = self.phones[who]
        cursor = phone.cursor
        phone.take(reply)
        assert cursor is None or revision(phone.cursor or "") >= revision(cursor)
        self.has_its_answers(phone, reply)

    # --- what holds at every moment, and in the end

    @invariant()
    def cursors_are_sound(self) -> None:
        for phone in getattr(self, "phones", ()):
            self.is_sound(phone)

    def teardown(self) -> None:
        try:
            if hasattr(self, "phones"):
                for _round in range(2):
                    for phone in self.phones:
                        phone.sync(self.world.server, limit=2, most=2)
                self.holds_in_the_end(self.phones)
                kept = [m.objects.filter(person_id=self.stranger.pk) for m in MODELS.values()]
                assert all(row.person_id == self.stranger.pk for rows in kept for row in rows)
        finally:
            self.clock.stop()
