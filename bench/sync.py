"""A push of a hundred ops against one POST; a first pull, page by page.

.venv/bin/python -m bench.sync
"""

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from bench import examples, measure

ROUNDS = 30


def main() -> None:
    """Print the ratios."""
    measure.start()
    (person, api, plain), *_ = measure.people(1)
    alone, alone_too = (_many(lambda: _alone(examples.episode())) for _ in range(2))
    new = _many(lambda: _request(person, [_op(examples.episode()) for _ in range(100)], limit=0))
    _push(api, next(new))
    edits = _many(lambda: _request(person, _edits(person), limit=0))
    everything = measure.as_sent(_request(person, [], limit=500))
    post, create, edit, pull, theirs = measure.cpu(
        lambda: api("POST", "/api/v1/episodes/", next(alone)),
        lambda: _push(api, next(new)),
        lambda: _push(api, next(edits)),
        lambda: api("POST", "/api/v1/sync/", everything),
        lambda: plain("POST", "/plain/episodes/", next(alone_too)),
        rounds=ROUNDS,
    )
    detail = f"{create:.1f} ms, POST {post:.2f} ms, reference POST {theirs:.2f} ms"
    ratio = create / post
    measure.tell("100 new episodes in a push", ratio, "≤ 10", met=ratio <= 10, detail=detail)
    ratio = edit / post
    measure.tell("100 edits in a push", ratio, "≤ 10", met=ratio <= 10, detail=f"{edit:.1f} ms")
    print(f"Pull of 500 changes: {pull:.1f} ms")


def _many(make: Callable[[], Any]) -> Iterator[bytes]:
    return iter([measure.as_sent(make()) for _ in range(ROUNDS + 10)])


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


def _push(api: measure.Caller, body: bytes) -> None:
    assert api("POST", "/api/v1/sync/", body)[1].count(b'"status":"applied"') == 100


def _request(person: Any, ops: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    return {
        "protocol": 1, "schema": 1, "person": str(person.pk), "device": str(uuid.UUID(int=1)),
        "sent_at": _now(), "cursor": None, "limit": limit, "ops": ops,
    }  # fmt: skip


def _now() -> str:
    return datetime.now(UTC).isoformat()


if __name__ == "__main__":
    main()
