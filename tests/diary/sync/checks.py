"""What must hold, checked against the rows and the history behind the endpoint."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from diary.models import Change
from diary.shapes import SHAPES
from diary.sync.stamps import DELETED, Stamp, Stamps
from tests.diary.sync.phone import Key, Phone, revision
from tests.diary.sync.talk import Json
from tests.diary.sync.world import World

Before = dict[Key, tuple[Stamps, bool, int]]


class Checks:
    """The invariants of sync, by the names they have in docs."""

    world: World

    def begin_checks(self) -> None:
        self.written: dict[str, tuple[Phone, Json, datetime]] = {}
        self.fair: set[str] = set()
        self.unsteady: set[str] = set()

    def wrote(self, phone: Phone, op: Json) -> None:
        self.written[op["op"]] = phone, op, self.world.now

    # --- around each request

    def state(self) -> Any:
        rows = sorted((str(r.pk), r.shape.kind, r.revision) for r in self.world.rows())
        return rows, len(self.world.history()), self.world.revision()

    @contextmanager
    def untouched(self) -> Iterator[None]:
        before = self.state()
        yield
        assert self.state() == before

    def before(self, request: Json) -> tuple[Before, set[str], Any]:
        rows = {
            (row.shape.kind, str(row.id)): (
                Stamps(row.stamps), row.deleted_at is not None, row.revision,
            )
            for row in self.world.rows()
        }  # fmt: skip
        known = {str(change.op) for change in self.world.history()}
        return rows, known, self.state()

    def after(self, request: Json, reply: Json, before: Any, *, at_once: bool) -> None:
        rows, known, state = before
        ids = [op["op"] for op in request["ops"]]
        # bounds: every op answered exactly once, no page over its limit
        assert [r["op"] for r in reply["results"]] == ids
        assert len(reply["changes"]) <= request["limit"]
        assert not reply["reset"]
        # replay changes nothing
        if set(ids) <= known:
            assert self.state() == state
            assert {r["status"] for r in reply["results"]} <= {"duplicate"}
        self._agree(reply)
        if at_once and request["device"] not in self.unsteady:
            self.fair |= set(ids) - known
        for op, result in zip(request["ops"], reply["results"], strict=True):
            if op["op"] not in known:
                self._clash_is_settled_well(request, op, result, rows)
        self._dead_stay_dead(request, rows)

    def _agree(self, reply: Json) -> None:
        """At equal revision a record says the same in results and in changes."""
        down = {(c["kind"], c["id"], c["revision"]): c for c in reply["changes"]}
        for result in reply["results"]:
            record = result["record"]
            if record:
                key = record["kind"], record["id"], record["revision"]
                assert down.get(key, record) == record

    def _clash_is_settled_well(self, request: Json, op: Json, result: Json, rows: Before) -> None:
        if result["status"] == "rejected":
            return
        lost = {entry["field"]: entry for entry in result["lost"]}
        # own order: a device never loses against itself
        assert request["device"] not in [entry["device"] for entry in lost.values()]
        stamps = rows.get((op["kind"], result["record"]["id"]), (Stamps(), False, 0))[0]
        earlier = [o for o in request["ops"] if o is not op and o["id"] == op["id"]]
        for name in op["set"]:
            old = stamps.of(name)
            if old is None or earlier:
                continue
            # a knowing overwrite stands
            if (op["base"] or 0) >= old.revision:
                assert name not in lost
            elif name != DELETED and old.device != request["device"]:
                self._fair_clash(op, old, is_lost=name in lost)

    def _fair_clash(self, op: Json, old: Stamp, *, is_lost: bool) -> None:
        """Of two concurrent writes the later in true time wins, whatever the clocks say."""
        assert old.op
        if op["op"] not in self.fair or old.op not in self.fair:
            return  # the time on the way cannot be told from a wrong clock
        mine, theirs = (self._true(id) for id in (op["op"], old.op))
        if old.at == theirs:
            assert is_lost == ((mine, op["op"]) < (theirs, old.op))

    def _true(self, op: str) -> int:
        return int(self.written[op][2].timestamp() * 1000)

    def _dead_stay_dead(self, request: Json, rows: Before) -> None:
        for row in self.world.rows():
            key = row.shape.kind, str(row.id)
            stamps, was_dead, _revision = rows.get(key, (Stamps(), False, 0))
            if was_dead and row.deleted_at is None:
                stone = stamps.of(DELETED)
                assert stone
                assert any(
                    op["set"].get(DELETED) is False
                    and ((op["base"] or 0) >= stone.revision or stone.device == request["device"])
                    for op in request["ops"]
                    if op["id"] == key[1]
                )

    # --- of a phone

    def is_sound(self, phone: Phone) -> None:
        """Nothing up to the cursor is missing or older on this phone."""
        if phone.cursor is None:
            return
        for row in self.world.rows():
            if row.revision <= revision(phone.cursor):
                assert phone.base[row.shape.kind, str(row.id)]["revision"] >= row.revision

    def has_its_answers(self, phone: Phone, reply: Json) -> None:
        """Read your own writes: what is acknowledged is there."""
        acknowledged = Change.objects.filter(
            person_id=self.world.person.pk, op__in=[r["op"] for r in reply["results"]]
        )
        for change in acknowledged:
            if change.revision:
                there = phone.base[change.kind, str(change.record)]
                assert there["revision"] >= change.revision

    # --- in the end

    def holds_in_the_end(self, phones: list[Phone]) -> None:
        truth = self.world.truth()
        for phone in phones:
            assert phone.outbox == []
            assert phone.base == truth
            assert revision(phone.cursor or ".0") == self.world.revision()
        self._each_once()
        self._none_lost()

    def _each_once(self) -> None:
        """Every entry has one outcome, and the rejected ones wait on the phone that made them."""
        ops = [str(change.op) for change in self.world.history()]
        assert sorted(ops) == sorted(self.written)
        rejected = {str(c.op) for c in self.world.history() if c.action == "rejected"}
        for id, (phone, op, _at) in self.written.items():
            assert (op in phone.attention) == (id in rejected)
        numbers = [c.revision for c in self.world.history() if c.revision]
        assert numbers == list(range(1, self.world.revision() + 1))

    def _none_lost(self) -> None:
        """Each field has the value of the op it names; every other value is in history."""
        history: dict[Key, list[Change]] = {}
        for change in self.world.history():
            history.setdefault((change.kind, str(change.record)), []).append(change)
        for row in self.world.rows():
            key = row.shape.kind, str(row.id)
            now = _plain(key[0], row.shape.show(row.values))
            now[DELETED] = row.deleted_at is not None
            last: dict[tuple[str, str], str] = {}
            for change in history[key]:
                if change.action == "rejected":
                    continue
                phone, op, _at = self.written[str(change.op)]
                said = self._said(op)
                last |= {(phone.device, name): op["op"] for name in said}
                kept = [now, *self._kept(key[0], history[key])]
                for name in said.keys() - {DELETED}:
                    assert said[name] in [k[name] for k in kept if name in k]
            for name, stamp in _stamps(row):
                assert self._said(self.written[stamp.op or ""][1])[name] == now[name]
                # a field of one device ends at that device's last value
                assert last[stamp.device or "", name] == stamp.op

    def _kept(self, kind: str, changes: list[Change]) -> Iterator[Json]:
        for change in changes:
            yield _plain(kind, change.lost)
            for side in ("was", "now"):
                yield _plain(kind, {name: values[side] for name, values in change.fields.items()})

    def _said(self, op: Json) -> Json:
        """The values of an op as the server shows them."""
        return _plain(op["kind"], op["set"])


def _plain(kind: str, said: Json) -> Json:
    """Values as the server shows them, instants in UTC whatever zone their record has."""
    shape = SHAPES[kind]
    values = shape.read({n: v for n, v in said.items() if n != DELETED}, partial=True)
    shown = {n: None if v is None else shape.fields[n].show(v, None) for n, v in values.items()}
    return shown | ({DELETED: said[DELETED]} if DELETED in said else {})


def _stamps(row: Any) -> Iterator[tuple[str, Stamp]]:
    for revision_, at, device, op, names in row.stamps:
        for name in names:
            yield name, Stamp(revision_, at, device, op)
