"""Warning signs: the vectors shared with the phone, the data, and what is served."""

import gzip
import json
import os
import re
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

from diary import vocabulary
from diary.shapes import ACKNOWLEDGEMENTS, CHECK_INS, EPISODES, PROFILE, READINGS
from diary.warning_signs import evaluator, rules, texts
from diary.warning_signs.conditions import Scope, holds

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "tests" / "vectors" / "warning_signs"
SERVED = FOLDER / "served" / "en.json"
BASE = json.loads((FOLDER / "base.json").read_text(encoding="utf-8"))
VECTORS = [
    vector
    for path in sorted(FOLDER.glob("*.json"))
    if path.name != "base.json"
    for vector in json.loads(path.read_text(encoding="utf-8"))
]
DISEASES = re.compile(
    r"mening|stroke|tumou?r|haemorrh|hemorrh|bleed|aneurysm|arteritis|glaucoma|eclampsia|dissection"
    r"|thrombos|carbon monoxide|poison|cauda|migraine|infection|concussion|leak",
    re.IGNORECASE,
)
REASSURANCE = re.compile(r"\bsafe\b|nothing serious|no warning|harmless|don't worry", re.IGNORECASE)


def whole(vector: dict[str, Any]) -> dict[str, Any]:
    base = BASE["check_in" if "date" in vector["entry"] else "episode"]
    return {**base, **vector["entry"]}


def run(vector: dict[str, Any], data: dict[str, Any] | None = None) -> list[evaluator.Card]:
    return evaluator.evaluate(
        whole(vector),
        vector.get("profile"),
        vector.get("acknowledgements", []),
        datetime.fromisoformat(vector.get("now", BASE["now"])),
        data=data or rules.for_phone(),
        around=vector.get("around"),
    )


def ticked(*signs: str, **fields: Any) -> list[evaluator.Card]:
    return run({"entry": {"warning_signs": list(signs), **fields}})


# --- the vectors


def test_the_vectors_are_many_and_their_names_differ() -> None:
    names = [vector["name"] for vector in VECTORS]
    assert len(names) >= 60 and len(set(names)) == len(names)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_an_entry_calls_for_the_cards_of_its_vector(vector: dict[str, Any]) -> None:
    cards = run(vector)
    assert [card["card"] for card in cards] == vector["cards"]
    for name in ("signs", "variant"):
        if name in vector:
            assert cards[0][name] == vector[name]
    assert vector.get("text", "") in (cards[0]["text"] if cards else "")
    if "extra" in vector:
        assert (cards[0]["extra"] == str(texts.EXTRA)) is vector["extra"]


NO_DAYS = ("2026-02-31", "2025-11-31")


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["name"] for vector in VECTORS])
def test_a_vector_is_a_record_that_the_shapes_accept(vector: dict[str, Any]) -> None:
    entry = whole(vector)
    (CHECK_INS if "date" in vector["entry"] else EPISODES).read(entry)
    for reading in entry.get("readings", []):
        READINGS.read(reading)
    # a day that no calendar has is refused today; the rules must bear one that was kept before
    if (vector.get("profile") or {}).get("headache_since") not in NO_DAYS:
        PROFILE.read(vector.get("profile") or {})
    for row in vector.get("acknowledgements", []):
        ACKNOWLEDGEMENTS.read(row)


def test_every_rule_and_every_tier_has_a_vector() -> None:
    tier_of = {card["card"]: card["tier"] for card in rules.DEFINITIONS["cards"]}
    shown = {
        (rule, tier_of[card.partition(":")[0]])
        for vector in VECTORS
        for card in vector["cards"]
        for rule in card.partition(":")[2].split("+")
    }
    assert shown == {(rule["rule"], one["tier"]) for rule in rules.RULES for one in rule["tiers"]}


# --- vectors 11, 12 and 13 of the clinical ground truth, by name


def test_vector_11_a_sudden_severe_headache_is_an_emergency() -> None:
    (card,) = run({"entry": {"onset_to_peak": "under_1_min", "peak_intensity": 9}})
    assert card["tier"] == "E" and "Your entry is saved." in card["text"]


def test_vector_12_a_stiff_neck_alone_is_no_card_and_with_fever_an_emergency() -> None:
    assert ticked(neck_stiffness="severe") == []
    assert [card["tier"] for card in ticked("fever", neck_stiffness="severe")] == ["E"]


