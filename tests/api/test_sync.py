"""The sync endpoint, request by request."""

import gzip
import json
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Scope, User
from diary import changes
from diary.ids import check_in_id
from diary.models import MODELS, Change, Diary, Episode
from diary.shapes import SHAPES
from diary.sync import protocol
from tests.conftest import Caller, caller
from tests.diary.sync.talk import EPISODE, START, Device, instant, new_id, op

# What each kind needs to begin.
LEAST: dict[str, dict[str, Any]] = {
    "episodes": EPISODE,
    "readings": {"at": "2026-03-01T08:40:00Z", "intensity": 0},
    "check_ins": {"date": "2026-03-01", "time_zone": "Asia/Kathmandu", "neck_pain": 0},
    "medications": {"name": ""},
    "doses": {"medication": new_id(), "taken_at": START, "time_zone": "Europe/Berlin"},
    "treatments": {"kind": "pillow", "started_on": "2026-03-01"},
    "sessions": {"on": "2026-03-01"},
    "marks": {"on": "2026-03-01", "label": "flu"},
    "scores": {"instrument": "HIT-6", "total": 0, "taken_on": "2026-03-01"},
    "custom_factors": {"label": "coffee late", "kind": "yes_no"},
    "visits": {"on": "2026-03-01"},
    "acknowledgements": {"card": "thunderclap", "signs": []},
    "profile": {"birth_year": 1980, "clinician_diagnoses": []},
}


@pytest.fixture
def phone(api: Caller, owner: User) -> Device:
    return Device(api, owner)


@pytest.fixture
def tablet(api: Caller, owner: User) -> Device:
    return Device(api, owner)


def snapshot(person: User) -> list[Any]:
    """Every row of a diary as it stands."""
    rows = [
        row
        for model in MODELS.values()
        for row in model.objects.filter(person_id=person.pk).order_by("key").values()
    ]
    history = list(Change.objects.filter(person_id=person.pk).order_by("id").values())
    return [rows, history, list(Diary.objects.filter(person_id=person.pk).values())]


def annotate(person: User, visibility: str | None) -> str:
    """A clinician's note in a diary."""
    from diary.services import records
    from diary.shapes import ANNOTATIONS

    id = uuid.uuid4()
    given = {"on": datetime(2026, 3, 1).date(), "text": "seen", "visibility": visibility}  # noqa: DTZ001
    with changes.writing(person.pk, author=None, channel="rest") as door:
        records.create(door, ANNOTATIONS, id, given)
    return str(id)


# --- the request as a whole


def test_an_op_is_applied_and_comes_down_the_same(phone: Device) -> None:
    id = new_id()
    reply = phone.sync(op("episodes", id, EPISODE | {"peak_intensity": 7}))
    [result] = reply["results"]
    assert (result["status"], result["code"], result["lost"]) == ("applied", None, [])
    record = result["record"]
    assert (record["kind"], record["id"], record["deleted"]) == ("episodes", id, False)
    assert record["fields"]["started_at"] == START
    assert record["fields"]["peak_intensity"] == 7
    assert record["fields"]["nausea"] is None
    assert not {"readings", "id", "revision"} & record["fields"].keys()
    assert reply["changes"] == [record]
    assert (reply["protocol"], reply["has_more"], reply["reset"]) == (1, False, False)
    assert reply["server_time"].endswith("Z")


def test_one_entry_and_its_reply_are_under_two_kilobytes(phone: Device) -> None:
    """The records a phone sends most: the beginning and the end of a headache, and a check-in."""
    id = new_id()
    entries = (
        op("episodes", id, EPISODE | {"peak_intensity": 7}),
        op("episodes", id, {"ended_at": "2026-03-01T12:00:00+01:00"}, base=1),
        op("check_ins", new_id(), LEAST["check_ins"]),
    )
    for entry in entries:
        body = phone.body(entry)
        answer = phone.api.post("sync/", body, **{"accept-encoding": "gzip, br"})
        assert answer["Content-Encoding"] == "gzip"
        assert len(json.dumps(body)) + len(answer.content) < 2000
        assert json.loads(gzip.decompress(answer.content))["results"][0]["status"] == "applied"


def test_a_reply_is_not_stored_on_the_way(phone: Device) -> None:
    assert phone.post()["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"protocol": 2}, "protocol"),
        ({"protocol": None}, "protocol"),
        ({"protocol": True}, "protocol"),
        ({"protocol": "1"}, "protocol"),
        ({"schema": 2}, "schema"),
        ({"schema": None}, "schema"),
        ({"schema": -1}, "schema"),
        ({"schema": 1e400}, "schema"),
        ({"person": "me"}, "person"),
        ({"device": None}, "device"),
        ({"device": 7}, "device"),
        ({"sent_at": None}, "sent_at"),
        ({"sent_at": "2026-03-01T09:40:00"}, "sent_at"),
        ({"sent_at": 1795400472480}, "sent_at"),
        ({"cursor": 5}, "cursor"),
        ({"cursor": ""}, "cursor"),
        ({"cursor": "5"}, "cursor"),
        ({"cursor": "\ud800"}, "cursor"),
        ({"cursor": f"{uuid.uuid4().hex}.-1"}, "cursor"),
        ({"cursor": f"{uuid.uuid4().hex}.٣"}, "cursor"),
        ({"cursor": f"{uuid.uuid4().hex}.{10**19}"}, "cursor"),
        ({"cursor": "x" * 101}, "cursor"),
        ({"limit": 501}, "limit"),
        ({"limit": -1}, "limit"),
        ({"limit": "9"}, "limit"),
        ({"ops": {}}, "ops"),
        ({"ops": "x"}, "ops"),
        ({"since": 5}, "since"),
    ],
)
@pytest.mark.parametrize("limit", [0, 200])
def test_a_malformed_request_is_refused_and_nothing_is_written(
    phone: Device, owner: User, change: dict[str, Any], path: str, limit: int
) -> None:
    before = snapshot(owner)
    body = phone.body(op("episodes", new_id(), EPISODE), limit=limit) | change
    answer = phone.api("POST", "sync/", json.dumps(body).replace("Infinity", "1e400").encode())
    assert answer.status_code == 400
    assert path in [error["path"] for error in answer.json()["errors"]]
    assert snapshot(owner) == before


