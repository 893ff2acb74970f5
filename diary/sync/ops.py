"""Taking a phone's ops: each once, each answered, none in the way of another."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from diary.changes import Writing
from diary.ids import check_in_id
from diary.models import MODELS, Change, Record
from diary.services import records
from diary.services.records import Written
from diary.shapes import ANNOTATIONS, CHECK_INS, EPISODES, PROFILE, READINGS
from diary.shapes.fields import Instant, read_uuid
from diary.shapes.instants import EARLIEST_YEAR, show_instant
from diary.shapes.problems import Refused
from diary.shapes.shape import Rule
from diary.sync import protocol
from diary.sync.protocol import Asked, Op, Rejected
from diary.sync.stamps import DELETED

Result = dict[str, Any]
EARLIEST = datetime(EARLIEST_YEAR, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sent:
    """One op as it came: its JSON, the same as text, its id if it has one, and what it says."""

    raw: Any
    body: bytes
    id: UUID | None
    op: Op | Rejected


def push(door: Writing, asked: Asked, *, renumbered: bool) -> list[Result]:
    """Take every op of a request, in order, and answer each.

    `renumbered`: their bases are of a numbering that is gone, and say nothing of this one.

    All of them are written together. Should the database itself refuse something that the shapes
    let through, they are taken again one by one, so that the bad one alone is rejected.
    """
    revision = door.revision
    try:
        with transaction.atomic():
            results = Push(door, asked, renumbered=renumbered).take_all()
            door.flush()
        return results
    except (DataError, IntegrityError):
        door.forget(revision)
        return Push(door, asked, renumbered=renumbered).take_each()


class Push:
    """One request's ops against one open diary."""

    def __init__(self, door: Writing, asked: Asked, *, renumbered: bool) -> None:
        self.door, self.asked, self.renumbered = door, asked, renumbered
        self.skew: timedelta = door.now - asked.sent_at
        self.seen: dict[UUID, Change] = {}
        self.ops = [_read(raw, door.person_id) for raw in asked.ops]
        door.device = asked.device
        self._meet()

    def take_all(self) -> list[Result]:
        return [self._take(sent) for sent in self.ops]

    def take_each(self) -> list[Result]:
        results = []
        for sent in self.ops:
            revision = self.door.revision
            try:
                with transaction.atomic():
                    result = self._take(sent)
                    self.door.flush()
            except (DataError, IntegrityError):
                self.door.forget(revision)
                self._meet()
                result = self._reject(sent, Rejected("invalid", _("This cannot be stored.")))
                self.door.flush()
            results.append(result)
        return results

    def _meet(self) -> None:
        """Fetch what the ops name in a few queries instead of one an op."""
        ops = [sent.op for sent in self.ops if isinstance(sent.op, Op)]
        ids: dict[str, list[UUID]] = {}
        for op in ops:
            ids.setdefault(op.shape.kind, []).append(op.id)
        for kind, wanted in ids.items():
            self.door.fetch(kind, wanted)
        self._meet_families(ops)
        op_ids = [sent.id for sent in self.ops if sent.id]
        known = Change.objects.filter(person_id=self.door.person_id, op__in=op_ids)
        self.seen = {change.op: change for change in known if change.op}

    def _meet_families(self, ops: list[Op]) -> None:
        """Fetch what is needed to tell whether readings still fit their episodes."""
        readings = [op for op in ops if op.shape is READINGS]
        parents = {op.given.get(READINGS.parent) or self._parent(op.id) for op in readings}
        self.door.fetch(EPISODES.kind, (id for id in parents if id))
        episodes = [op for op in ops if op.shape is EPISODES]
        touched = [op.id for op in episodes if op.given.keys() & _ABOUT_READINGS]
        self.door.fetch_children(READINGS, touched)

    def _parent(self, id: UUID) -> UUID | None:
        row = self.door.find(READINGS.kind, id)
        return None if row is None else getattr(row, READINGS.parent)

    def _take(self, sent: Sent) -> Result:
        if sent.id is None:
            detail = _("An op needs an id of its own.")
            return _result(_as_given(sent.raw), "rejected", Rejected("invalid_op", detail, "op"))
        if sent.id in self.seen:
            return self._again(sent)
        self.door.op, self.door.at = sent.id, self._corrected(sent.raw.get("at"))
        try:
            if isinstance(sent.op, Rejected):
                raise sent.op
            return self._apply(sent, sent.op)
        except Rejected as rejected:
            return self._reject(sent, rejected)

    def _corrected(self, at: Any) -> datetime:
        """The op's time by the server's clock, never in the future."""
        try:
            corrected = Instant("").read(at, "at") + self.skew
        except Refused:  # told when the op is read
            return self.door.now
        return max(EARLIEST, min(corrected, self.door.now))

    def _again(self, sent: Sent) -> Result:
        assert sent.id
        change = self.seen[sent.id]
        if change.digest != protocol.digest(sent.body):
            detail = _("This op id was used for another entry.")
            return _result(str(sent.id), "rejected", Rejected("op_reused", detail))
        row = None
        if change.kind and change.record:
            row = self.door.find(change.kind, change.record)
        outcome = change.outcome or {}
        result = {"op": str(sent.id), **outcome, "status": "duplicate"}
        return result | {"outcome": outcome["status"], "record": row and show(row)}

    def _reject(self, sent: Sent, rejected: Rejected) -> Result:
        kind, id = sent.raw.get("kind"), _uuid_or_none(sent.raw.get("id"))
        if not isinstance(kind, str) or kind not in MODELS:
            kind = ""
        row = self.door.find(kind, id) if kind and id else None
        result = _result(str(sent.id), "rejected", rejected, row)
        self._remember(sent, result, self.door.note(kind, id, Change.Action.REJECTED))
        return result

    def _apply(self, sent: Sent, op: Op) -> Result:
        _refuse_nonsense(op, self.asked.sent_at)
        row = self.door.find(op.shape.kind, op.id)
        if row is None:
            _require_whole(op)
            written = records.create(self.door, op.shape, op.id, op.given, deleted=op.deleted)
        else:
            base = None if self.renumbered else op.base
            written = records.change(self.door, row, op.given, base=base, deleted=op.deleted)
        result = self._answer(op, written)
        self._remember(sent, result, self.door.log[-1])
        return result

    def _answer(self, op: Op, written: Written) -> Result:
        row = written.row
        lost = self._lost(op, written) if written.lost else []
        warnings = self._warnings(op, row)
        late = row.deleted_at is not None and op.deleted is not True
        if late:
            warnings.append("record_deleted")
        status = "merged" if lost or late else "applied"
        return _result(str(self.door.op), status, None, row, lost=lost, warnings=warnings)

    def _lost(self, op: Op, written: Written) -> list[dict[str, Any]]:
        """Each value that did not stand, and the one that did."""
        row = written.row
        mine = row.shape.show(row.values | op.given) | {DELETED: op.deleted}
        theirs = row.shape.show(row.values) | {DELETED: row.deleted_at is not None}
        return [
            {
                "field": name,
                "mine": mine[name],
                "theirs": theirs[name],
                "device": stamp.device,
                "at": show_instant(datetime.fromtimestamp(stamp.at / 1000, UTC)),
            }
            for name, stamp in written.lost.items()
        ]

    def _warnings(self, op: Op, row: Record) -> list[str]:
        """What the merged record says that cannot be: stored, and told."""
        if op.shape is READINGS:
            parent = row.episode and self.door.find(EPISODES.kind, row.episode)  # type: ignore[attr-defined]
            if not parent:
                return []
            values = parent.values | {READINGS.kind: [row.values]}
            broken = EPISODES.broken(values, self.door.now, {READINGS.kind})
        else:
            values = row.values
            if op.shape is EPISODES:
                readings = self.door.children(READINGS, row.id)
                values[READINGS.kind] = [reading.values for reading in readings]
            broken = op.shape.broken(values, self.door.now, op.given)
        return [_warning(rule) for rule in broken]

    def _remember(self, sent: Sent, result: Result, change: Change) -> None:
        """Keep the answer under the op's id, for ever."""
        assert sent.id
        change.digest = protocol.digest(sent.body)
        change.outcome = {
            name: result[name] for name in ("status", "code", "detail", "field", "lost", "warnings")
        }
        self.seen[sent.id] = change


