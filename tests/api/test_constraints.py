"""Bounds are kept twice: by the interface, and by the database for whoever comes another way."""

import uuid
from typing import Any

import pytest
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from diary import changes
from diary.models import MODELS, WriteOutsideTheDoor
from diary.services import records
from diary.shapes import SHAPES
from diary.shapes.fields import Number, Slug, Whole
from tests.api.kinds import LEAST, field_of, fields

pytestmark = pytest.mark.django_db
BOUND = [(k, n) for k, n in fields() if isinstance(field_of(k, n), Slug | Whole | Number)]


def outside(field: Any) -> list[Any]:
    if isinstance(field, Slug):
        return ["unheard_of", ""]
    return [field.low - 1, field.high + 1]


def create(owner: User, kind: str, given: dict[str, Any], missing: str = "") -> None:
    """Write a row past all that reads and checks, inside the door."""
    shape = SHAPES[kind]
    with changes.writing(owner.pk, author=None, channel="shell") as door:
        values = shape.read(LEAST[kind])
        row = records.new_row(door, shape, uuid.uuid4(), values | given)
        if missing:
            setattr(row, missing, None)
        MODELS[kind].objects.bulk_create([row])


@pytest.mark.parametrize(("kind", "name"), BOUND)
def test_the_database_refuses_what_is_out_of_bounds(owner: User, kind: str, name: str) -> None:
    for value in outside(field_of(kind, name)):
        with pytest.raises((IntegrityError, DataError)), transaction.atomic():
            create(owner, kind, {name: value})
    assert not MODELS[kind].objects.exists()
    create(owner, kind, {})


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_the_database_wants_what_is_required(owner: User, kind: str) -> None:
    for name in LEAST[kind]:
        with pytest.raises(IntegrityError), transaction.atomic():
            create(owner, kind, {}, missing=name)
    assert not MODELS[kind].objects.exists()


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_an_id_is_there_once_in_a_diary(owner: User, stranger: User, kind: str) -> None:
    shape, id = SHAPES[kind], uuid.uuid4()
    for person in (owner, stranger):
        with changes.writing(person.pk, author=None, channel="shell") as door:
            door.add(records.new_row(door, shape, id, shape.read(LEAST[kind])))
    with (
        pytest.raises(IntegrityError),
        transaction.atomic(),
        changes.writing(owner.pk, author=None, channel="shell") as door,
    ):
        door.add(records.new_row(door, shape, id, shape.read(LEAST[kind])))
    assert MODELS[kind].objects.filter(id=id).count() == 2


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_nothing_is_written_outside_the_door(owner: User, stranger: User, kind: str) -> None:
    shape = SHAPES[kind]
    now = timezone.now()
    row = MODELS[kind](
        person=owner, id=uuid.uuid4(), day=now.date(), revision=1, updated_at=now,
        **shape.read(LEAST[kind]),
    )  # fmt: skip
    with pytest.raises(WriteOutsideTheDoor):
        row.save()
    with pytest.raises(WriteOutsideTheDoor):
        MODELS[kind].objects.bulk_create([row])
    with (
        changes.writing(stranger.pk, author=None, channel="shell"),
        pytest.raises(WriteOutsideTheDoor),
    ):
        row.save()
    assert not MODELS[kind].objects.exists()