@pytest.mark.parametrize("body", [b"[]", b"null", b"7", b'"x"', b"{", b"", b"[" * 5000])
def test_what_is_no_request_is_refused(api: Caller, body: bytes) -> None:
    assert api("POST", "sync/", body).status_code == 400


def test_a_parameter_is_refused(api: Caller, phone: Device) -> None:
    assert api.post("sync/?limit=5", phone.body()).status_code == 400


def test_another_signed_in_person_is_a_conflict_and_nothing_is_written(
    api: Caller, phone: Device, owner: User, stranger: User
) -> None:
    answer = phone.post(op("episodes", new_id(), EPISODE), person=str(stranger.pk))
    assert (answer.status_code, answer.json()["code"]) == (409, "person_mismatch")
    assert not Episode.objects.exists()


def test_a_person_is_known_by_any_writing_of_the_id(phone: Device, owner: User) -> None:
    assert phone.post(person=str(owner.pk).upper()).status_code == 200


@pytest.mark.parametrize("count", [101, 10_000])
def test_too_many_ops_are_too_large_and_nothing_is_written(phone: Device, count: int) -> None:
    answer = phone.post(*[op("marks", new_id(), LEAST["marks"]) for _ in range(count)])
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert not MODELS["marks"].objects.exists()


def test_a_hundred_ops_are_taken(phone: Device) -> None:
    results = phone.push(*[op("marks", new_id(), LEAST["marks"]) for _ in range(100)])
    assert [r["status"] for r in results] == ["applied"] * 100


def test_a_request_over_its_size_is_too_large(phone: Device) -> None:
    notes = "x" * 9_000
    ops = [op("episodes", new_id(), EPISODE | {"notes": notes}) for _ in range(30)]
    assert phone.post(*ops).status_code == 413
    assert phone.post(*ops[:28]).status_code == 200


def test_an_old_program_has_its_push_taken_and_its_pull_refused(phone: Device) -> None:
    answer = phone.post(op("marks", new_id(), LEAST["marks"]), schema=0)
    assert (answer.status_code, answer.json()["code"]) == (426, "schema_too_old")
    assert [r["status"] for r in answer.json()["results"]] == ["applied"]
    assert "changes" not in answer.json()
    assert MODELS["marks"].objects.count() == 1


def test_without_a_token_nobody_syncs(phone: Device) -> None:
    assert Device(Caller(), phone.person).post().status_code == 401


@pytest.mark.parametrize(
    ("scope", "push", "pull", "both"),
    [
        (Scope.DIARY_WRITE, 200, 403, 403),
        (Scope.DIARY_READ, 403, 200, 403),
        (Scope.CHECK_IN_WRITE, 403, 403, 403),
        (Scope.PATIENTS_READ, 403, 403, 403),
    ],
)
def test_a_token_syncs_within_its_scopes(
    owner: User, scope: Scope, push: int, pull: int, both: int
) -> None:
    device = Device(caller(owner, scope), owner)
    written = op("check_ins", new_id(), LEAST["check_ins"])
    assert device.post(written).status_code == both
    assert not MODELS["check_ins"].objects.exists()
    assert device.post(written, limit=0).status_code == push
    assert device.post().status_code == pull


# --- cursors and pages


def test_pages_hold_every_change_once_in_order(phone: Device) -> None:
    ids = [new_id() for _ in range(7)]
    phone.push(*[op("marks", id, LEAST["marks"]) for id in ids])
    phone.push(op("episodes", new_id(), EPISODE))
    cursor, seen = None, []
    while True:
        page = phone.pull(cursor, limit=3)
        assert len(page["changes"]) <= 3
        seen += page["changes"]
        cursor = page["cursor"]
        if not page["has_more"]:
            break
    assert [c["revision"] for c in seen] == list(range(1, 9))
    assert [c["id"] for c in seen[:7]] == ids


def test_a_page_shows_a_record_at_its_latest_state_only(phone: Device) -> None:
    id = new_id()
    for pain in (1, 2, 3):
        phone.write("episodes", id, EPISODE | {"peak_intensity": pain})
    [change] = phone.pull()["changes"]
    assert (change["revision"], change["fields"]["peak_intensity"]) == (3, 3)


