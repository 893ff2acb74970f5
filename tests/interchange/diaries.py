"""Made-up archives for property tests."""

import uuid
from typing import Any

from hypothesis import strategies as st

from diary.shapes import ANNOTATIONS, CHECK_INS, PROFILE, Shape
from interchange.archives import COLLECTIONS, FORMAT, ORPHANS, VERSION
from tests.diary import strategies
from tests.diary.strategies import Strategy

Json = dict[str, Any]


def _id() -> str:
    return str(uuid.uuid4())


def _record(shape: Shape) -> Strategy:
    """A record as an archive holds it: with an id, its times where known, and its children."""
    times = st.none() | st.builds(strategies.show, strategies.instants())
    more: dict[str, Strategy] = {"created_at": times, "logged_at": times}
    if shape.key == "id":
        more["id"] = st.builds(_id)
    if shape is ANNOTATIONS:
        more["visibility"] = st.just("shared")
    if shape.child:
        child = _record(shape.child).map(lambda c: {n: c[n] for n in c if n != shape.child.parent})  # type: ignore[union-attr]
        more[shape.child.kind] = st.lists(child, max_size=2)
    return st.tuples(strategies.records(shape, most=5), st.fixed_dictionaries(more)).map(
        lambda parts: {**parts[0], **parts[1]}
    )


def _list(shape: Shape) -> Strategy:
    by = (lambda record: record["date"]) if shape is CHECK_INS else None
    return st.lists(_record(shape), max_size=2, unique_by=by)


def whole(lists: Json) -> Json:
    """The document around the collections."""
    counts = {kind: len(items) for kind, items in lists.items() if kind != "profile"}
    return {"format": FORMAT, "version": VERSION, "counts": counts, "profile": None, **lists}


def archives() -> Strategy:
    """Whole diaries: every kind, children, and children that stand alone."""
    lists = {shape.kind: _list(shape) for shape in (*COLLECTIONS, *ORPHANS)}
    profile = st.none() | _record(PROFILE)
    return st.fixed_dictionaries({"profile": profile}, optional=lists).map(whole)
