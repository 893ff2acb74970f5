"""Records with their children, as REST and the archive write them."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import User
from diary import changes
from diary.models import Change, Episode, Reading, Record
from diary.selectors import histories
from diary.services import documents, records
from diary.services.documents import Document, Family, IdTaken
from diary.shapes import EPISODES, TREATMENTS
from diary.shapes.problems import Refused
from tests.conftest import EPISODE, START

pytestmark = pytest.mark.django_db
LATER = "2026-03-01T10:40:00+01:00"


def reading(intensity: int, at: str = START, **more: Any) -> dict[str, Any]:
    return {"at": at, "intensity": intensity} | more


def episode(*readings: dict[str, Any], **more: Any) -> Document:
    return documents.read(EPISODES, EPISODE | {"readings": list(readings)} | more)


class Diary:
    """One person's diary, written to as somebody who sees it."""

    def __init__(self, person: User) -> None:
        self.person = person

    def __call__(self, write: Any, *args: Any) -> Any:
        with changes.writing(self.person.pk, author=None, channel="rest") as door:
            return write(door, *args)

    def row(self, id: uuid.UUID) -> Record:
        return Episode.objects.get(person_id=self.person.pk, id=id)

    def curve(self) -> list[int]:
        found = Reading.objects.filter(person_id=self.person.pk).live().order_by("at")
        return [row.values["intensity"] for row in found]


@pytest.fixture
def diary(owner: User) -> Diary:
    return Diary(owner)


@pytest.fixture
def there(diary: Diary) -> Family:
    family: Family = diary(documents.create, EPISODES, episode(reading(1), reading(2, LATER)))
    return family


def patch(diary: Diary, there: Family, *readings: dict[str, Any], **fields: Any) -> Any:
    said = fields | ({"readings": list(readings)} if readings or not fields else {})
    document = documents.read(EPISODES, said, partial=True)
    return diary(documents.patch, diary.row(there.row.id), document)


def test_the_same_children_without_ids_make_nothing_new(diary: Diary, there: Family) -> None:
    before = Change.objects.count()
    patch(diary, there, reading(2, LATER), reading(1))
    assert (diary.curve(), Change.objects.count()) == ([1, 2], before)


def test_a_child_that_is_no_longer_named_is_deleted(diary: Diary, there: Family) -> None:
    patch(diary, there, reading(1))
    assert diary.curve() == [1]
    assert Reading.objects.count() == 2


def test_a_child_with_its_id_is_changed(diary: Diary, there: Family) -> None:
    first, second = (str(child.id) for child in there.children)
    patch(diary, there, reading(5, id=first), reading(2, LATER, id=second))
    assert diary.curve() == [5, 2]
    assert str(Reading.objects.get(intensity=5).id) == first


def test_a_new_child_is_added(diary: Diary, there: Family) -> None:
    patch(diary, there, reading(1), reading(2, LATER), reading(0, LATER))
    assert sorted(diary.curve()) == [0, 1, 2]


def test_who_does_not_speak_of_the_children_leaves_them(diary: Diary, there: Family) -> None:
    family = patch(diary, there, peak_intensity=6)
    assert diary.curve() == [1, 2]
    assert [child.id for child in family.children] == [child.id for child in there.children]


def test_the_child_of_another_record_is_not_taken(diary: Diary, there: Family) -> None:
    with pytest.raises(IdTaken):
        diary(documents.create, EPISODES, episode(reading(1, id=str(there.children[0].id))))


def test_a_child_must_fit_its_record_as_it_is_now(diary: Diary, there: Family) -> None:
    with pytest.raises(Refused):
        patch(diary, there, peak_intensity=1)
    patch(diary, there, peak_intensity=2)
    with pytest.raises(Refused):
        patch(diary, there, reading(3))
    assert diary.curve() == [1, 2]


@pytest.mark.parametrize(
    ("said", "is_same"),
    [
        (episode(reading(1), reading(2, LATER)), True),
        (documents.read(EPISODES, EPISODE), True),  # it does not speak of the readings
        (episode(reading(1)), False),
        (episode(reading(1), reading(3, LATER)), False),
        (episode(reading(1), reading(2, LATER), reading(2, LATER)), False),
        (episode(reading(1), reading(2, LATER), vomiting=False), False),
        (episode(reading(1, id=str(uuid.uuid4())), reading(2, LATER)), False),
    ],
)
def test_the_same_content_is_known(
    diary: Diary, there: Family, said: Document, is_same: bool
) -> None:
    family = documents.family(diary.row(there.row.id))
    assert documents.same_content(family, said) is is_same


@pytest.mark.parametrize("bad", [{}, 7, [7], [{"at": START}], "x"])
def test_bad_children_are_refused(bad: Any) -> None:
    with pytest.raises(Refused):
        documents.read(EPISODES, EPISODE | {"readings": bad})


def test_a_child_id_twice_is_refused() -> None:
    id = str(uuid.uuid4())
    with pytest.raises(Refused) as why:
        episode(reading(1, id=id), reading(2, id=id))
    assert [(p.path, p.code) for p in why.value.problems] == [("readings", "twice")]


def test_sessions_have_no_zone_and_are_ordered_by_day(diary: Diary) -> None:
    course = {"kind": "massage", "started_on": "2026-03-01"}
    days = ["2026-03-09", "2026-03-02"]
    said = documents.read(TREATMENTS, course | {"sessions": [{"on": day} for day in days]})
    shown = documents.show(diary(documents.create, TREATMENTS, said))
    assert [s["on"] for s in shown["sessions"]] == sorted(days)


def test_no_answer_zero_no_and_none_are_four_things() -> None:
    answers = [None, 0, False, "", "none", [], {}]
    for one in answers:
        assert [records.same(one, other) for other in answers].count(True) == 1


def test_history_tells_every_change_and_no_refusal(diary: Diary, there: Family) -> None:
    patch(diary, there, vomiting=False)
    row = diary.row(there.row.id)
    diary(records.remove, row)
    diary(records.restore, row)
    diary(lambda door: door.note("episodes", row.id, Change.Action.REJECTED))
    told = histories.of_record(diary.person.pk, row.id)
    assert [t["action"] for t in told] == ["created", "changed", "deleted", "restored"]
    assert told[1]["fields"] == {"vomiting": {"was": None, "now": False}}


@pytest.mark.parametrize(("days", "purged"), [(29, False), (31, True)])
def test_the_bin_holds_thirty_days(there: Family, days: int, purged: bool) -> None:
    now = timezone.now()
    there.row.deleted_at = now - timedelta(days=days)
    assert histories.is_purged(there.row, now) is purged
    there.row.deleted_at = None
    assert not histories.is_purged(there.row, now)