def test_pushing_only_pulls_nothing(phone: Device) -> None:
    reply = phone.sync(op("marks", new_id(), LEAST["marks"]), limit=0)
    assert (reply["changes"], reply["cursor"], reply["has_more"]) == ([], None, False)


def test_asking_for_nothing_says_whether_there_is_more(phone: Device) -> None:
    cursor = phone.pull()["cursor"]
    assert not phone.sync(cursor=cursor, limit=0)["has_more"]
    phone.write("marks", new_id(), LEAST["marks"])
    reply = phone.sync(cursor=cursor, limit=0)
    assert (reply["has_more"], reply["changes"], reply["cursor"]) == (True, [], cursor)


def test_the_limit_may_be_left_out(phone: Device) -> None:
    phone.write("marks", new_id(), LEAST["marks"])
    assert len(phone.sync(limit=None)["changes"]) == 1


@pytest.mark.parametrize(
    "why", ["of somebody else", "ahead of the server", "older than the purge", "of another epoch"]
)
def test_a_cursor_that_cannot_be_served_starts_the_phone_anew(
    phone: Device, owner: User, stranger: User, why: str
) -> None:
    phone.write("marks", new_id(), LEAST["marks"])
    cursor = phone.pull()["cursor"]
    if why == "of somebody else":
        cursor = Device(caller(stranger), stranger).pull()["cursor"]
    elif why == "ahead of the server":
        cursor = cursor.partition(".")[0] + ".2"
    elif why == "older than the purge":
        Diary.objects.filter(pk=owner.pk).update(revision=9, purged_revision=5)
    else:
        Diary.objects.filter(pk=owner.pk).update(epoch=uuid.uuid4())
    reply = phone.sync(op("marks", new_id(), LEAST["marks"]), cursor=cursor)
    assert (reply["reset"], reply["cursor"], reply["has_more"]) == (True, None, True)
    assert reply["reset_reason"] == ("expired" if why == "older than the purge" else "restored")
    assert reply["changes"] == []
    assert [r["status"] for r in reply["results"]] == ["applied"]
    assert not phone.pull(None)["reset"]


def test_a_new_phone_gets_the_whole_diary_of_which_old_deletions_are_forgotten(
    phone: Device, owner: User
) -> None:
    ids = [new_id() for _ in range(5)]
    phone.push(*[op("marks", id, LEAST["marks"]) for id in ids])
    Diary.objects.filter(pk=owner.pk).update(purged_revision=4)
    cursor, seen = None, []
    for _ in range(3):
        page = phone.pull(cursor, limit=2)
        assert not page["reset"]
        cursor, seen = page["cursor"], seen + page["changes"]
    assert ([change["id"] for change in seen], page["has_more"]) == (ids, False)


def test_what_is_forgotten_during_a_pull_starts_it_anew(phone: Device, owner: User) -> None:
    phone.push(*[op("marks", new_id(), LEAST["marks"]) for _ in range(5)])
    Diary.objects.filter(pk=owner.pk).update(purged_revision=3)
    cursor = phone.pull(limit=2)["cursor"]
    Diary.objects.filter(pk=owner.pk).update(purged_revision=4)
    assert phone.pull(cursor)["reset_reason"] == "expired"
    assert not phone.pull(phone.pull(limit=2)["cursor"])["reset"]


def test_a_base_of_another_numbering_says_nothing_of_what_a_phone_had_seen(
    phone: Device, tablet: Device, owner: User
) -> None:
    record = phone.write("episodes", new_id(), EPISODE | {"nausea": "none"})["record"]
    cursor = phone.pull()["cursor"]
    Diary.objects.filter(pk=owner.pk).update(epoch=uuid.uuid4())
    tablet.write("episodes", record["id"], {"nausea": "severe"}, base=1)
    tablet.write("episodes", record["id"], {"deleted": True}, base=2)
    before = "2026-03-01T10:00:00Z"
    answer, revival = (
        op("episodes", record["id"], given, base=988, at=before)
        for given in ({"nausea": "mild"}, {"deleted": False})
    )
    results = phone.sync(answer, revival, cursor=cursor)["results"]
    assert [lost["theirs"] for result in results for lost in result["lost"]] == ["severe", True]


@pytest.mark.parametrize("count", [1, 60])
def test_a_pull_asks_the_database_a_constant_number_of_things(phone: Device, count: int) -> None:
    for _ in range(count):
        phone.write("episodes", new_id(), EPISODE)
    cursor = phone.pull()["cursor"]
    with CaptureQueriesContext(connection) as empty:
        phone.pull(cursor)
    with CaptureQueriesContext(connection) as full:
        phone.pull(None)
    assert len(empty) <= 3
    assert len(full) <= 3 + len(SHAPES)


@pytest.mark.parametrize("count", [1, 60])
def test_a_push_reads_its_records_together(phone: Device, count: int) -> None:
    ids = [new_id() for _ in range(count)]
    phone.push(*[op("episodes", id, EPISODE) for id in ids])
    with CaptureQueriesContext(connection) as asked:
        phone.push(*[op("episodes", id, {"peak_intensity": 3}) for id in ids])
    reads = [q for q in asked.captured_queries if q["sql"].startswith("SELECT")]
    assert len(reads) <= 6


# --- every kind


