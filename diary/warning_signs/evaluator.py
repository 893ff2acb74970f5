"""Which cards one entry calls for. Its twin is `phone/static/phone/js/core/warning-signs.js`.

The rules are data; this only reads them. That there is no card says nothing about the person, and
nothing may be said about it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from diary.shapes.instants import read_date, read_instant
from diary.warning_signs.conditions import Scope, holds, number

Fields = Mapping[str, Any]
Card = dict[str, Any]

MILLISECOND = timedelta(milliseconds=1)
EPOCH = read_instant("1970-01-01T00:00:00Z")


@dataclass(frozen=True)
class Hit:
    """A rule that fired: the card it asks for, how urgent, on which of the ticked signs."""

    rule: str
    card: str
    tier: str
    signs: tuple[str, ...]
    reason: str


@dataclass(frozen=True)
class Answered:
    """A card that was shown before and answered."""

    tier: str
    rules: frozenset[str]
    signs: frozenset[str]
    here: bool
    usual: bool

    def covers(self, hit: Hit, tiers: list[str]) -> bool:
        """The same thing, no more urgent than it was, and no sign beyond those."""
        as_urgent = tiers.index(self.tier) <= tiers.index(hit.tier)
        return hit.rule in self.rules and as_urgent and self.signs.issuperset(hit.signs)


def evaluate(
    entry: Fields,
    profile: Fields | None,
    acknowledgements: Iterable[Fields],
    now: datetime,
    *,
    data: Fields,
    around: Fields | None = None,
) -> list[Card]:
    """The cards to show for an episode or a check-in, most urgent first.

    Records are as in JSON; `now` is aware, in the person's zone; `data` is what `rules.for_phone()`
    gives. `around` may hold `medications`, and `sessions` of treatments, each with the `kind` of
    its treatment and `on`.
    """
    seen, person = _completed(entry), profile or {}
    today = read_date(str(seen.get("started_at") or seen.get("date"))[:10])
    parts = {"entry": seen, "profile": person, "around": around or {}}
    scope = Scope(parts, data["definitions"], today)
    fired = [hit for rule in data["rules"] if (hit := _fire(rule, scope, data))]
    answered = [one for row in acknowledgements if (one := _read_answer(row, seen, now, data))]
    waiting = [hit for hit in fired if not _is_settled(hit, answered, data)]
    variant = "late" if _is_late(seen, now, data["late_after_hours"]) else "now"
    return [
        _show(card, hits, answered, variant, person.get("country"), data)
        for card in data["cards"]
        if (hits := [hit for hit in waiting if hit.card == card["card"]])
    ]


def _completed(entry: Fields) -> dict[str, Any]:
    """The entry with the worst pain of its peak and readings, and an episode's usual kind."""
    pains = [entry.get("peak_intensity")]
    pains += [one.get("intensity") for one in entry.get("readings") or []]
    given = [pain for pain in map(number, pains) if pain is not None]
    kind = entry.get("kind") or ("headache" if entry.get("started_at") else None)
    return {**entry, "kind": kind, "worst": max(given, default=None)}


def _fire(rule: Fields, scope: Scope, data: Fields) -> Hit | None:
    tier = next((one["tier"] for one in rule["tiers"] if holds(one["when"], scope) is True), None)
    if tier is None:
        return None
    card = rule.get("card") or data["card_of_tier"][tier]
    ticked = scope.at("entry.warning_signs") or ()
    signs = tuple(sign for sign in rule["signs"] if sign in ticked)
    return Hit(rule["rule"], card, tier, signs, rule["reason"])


# --- what was answered before


def _read_answer(row: Fields, entry: Fields, now: datetime, data: Fields) -> Answered | None:
    card, _colon, rules = str(row.get("card") or "").partition(":")
    tier = next((one["tier"] for one in data["cards"] if one["card"] == card), None)
    if tier is None or not row.get("answer"):
        return None
    return Answered(
        tier=tier,
        rules=frozenset(rules.split("+")),
        signs=frozenset(row.get("signs") or []),
        here=_is_about(row, entry),
        usual=_is_usual(row, now, data["repeat"]),
    )


def _is_about(row: Fields, entry: Fields) -> bool:
    own, about = ("id", "episode") if entry.get("started_at") else ("date", "date")
    return entry.get(own) is not None and bool(row.get(about) == entry[own])


def _is_usual(row: Fields, now: datetime, repeat: Fields) -> bool:
    shown_at = read_instant(str(row.get("shown_at")))
    if row["answer"] != repeat["answer"] or shown_at is None:
        return False
    days = (_stamp(now) - _stamp(shown_at)) / 86_400_000
    return bool(0 <= days <= repeat["days"])


def _stamp(instant: datetime) -> int:
    """Whole milliseconds, as the phone counts them."""
    assert EPOCH is not None
    return (instant - EPOCH) // MILLISECOND


def _is_settled(hit: Hit, answered: list[Answered], data: Fields) -> bool:
    """Answered for this very entry; or known to be usual, which an emergency never is."""
    may_rest = hit.tier not in data["repeat"]["never"]
    return any(
        (one.here or (one.usual and may_rest)) and one.covers(hit, data["tiers"])
        for one in answered
    )


# --- what to show


def _is_late(entry: Fields, now: datetime, hours: int) -> bool:
    """Was it over more than a day ago? What still goes on is never late."""
    if not entry.get("started_at"):
        day = read_date(str(entry.get("date")))
        return day is not None and ((now.date() - day).days - 1) * 24 >= hours
    over = entry.get("ended_at") or (entry["started_at"] if entry.get("end_unknown") else None)
    last = read_instant(str(over))
    return last is not None and _stamp(now) - _stamp(last) > hours * 3_600_000


def _show(
    card: Fields,
    hits: list[Hit],
    answered: list[Answered],
    variant: str,
    country: str | None,
    data: Fields,
) -> Card:
    numbers = {**data["fallback"], **data["numbers"].get(country, {})}
    text = card[variant]
    for name in ("urgent", "emergency"):
        text = text.replace(f"{{{name}}}", numbers[name])
    usual = [one for one in answered if one.usual]
    all_usual = all(any(one.covers(hit, data["tiers"]) for one in usual) for hit in hits)
    return {
        "card": f"{card['card']}:{'+'.join(hit.rule for hit in hits)}",
        "tier": card["tier"],
        "signs": list(dict.fromkeys(sign for hit in hits for sign in hit.signs)),
        "reasons": [hit.reason for hit in hits],
        "variant": variant,
        "text": text,
        "extra": data["extra"] if all_usual and card["extra"] else None,
        "rule_version": data["version"],
    }
