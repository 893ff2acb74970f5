"""Archives in and out through the API: what is refused, what is kept, what is told."""

import copy
import json
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Scope, User
from api.archive import Archive
from diary import changes
from diary.models import MODELS, Change, Diary, Episode, Finding, Reading
from diary.shapes import SHAPES
from interchange.archives import COLLECTIONS, LARGEST
from interchange.models import Aside
from tests.conftest import EPISODE, START, Caller, caller
from tests.diary.sync.talk import Device

PATH = "me/archive/"
Json = dict[str, Any]


def new_id() -> str:
    return str(uuid.uuid4())


def archive(**lists: Any) -> Json:
    counts = {kind: len(items) for kind, items in lists.items() if isinstance(items, list)}
    return {"format": "nape-archive", "version": 1, "counts": counts, **lists}


def episode(**more: Any) -> Json:
    return EPISODE | {"id": new_id()} | more


def reading(**more: Any) -> Json:
    return {"id": new_id(), "at": START, "intensity": 3} | more


def errors(answer: Any) -> dict[str, str]:
    assert answer.status_code == 400, answer.content
    return {error["path"]: error["code"] for error in answer.json()["errors"]}


def bring(api: Caller, document: Json) -> Json:
    answer = api.post(PATH, document)
    assert answer.status_code == 200, answer.content
    told: Json = answer.json()
    return told


@pytest.fixture
def other(stranger: User) -> Caller:
    return caller(stranger)


# --- out


def test_an_empty_diary_leaves_with_every_list_and_its_count(api: Caller) -> None:
    shown = api.get(PATH).json()
    kinds = {shape.kind for shape in COLLECTIONS}
    assert shown["counts"] == dict.fromkeys(kinds, 0)
    assert shown.keys() == kinds | {"format", "version", "exported_at", "counts", "profile"}
    assert (shown["format"], shown["version"], shown["profile"]) == ("nape-archive", 1, None)
    assert kinds >= {"episodes", "check_ins", "doses", "annotations", "findings", "visits"}


def test_every_field_is_written_and_nothing_of_this_server_is(api: Caller) -> None:
    api.post("episodes/", EPISODE | {"readings": [{"at": START, "intensity": 0}]})
    [shown] = api.get(PATH).json()["episodes"]
    assert shown["nausea"] is None
    assert shown["readings"][0]["intensity"] == 0
    for record in (shown, *shown["readings"]):
        assert record["created_at"]
        assert record["logged_at"]
        assert not {"updated_at", "revision", "deleted_at", "stamps"} & record.keys()


def test_it_is_offered_as_a_file(api: Caller) -> None:
    assert "nape-archive.json" in api.get(PATH)["Content-Disposition"]


def test_the_deleted_and_its_children_stay(api: Caller) -> None:
    there = api.post("episodes/", EPISODE | {"readings": [{"at": START, "intensity": 0}]}).json()
    api.delete(f"episodes/{there['id']}/")
    shown = api.get(PATH).json()
    assert (shown["episodes"], "readings" in shown) == ([], False)


def test_the_order_does_not_depend_on_the_day_of_import(
    api: Caller, other: Caller, stranger: User
) -> None:
    ids = sorted(new_id() for _ in range(2))
    given = archive(
        acknowledgements=[
            {"id": ids[1], "card": "thunderclap"},
            {"id": ids[0], "card": "thunderclap"},
            {"id": new_id(), "date": "2020-01-01"},
        ]
    )
    bring(api, given)
    bring(other, given)
    with changes.writing(stranger.pk, author=None, channel="rest"):
        # as if the first of them had come on another day
        MODELS["acknowledgements"].objects.filter(person_id=stranger.pk, id=ids[0]).update(
            day="2031-01-01"
        )
    shown = [a["id"] for a in api.get(PATH).json()["acknowledgements"]]
    assert shown[:2] == ids
    assert [a["id"] for a in other.get(PATH).json()["acknowledgements"]] == shown


def test_private_notes_of_a_clinician_stay(api: Caller, owner: User) -> None:
    shared = {"id": new_id(), "on": "2026-03-01", "text": "a", "visibility": "shared"}
    private = {"id": new_id(), "on": "2026-03-01", "text": "b", "visibility": "private"}
    bring(api, archive(annotations=[shared, private]))
    assert [a["id"] for a in api.get(PATH).json()["annotations"]] == [shared["id"]]


def test_children_without_a_parent_leave_and_come_back(api: Caller, other: Caller) -> None:
    lone = reading(episode=new_id())
    bring(api, archive(readings=[lone, reading()], sessions=[{"id": new_id(), "on": "2026-03-01"}]))
    shown = api.get(PATH).json()
    assert (len(shown["readings"]), shown["counts"]["sessions"]) == (2, 1)
    bring(other, shown)
    assert {**other.get(PATH).json(), "exported_at": 0} == {**shown, "exported_at": 0}