@pytest.mark.parametrize("kind", LEAST)
def test_every_kind_goes_up_and_comes_down_the_same(phone: Device, owner: User, kind: str) -> None:
    id = str(owner.pk) if kind == "profile" else new_id()
    reply = phone.sync(op(kind, id, LEAST[kind]))
    [result] = reply["results"]
    assert result["status"] == "applied", result
    assert result["record"] in reply["changes"]
    fields = result["record"]["fields"]
    assert {name: fields[name] for name in LEAST[kind]} == LEAST[kind]
    assert fields.keys() == SHAPES[kind].fields.keys()


def test_every_kind_is_tried() -> None:
    assert LEAST.keys() | {"findings", "annotations"} == SHAPES.keys()


@pytest.mark.parametrize("kind", LEAST.keys() - {"profile"})
def test_every_kind_is_deleted_and_brought_back(phone: Device, kind: str) -> None:
    record = phone.write(kind, new_id(), LEAST[kind])["record"]
    gone = phone.write(kind, record["id"], {"deleted": True}, base=record["revision"])
    assert (gone["status"], gone["record"]["deleted"]) == ("applied", True)
    assert gone["record"]["fields"] is None
    assert gone["record"] in phone.pull()["changes"]
    back = phone.write(kind, record["id"], {"deleted": False}, base=gone["record"]["revision"])
    assert (back["status"], back["record"]["deleted"]) == ("applied", False)
    assert back["record"]["fields"] == record["fields"]


def test_two_ids_for_one_day_are_one_check_in(phone: Device, tablet: Device, owner: User) -> None:
    day = LEAST["check_ins"] | {"stress": 0}
    one = phone.write("check_ins", new_id(), LEAST["check_ins"])
    two = tablet.write("check_ins", new_id(), day)
    canonical = str(check_in_id(owner.pk, datetime(2026, 3, 1).date()))  # noqa: DTZ001
    assert one["record"]["id"] == two["record"]["id"] == canonical
    assert two["record"]["fields"]["stress"] == 0
    assert two["record"]["fields"]["neck_pain"] == 0
    assert MODELS["check_ins"].objects.count() == 1


def test_a_check_in_never_moves_to_another_day(phone: Device) -> None:
    first = phone.write("check_ins", new_id(), LEAST["check_ins"])["record"]
    moved = phone.write(
        "check_ins", first["id"], {"date": "2026-03-02", "time_zone": "UTC"}, base=1
    )
    assert moved["record"]["id"] != first["id"]
    assert MODELS["check_ins"].objects.count() == 2


def test_the_profile_has_the_id_of_the_person(phone: Device, owner: User) -> None:
    other = phone.write("profile", new_id(), {"sex": "female"})
    assert (other["status"], other["code"]) == ("rejected", "unknown_record")
    mine = phone.write("profile", str(owner.pk), {"sex": "female"})
    assert mine["record"]["fields"]["sex"] == "female"


def test_the_profile_cannot_be_deleted(phone: Device, owner: User) -> None:
    phone.write("profile", str(owner.pk), {"sex": "female"})
    result = phone.write("profile", str(owner.pk), {"deleted": True}, base=1)
    assert (result["status"], result["code"]) == ("rejected", "read_only")
    assert phone.api.get("me/").json()["profile"]["sex"] == "female"


@pytest.mark.parametrize("kind", ["findings", "annotations"])
def test_what_a_clinician_writes_only_comes_down(phone: Device, kind: str) -> None:
    result = phone.write(kind, new_id(), {"on": "2026-03-01", "text": "x", "kind": "imaging"})
    assert (result["status"], result["code"]) == ("rejected", "read_only")
    assert phone.pull()["changes"] == []


def test_shared_notes_come_down_and_private_ones_never(phone: Device, owner: User) -> None:
    shared, private = annotate(owner, "shared"), annotate(owner, "private")
    down = {c["id"]: c for c in phone.pull()["changes"]}
    assert down[shared]["fields"]["text"] == "seen"
    assert private not in down


def test_an_op_on_a_private_note_does_not_show_it(phone: Device, owner: User) -> None:
    private = annotate(owner, "private")
    once = op("annotations", private, {"text": "mine"})
    for result in (*phone.push(once), *phone.push(once)):
        assert "seen" not in json.dumps(result)


def test_a_dose_outlives_its_deleted_episode(phone: Device) -> None:
    episode, dose = new_id(), new_id()
    phone.push(
        op("episodes", episode, EPISODE),
        op("doses", dose, LEAST["doses"] | {"episode": episode}),
        op("episodes", episode, {"deleted": True}),
    )
    down = {c["id"]: c for c in phone.pull()["changes"]}
    assert down[episode]["deleted"]
    assert down[dose]["fields"]["episode"] == episode


def test_a_reading_raises_its_own_revision_only(phone: Device) -> None:
    episode = new_id()
    first = phone.write("episodes", episode, EPISODE)["record"]
    phone.write("readings", new_id(), LEAST["readings"] | {"episode": episode})
    assert first in phone.pull()["changes"]


# --- one op: once, with its answer kept


