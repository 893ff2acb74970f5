"""The one door for writes."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import transaction

from accounts.models import User
from diary import changes
from diary.models import MODELS, Change, Diary, Mark, Record, WriteOutsideTheDoor, writes
from diary.services import records
from diary.shapes import MARKS, SHAPES
from tests.diary.sync.talk import EPISODE

pytestmark = pytest.mark.django_db


def open_door(person: User, **options: Any) -> Any:
    return changes.writing(person.pk, author=person.pk, channel="rest", **options)


@pytest.fixture
def mark(owner: User) -> Mark:
    with open_door(owner) as door:
        given = {"on": date(2026, 3, 1), "label": "flu"}
        row = records.create(door, MARKS, uuid.uuid4(), given).row
    assert isinstance(row, Mark)
    return Mark.objects.get(id=row.id)


WRITES: dict[str, Callable[[Any], Any]] = {
    "save": lambda row: row.save(),
    "delete": lambda row: row.delete(),
    "update": lambda row: type(row).objects.filter(pk=row.pk).update(day=row.day),
    "update of all": lambda row: type(row).objects.update(day=row.day),
    "delete of many": lambda row: type(row).objects.filter(pk=row.pk).delete(),
    "bulk_update": lambda row: type(row).objects.bulk_update([row], ["day"]),
    "bulk_create": lambda row: type(row).objects.bulk_create([copy_of(row)]),
    "insert": lambda row: writes.insert([copy_of(row)]),
    "update of some": lambda row: writes.update([row], ["day"]),
    "create": lambda row: copy_of(row).save(),
    "get_or_create": lambda row: type(row).objects.get_or_create(
        id=uuid.uuid4(), defaults=fields_of(row)
    ),
    "update_or_create": lambda row: type(row).objects.update_or_create(
        pk=row.pk, defaults={"day": row.day}
    ),
}


def fields_of(row: Record) -> dict[str, Any]:
    names = [f.attname for f in row._meta.concrete_fields if f.attname not in ("key", "id")]
    return {name: getattr(row, name) for name in names}


def copy_of(row: Record) -> Record:
    return type(row)(id=uuid.uuid4(), **fields_of(row))


@pytest.mark.parametrize("how", WRITES)
def test_a_write_outside_the_door_raises(mark: Mark, how: str) -> None:
    with pytest.raises(WriteOutsideTheDoor):
        WRITES[how](mark)
    assert list(Mark.objects.values()) == [Mark.objects.filter(pk=mark.pk).values().get()]


@pytest.mark.parametrize("how", WRITES)
def test_a_write_inside_for_another_person_raises(mark: Mark, stranger: User, how: str) -> None:
    with pytest.raises(WriteOutsideTheDoor), open_door(stranger):
        WRITES[how](mark)
    assert Mark.objects.count() == 1


@pytest.mark.parametrize("how", WRITES)
def test_a_write_inside_is_written(mark: Mark, owner: User, how: str) -> None:
    with open_door(owner):
        WRITES[how](mark)


@pytest.mark.parametrize("kind", SHAPES)
def test_every_kind_stands_behind_the_door(owner: User, kind: str) -> None:
    row = MODELS[kind](person_id=owner.pk, id=uuid.uuid4())
    for write in (row.save, MODELS[kind].objects.all().delete):
        with pytest.raises(WriteOutsideTheDoor):
            write()


def test_the_door_closes_behind_an_error(mark: Mark, owner: User) -> None:
    def fail() -> None:
        with open_door(owner) as door:
            records.change(door, mark, {"label": "cold"}, base=1)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert Mark.objects.get().label == "flu"
    assert Diary.objects.get(pk=owner.pk).revision == 1
    with pytest.raises(WriteOutsideTheDoor):
        mark.save()


def test_revisions_go_up_by_one_and_are_kept(owner: User) -> None:
    for expected in ([1, 2], [3, 4]):
        with open_door(owner) as door:
            assert [door.next_revision() for _ in range(2)] == expected
    assert Diary.objects.get(pk=owner.pk).revision == 4


def test_opening_without_writing_changes_nothing(mark: Mark, owner: User) -> None:
    with open_door(owner):
        pass
    assert Diary.objects.get(pk=owner.pk).revision == 1
    assert Change.objects.count() == 1


def test_one_person_does_not_count_for_another(mark: Mark, stranger: User) -> None:
    with open_door(stranger) as door:
        assert door.next_revision() == 1
        assert door.find("marks", mark.id) is None


def test_what_is_met_once_is_not_fetched_again(
    mark: Mark, owner: User, django_assert_num_queries: Any
) -> None:
    with open_door(owner) as door:
        door.fetch("marks", [mark.id, uuid.uuid4()])
        with django_assert_num_queries(0):
            assert door.find("marks", mark.id) == mark
            door.fetch("marks", [mark.id])


def test_a_change_says_who_wrote_what_when_and_from_where(owner: User, mark: Mark) -> None:
    now, at = datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)
    device, op = uuid.uuid4(), uuid.uuid4()
    with open_door(owner, now=now) as door:
        door.at, door.device, door.op = at, device, op
        records.change(door, mark, {"label": "cold"}, base=1)
    last = Change.objects.latest("id")
    assert (last.kind, last.record, last.action, last.revision) == ("marks", mark.id, "changed", 2)
    assert last.fields == {"label": {"was": "flu", "now": "cold"}}
    assert (last.at, last.received_at, last.author, last.channel) == (at, now, owner.pk, "rest")
    assert (last.device, last.op) == (device, op)
    written = [2, int(at.timestamp() * 1000), str(device), str(op), ["label"]]
    assert Mark.objects.get().stamps[-1] != written  # placed after what it knew
    assert Mark.objects.get().stamps[-1][2:] == written[2:]


def test_rows_that_wait_can_be_forgotten(owner: User) -> None:
    with open_door(owner) as door:
        with transaction.atomic():
            records.create(door, SHAPES["episodes"], uuid.uuid4(), SHAPES["episodes"].read(EPISODE))
        door.forget(0)
    assert not Change.objects.exists()
    assert Diary.objects.get(pk=owner.pk).revision == 0


def test_a_deletion_that_was_blanked_is_lifted_by_a_knowing_writer_only(
    owner: User, mark: Mark
) -> None:
    with open_door(owner) as door:
        records.remove(door, mark)
        mark.stamps = []
    for base, dead in ((None, True), (1, True), (3, True), (5, False)):
        with open_door(owner) as door:
            row = door.find("marks", mark.id)
            assert row
            records.change(door, row, {}, base=base, deleted=False)
        assert (Mark.objects.get().deleted_at is not None) is dead, base
