"""Every field of every shape: what it takes comes back the same, all else is refused."""

import json
from typing import Any

import pytest

from diary import vocabulary
from diary.models import MODELS, Change
from diary.shapes.fields import (
    Field,
    Flag,
    Instant,
    Many,
    Number,
    NumberOrText,
    Parts,
    Slug,
    SlugOrReference,
    Text,
    Whole,
)  # fmt: skip
from tests.api.kinds import DAY, ID, LEAST, Sender, field_of, fields, path_of
from tests.conftest import START

pytestmark = pytest.mark.django_db

# One value of every type that JSON has, and some that look like what they are not.
ANY: list[Any] = [
    True, False, -1, 1.5, 10**400, "", "x", "5", "true", "none of these", "2026-02-30", "2026-3-1",
    "2026-03-01T09:40:00", "1899-12-31", "1899-12-31T23:59:59Z", "2200-01-01", "\u0000", "\ud800",
    [], ["x"], [None], [[]], [{}], {}, {"x": 1}, {"": None}, {"region": []}, "x" * 10_001,
]  # fmt: skip
PAIN = ("peak_intensity", "intensity", "neck_pain", "upper_back_pain", "low_back_pain", "stress",
        "sleep_quality")  # fmt: skip
LONG_TEXTS = ("notes", "agreed", "text")
# Written down by the server, whatever is sent.
AUTHOR = ("annotations", "author")


def takes(field: Field, value: Any) -> bool:
    """May this value of `ANY` stand in a field of this type? By the page of records."""
    if isinstance(field, Many):
        return isinstance(value, list) and all(takes(field.of, item) for item in value)
    if isinstance(field, Parts):
        needs = any(part.required for part in field.parts.values())
        return value == {} and not needs
    if isinstance(field, Flag):
        return isinstance(value, bool)
    if isinstance(field, Whole | Number):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        return number and field.low <= value <= field.high and isinstance(field, Number)
    if isinstance(field, NumberOrText):
        return value == 1.5 or (isinstance(value, str) and _keepable(value, 200))
    if type(field) is Text and field.pattern is None:
        return isinstance(value, str) and _keepable(value, field.longest)
    return field.type == "factor_answers" and value == {}


def _keepable(text: str, longest: int) -> bool:
    return len(text) <= longest and "\0" not in text and "\ud800" not in text


def nothing_is_written() -> bool:
    return not Change.objects.exists() and not any(m.objects.exists() for m in MODELS.values())


def refused_at(answer: Any, path: str) -> bool:
    """Is it a 400 that names this path, or one inside it?"""
    assert answer.status_code == 400, answer.content[:300]
    paths = [error["path"] for error in answer.json()["errors"]]
    return any(p == path or p.startswith((f"{path}.", f"{path}[")) for p in paths)


@pytest.mark.parametrize(("kind", "name"), fields())
def test_what_a_field_cannot_be_is_refused_by_its_path(
    sender: Sender, kind: str, name: str
) -> None:
    field = field_of(kind, name)
    wrong = [value for value in ANY if not takes(field, value)]
    assert len(wrong) > 15
    for value in wrong:
        assert refused_at(sender.send(kind, {name: value}), path_of(kind, name)), value
    assert nothing_is_written()


@pytest.mark.parametrize(("kind", "name"), [f for f in fields() if f != AUTHOR])
def test_what_was_answered_is_what_is_read(sender: Sender, kind: str, name: str) -> None:
    """0, "", [], {} and false are answers; each stays what it is, and null is none of them."""
    value = answers(field_of(kind, name))[0]
    assert sender.send(kind, {name: value}).status_code in (200, 201)
    shown = sender.shown(kind)
    assert text(shown[name]) == text(value)
    unanswered = {n: shown[n] for k, n in fields() if k == kind and n not in LEAST[kind]}
    unanswered.pop(name, None)
    if kind == "episodes" and name != "kind":
        assert unanswered.pop("kind") == "headache"
    if kind == "annotations":
        assert unanswered.pop("author") == "clinician@example.org"
    assert set(map(json.dumps, unanswered.values())) <= {"null"}


def text(shown: Any) -> str:
    """JSON as text, where 0 is not false. A record without a time zone shows instants in UTC."""
    return json.dumps(shown).replace("2026-03-01T08:40:00Z", START)


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_every_answer_in_turn_is_kept_apart(sender: Sender, kind: str) -> None:
    """The second, third … answer that a field may have, all fields at once."""
    most = max(len(answers(field_of(kind, n))) for k, n in fields() if k == kind)
    for turn in range(1, most):
        given = {
            n: answers(field_of(kind, n))[turn % len(answers(field_of(kind, n)))]
            for k, n in fields()
            if k == kind and (k, n) != AUTHOR
        }
        given |= {n: v for n, v in {"id": f"0190d3f0-0000-7000-8000-00000000{turn:04}"}.items()
                  if kind not in ("profile", "check_ins")}  # fmt: skip
        answer = sender.send(kind, given)
        assert answer.status_code in (200, 201), answer.content
        shown = answer.json()
        if kind == "profile":
            shown = shown["profile"]
        elif kind in ("readings", "sessions"):
            [shown] = shown[kind]
        assert text({n: shown[n] for n in given}) == text(given)