def test_an_op_sent_again_is_answered_with_its_outcome_and_the_record_of_now(
    phone: Device, tablet: Device
) -> None:
    id = new_id()
    once = op("episodes", id, EPISODE)
    [first] = phone.push(once)
    tablet.write("episodes", id, {"peak_intensity": 4}, base=1)
    [again] = phone.push(once)
    assert (again["status"], again["outcome"]) == ("duplicate", "applied")
    assert again["record"]["revision"] == first["record"]["revision"] + 1
    assert again["record"]["fields"]["peak_intensity"] == 4
    assert Change.objects.filter(op=once["op"]).count() == 1


def test_an_op_twice_in_one_request_is_written_once(phone: Device) -> None:
    once = op("marks", new_id(), LEAST["marks"])
    first, again = phone.push(once, once)
    assert (first["status"], again["status"]) == ("applied", "duplicate")
    assert again["record"] == first["record"]


def test_the_outcome_of_a_merge_is_kept(phone: Device, tablet: Device) -> None:
    id = new_id()
    phone.write("episodes", id, EPISODE | {"peak_intensity": 7})
    late = op("episodes", id, {"peak_intensity": 3}, at="2026-03-01T09:00:00Z")
    [first], [again] = tablet.push(late), tablet.push(late)
    assert (first["status"], again["outcome"]) == ("merged", "merged")
    assert again["lost"] == first["lost"] != []


@pytest.mark.parametrize(
    "change",
    [{"set": {"label": "x"}}, {"at": "2026-01-01T00:00:00Z"}, {"base": 1}, {"id": new_id()}],
)
def test_an_op_id_with_another_body_is_rejected(phone: Device, change: dict[str, Any]) -> None:
    once = op("marks", new_id(), LEAST["marks"])
    phone.push(once)
    before = snapshot(phone.person)
    [result] = phone.push(once | change)
    assert (result["status"], result["code"]) == ("rejected", "op_reused")
    assert snapshot(phone.person) == before


def test_a_rejected_op_stays_rejected(phone: Device) -> None:
    patch = op("episodes", new_id(), {"peak_intensity": 3})
    [first] = phone.push(patch)
    assert (first["status"], first["code"], first["field"]) == (
        "rejected", "unknown_record", "started_at",
    )  # fmt: skip
    phone.write("episodes", patch["id"], EPISODE)
    [again] = phone.push(patch)
    assert (again["status"], again["outcome"], again["code"]) == (
        "duplicate", "rejected", "unknown_record",
    )  # fmt: skip
    assert again["record"]["fields"]["peak_intensity"] is None


def test_replaying_a_request_changes_no_row(phone: Device, owner: User) -> None:
    id = new_id()
    body = phone.body(
        op("episodes", id, EPISODE),
        op("episodes", id, {"peak_intensity": 3}),
        op("readings", new_id(), LEAST["readings"] | {"episode": id}),
        op("episodes", id, {"peak_intensity": 11}),
        op("nonsense", new_id(), {}),
        op("episodes", id, {"deleted": True}),
        op("check_ins", new_id(), LEAST["check_ins"]),
    )
    phone.api.post("sync/", body)
    before = snapshot(owner)
    reply = phone.api.post("sync/", body).json()
    assert {r["status"] for r in reply["results"]} == {"duplicate"}
    assert snapshot(owner) == before


# --- bad ops