# --- in: what is told


def test_it_tells_what_became_of_every_record(api: Caller) -> None:
    same, changed, new, deleted = (episode() for _ in range(4))
    bring(api, archive(episodes=[same, changed, deleted]))
    api.delete(f"episodes/{deleted['id']}/")
    told = bring(api, archive(episodes=[same, changed | {"peak_intensity": 0}, new, deleted]))
    assert (told["created"], told["unchanged"], told["unknown"]) == (1, 1, [])
    assert told["kept"] == [
        {"kind": "episodes", "id": changed["id"], "path": "episodes[1]"},
        {"kind": "episodes", "id": deleted["id"], "path": "episodes[3]"},
    ]


def test_the_servers_version_stands_and_the_deleted_stays_deleted(api: Caller) -> None:
    there = episode(peak_intensity=4)
    bring(api, archive(episodes=[there]))
    bring(api, archive(episodes=[there | {"peak_intensity": None}]))
    path = f"episodes/{there['id']}/"
    assert api.get(path).json()["peak_intensity"] == 4
    api.delete(path)
    bring(api, archive(episodes=[there]))
    assert api.get(path).status_code == 404


def test_twice_changes_nothing_even_without_ids(api: Caller, owner: User) -> None:
    dose = {"medication": new_id(), "taken_at": START, "time_zone": "UTC"}
    given = archive(
        doses=[dose, dose],
        episodes=[EPISODE | {"readings": [{"at": START, "intensity": 1}] * 2}],
        check_ins=[{"date": "2026-03-01", "time_zone": "UTC"}],
        findings=[{"on": "2026-03-01", "kind": "imaging"}],
        profile={"sex": "female"},
    )
    assert bring(api, given)["created"] == 6
    rows = [list(model.objects.order_by("key").values()) for model in MODELS.values()]
    told = bring(api, given)
    assert (told["created"], told["unchanged"], told["kept"]) == (0, 6, [])
    assert rows == [list(model.objects.order_by("key").values()) for model in MODELS.values()]
    assert Reading.objects.count() == 2
    assert Change.objects.count() == Diary.objects.get().revision == 8


def test_a_reading_of_another_episode_is_kept_where_it_is(api: Caller) -> None:
    point = reading()
    first = episode(readings=[point])
    bring(api, archive(episodes=[first]))
    told = bring(api, archive(episodes=[episode(readings=[point | {"intensity": 9}])]))
    assert told["created"] == 1
    [kept] = told["kept"]
    assert (kept["kind"], kept["path"]) == ("readings", "episodes[0].readings[0]")
    assert Reading.objects.get().intensity == 3


def test_one_more_reading_makes_another_version(api: Caller) -> None:
    there = episode(readings=[reading()])
    bring(api, archive(episodes=[there]))
    more = there | {"readings": [*there["readings"], reading()]}
    assert [k["path"] for k in bring(api, archive(episodes=[more]))["kept"]] == ["episodes[0]"]
    assert Reading.objects.count() == 1


def test_times_are_kept_and_unknown_ones_stay_unknown(api: Caller) -> None:
    when = {"created_at": "2020-01-01T00:00:00Z", "logged_at": "2020-01-02T00:00:00.250Z"}
    bring(api, archive(episodes=[episode(**when, readings=[reading(**when)]), episode()]))
    for shown in (api.get(PATH).json()["episodes"], api.get("episodes/").json()["results"]):
        known = next(e for e in shown if e["created_at"])
        unknown = next(e for e in shown if e is not known)
        assert {n: known[n] for n in when} == when
        assert {n: known["readings"][0][n] for n in when} == when
        assert (unknown["created_at"], unknown["logged_at"]) == (None, None)


def test_an_imported_finding_is_marked(api: Caller) -> None:
    bring(api, archive(findings=[{"id": new_id(), "on": "2026-03-01", "kind": "imaging"}]))
    assert Finding.objects.get().imported is True
    assert "imported" not in api.get(PATH).json()["findings"][0]


def test_nonsense_is_imported_with_a_warning(api: Caller) -> None:
    odd = episode(
        ended_at="2026-03-01T08:00:00Z", peak_intensity=1, readings=[reading(intensity=3)]
    )
    told = bring(api, archive(episodes=[odd], marks=[
        {"id": new_id(), "on": "2026-03-02", "until": "2026-03-01", "label": "flu"}]))  # fmt: skip
    assert told["created"] == 2
    found = {(w["path"], w["code"]) for w in told["warnings"]}
    assert found == {
        ("episodes[0].ended_at", "ended_before_started"),
        ("episodes[0].peak_intensity", "peak_below_reading"),
        ("episodes[0].readings", "reading_outside_episode"),
        ("marks[0].until", "ended_before_started"),
    }
    assert bring(api, archive(episodes=[odd]))["warnings"] == []


