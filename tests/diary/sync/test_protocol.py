"""An op as text, and what is refused before it is read."""

from typing import Any

import pytest

from diary.sync import protocol
from diary.sync.protocol import Rejected
from tests.diary.sync.talk import EPISODE, new_id, op


def nested(levels: int) -> Any:
    inner: Any = 0
    for _ in range(levels):
        inner = [inner]
    return inner


def test_the_order_of_members_does_not_matter() -> None:
    one = {"a": 1, "b": {"c": "é\ud800", "d": None}}
    other = {"b": {"d": None, "c": "é\ud800"}, "a": 1}
    assert protocol.canonical(one) == protocol.canonical(other)
    assert protocol.digest(protocol.canonical(one)) != protocol.digest(protocol.canonical({}))


@pytest.mark.parametrize(
    ("one", "other"), [(0, False), (1, True), (None, 0), ("", None), ([], {}), (1, "1")]
)
def test_different_answers_are_different_texts(one: Any, other: Any) -> None:
    assert protocol.canonical({"a": one}) != protocol.canonical({"a": other})


def test_what_cannot_be_written_is_rejected() -> None:
    raw = op("marks", new_id(), {"label": nested(5000)})
    with pytest.raises(Rejected) as why:
        protocol.read_op(raw, protocol.canonical(raw))
    assert why.value.code == "too_deep"


@pytest.mark.parametrize(("more", "code"), [(0, None), (1, "too_large")])
def test_an_op_has_its_size_and_no_more(more: int, code: str | None) -> None:
    raw = op("episodes", new_id(), EPISODE | {"side": "left"})
    body = protocol.canonical(raw)
    padded = body + b" " * (protocol.LARGEST_OP - len(body) + more)
    if code is None:
        assert protocol.read_op(raw, padded).given["side"] == "left"
        return
    with pytest.raises(Rejected) as why:
        protocol.read_op(raw, padded)
    assert why.value.code == code
