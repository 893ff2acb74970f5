"""Bugs that a sync server or phone may have, to be planted: the tests must notice each."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from typing import Any
from unittest import mock

from diary.models import Record
from diary.services import records
from diary.shapes import SHAPES
from diary.shapes.fields import Instant
from diary.sync import ops, pages, stamps
from diary.sync.stamps import Stamp

Plant = Callable[[], AbstractContextManager[Any]]


@contextmanager
def no_op_id_check() -> Iterator[None]:
    """Every op is taken for a new one."""

    class Unseen(dict[Any, Any]):
        def __contains__(self, _id: object) -> bool:
            return False

    meet = ops.Push._meet

    def forgetful(push: ops.Push) -> None:
        meet(push)
        push.seen = Unseen()
        push.door.op = None

    # without the database's own constraint, which would stop it as well
    note = ops.Writing.note

    def unnamed(door: Any, *args: Any, **details: Any) -> Any:
        change = note(door, *args, **details)
        change.op = None
        return change

    with (
        mock.patch.object(ops.Push, "_meet", forgetful),
        mock.patch.object(ops.Writing, "note", unnamed),
    ):
        yield


@contextmanager
def cursor_jumps_ahead() -> Iterator[None]:
    """A page that was cut says that all was sent."""
    read = pages.read

    def jumping(person_id: Any, rows_of: Any, **asked: Any) -> pages.Page:
        page = read(person_id, rows_of, **asked)
        diary = pages.Diary.objects.get(pk=person_id)
        return replace(page, cursor=pages._cursor(diary, diary.revision, 0))

    with mock.patch.object(pages, "read", jumping):
        yield


def raw_device_clock() -> AbstractContextManager[Any]:
    """The time of an op is what the phone believes it is."""
    return mock.patch.object(ops.Push, "_corrected", lambda _push, at: Instant("").read(at, "at"))


def base_and_device_ignored() -> AbstractContextManager[Any]:
    """Only the time decides."""
    return _knew(lambda old, new, base: False)


def no_same_device_rule() -> AbstractContextManager[Any]:
    """Only the base tells what a phone had seen."""
    return _knew(lambda old, new, base: base is not None and base >= old.revision)


def no_base_rule() -> AbstractContextManager[Any]:
    """Only the device tells what a phone had seen."""
    return _knew(lambda old, new, base: old.device is not None and old.device == new.device)


@contextmanager
def _knew(rule: Callable[[Stamp, Stamp, int | None], bool]) -> Iterator[None]:
    with mock.patch.object(stamps, "knew", rule), mock.patch.object(records, "knew", rule):
        yield


@contextmanager
def answer_without_the_record() -> Iterator[None]:
    """An op is acknowledged, but what became of the record is not told."""
    push = ops.push

    def silent(*args: Any, **options: Any) -> list[ops.Result]:
        return [result | {"record": None} for result in push(*args, **options)]

    with mock.patch.object(ops, "push", silent):
        yield


@contextmanager
def deletion_is_a_field_like_any_other() -> Iterator[None]:
    """The later of delete and keep wins."""
    wins = records.wins

    def plain(old: Any, new: Any, base: Any, *, deletes: Any = None) -> bool:
        return wins(old, new, base)

    with mock.patch.object(records, "wins", plain):
        yield


@contextmanager
def readers_go_by_time() -> Iterator[None]:
    """A page holds what was written after the latest time that the reader has seen."""

    def later(rows_of: Any, after: int, until: int, limit: int) -> list[Record]:
        rows = [row for shape in SHAPES.values() for row in rows_of(shape)]
        seen = max((row.updated_at for row in rows if row.revision <= after), default=None)
        new = [row for row in rows if seen is None or row.updated_at > seen]
        return sorted(new, key=lambda row: row.updated_at)[: limit + 1]

    with mock.patch.object(pages, "_changed", later):
        yield


@contextmanager
def losers_are_forgotten() -> Iterator[None]:
    """A value that lost is neither told nor kept."""
    merge = records._merge

    def careless(*args: Any, **options: Any) -> dict[str, Stamp]:
        merge(*args, **options)
        return {}

    with mock.patch.object(records, "_merge", careless):
        yield


@contextmanager
def cursor_judged_after_the_push() -> Iterator[None]:
    """A cursor from a lost future is looked at when the push has raised the counter past it."""
    with mock.patch.object(pages, "reset_of", return_value=None):
        yield