POISON: dict[str, Any] = {
    "null": None,
    "a number": 7,
    "text": "op",
    "a list": [[]],
    "empty": {},
    "no op id": {"kind": "marks"},
    "an op id of the wrong type": op("marks", new_id(), LEAST["marks"], op=5),
    "an op id that is no uuid": op("marks", new_id(), LEAST["marks"], op="1"),
    "an op id with a surrogate": op("marks", new_id(), LEAST["marks"], op="\ud800"),
    "an op id that is a list": op("marks", new_id(), LEAST["marks"], op=[]),
    "no kind": op("marks", new_id(), {}, kind=None),
    "an unknown kind": op("dreams", new_id(), {}),
    "a very long kind": op("d" * 5000, new_id(), {}),
    "a kind with NUL": op("\x00", new_id(), {}),
    "a kind that is a list": op("marks", new_id(), {}, kind=["marks"]),
    "no id": op("marks", new_id(), LEAST["marks"], id=None),
    "an id that is none": op("marks", "1", LEAST["marks"]),
    "an id that is an object": op("marks", new_id(), LEAST["marks"], id={}),
    "a negative base": op("marks", new_id(), LEAST["marks"], base=-1),
    "a base that is text": op("marks", new_id(), LEAST["marks"], base="1"),
    "a huge base": op("marks", new_id(), LEAST["marks"], base=10**400),
    "no time": op("marks", new_id(), LEAST["marks"], at=None),
    "a time without offset": op("marks", new_id(), LEAST["marks"], at="2026-03-01T00:00:00"),
    "a time that is a list": op("marks", new_id(), LEAST["marks"], at=[]),
    "no set": op("marks", new_id(), LEAST["marks"], set=None),
    "a set that is a list": op("marks", new_id(), LEAST["marks"], set=[]),
    "an empty set for nothing": op("marks", new_id(), {}),
    "an unknown field": op("marks", new_id(), LEAST["marks"] | {"x": 1}),
    "an unknown field with NUL": op("marks", new_id(), LEAST["marks"] | {"a\x00b": 1}),
    "an unknown field with a surrogate": op("marks", new_id(), LEAST["marks"] | {"\ud800": 1}),
    "an unknown member": op("marks", new_id(), LEAST["marks"], x="\x00"),
    "a member with NUL": op("marks", new_id(), LEAST["marks"]) | {"a\x00": 1},
    "deleted that is a number": op("marks", new_id(), LEAST["marks"] | {"deleted": 1}),
    "deleted that is null": op("marks", new_id(), LEAST["marks"] | {"deleted": None}),
    "its own revision": op("marks", new_id(), LEAST["marks"] | {"revision": 5}),
    "its own id again": op("marks", new_id(), LEAST["marks"] | {"id": new_id()}),
    "an imported finding": op("findings", new_id(), {"imported": True}),
    "children inside": op("episodes", new_id(), EPISODE | {"readings": []}),
    "sessions inside": op("treatments", new_id(), LEAST["treatments"] | {"sessions": []}),
    "the profile in the profile": op("profile", new_id(), {"profile": 1}),
    "a required field null": op("episodes", new_id(), EPISODE | {"started_at": None}),
    "out of bounds": op("episodes", new_id(), EPISODE | {"peak_intensity": 11}),
    "a huge number": op("episodes", new_id(), EPISODE | {"peak_intensity": 10**300}),
    "no number": op("check_ins", new_id(), LEAST["check_ins"] | {"sitting_hours": 0.1}),
    "an unknown word": op("episodes", new_id(), EPISODE | {"side": "up"}),
    "text with NUL": op("marks", new_id(), LEAST["marks"] | {"label": "\x00"}),
    "text with a surrogate": op("marks", new_id(), LEAST["marks"] | {"label": "\udfff"}),
    "a date that is none": op("marks", new_id(), LEAST["marks"] | {"on": "2026-02-30"}),
    "a check-in without its date": op("check_ins", new_id(), {"stress": 1}),
    "a zone that is none": op("check_ins", new_id(), LEAST["check_ins"] | {"time_zone": "../x"}),
    "a factor that is none": op(
        "check_ins", new_id(), LEAST["check_ins"] | {"factors": {"\x00": 1}}
    ),
    "before 1900": op("episodes", new_id(), EPISODE | {"started_at": "1899-12-31T00:00:00Z"}),
    "an end before its start": op(
        "episodes", new_id(), EPISODE | {"ended_at": "2026-03-01T09:39:59+01:00"}
    ),
    "a span that ends before it begins": op(
        "marks", new_id(), LEAST["marks"] | {"until": "2026-02-28"}
    ),
    "too large": op("episodes", new_id(), EPISODE | {"notes": "x" * 66_000}),
}  # fmt: skip


@pytest.mark.parametrize("name", POISON)
def test_a_bad_op_is_rejected_alone_and_again(phone: Device, owner: User, name: str) -> None:
    good, better = (op("marks", new_id(), LEAST["marks"]) for _ in range(2))
    first = phone.sync(good, POISON[name], better)["results"]
    assert [r["status"] for r in first] == ["applied", "rejected", "applied"]
    assert first[1]["code"]
    assert first[1]["detail"]
    assert first[1]["record"] is None
    before = snapshot(owner)
    again = phone.sync(good, POISON[name], better)["results"]
    assert [r["status"] for r in (again[0], again[2])] == ["duplicate"] * 2
    assert again[1]["status"] == "rejected" or again[1]["outcome"] == "rejected"
    assert snapshot(owner) == before


@pytest.mark.parametrize("where", ["set", "x", "label", "kind"])
def test_deep_nesting_is_refused_and_never_an_error(phone: Device, where: str) -> None:
    statuses = set()
    for levels in range(500, 1000, 20):
        bad = op("marks", new_id(), LEAST["marks"])
        if where == "label":
            bad["set"] = bad["set"] | {"label": "DEEP"}
        else:
            bad[where] = "DEEP"
        body = json.dumps(phone.body(bad, op("marks", new_id(), LEAST["marks"])))
        nested = "[" * levels + "]" * levels
        answer = phone.api("POST", "sync/", body.replace('"DEEP"', nested).encode())
        statuses.add(answer.status_code)
        if answer.status_code == 200:
            assert [r["status"] for r in answer.json()["results"]] == ["rejected", "applied"]
    assert statuses <= {200, 400}


def test_a_rejected_op_shows_the_record_it_failed_on(phone: Device) -> None:
    record = phone.write("episodes", new_id(), EPISODE)["record"]
    result = phone.write("episodes", record["id"], {"peak_intensity": -1})
    assert (result["code"], result["field"]) == ("out_of_bounds", "peak_intensity")
    assert result["record"] == record