def test_vector_13_the_usual_aura_is_no_emergency_and_with_arm_weakness_it_is() -> None:
    aura = [{"kind": "visual", "minutes": 20, "gradual": True, "positive": True}]
    known = {"profile": {"known_aura": True}}
    usual = run({"entry": {"aura": aura, "warning_signs": []}, **known})
    weak = run({"entry": {"aura": aura, "warning_signs": ["weakness"]}, **known})
    assert "E" not in {card["tier"] for card in usual}
    assert "E" in {card["tier"] for card in weak}


# --- the language


TRUTHS = {
    "yes": {"at": "x", "is": True},
    "no": {"at": "x", "is": False},
    "?": {"at": "y", "is": True},
}


@pytest.mark.parametrize(
    ("operator", "parts", "truth"),
    [
        ("all", ("yes", "yes"), True),
        ("all", ("yes", "?"), None),
        ("all", ("no", "?"), False),
        ("any", ("no", "no"), False),
        ("any", ("no", "?"), None),
        ("any", ("yes", "?"), True),
    ],
)
def test_what_is_not_answered_is_unknown(
    operator: str, parts: tuple[str, ...], truth: bool | None
) -> None:
    scope = Scope({"x": True, "y": None}, {}, None)
    assert holds({operator: [TRUTHS[part] for part in parts]}, scope) is truth


@pytest.mark.parametrize(("part", "truth"), [("yes", False), ("no", True), ("?", None)])
def test_the_opposite_of_unknown_is_unknown(part: str, truth: bool | None) -> None:
    assert holds({"not": TRUTHS[part]}, Scope({"x": True}, {}, None)) is truth


@pytest.mark.parametrize(("part", "truth"), [("yes", True), ("no", False), ("?", False)])
def test_certain_is_only_what_is_known(part: str, truth: bool) -> None:
    assert holds({"certain": TRUTHS[part]}, Scope({"x": True}, {}, None)) is truth


@pytest.mark.parametrize(
    ("since", "truth"),
    [
        ("2026-02-19", True),
        ("2026-02-18", False),
        ("2026-03-02", False),
        ("2026", None),
        ("2025", False),
        ("abcd", None),
        ("2026-02-31", None),
        (7, None),
        (None, None),
    ],
)
def test_days_since_a_date_of_which_only_the_year_may_be_known(since: Any, truth: Any) -> None:
    scope = Scope({"since": since}, {}, date(2026, 3, 1))
    assert holds({"days_since": "since", "max": 10}, scope) is truth


@pytest.mark.parametrize(
    "condition", [{"days_since": "x", "max": 9}, {"years_since": "y", "min": 9}]
)
def test_without_a_day_nothing_is_known_of_dates(condition: dict[str, Any]) -> None:
    assert holds(condition, Scope({"x": "2026-03-01", "y": 1960}, {}, None)) is None


def test_all_of_none_is_not_enough() -> None:
    every = {"every": "x", "where": {"at": "item.side", "in": ["left"]}}
    assert holds(every, Scope({"x": []}, {}, None)) is False
    assert holds(every, Scope({"x": None}, {}, None)) is None


# --- what is served


def test_the_phone_is_served_what_its_tests_read() -> None:
    served = json.dumps(rules.for_phone(), indent=1, ensure_ascii=False, default=str) + "\n"
    if os.environ.get("WRITE_SERVED"):
        SERVED.parent.mkdir(exist_ok=True)
        SERVED.write_text(served, encoding="utf-8")
    assert SERVED.read_text(encoding="utf-8") == served, "write it anew with WRITE_SERVED=1"


def test_what_is_served_is_small() -> None:
    assert len(gzip.compress(json.dumps(rules.for_phone()).encode())) < 20_000


def test_every_sign_is_served_once_the_most_urgent_of_a_group_first() -> None:
    signs = rules.for_phone()["signs"]
    assert {one["slug"] for one in signs} == set(vocabulary.WARNING_SIGNS)
    assert len(signs) == len(vocabulary.WARNING_SIGNS)
    for group in ("head", "back"):
        tiers = ["ESDN".index(one["tier"]) for one in signs if one["group"] == group]
        assert tiers == sorted(tiers)


@pytest.mark.parametrize("slug", vocabulary.WARNING_SIGNS)
@pytest.mark.parametrize("kind", [*vocabulary.EPISODE_KINDS, None])
def test_no_ticked_sign_is_left_without_a_card(slug: str, kind: str | None) -> None:
    assert [slug] in [card["signs"] for card in ticked(slug, kind=kind)]


def test_words_are_in_the_readers_language() -> None:
    with translation.override("en"):
        english = rules.for_phone()
    with translation.override("xx"):
        assert rules.for_phone() is not english


