"""Every collection of records: created, read, listed, replaced, changed, deleted, brought back."""

import uuid
from typing import Any

import pytest

from diary import changes
from diary.models import Change
from diary.services import records
from diary.shapes import SHAPES
from tests.api.kinds import COLLECTIONS, LEAST, PARENTS, Sender, address

pytestmark = pytest.mark.django_db

# Something to change in each kind, and what it was.
CHANGES: dict[str, dict[str, Any]] = {
    "episodes": {"peak_intensity": 0},
    "medications": {"archived": False},
    "doses": {"amount": 0},
    "treatments": {"notes": ""},
    "marks": {"exclude_from_statistics": False},
    "scores": {"entered_by": ""},
    "custom_factors": {"archived": False},
    "visits": {"questions": []},
    "acknowledgements": {"signs": []},
}


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_a_record_lives_its_whole_life(sender: Sender, kind: str) -> None:
    api, id, change = sender.owner, str(uuid.uuid4()), CHANGES[kind]
    path = f"{address(kind)}/{id}/"
    [name] = change

    created = api.post(f"{address(kind)}/", LEAST[kind] | {"id": id})
    assert created.status_code == 201
    assert created["ETag"] == f'"{created.json()["revision"]}"'
    assert api.get(path).json() == created.json()
    assert api.get(f"{address(kind)}/").json() == {"results": [created.json()], "next": None}

    patched = api.patch(path, change)
    assert (patched.status_code, patched.json()[name]) == (200, change[name])
    assert api.patch(path, {}).json() == patched.json()
    replaced = api.put(path, LEAST[kind])
    assert (replaced.status_code, replaced.json()[name]) == (200, None)

    assert api.delete(path, **{"if-match": replaced["ETag"]}).status_code == 204
    for method in ("GET", "PATCH", "DELETE"):
        assert api(method, path, {} if method == "PATCH" else None).status_code == 404
    assert api.post(f"{address(kind)}/", LEAST[kind] | {"id": id}).status_code == 409
    assert [entry["kind"] for entry in api.get("bin/").json()["results"]] == [kind]

    restored = api.post(f"{path}restore/", None)
    assert restored.status_code == 200
    assert api.get(path).json() == restored.json()
    assert api.get("bin/").json()["results"] == []
    history = api.get(f"{path}history/").json()["results"]
    actions = ["created", "changed", "changed", "deleted", "restored"]
    assert [entry["action"] for entry in history] == actions
    assert history[1]["fields"] == {name: {"was": None, "now": change[name]}}
    revisions = [entry["revision"] for entry in history]
    assert revisions == sorted(set(revisions))


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_putting_a_new_id_creates_and_another_id_in_the_body_is_refused(
    sender: Sender, kind: str
) -> None:
    path = f"{address(kind)}/{uuid.uuid4()}/"
    other = sender.owner.put(path, LEAST[kind] | {"id": str(uuid.uuid4())})
    assert other.status_code == 400
    assert [error["code"] for error in other.json()["errors"]] == ["other_id"]
    assert sender.owner.put(path, LEAST[kind]).status_code == 201
    assert sender.owner.put(path, LEAST[kind]).status_code == 200


@pytest.mark.parametrize("kind", COLLECTIONS)
def test_an_unchanged_put_makes_no_revision(sender: Sender, kind: str) -> None:
    path = f"{address(kind)}/{uuid.uuid4()}/"
    first = sender.owner.put(path, LEAST[kind])
    assert sender.owner.put(path, first.json()).json() == first.json()


@pytest.mark.parametrize("kind", COLLECTIONS)
@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"{", b"[" * 100_000, b"[]", b"null", b'"x"', b"5", b'{"x": NaN}',
     b'{"x": -Infinity}', b'{"x": 1e999}', b'{"x": 1' + b"0" * 5000 + b"}", b"\xef\xbb\xbf{}",
     b'{"notes": ' + b'{"a":' * 50_000 + b"1" + b"}" * 50_001],
    ids=range(14),
)  # fmt: skip
def test_a_body_that_is_no_record_is_refused(sender: Sender, kind: str, body: bytes) -> None:
    for method, path in (("POST", ""), ("PUT", f"{uuid.uuid4()}/"), ("PATCH", f"{uuid.uuid4()}/")):
        answer = sender.owner(method, f"{address(kind)}/{path}", body)
        assert answer.status_code == 400, answer.content
    assert not Change.objects.exists()


