"""What a phone may ask of sync, read strictly."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from diary.shapes import PROFILE, SHAPES, Shape
from diary.shapes.fields import Instant, Whole, printable, read_uuid
from diary.shapes.problems import Problem, Refused, refuse
from diary.shapes.shape import READ_ONLY, Values
from diary.sync.stamps import DELETED

PROTOCOL = 1
SCHEMA = 1
MOST_OPS = 100
LARGEST_REQUEST = 256 * 1024
LARGEST_OP = 64 * 1024
LARGEST_PAGE = 500
DEFAULT_PAGE = 200
TOO_DEEP = "too deep"
REQUEST_FIELDS = frozenset(
    {"protocol", "schema", "person", "device", "sent_at", "cursor", "limit", "ops"}
)
OP_FIELDS = frozenset({"op", "kind", "id", "base", "at", "set"})
REVISION = Whole("", 0, 2**53)
CURSOR = re.compile("[0-9a-f]{32}([.][0-9]{1,18}){1,2}")


class PersonMismatch(Exception):
    """The phone believes that somebody else is signed in."""


class TooManyOps(Exception):
    """More ops than one request may carry."""


class SchemaTooOld(Exception):
    """The push was taken; what came in since needs a newer program to be read."""

    def __init__(self, results: list[dict[str, Any]]) -> None:
        self.members = {"results": results}
        super().__init__()


class Rejected(Exception):
    """An op that is not written, with the reason for the person."""

    def __init__(self, code: str, detail: str, field: str | None = None) -> None:
        self.code, self.detail, self.field = code, detail, field
        super().__init__(code)


@dataclass(frozen=True)
class Asked:
    """A request that was understood as a whole; its ops are read one by one."""

    schema: int
    device: UUID
    sent_at: datetime
    cursor: str | None
    limit: int
    ops: list[Any]


@dataclass(frozen=True)
class Op:
    """One field patch of one record."""

    shape: Shape
    id: UUID
    base: int | None
    at: datetime
    given: Values
    deleted: bool | None


def read_request(data: Any, person_id: UUID) -> Asked:
    """The request; `Refused` names every bad field."""
    if not isinstance(data, dict):
        raise refuse("$", "wrong_type", _("must be an object"))
    problems = [
        Problem(printable(name), "unknown_field", _("is not a field here"))
        for name in data
        if name not in REQUEST_FIELDS
    ]
    read: dict[str, Any] = {}
    for name, reader in _READERS.items():
        try:
            read[name] = reader(data.get(name), name)
        except Refused as refused:
            problems += refused.problems
    if problems:
        raise Refused(problems)
    if read.pop("person") != person_id:
        raise PersonMismatch
    if len(read["ops"]) > MOST_OPS:
        raise TooManyOps
    del read["protocol"]
    return Asked(**read)


def _protocol(value: Any, path: str) -> int:
    if value != PROTOCOL or isinstance(value, bool):
        raise refuse(path, "unknown_protocol", _("must be %s") % PROTOCOL)
    return PROTOCOL


def _schema(value: Any, path: str) -> int:
    schema = REVISION.read(value, path)
    if schema > SCHEMA:
        raise refuse(path, "unknown_schema", _("must be at most %s") % SCHEMA)
    return schema


def _cursor(value: Any, path: str) -> str | None:
    if value is None or (isinstance(value, str) and CURSOR.fullmatch(value)):
        return value
    raise refuse(path, "wrong_form", _("must be a cursor that sync gave, or null"))


def _limit(value: Any, path: str) -> int:
    return DEFAULT_PAGE if value is None else Whole("", 0, LARGEST_PAGE).read(value, path)


def _ops(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list | None):
        raise refuse(path, "wrong_type", _("must be a list"))
    return value or []


_READERS: Mapping[str, Any] = {
    "protocol": _protocol,
    "schema": _schema,
    "person": read_uuid,
    "device": read_uuid,
    "sent_at": Instant("").read,
    "cursor": _cursor,
    "limit": _limit,
    "ops": _ops,
}


def canonical(raw: Any) -> bytes:
    """An op as text that is the same whenever it says the same."""
    try:
        text = json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    except RecursionError:  # nested so deeply that it could be read but not be written
        text = TOO_DEEP
    return text.encode(errors="surrogatepass")


def digest(body: bytes) -> str:
    """What tells whether an op that comes again says the same."""
    return hashlib.sha256(body).hexdigest()


def read_op(raw: Mapping[str, Any], body: bytes) -> Op:
    """An op's record, base, time and fields; `Rejected` names the first bad field."""
    if body == TOO_DEEP.encode():
        raise Rejected("too_deep", _("The entry is nested too deeply."))
    if len(body) > LARGEST_OP:
        raise Rejected("too_large", _("An entry may have at most %s bytes.") % LARGEST_OP)
    try:
        return _read_op(raw)
    except Refused as refused:
        first = refused.problems[0]
        raise Rejected(first.code, str(first.detail), first.path) from None


def _read_op(raw: Mapping[str, Any]) -> Op:
    if stray := sorted(printable(name) for name in raw if name not in OP_FIELDS):
        raise refuse(stray[0], "unknown_field", _("is not a field here"))
    shape = SHAPES.get(raw["kind"]) if isinstance(raw.get("kind"), str) else None
    if shape is None:
        raise refuse("kind", "unknown_kind", _("must be one of: %s") % ", ".join(SHAPES))
    if shape.down_only:
        raise Rejected("read_only", _("This is written by a clinician and only read here."))
    base = raw.get("base")
    fields = raw.get("set")
    if not isinstance(fields, dict):
        raise refuse("set", "wrong_type", _("must be an object"))
    given, deleted = _read_set(shape, fields)
    return Op(
        shape=shape,
        id=read_uuid(raw.get("id"), "id"),
        base=None if base is None else REVISION.read(base, "base"),
        at=Instant("").read(raw.get("at"), "at"),
        given=given,
        deleted=deleted,
    )


def _read_set(shape: Shape, fields: Mapping[str, Any]) -> tuple[Values, bool | None]:
    for name in fields:
        child = shape.child is not None and name == shape.child.kind
        if child or name in READ_ONLY or getattr(shape.fields.get(name), "read_only", False):
            raise refuse(name, "read_only", _("is not set here"))
        if name == "id":
            raise refuse(name, "unknown_field", _("is not a field here"))
    if DELETED in fields and shape is PROFILE:
        raise refuse(DELETED, "read_only", _("is not set here"))
    deleted = fields.get(DELETED)
    if DELETED in fields and not isinstance(deleted, bool):
        raise refuse(DELETED, "wrong_type", _("must be true or false"))
    rest = {name: value for name, value in fields.items() if name != DELETED}
    return shape.read(rest, partial=True), deleted
