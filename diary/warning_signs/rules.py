"""The rules as the phone gets them, in the reader's language; the server evaluates the same."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from diary import vocabulary
from diary.warning_signs import evaluator, texts

HERE = Path(__file__).parent


def _read(name: str) -> Any:
    return json.loads((HERE / f"{name}.json").read_text(encoding="utf-8"))


DEFINITIONS: dict[str, Any] = _read("definitions")
RULES: list[dict[str, Any]] = _read("rules")
NUMBERS: dict[str, Any] = _read("numbers")
VERSION: str = DEFINITIONS["version"]


def for_phone() -> dict[str, Any]:
    """Signs, rules, the cards' words and the countries' numbers."""
    return _for_phone(get_language() or "en")


def evaluate(
    entry: evaluator.Fields,
    profile: evaluator.Fields | None,
    acknowledgements: Iterable[evaluator.Fields],
    now: datetime,
    *,
    around: evaluator.Fields | None = None,
) -> list[evaluator.Card]:
    """The cards an entry calls for, in the reader's language."""
    return evaluator.evaluate(
        entry, profile, acknowledgements, now, data=for_phone(), around=around
    )


def tier_of(card: str) -> str | None:
    """How urgent an acknowledged card was; None for a card that is not of these rules."""
    name = card.partition(":")[0]
    return next((one["tier"] for one in DEFINITIONS["cards"] if one["card"] == name), None)


@cache
def _for_phone(language: str) -> dict[str, Any]:
    rules = [
        {name: part for name, part in rule.items() if name != "source"}
        | {"signs": _signs_of(rule), "reason": str(texts.REASONS[rule["rule"]])}
        for rule in RULES
    ]
    cards = [
        card | {"now": str(texts.NOW[card["card"]]), "late": str(texts.LATE[card["card"]])}
        for card in DEFINITIONS["cards"]
    ]
    data = DEFINITIONS | {
        "rules": rules,
        "cards": cards,
        "extra": str(texts.EXTRA),
        "numbers": _numbers(),
        "fallback": {
            "emergency": str(texts.EMERGENCY_FALLBACK),
            "urgent": str(texts.URGENT_FALLBACK),
        },
    }
    return data | {"signs": _signs(data)}


def _signs_of(rule: dict[str, Any]) -> list[str]:
    """The signs that speak for a rule; those that only break an exception do not."""
    found: set[str] = set()
    waiting = [one["when"] for one in rule["tiers"]]
    while waiting:
        condition = waiting.pop()
        found.update(condition.get("ticked", ()))
        waiting += [*condition.get("all", ()), *condition.get("any", ())]
        if "use" in condition:
            waiting.append(DEFINITIONS["definitions"][condition["use"]])
    return [slug for slug in vocabulary.WARNING_SIGNS if slug in found]


def _numbers() -> dict[str, dict[str, str]]:
    """By country. Whoever has no number of their own is asked to call the local one."""
    numbers = {
        country: {"emergency": group["number"]}
        for group in NUMBERS["emergency"]
        for country in group["countries"].split()
    }
    for country, line in NUMBERS["urgent"].items():
        sentence = str(texts.URGENT[country])
        numbers[country]["urgent"] = sentence.replace("{number}", line["number"])
    return numbers


def _signs(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The checklist: the most urgent first within a group, then as people read them."""
    groups = list(vocabulary.WARNING_SIGNS_BY_GROUP)
    signs = [
        {
            "slug": slug,
            "label": str(label),
            "group": vocabulary.group_of(slug, vocabulary.WARNING_SIGNS),
            "tier": _tier_alone(slug, data),
        }
        for slug, label in vocabulary.WARNING_SIGNS.items()
    ]
    order = data["tiers"]
    return sorted(signs, key=lambda one: (groups.index(one["group"]), order.index(one["tier"])))


def _tier_alone(slug: str, data: dict[str, Any]) -> str:
    """What a sign calls for when nothing else is known."""
    entry = {"started_at": "2026-01-01T00:00:00Z", "warning_signs": [slug]}
    now = datetime.fromisoformat(entry["started_at"])  # type: ignore[arg-type]
    return str(evaluator.evaluate(entry, None, [], now, data=data)[0]["tier"])
