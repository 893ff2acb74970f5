"""Whether a later write may replace a field."""

from itertools import permutations
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from diary.sync.stamps import DELETED, Stamp, Stamps, knew, wins
from tests.diary.sync import world
from tests.diary.sync.talk import EPISODE, new_id

OLD = Stamp(5, 1000, "a", "op-b")


@pytest.mark.parametrize(
    ("new", "base", "stands"),
    [
        (Stamp(6, 999, "b", "op-z"), 5, True),  # had seen it
        (Stamp(6, 999, "b", "op-z"), 6, True),
        (Stamp(6, 999, "b", "op-z"), 4, False),  # had not, and is earlier
        (Stamp(6, 999, "b", "op-z"), None, False),
        (Stamp(6, 1001, "b", "op-a"), 4, True),  # had not, and is later
        (Stamp(6, 1000, "b", "op-c"), None, True),  # at the same time the op ids settle it
        (Stamp(6, 1000, "b", "op-a"), None, False),
        (Stamp(6, 1000, "b", None), None, False),
        (Stamp(6, 1, "a", "op-a"), None, True),  # its own device
    ],
)
def test_who_had_seen_wins_else_the_later(new: Stamp, base: int | None, stands: bool) -> None:
    assert wins(OLD, new, base) is stands


def test_the_first_value_stands() -> None:
    assert wins(None, Stamp(1, 0), None)


def test_two_writers_without_a_device_are_not_the_same_device() -> None:
    assert not knew(Stamp(5, 1000), Stamp(6, 999), None)


@pytest.mark.parametrize(("deletes", "stands"), [(True, True), (False, False)])
@pytest.mark.parametrize("at", [1, 9999])
def test_of_concurrent_writers_who_deletes_wins(deletes: bool, stands: bool, at: int) -> None:
    assert wins(OLD, Stamp(6, at, "b", "x"), None, deletes=deletes) is stands
    assert wins(OLD, Stamp(6, at, "b", "x"), 5, deletes=deletes)


def test_a_knowing_write_is_placed_after_what_it_knew() -> None:
    assert Stamp(6, 10, "b").after(OLD).at == 1001
    assert Stamp(6, 2000, "b").after(OLD).at == 2000


def test_stamps_are_kept_as_they_were() -> None:
    stamps = Stamps()
    stamps.put(["a", "b"], OLD)
    stamps.put(["b", DELETED], Stamp(6, 7))
    kept = stamps.entries()
    assert kept == [[5, 1000, "a", "op-b", ["a"]], [6, 7, None, None, ["b", DELETED]]]
    again = Stamps(kept)
    assert (again.of("a"), again.of("b"), again.of("c")) == (OLD, Stamp(6, 7), None)


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.integers(-99_999, 99_999), min_size=3, max_size=3),
    st.sampled_from(list(permutations(range(3)))),
    st.integers(1, 2),
)
def test_disjoint_fields_commute(offsets: list[int], order: Any, most: int) -> None:
    fields: list[dict[str, Any]] = [
        {"side": "left", "nausea": "none"}, {"peak_intensity": 0}, {"triggers": [], "notes": ""},
    ]  # fmt: skip
    with world.running() as it:
        phones = [it.phone(seconds=offset) for offset in offsets]
        id = new_id()
        phones[0].write("episodes", id, EPISODE)
        for phone in phones:
            phone.sync(it.server)
        for phone, said in zip(phones, fields, strict=True):
            for name, value in said.items():
                phone.write("episodes", id, {name: value})
        for turn in (*order, *order):
            phones[turn].sync(it.server, most=most)
        shown = it.truth()["episodes", id]["fields"]
        for said in fields:
            assert {name: shown[name] for name in said} == said
        assert not any(change.lost for change in it.history())