def test_what_the_database_alone_refuses_is_rejected_alone(
    phone: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    # the shape forgets its upper bound; the database does not
    monkeypatch.setattr(SHAPES["episodes"].fields["peak_intensity"], "high", 99)
    episode = new_id()
    bad = op("episodes", new_id(), EPISODE | {"peak_intensity": 12})
    ops = [op("episodes", episode, EPISODE), bad, op("episodes", episode, {"peak_intensity": 3})]
    results = phone.push(*ops, op("marks", new_id(), {"label": "no day"}))
    assert [r["status"] for r in results] == ["applied", "rejected", "applied", "rejected"]
    assert (results[1]["code"], results[1]["record"]) == ("invalid", None)
    assert [r["revision"] for r in phone.pull()["changes"]] == [2]
    assert [r["status"] for r in phone.push(*ops)] == ["duplicate"] * 3
    assert Diary.objects.get().revision == 2


# --- nonsense and clocks


def test_nonsense_after_a_merge_is_stored_and_told(phone: Device, tablet: Device) -> None:
    id = new_id()
    phone.write("episodes", id, EPISODE)
    result = tablet.write("episodes", id, {"ended_at": "2026-03-01T09:00:00+01:00"}, base=1)
    assert (result["status"], result["warnings"]) == ("applied", ["ended_before_started"])
    assert result["record"]["fields"]["ended_at"] == "2026-03-01T09:00:00+01:00"


@pytest.mark.parametrize("together", [True, False], ids=["in one push", "push by push"])
def test_a_peak_below_a_reading_is_told(phone: Device, together: bool) -> None:
    id = new_id()
    ops = [
        op("episodes", id, EPISODE),
        op("readings", new_id(), {"episode": id, "at": START, "intensity": 8}),
        op("episodes", id, {"peak_intensity": 5}, base=1),
    ]
    results = phone.push(*ops) if together else [r for o in ops for r in phone.push(o)]
    assert [r["warnings"] for r in results] == [[], [], ["peak_below_reading"]]


def test_a_reading_outside_its_episode_is_told(phone: Device) -> None:
    id, reading = new_id(), new_id()
    phone.write("episodes", id, EPISODE | {"peak_intensity": 2})
    early = {"episode": id, "at": "2026-03-01T09:00:00+01:00", "intensity": 3}
    result = phone.write("readings", reading, early)
    assert sorted(result["warnings"]) == ["peak_below_reading", "reading_outside_episode"]
    assert result["record"]["fields"]["intensity"] == 3
    # a later patch that does not name the episode still knows it
    again = phone.write("readings", reading, {"intensity": 1}, base=2)
    assert again["warnings"] == ["reading_outside_episode"]


def test_a_deleted_reading_is_no_longer_compared(phone: Device) -> None:
    id, reading = new_id(), new_id()
    phone.write("episodes", id, EPISODE)
    phone.write("readings", reading, {"episode": id, "at": START, "intensity": 8})
    phone.write("readings", reading, {"deleted": True}, base=2)
    assert phone.write("episodes", id, {"peak_intensity": 5}, base=1)["warnings"] == []


def test_a_reading_may_arrive_before_its_episode(phone: Device) -> None:
    result = phone.write("readings", new_id(), LEAST["readings"] | {"episode": new_id()})
    assert (result["status"], result["warnings"]) == ("applied", [])


def test_the_future_is_judged_by_the_clock_of_the_phone(phone: Device) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=3)
    soon = {"started_at": instant(ahead), "time_zone": "UTC"}
    [wrong] = phone.push(op("episodes", new_id(), soon))
    assert (wrong["status"], wrong["code"], wrong["field"]) == (
        "rejected", "in_the_future", "started_at",
    )  # fmt: skip
    [right] = phone.push(op("episodes", new_id(), soon), sent_at=instant(ahead))
    assert (right["status"], right["warnings"]) == ("applied", ["clock_ahead"])


def test_a_clock_far_off_is_corrected_and_its_entry_can_leave_again(phone: Device) -> None:
    phone.push(
        op("marks", new_id(), LEAST["marks"], at="1900-01-01T00:00:00Z"),
        sent_at="2199-12-31T23:59:59Z",
    )
    phone.push(
        op("marks", new_id(), LEAST["marks"], at="2199-12-31T23:59:59Z"),
        sent_at="1900-01-01T00:00:00Z",
    )
    archive = phone.api.get("me/archive/").json()
    years = [int(mark["logged_at"][:4]) for mark in archive["marks"]]
    assert min(years) >= 1900
    assert max(years) <= datetime.now(UTC).year


# --- the deleted


def test_an_edit_of_a_deleted_record_is_kept_and_does_not_revive_it(
    phone: Device, tablet: Device
) -> None:
    record = phone.write("episodes", new_id(), EPISODE | {"peak_intensity": 4})["record"]
    phone.write("episodes", record["id"], {"deleted": True}, base=1)
    result = tablet.write("episodes", record["id"], {"peak_intensity": 6}, base=1)
    assert (result["status"], result["warnings"]) == ("merged", ["record_deleted"])
    assert result["record"]["deleted"]
    last = Change.objects.latest("id")
    assert last.fields == {"peak_intensity": {"was": 4, "now": 6}}


def test_only_who_knows_the_tombstone_revives(phone: Device, tablet: Device) -> None:
    record = phone.write("episodes", new_id(), EPISODE)["record"]
    gone = phone.write("episodes", record["id"], {"deleted": True}, base=1)["record"]
    later = instant(datetime.now(UTC) + timedelta(hours=1))
    unaware = tablet.write("episodes", record["id"], {"deleted": False}, base=1, at=later)
    assert (unaware["status"], unaware["record"]["deleted"]) == ("merged", True)
    assert [entry["field"] for entry in unaware["lost"]] == ["deleted"]
    assert unaware["lost"][0]["mine"] is False
    assert Change.objects.latest("id").lost == {"deleted": False}
    aware = tablet.write("episodes", record["id"], {"deleted": False}, base=gone["revision"])
    assert (aware["status"], aware["record"]["deleted"]) == ("applied", False)