_ABOUT_READINGS = frozenset({"started_at", "ended_at", "peak_intensity"})


def _warning(rule: Rule) -> str:
    # what is in the future by the server's clock alone says that a clock is wrong
    return "clock_ahead" if rule.code == "in_the_future" else rule.code


def _refuse_nonsense(op: Op, sent_at: datetime) -> None:
    """Refuse what one op says against itself, by the writer's own clock."""
    for rule in op.shape.rules:
        if rule.fields <= op.given.keys() and rule.broken(op.given, sent_at):
            raise Rejected(rule.code, str(rule.detail), rule.path)


def _require_whole(op: Op) -> None:
    """A record that is not there begins with all that it needs."""
    missing = [n for n, f in op.shape.fields.items() if f.required and op.given.get(n) is None]
    if missing:
        detail = _("There is no such record, and a new one needs: %s.") % ", ".join(missing)
        raise Rejected("unknown_record", detail, missing[0])


def show(row: Record) -> dict[str, Any]:
    """A record as it travels in sync, the same in results and in changes."""
    deleted = row.deleted_at is not None
    if row.shape is ANNOTATIONS and row.values["visibility"] != "shared":
        deleted = True  # what a clinician keeps private is not there for the person
    return {
        "kind": row.shape.kind,
        "id": str(row.id),
        "revision": row.revision,
        "deleted": deleted,
        "fields": None if deleted else row.shape.show(row.values),
    }


def _result(
    op: str | None,
    status: str,
    rejected: Rejected | None,
    row: Record | None = None,
    *,
    lost: list[dict[str, Any]] | None = None,
    warnings: list[str] | None = None,
) -> Result:
    return {
        "op": op,
        "status": status,
        "code": rejected and rejected.code,
        "detail": rejected and rejected.detail,
        "field": rejected and rejected.field,
        "lost": lost or [],
        "warnings": warnings or [],
        "record": row and show(row),
    }


def _read(raw: Any, person_id: UUID) -> Sent:
    """An op, or why it is none."""
    body = protocol.canonical(raw)
    if not isinstance(raw, dict):
        return Sent(raw, body, None, Rejected("invalid_op", _("An op is an object.")))
    try:
        op = _named(protocol.read_op(raw, body), person_id)
    except Rejected as rejected:
        return Sent(raw, body, _uuid_or_none(raw.get("op")), rejected)
    return Sent(raw, body, _uuid_or_none(raw.get("op")), op)


def _named(op: Op, person_id: UUID) -> Op:
    """The op with the record's true id: a day's is made from its date, whatever the op says."""
    if op.shape is CHECK_INS and "date" in op.given:
        return replace(op, id=check_in_id(person_id, op.given["date"]))
    if op.shape is PROFILE and op.id != person_id:
        raise Rejected("unknown_record", _("The profile's id is the person's."), "id")
    return op


def _as_given(raw: Any) -> str | None:
    op = raw.get("op") if isinstance(raw, dict) else None
    return op if isinstance(op, str) and len(op) <= 100 and op.isascii() else None


def _uuid_or_none(value: Any) -> UUID | None:
    try:
        return read_uuid(value, "id")
    except Refused:
        return None