def test_lists_may_be_missing_or_null(api: Caller) -> None:
    assert bring(api, {"format": "nape-archive", "version": 1})["created"] == 0
    assert bring(api, archive(episodes=None, profile=None) | {"counts": None})["created"] == 0


# --- in: what this program does not know


def test_unknown_parts_are_listed_and_kept_aside(api: Caller, owner: User) -> None:
    given = archive(
        dreams=[{"on": "2026-03-01", "text": "\x00\ud800"}],
        episodes=[episode(mood=7, readings=[reading(colour="red")])],
        profile={"shoe_size": 43, "profile": {}},
    )
    given["a\x00b"] = None
    told = bring(api, given)
    assert told["created"] == 2
    assert sorted(told["unknown"]) == [
        "a\\x00b", "dreams", "episodes[0].mood", "episodes[0].readings[0].colour",
        "profile.profile", "profile.shoe_size",
    ]  # fmt: skip
    aside = Aside.objects.get(person=owner)
    parts = {(part["path"], part["name"]): part["value"] for part in json.loads(aside.parts)}
    assert parts["", "dreams"] == given["dreams"]
    assert parts["episodes[0].", "mood"] == 7
    assert parts["episodes[0].readings[0].", "colour"] == "red"
    assert len(parts) == 6
    bring(api, given)
    assert Aside.objects.count() == 1
    assert str(aside) == f"aside of {owner.pk}"


def test_nothing_unknown_leaves_nothing_aside(api: Caller) -> None:
    bring(api, archive(episodes=[episode()]))
    assert not Aside.objects.exists()


def test_what_was_put_aside_goes_with_its_person(api: Caller, owner: User) -> None:
    bring(api, archive(dreams=[1]))
    owner.delete()
    assert not Aside.objects.exists()


@pytest.mark.parametrize("levels", range(500, 1000, 40))
@pytest.mark.parametrize("where", ["top", "record", "field"])
def test_deep_nesting_is_no_error(api: Caller, levels: int, where: str) -> None:
    nested = "[" * levels + "]" * levels
    given = archive(episodes=[episode()])
    if where == "top":
        given["dreams"] = "DEEP"
    else:
        given["episodes"][0]["mood" if where == "record" else "notes"] = "DEEP"
    answer = api("POST", PATH, json.dumps(given).replace('"DEEP"', nested).encode())
    assert answer.status_code in ((400,) if where == "field" else (200, 400))


# --- in: what is refused, whole