def test_the_server_evaluates_with_the_readers_words() -> None:
    entry = {**BASE["episode"], "warning_signs": ["weakness"]}
    (card,) = rules.evaluate(entry, {"country": "NZ"}, [], datetime.fromisoformat(BASE["now"]))
    assert "call 111 or" in card["text"]


@pytest.mark.parametrize(
    ("card", "tier"), [("leave_building:air", "E"), ("soon:a+b", "D"), ("own", None), ("", None)]
)
def test_the_tier_of_an_acknowledged_card_is_known_by_its_name(card: str, tier: str | None) -> None:
    assert rules.tier_of(card) == tier


# --- the data itself


def _conditions(value: Any) -> list[dict[str, Any]]:
    """Every object inside the rules' conditions, however deep."""
    if isinstance(value, list):
        return [found for part in value for found in _conditions(part)]
    if not isinstance(value, dict):
        return []
    return [value, *(found for part in value.values() for found in _conditions(part))]


CONDITIONS = _conditions([rules.RULES, rules.DEFINITIONS["definitions"]])


def test_rules_look_only_at_fields_that_records_have() -> None:
    known = {"entry": {*EPISODES.fields, *CHECK_INS.fields, "worst"}, "profile": {*PROFILE.fields}}
    paths = [
        c[name] for c in CONDITIONS for name in ("at", "some", "every", "days_since") if name in c
    ]
    for path in paths:
        root, field, *_part = path.split(".")
        assert root in {"item", "around"} or field in known[root], path


def test_rules_name_only_slugs_of_the_vocabulary() -> None:
    for condition in CONDITIONS:
        assert set(condition.get("ticked", ())) <= set(vocabulary.WARNING_SIGNS)
        root, _dot, field = condition.get("at", "").partition(".")
        if root == "entry" and ("in" in condition or "has" in condition):
            shape = CHECK_INS if field not in EPISODES.fields else EPISODES
            slugs: Any = getattr(shape.fields[field], "of", shape.fields[field])
            assert set(condition.get("in") or condition["has"]) <= set(slugs.known), condition


def test_a_rule_and_its_source_stand_in_the_page_about_them() -> None:
    page = (ROOT / "docs" / "methods" / "warning-signs.md").read_text(encoding="utf-8")
    for rule in rules.RULES:
        assert f"`{rule['rule']}`" in page
        assert all(f"`{source}`" in page for source in rule["source"].split())


def test_a_rule_shows_the_signs_that_speak_for_it_and_none_that_breaks_an_exception() -> None:
    signs = {rule["rule"]: rule["signs"] for rule in rules.for_phone()["rules"]}
    assert signs["fever"] == ["fever", "rash", "confused_or_drowsy", "unexplained_vomiting"]
    assert signs["medicine"] == ["different_from_usual", "worst_ever", "new_over_50"]
    assert signs["aura"] == []


def test_every_definition_is_used() -> None:
    assert {c["use"] for c in CONDITIONS if "use" in c} == set(rules.DEFINITIONS["definitions"])


def test_a_card_of_all_rules_still_fits_an_acknowledgement() -> None:
    names = "+".join(rule["rule"] for rule in rules.RULES)
    assert ACKNOWLEDGEMENTS.read({"card": f"leave_building:{names}"})


def test_every_country_is_one_and_has_one_number() -> None:
    countries = [one for group in rules.NUMBERS["emergency"] for one in group["countries"].split()]
    assert len(set(countries)) == len(countries)
    assert set(countries) <= vocabulary.COUNTRIES
    assert rules.NUMBERS["urgent"].keys() == texts.URGENT.keys() <= set(countries)


def test_every_number_has_its_source() -> None:
    lines = [*rules.NUMBERS["emergency"], *rules.NUMBERS["urgent"].values()]
    assert all(line["source"] for line in lines)


ALL_TEXTS = [
    str(text)
    for group in (texts.NOW, texts.LATE, texts.REASONS, texts.URGENT)
    for text in group.values()
] + [str(texts.EXTRA), str(texts.URGENT_FALLBACK)]


@pytest.mark.parametrize("text", ALL_TEXTS)
def test_no_text_names_a_disease_or_reassures(text: str) -> None:
    assert not DISEASES.search(text) and not REASSURANCE.search(text)


def test_no_hole_is_left_in_a_text() -> None:
    for vector in VECTORS:
        assert all("{" not in card["text"] for card in run(vector))
