"""Episodes through REST."""

import uuid

import pytest

from tests.conftest import EPISODE, START, Caller


def test_an_episode_comes_back_as_it_was_sent(api: Caller) -> None:
    sent = EPISODE | {"peak_intensity": 7, "side": "left", "notes": "", "autonomic": []}
    answer = api.post("episodes/", sent)
    assert answer.status_code == 201
    shown = answer.json()
    assert {name: shown[name] for name in sent} == sent
    assert shown["kind"] == "headache"
    assert shown["nausea"] is None
    assert shown["readings"] == []
    assert api.get(f"episodes/{shown['id']}/").json() == shown
    assert api.get("episodes/").json() == {"results": [shown], "next": None}


def test_the_same_id_and_content_again_makes_nothing_new(api: Caller) -> None:
    sent = EPISODE | {
        "id": str(uuid.uuid4()),
        "readings": [{"at": START, "intensity": 0}],
    }
    first, again = api.post("episodes/", sent), api.post("episodes/", sent)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json() == again.json()


def test_the_same_id_with_other_content_is_a_conflict(api: Caller) -> None:
    sent = EPISODE | {"id": str(uuid.uuid4())}
    api.post("episodes/", sent)
    answer = api.post("episodes/", sent | {"peak_intensity": 0})
    assert answer.status_code == 409
    assert answer.json()["code"] == "id_taken"


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"peak_intensity": 11}, "peak_intensity"),
        ({"peak_intensity": "7"}, "peak_intensity"),
        ({"peak_intensity": True}, "peak_intensity"),
        ({"peak_intensity": 2.5}, "peak_intensity"),
        ({"started_at": "2026-03-01T09:40:00"}, "started_at"),
        ({"started_at": "1899-03-01T09:40:00Z"}, "started_at"),
        ({"started_at": "9999-12-31T23:59:59-14:00"}, "started_at"),
        ({"started_at": "2999-01-01T00:00:00Z"}, "started_at"),
        ({"started_at": None}, "started_at"),
        ({"ended_at": "2026-03-01T09:39:59+01:00"}, "ended_at"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"side": "middle"}, "side"),
        ({"sides": "left"}, "sides"),
        ({"regions": [{"region": "knee"}]}, "regions[0].region"),
        ({"regions": [{"side": "left"}]}, "regions[0].region"),
        ({"aura": [{"kind": "visual", "minutes": -1}]}, "aura[0].minutes"),
        ({"triggers": ["sun"]}, "triggers[0]"),
        ({"notes": "a\u0000b"}, "notes"),
        ({"notes": "\ud800"}, "notes"),
        ({"notes": "x" * 10_001}, "notes"),
        ({"vomiting": "no"}, "vomiting"),
        ({"quality": "dull"}, "quality"),
        ({"function": {"play": "all"}}, "function.play"),
        ({"readings": [{"at": "2026-03-01T09:39:00+01:00", "intensity": 1}]}, "readings"),
        ({"peak_intensity": 3, "readings": [{"at": START, "intensity": 4}]}, "peak_intensity"),
        ({"readings": [{"at": START}]}, "readings[0].intensity"),
        ({"id": "1"}, "id"),
    ],
)  # fmt: skip
def test_bad_input_names_the_path_and_writes_nothing(
    api: Caller, change: dict[str, object], path: str
) -> None:
    answer = api.post("episodes/", EPISODE | change)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert path in [error["path"] for error in answer.json()["errors"]]
    assert api.get("episodes/").json()["results"] == []


@pytest.mark.parametrize(
    "body",
    [
        b"\xff\xfe",
        b"{",
        b"[" * 100_000,
        b"[]",
        b"null",
        b'"x"',
        b'{"peak_intensity": NaN}',
        b'{"peak_intensity": 1e999}',
        b'{"x": 1' + b"0" * 5000 + b"}",
    ],
)
def test_what_is_no_record_is_refused(api: Caller, body: bytes) -> None:
    answer = api.post("episodes/", body)
    assert answer.status_code == 400
    assert answer.json()["request_id"]


def test_a_body_over_a_mebibyte_is_too_large(api: Caller) -> None:
    answer = api.post("episodes/", EPISODE | {"notes": "x" * 1024 * 1024})
    assert answer.status_code == 413