BAD: dict[str, tuple[Any, str]] = {
    "a list": ([], "format"),
    "null": (None, "format"),
    "no format": ({"version": 1}, "format"),
    "another format": (archive() | {"format": "other"}, "format"),
    "no version": ({"format": "nape-archive"}, "version"),
    "a later version": (archive() | {"version": 2}, "version"),
    "true for one": (archive() | {"version": True}, "version"),
    "counts that are a list": (archive() | {"counts": []}, "counts"),
    "counts that are false": (archive() | {"counts": False}, "counts"),
    "a count too many": (archive(episodes=[]) | {"counts": {"episodes": 1}}, "counts.episodes"),
    "a count too few": (archive(marks=[{}]) | {"counts": {"marks": 0}}, "counts.marks"),
    "a count that is true": (archive(marks=[{}]) | {"counts": {"marks": True}}, "counts.marks"),
    "a count that is text": (archive() | {"counts": {"marks": "0"}}, "counts.marks"),
    "a count that is null": (archive() | {"counts": {"marks": None}}, "counts.marks"),
    "a count of an unknown list": (archive() | {"counts": {"dreams": 3}}, "counts.dreams"),
    "no count": (archive(marks=[{}]) | {"counts": {}}, "counts.marks"),
    "no counts": ({k: v for k, v in archive(marks=[{}]).items() if k != "counts"}, "counts.marks"),
    "a collection that is none": (archive(episodes={}), "episodes"),
    "a record that is none": (archive(episodes=[7]), "episodes[0]"),
    "a profile that is none": (archive(profile=[]), "profile"),
    "a profile out of bounds": (archive(profile={"birth_year": 1}), "profile.birth_year"),
    "a bad field": (archive(episodes=[episode(peak_intensity=11)]), "episodes[0].peak_intensity"),
    "an id that is none": (archive(episodes=[episode(id="1")]), "episodes[0].id"),
    "a missing field": (archive(episodes=[{"id": new_id()}]), "episodes[0].started_at"),
    "a time that is none": (archive(episodes=[episode(logged_at="x")]), "episodes[0].logged_at"),
    "a time of a child": (
        archive(episodes=[episode(readings=[reading(created_at=5)])]),
        "episodes[0].readings[0].created_at"),
    "children that are none": (archive(episodes=[episode(readings=7)]), "episodes[0].readings"),
    "a child that is none": (archive(episodes=[episode(readings=[7])]), "episodes[0].readings[0]"),
    "a bad child": (
        archive(episodes=[episode(readings=[reading(intensity=-1)])]),
        "episodes[0].readings[0].intensity"),
    "a day twice": (
        archive(check_ins=[{"date": "2026-03-01", "time_zone": "UTC"}] * 2), "check_ins[1]"),
    "a record twice": (archive(episodes=[episode(id=str(uuid.UUID(int=5)))] * 2), "episodes[1]"),
    "a child twice": (
        archive(episodes=[episode(readings=[reading(id=str(uuid.UUID(int=5)))] * 2)]),
        "episodes[0].readings[1]"),
    "a child twice in two places": (
        archive(
            episodes=[episode(readings=[reading(id=str(uuid.UUID(int=5)))])],
            readings=[reading(id=str(uuid.UUID(int=5)))]),
        "episodes[0].readings[0]"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_archive_is_refused_whole(api: Caller, name: str) -> None:
    document, path = BAD[name]
    if isinstance(document, dict):
        good = [{"id": new_id(), "on": "2026-03-01"}]
        document = copy.deepcopy(document) | {"visits": good}
        if isinstance(document.get("counts"), dict):
            document["counts"]["visits"] = 1
    assert path in errors(api("POST", PATH, json.dumps(document).encode()))
    assert not any(model.objects.exists() for model in MODELS.values())
    assert not Change.objects.exists()


def test_a_full_list_of_what_is_wrong_is_not_endless(api: Caller) -> None:
    told = errors(api.post(PATH, archive(marks=[{}] * 200)))
    assert len(told) == 50


@pytest.mark.parametrize("part", [0.1, 0.5, 0.9, 0.999])
def test_a_document_cut_short_is_refused_whole(api: Caller, part: float) -> None:
    text = json.dumps(archive(episodes=[episode() for _ in range(20)])).encode()
    assert api("POST", PATH, text[: int(len(text) * part)]).status_code == 400
    assert not Episode.objects.exists()


def test_what_is_too_large_is_refused_before_it_is_read(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Archive.largest_body == LARGEST == 64 * 1024 * 1024
    text = json.dumps(archive(episodes=[episode()])).encode()
    monkeypatch.setattr(Archive, "largest_body", len(text) - 1)
    answer = api("POST", PATH, text)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    monkeypatch.setattr(Archive, "largest_body", len(text))
    assert api("POST", PATH, text).status_code == 200


def test_nothing_is_half_imported_when_the_database_refuses(
    api: Caller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(SHAPES["visits"].fields["target_headache_days"], "high", 99)
    bad = {"id": new_id(), "on": "2026-03-01", "target_headache_days": 50}
    with pytest.raises(IntegrityError):
        api.post(PATH, archive(episodes=[episode()], visits=[bad], dreams=[1]))
    assert not Episode.objects.exists()
    assert not Change.objects.exists()
    assert not Aside.objects.exists()
    assert not Diary.objects.filter(revision__gt=0).exists()


@pytest.mark.parametrize(
    ("scope", "out", "into"),
    [(Scope.DIARY_READ, 200, 403), (Scope.DIARY_WRITE, 403, 200), (Scope.CHECK_IN_WRITE, 403, 403)],
)
def test_a_token_reads_or_imports_within_its_scope(
    owner: User, scope: Scope, out: int, into: int
) -> None:
    program = caller(owner, scope)
    assert program.get(PATH).status_code == out
    assert program.post(PATH, archive()).status_code == into


def test_two_people_may_hold_the_same_archive(api: Caller, other: Caller) -> None:
    given = archive(episodes=[episode(notes="mine", readings=[reading()])])
    assert bring(api, given)["created"] == 1
    assert bring(other, given)["created"] == 1
    assert bring(other, given)["unchanged"] == 1


def test_what_was_imported_comes_down_to_phones(api: Caller, owner: User) -> None:
    bring(api, archive(episodes=[episode(readings=[reading()])], profile={"sex": "male"}))
    kinds = [c["kind"] for c in Device(api, owner).pull()["changes"]]
    assert sorted(kinds) == ["episodes", "profile", "readings"]


def test_many_records_are_written_in_few_queries(api: Caller) -> None:
    given = archive(episodes=[episode(readings=[reading()]) for _ in range(100)])
    for most in (40, 40):  # into an empty diary, and against what is there
        with CaptureQueriesContext(connection) as asked:
            bring(api, given)
        assert len(asked) < most