def test_a_mebibyte_is_the_most(sender: Sender) -> None:
    whole = 1024 * 1024
    body = b'{"on": "2026-03-01", "label": "x"}'
    assert sender.owner.post("marks/", body.ljust(whole)).status_code == 201
    assert sender.owner.post("marks/", body.ljust(whole + 1)).status_code == 413
    note = sender.owner.post("visits/", {"on": "2026-03-01", "agreed": "x" * (whole - 100)})
    assert note.status_code == 400
    assert note.json()["errors"][0]["code"] == "too_long"


@pytest.mark.parametrize("child", sorted(PARENTS))
def test_children_stay_where_a_put_does_not_speak_of_them(sender: Sender, child: str) -> None:
    parent = PARENTS[child]
    one = LEAST[child] | {"id": str(uuid.uuid4())}
    created = sender.owner.post(f"{address(parent)}/", LEAST[parent] | {child: [one]}).json()
    path = f"{address(parent)}/{created['id']}/"
    for silent in ({}, {child: None}):
        assert sender.owner.put(path, LEAST[parent] | silent).json()[child] == created[child]
    assert sender.owner.patch(path, {child: []}).json()[child] == []
    assert sender.owner.get(path).json()[child] == []
    [deleted] = sender.owner.get("bin/").json()["results"]
    assert (deleted["kind"], deleted["record"]["id"]) == (child, one["id"])


@pytest.mark.parametrize("child", sorted(PARENTS))
def test_a_child_named_twice_or_by_another_parent_is_refused(sender: Sender, child: str) -> None:
    parent = PARENTS[child]
    one = LEAST[child] | {"id": str(uuid.uuid4())}
    twice = sender.owner.post(f"{address(parent)}/", LEAST[parent] | {child: [one, one]})
    assert [error["path"] for error in twice.json()["errors"]] == [child]
    first, second = (
        sender.owner.post(f"{address(parent)}/", LEAST[parent] | {child: [one]}) for _ in "ab"
    )
    assert (first.status_code, second.status_code) == (201, 409)
    assert len(sender.owner.get(f"{address(parent)}/").json()["results"]) == 1
    stray = one | {"id": None, SHAPES[child].parent: str(uuid.uuid4())}
    assert sender.send(child, stray).status_code == 400


@pytest.mark.parametrize(
    ("kind", "given", "path"),
    [
        ("medications", {"started_on": "2026-03-02", "ended_on": "2026-03-01"}, "ended_on"),
        ("treatments", {"ended_on": "2026-02-28"}, "ended_on"),
        ("marks", {"until": "2026-02-28"}, "until"),
        ("annotations", {"until": "2026-02-28"}, "until"),
    ],
)
def test_a_span_cannot_end_before_it_starts(
    sender: Sender, kind: str, given: dict[str, str], path: str
) -> None:
    answer = sender.send(kind, given)
    assert answer.status_code == 400
    assert [(e["path"], e["code"]) for e in answer.json()["errors"]] == [
        (path, "ended_before_started")
    ]


def test_a_rule_is_asked_only_when_its_fields_are_touched(sender: Sender) -> None:
    """A merge of two phones may break a rule; the rest of the record can still be changed."""
    id = uuid.UUID(sender.send("marks", {"until": "2026-03-02"}).json()["id"])
    with changes.writing(uuid.UUID(sender.person), author=None, channel="sync") as door:
        row = door.find("marks", id)
        assert row
        broken = SHAPES["marks"].read({"until": "2026-02-01"}, partial=True)
        records.change(door, row, broken, base=row.revision)
    assert sender.owner.patch(f"marks/{id}/", {"label": "flu"}).status_code == 200
    assert sender.owner.patch(f"marks/{id}/", {"until": "2026-02-02"}).status_code == 400


def test_a_reference_may_name_what_is_not_there(sender: Sender) -> None:
    stray = str(uuid.uuid4())
    answer = sender.send("doses", {"medication": stray, "episode": stray})
    assert (answer.status_code, answer.json()["episode"]) == (201, stray)
