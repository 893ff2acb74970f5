"""Whatever a diary holds, it leaves and comes back the same."""

import json
import uuid
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings

from accounts import actor
from accounts.models import User
from care.access import WritableDiary, writable_diary
from diary.models import MODELS, Change, Diary
from diary.shapes import SHAPES, Shape
from diary.shapes.fields import Instant
from interchange.readers import archive as reader
from interchange.readers.archive import Answer
from interchange.writers import archive as writer
from tests.interchange.diaries import Json, archives, whole

pytestmark = pytest.mark.django_db
DST = {
    "id": str(uuid.UUID(int=1)), "started_at": "2026-10-25T02:30:00+02:00",
    "ended_at": "2026-10-25T02:30:00+01:00", "time_zone": "Europe/Berlin", "peak_intensity": 0,
    "notes": "", "autonomic": [], "vomiting": False,
    "readings": [
        {"id": str(uuid.UUID(int=2)), "at": "2026-10-25T02:59:59.5+02:00", "intensity": 0},
    ],
}  # fmt: skip


def somebody() -> WritableDiary:
    user = User.objects.create(email=f"{uuid.uuid4().hex}@example.org")
    return writable_diary(actor.of_shell(user))


def bring(diary: WritableDiary, document: Json) -> Answer:
    entries, unknown = reader.read(json.loads(json.dumps(document)))
    return reader.write(diary, entries, unknown)


def leave(diary: WritableDiary) -> Json:
    shown = json.loads(json.dumps(writer.write(diary)))
    assert shown.pop("exported_at")
    return dict(shown)


def snapshot(diary: WritableDiary) -> list[Any]:
    of = {"person_id": diary.person_id}
    rows = [list(model.objects.filter(**of).order_by("key").values()) for model in MODELS.values()]
    return [*rows, Change.objects.filter(**of).count(), Diary.objects.get(**of).revision]


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(archives())
@example(whole({"episodes": [DST]}))
@example(whole({}))
def test_a_diary_leaves_and_comes_back_the_same(document: Json) -> None:
    here, there = somebody(), somebody()
    first = bring(here, document)
    count = sum(document["counts"].values()) + (document["profile"] is not None)
    assert (first.created, first.unchanged, first.kept) == (count, 0, [])
    left = leave(here)
    _says_the_same(document, left)
    bring(there, left)
    assert leave(there) == left
    # and a second time nothing changes, there or here
    for diary, again in ((there, left), (here, document), (here, left)):
        before = snapshot(diary)
        answer = bring(diary, again)
        assert (answer.created, answer.unchanged, answer.kept) == (0, count, [])
        assert snapshot(diary) == before
        assert leave(diary) == left


def _says_the_same(given: Json, left: Json) -> None:
    """Every answer is there as it was given, and nothing is answered that was not."""
    for kind, shape in SHAPES.items():
        before = [given["profile"]] if kind == "profile" else given.get(kind, [])
        after = [left["profile"]] if kind == "profile" else left.get(kind, [])
        if kind == "profile" and given["profile"] is None:
            assert left["profile"] is None
            continue
        places = {_name(shape, record): record for record in after}
        for record in before:
            _is_kept(shape, record, places[_name(shape, record)])


def _is_kept(shape: Shape, before: Json, after: Json) -> None:
    for name, field in shape.fields.items():
        if field.read_only or name == shape.parent:
            continue
        said, kept = before.get(name), after[name]
        if said is None:
            assert kept == getattr(field, "default", None)
        elif isinstance(field, Instant):
            assert field.read(kept, name) == field.read(said, name)
        else:
            # `False` and 0 are the same to Python; in a diary they are not
            assert json.dumps(kept, sort_keys=True) == json.dumps(_plain(said), sort_keys=True)
    if shape.child:
        children = {child["id"]: child for child in after[shape.child.kind]}
        for child in before[shape.child.kind]:
            _is_kept(shape.child, child, children[child["id"]])


def _plain(value: Any) -> Any:
    """A number as it is shown: whole ones without a point."""
    return int(value) if isinstance(value, float) and value == int(value) else value


def _name(shape: Shape, record: Json) -> Any:
    return record.get("id") if shape.key == "id" else record.get("date")