def test_a_deletion_and_its_taking_back_may_travel_together(phone: Device) -> None:
    record = phone.write("episodes", new_id(), EPISODE)["record"]
    gone, back = (
        op("episodes", record["id"], {"deleted": deleted}, base=1) for deleted in (True, False)
    )
    assert [r["record"]["deleted"] for r in phone.sync(gone, back)["results"]] == [True, False]


def test_deleting_beats_keeping(phone: Device, tablet: Device) -> None:
    record = phone.write("episodes", new_id(), EPISODE)["record"]
    phone.write("episodes", record["id"], {"deleted": False}, base=1)
    old = tablet.write(
        "episodes", record["id"], {"deleted": True}, base=1, at="2020-01-01T00:00:00Z"
    )
    assert (old["status"], old["record"]["deleted"]) == ("applied", True)


def test_a_losing_value_is_told_and_kept(phone: Device, tablet: Device) -> None:
    id = new_id()
    phone.write("episodes", id, EPISODE)
    phone.write("episodes", id, {"ended_at": "2026-03-01T11:00:00Z", "nausea": "mild"}, base=1)
    result = tablet.write(
        "episodes", id,
        {"ended_at": "2026-03-01T10:00:00Z", "side": "left"},
        base=1, at="2026-03-01T10:00:00Z",
    )  # fmt: skip
    [lost] = result["lost"]
    assert result["status"] == "merged"
    assert lost["field"] == "ended_at"
    assert lost["mine"] == "2026-03-01T11:00:00+01:00"
    assert lost["theirs"] == "2026-03-01T12:00:00+01:00"
    assert lost["device"] == phone.id
    assert lost["at"].endswith("Z")
    assert result["record"]["fields"]["side"] == "left"
    assert Change.objects.latest("id").lost == {"ended_at": "2026-03-01T11:00:00+01:00"}


# --- persons


def test_nothing_crosses_persons(phone: Device, owner: User, stranger: User) -> None:
    other = Device(caller(stranger), stranger)
    once = op("episodes", new_id(), EPISODE | {"notes": "mine"})
    phone.push(once)
    mine = snapshot(owner)
    # the same op id and record id are new to somebody else
    [result] = other.push(once | {"set": EPISODE | {"notes": "theirs"}})
    assert (result["status"], result["record"]["fields"]["notes"]) == ("applied", "theirs")
    unknown = other.write("marks", new_id(), {"deleted": True})
    assert unknown["code"] == "unknown_record"
    assert snapshot(owner) == mine
    assert "mine" not in json.dumps(other.pull())


def test_results_and_changes_agree_after_the_database(phone: Device, owner: User) -> None:
    ops = [
        op("check_ins", new_id(), LEAST["check_ins"] | {"sitting_hours": 7.25, "driving_hours": 2,
            "factors": {str(uuid.uuid4()).upper(): 0, new_id(): False},
            "function": {"work": "none"}}),
        op("medications", new_id(), {"name": "مسكّن 💊", "strength": 2.5}),
        op("scores", new_id(), LEAST["scores"] | {"total": -3.5}),
        op("doses", new_id(), LEAST["doses"] | {"taken_at": "2026-10-25T02:30:00.123456+02:00"}),
    ]  # fmt: skip
    reply = phone.sync(*ops)
    assert [r["record"] for r in reply["results"]] == reply["changes"]
    again = phone.push(*ops)
    assert [r["record"] for r in again] == reply["changes"]


def test_what_rest_writes_comes_down_too(phone: Device, api: Caller) -> None:
    cursor = phone.pull()["cursor"]
    episode = api.post("episodes/", EPISODE | {"readings": [{"at": START, "intensity": 3}]}).json()
    api.put("check-ins/2026-03-01/", {"time_zone": "UTC"})
    api.patch("me/", {"profile": {"sex": "male"}})
    api.delete(f"episodes/{episode['id']}/")
    down = phone.pull(cursor)["changes"]
    assert [c["kind"] for c in down] == ["readings", "check_ins", "profile", "episodes"]
    assert down[-1]["deleted"]


def test_the_sync_endpoint_writes_when_its_transaction_is_done_only(
    phone: Device, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failure in the middle of a push leaves nothing behind."""

    def fail(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("diary.sync.ops.Push._remember", fail)
    with pytest.raises(RuntimeError):
        phone.push(op("marks", new_id(), LEAST["marks"]))
    assert not MODELS["marks"].objects.exists()
    assert not Diary.objects.filter(revision__gt=0).exists()


def test_the_limits_are_those_of_the_contract() -> None:
    assert (protocol.MOST_OPS, protocol.LARGEST_REQUEST) == (100, 256 * 1024)
    assert (protocol.LARGEST_OP, protocol.LARGEST_PAGE) == (64 * 1024, 500)


def test_the_clock_of_the_server_is_told(phone: Device) -> None:
    told = datetime.fromisoformat(phone.sync()["server_time"].replace("Z", "+00:00"))
    assert abs(told - datetime.now(UTC)) < timedelta(minutes=1)
