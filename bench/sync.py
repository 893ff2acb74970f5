"""A push of a hundred ops against one POST; a first pull, page by page.

.venv/bin/python -m bench.sync
"""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

from bench import examples, measure


def main() -> None:
    """Print the ratios."""
    measure.start()
    (person, api, plain), *_ = measure.people(1)
    post, create, edit, pull, theirs = measure.cpu(
        lambda: api("POST", "/api/v1/episodes/", _alone(examples.episode())),
        lambda: _push(api, person, [_op(examples.episode()) for _ in range(100)]),
        lambda: _push(api, person, _edits(person)),
        lambda: _pull(api, person),
        lambda: plain("POST", "/plain/episodes/", _alone(examples.episode())),
        rounds=30,
    )
    detail = f"{create:.1f} ms, POST {post:.2f} ms, reference POST {theirs:.2f} ms"
    ratio = create / post
    measure.tell("100 new episodes in a push", ratio, "≤ 10", met=ratio <= 10, detail=detail)
    ratio = edit / post
    measure.tell("100 edits in a push", ratio, "≤ 10", met=ratio <= 10, detail=f"{edit:.1f} ms")
    print(f"Pull of 500 changes: {pull:.1f} ms")


def _alone(given: dict[str, Any]) -> dict[str, Any]:
    """Without readings, which sync sends as ops of their own."""
    return given | {"readings": []}


def _op(given: dict[str, Any]) -> dict[str, Any]:
    id = given.pop("id")
    given.pop("readings", None)
    return {
        "op": str(uuid.uuid4()), "kind": "episodes", "id": id, "base": None, "at": _now(),
        "set": given,
    }  # fmt: skip


def _edits(person: Any) -> list[dict[str, Any]]:
    from diary.models import Episode

    ids = Episode.objects.filter(person_id=person.pk).values_list("id", flat=True)[:100]
    return [_op({"id": str(id), "peak_intensity": 7, "notes": _now()}) for id in ids]


def _push(api: measure.Caller, person: Any, ops: list[dict[str, Any]]) -> None:
    reply = json.loads(api("POST", "/api/v1/sync/", _request(person, ops, limit=0))[1])
    assert {result["status"] for result in reply["results"]} == {"applied"}


def _pull(api: measure.Caller, person: Any) -> None:
    reply = json.loads(api("POST", "/api/v1/sync/", _request(person, [], limit=500))[1])
    assert len(reply["changes"]) <= 500


def _request(person: Any, ops: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    return {
        "protocol": 1, "schema": 1, "person": str(person.pk), "device": str(uuid.UUID(int=1)),
        "sent_at": _now(), "cursor": None, "limit": limit, "ops": ops,
    }  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat()


if __name__ == "__main__":
    main()