def answers(field: Field) -> list[Any]:
    """Values a field may have, those that are easily lost first."""
    if isinstance(field, Many):
        return [[], answers(field.of)[-1:]]
    if isinstance(field, Parts):
        whole = {name: answers(part)[-1] for name, part in field.parts.items()}
        return [whole] if any(p.required for p in field.parts.values()) else [{}, whole]
    if isinstance(field, Flag):
        return [False, True]
    if isinstance(field, Whole | Number):
        return [int(field.low), int(field.high)]
    if isinstance(field, Slug):
        return list(field.known)
    if isinstance(field, SlugOrReference):
        return [*list(field.known)[:2], ID]
    if isinstance(field, NumberOrText):
        return [0, "", "1/2", 12.5]
    if isinstance(field, Instant):
        return [START]
    if type(field) is Text and field.pattern is None:
        return ["", "0", "null", " a\n\tb ", "שלום ‏🙂", "é", "=1+1", "x" * field.longest]
    known = {
        "date": [DAY], "id": [ID], "zone": ["Europe/Berlin"], "country": ["DE"],
        "factor_answers": [{}, {ID: False}, {ID: 0}, {ID: 10}],
        "text": ["2019" if "19" in str(getattr(field, "pattern", "")) else "en-GB"],
    }  # fmt: skip
    return known[field.type]


# --- bounds and words


@pytest.mark.parametrize(("kind", "name"), fields())
def test_the_bounds_are_those_of_the_page_of_records(sender: Sender, kind: str, name: str) -> None:
    field = field_of(kind, name)
    outside: list[Any] = []
    if isinstance(field, Whole | Number):
        outside = [field.low - 1, field.high + 1, field.low - 0.5]
        if name in PAIN:
            assert (field.low, field.high) == (0, 10)
        if name.endswith("_hours"):
            assert (field.low, field.high) == (0, 24)
        if name == "sitting_hours":
            outside.append(7.1)
    elif isinstance(field, Slug | SlugOrReference):
        outside = ["unheard_of", next(iter(field.known)).upper(), next(iter(field.known)) + " "]
    elif type(field) is Text and field.pattern is None:
        assert field.longest == (10_000 if name in LONG_TEXTS else 200)
        outside = ["x" * (field.longest + 1)]
    elif isinstance(field, Many):
        outside = [answers(field.of)[-1:] * 201]
    elif field.type == "zone":
        outside = ["Mars/Olympus", "europe/berlin", "localtime", "../etc/passwd"]
    elif field.type == "country":
        outside = ["XX", "de", "DEU"]
    elif field.type == "factor_answers":
        outside = [{ID: 11}, {ID: -1}, {ID: None}, {ID: "yes"}, {"coffee": True}]
    for value in outside:
        answer = sender.send(kind, {name: value})
        assert refused_at(answer, path_of(kind, name)), value
        if isinstance(field, Slug | SlugOrReference):
            assert ", ".join(field.known) in answer.json()["errors"][0]["detail"]
    assert nothing_is_written()


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_only_what_is_required_is_required(sender: Sender, kind: str) -> None:
    for name in LEAST[kind]:
        # the address of a check-in says its date
        if (kind, name) != ("check_ins", "date"):
            assert refused_at(sender.send(kind, {name: None}), path_of(kind, name))
    assert nothing_is_written()
    assert sender.send(kind, {}).status_code in (200, 201)


@pytest.mark.parametrize("kind", sorted(LEAST))
@pytest.mark.parametrize(
    "name", ["owner", "person", "user", "role", "is_staff", "deleted_at", "stamps", "key", "day",
             "Notes", "notes ", "", "\u0000", "\ud800", "x" * 500]
)  # fmt: skip
def test_a_field_nobody_knows_is_refused_by_its_name(sender: Sender, kind: str, name: str) -> None:
    answer = sender.send(kind, {name: 1})
    assert answer.status_code == 400
    [error] = answer.json()["errors"]
    assert error["code"] == "unknown_field"
    assert nothing_is_written()


@pytest.mark.parametrize("kind", sorted(LEAST))
def test_what_the_server_adds_is_passed_over(sender: Sender, kind: str) -> None:
    mine = {"created_at": "1999-01-01T00:00:00Z", "updated_at": 5, "revision": -1, "logged_at": []}
    assert sender.send(kind, mine).status_code in (200, 201)
    shown = sender.shown(kind)
    assert all(shown[name] != value for name, value in mine.items())


def test_every_bad_field_is_named_at_once(sender: Sender) -> None:
    bad = {"side": "up", "peak_intensity": 11, "regions": [{"region": "knee"}, {"x": 1}], "z": 1}
    answer = sender.send("episodes", bad | {"readings": [{"at": START}, {"intensity": "4"}]})
    paths = {error["path"] for error in answer.json()["errors"]}
    assert paths == {
        "side", "peak_intensity", "regions[0].region", "regions[1].region", "regions[1].x", "z",
        "readings[0].intensity", "readings[1].at", "readings[1].intensity",
    }  # fmt: skip


def test_a_country_is_one_of_249() -> None:
    assert len(vocabulary.COUNTRIES) == 249