def test_put_replaces_and_patch_changes(api: Caller) -> None:
    id = uuid.uuid4()
    created = api.put(f"episodes/{id}/", EPISODE | {"side": "left", "peak_intensity": 4})
    assert created.status_code == 201
    patched = api.patch(f"episodes/{id}/", {"peak_intensity": 0})
    assert patched.json()["side"] == "left"
    assert patched.json()["peak_intensity"] == 0
    replaced = api.put(f"episodes/{id}/", EPISODE)
    assert (replaced.status_code, replaced.json()["side"]) == (200, None)
    history = api.get(f"episodes/{id}/history/").json()["results"]
    assert [entry["action"] for entry in history] == ["created", "changed", "changed"]
    assert history[1]["fields"] == {"peak_intensity": {"was": 4, "now": 0}}


def test_if_match_guards(api: Caller) -> None:
    answer = api.post("episodes/", EPISODE)
    path, tag = f"episodes/{answer.json()['id']}/", answer["ETag"]
    assert api.patch(path, {"side": "left"}, **{"if-match": tag}).status_code == 200
    late = api.patch(path, {"side": "right"}, **{"if-match": tag})
    assert (late.status_code, late.json()["code"]) == (412, "outdated")
    assert api.patch(path, {}, **{"if-match": "x"}).status_code == 400
    assert api.delete(path, **{"if-match": tag}).status_code == 412


def test_deleting_leaves_a_bin_to_restore_from(api: Caller) -> None:
    path = f"episodes/{api.post('episodes/', EPISODE).json()['id']}/"
    assert api.delete(path).status_code == 204
    assert api.get(path).status_code == 404
    assert api.put(path, EPISODE).status_code == 409
    [deleted] = api.get("bin/").json()["results"]
    assert deleted["kind"] == "episodes"
    assert api.post(f"{path}restore/", None).status_code == 200
    assert api.get(path).status_code == 200
    assert api.get("bin/").json()["results"] == []


def test_readings_are_added_within_their_episode(api: Caller) -> None:
    episode = api.post("episodes/", EPISODE | {"peak_intensity": 6}).json()
    path = f"episodes/{episode['id']}/readings/"
    reading = {"id": str(uuid.uuid4()), "at": "2026-03-01T10:40:00+01:00", "intensity": 5}
    first = api.post(path, reading)
    assert first.status_code == 201
    assert first.json()["at"] == reading["at"]
    assert api.post(path, reading).status_code == 200
    assert api.post(path, reading | {"intensity": 4}).status_code == 409
    early = api.post(path, {"at": "2026-02-28T10:40:00+01:00", "intensity": 5})
    assert early.status_code == 400
    shown = api.get(f"episodes/{episode['id']}/").json()
    assert [r["intensity"] for r in shown["readings"]] == [5]
    assert shown["revision"] == episode["revision"]


def test_pages_hold_every_row_once(api: Caller) -> None:
    for hour in range(7):
        api.post("episodes/", EPISODE | {"started_at": f"2026-03-0{hour % 3 + 1}T0{hour}:00:00Z"})
    seen, path = [], "episodes/?limit=2"
    while path:
        page = api.get(path).json()
        seen += [row["id"] for row in page["results"]]
        path = f"episodes/?limit=2&cursor={page['next']}" if page["next"] else ""
    assert len(seen) == len(set(seen)) == 7


def test_windows_are_half_open_local_days(api: Caller) -> None:
    # 23:30 UTC is already the next day in Berlin
    api.post("episodes/", EPISODE | {"started_at": "2026-03-01T23:30:00Z"})

    def count(query: str) -> int:
        return len(api.get(f"episodes/?{query}").json()["results"])

    assert count("from=2026-03-02&to=2026-03-03") == 1
    assert count("to=2026-03-02") == 0
    assert count("from=2026-03-03") == 0


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=501", "limit=x", "limit=٣", "cursor=x", "cursor=%ff", "from=2026-13-01",
     "from=2026-03-02&to=2026-03-01", "to=2999-01-01", "from=1899-12-31", "sort=up"],
)  # fmt: skip
def test_a_bad_parameter_is_refused(api: Caller, query: str) -> None:
    assert api.get(f"episodes/?{query}").status_code == 400
