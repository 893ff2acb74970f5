"""Results as sentences: every `sentence_key` of analytics with its numbers, translated.

Nothing is computed here but how a number is written. What a document does not hold is not said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.text import capfirst

from diary import vocabulary
from reports import links
from reports.numbers import signed
from reports.phrases import PHRASES, changes
from reports.phrases import counts as count_phrases
from reports.sentences import Document, Told, of, phrase, said

Sentence = dict[str, Any]
FEWEST_PERIODS = 3
GATES = ("pattern.need.days", "pattern.need.episodes")


def render(document: Document) -> dict[str, Any]:
    """The document as it is served: with `sentences`, and the flag in words."""
    return {
        **document,
        "pattern": {**document["pattern"], "flag": _flag(document["pattern"])},
        "sentences": tell(document),
    }


def tell(document: Document) -> list[Sentence]:
    """Everything worth saying of a document, in the order in which it is shown.

    Each sentence has its `key`, its `section` of the document and its `text`; where it rests on
    single episodes, their ids; of what may go with headaches, also what the diary `says`.
    """
    return [
        {"key": key, "section": section, "text": text, **more}
        for section, tellers in SECTIONS.items()
        for teller in tellers
        for key, text, more in teller(document)
    ]


# --- Signs, painkillers, counts


def _warnings(document: Document) -> Told:
    """Signs that are there; that none is there is no news and no comfort."""
    for sign in document["warning_signs"]["signs"]:
        if sign["status"] == "met" and sign["id"] in PHRASES:
            yield from said(sign["id"], sign["numbers"])


def _medication(document: Document) -> Told:
    medication = document["medication_days"]
    taken, nameless = medication["any"], medication["unclassified"]["low"]
    key, numbers = medication["headline"]["sentence_key"], medication["headline"]["numbers"]
    if key == "medication.open" and not taken["n"]:
        yield from said("medication.open.none", {"of": taken["of"]})
    elif key == "medication.open" and nameless:
        yield from said("medication.open.unclassified", {**taken, "unclassified": nameless})
    elif not numbers["days"]:
        # of nothing taken no class is the most pressing one
        yield from said(f"{key}.zero", numbers)
    else:
        medicine = count_phrases.CODES[numbers["code"]]
        yield from said(key, {**numbers, "medicine": medicine})
        if nameless:
            yield from said("medication.unclassified", {"days": nameless})


def _observed(document: Document) -> Told:
    observed = document["observed"]
    yield from said("observed" if observed["headache_known"] else "observed.none", observed)
    clear = document["burden"]["window"]["clear"]
    if clear["n"] and not clear["low"]:
        yield from said("observed.no_clear_days")
    late = document["burden"]["late_entries"]
    if late["k"]:
        yield from said("observed.late", late)


def _burden(document: Document) -> Told:
    burden = document["burden"]
    for name in ("headache_day", "moderate_severe", "lost"):
        measure = burden["per_28"][name]
        key = f"burden.{name}" if measure["n"] == measure["of"] else f"burden.{name}.open"
        if measure["n"]:
            yield from said(key, measure)
        elif name == "headache_day":
            yield from said("burden.headache_day.none", measure)
    length = burden["durations"]["length"]
    if length["value"] is not None:
        same = ".one" if length["n"] == 1 else ".same" if length["low"] == length["high"] else ""
        yield from said(f"burden.length{same}", length)


# --- Patterns

OTHER: Final = ("look_alike", "pattern.overlap")


def pattern(assessed: Document) -> dict[str, Any]:
    """A pattern in words: its flag, what fits, what speaks against it, and what may look alike."""
    told = list(_pattern({"pattern": assessed}))

    def texts(start: str | tuple[str, ...]) -> list[str]:
        return [text for key, text, _more in told if key.startswith(start)]

    fits, speaks_against, other = texts("for."), texts("against."), texts(OTHER)
    return {**_flag(assessed), "for": fits, "against": speaks_against, "other": other}


def _flag(pattern: Document) -> dict[str, Any]:
    """The flag in words, the same everywhere it is shown."""
    flag = pattern["flag"]
    step = flag["next_step"]["sentence_key"]
    return {
        **flag,
        "key": flag["headline"]["sentence_key"],
        "headline": phrase(flag["headline"]["sentence_key"], flag["headline"]["numbers"]),
        "next_step": phrase(step) if step in PHRASES else "",
        "still_needed": _needed(flag["still_needed"]),
    }


def _needed(needs: Iterable[Mapping[str, Any]]) -> str:
    """What is missing; before there are days and headaches enough, nothing else matters."""
    gates = [need for need in needs if need["sentence_key"] in GATES]
    clauses = [phrase(need["sentence_key"], need["numbers"]) for need in gates or needs]
    return phrase("pattern.needed", {"needs": "; ".join(clauses)}) if clauses else ""


def _migraine(document: Document) -> Told:
    return _features(document["migraine_features"])


def _tension(document: Document) -> Told:
    return _features(document["tension_features"])


def _features(features: Document) -> Told:
    """Features of another headache; that nothing was answered is said once, beside the pattern."""
    if features["n"]:
        yield from of(features["sentence"])


def _pattern(document: Document) -> Told:
    pattern = document["pattern"]
    if pattern["paused"]:
        yield from said("pattern.paused")
        return
    if pattern["early_look"] and pattern["grade"] != "not_enough_data":
        yield from said("pattern.early_look", pattern)
    flag = _flag(pattern)
    yield flag["key"], flag["headline"], {}
    for part in ("next_step", "still_needed"):
        if flag[part]:
            yield f"pattern.{part}", flag[part], {}
    for feature in (*pattern["for"], *pattern["against"]):
        key = feature["sentence_key"]
        if key == "against.migraine_features":  # said at the end, with the same numbers
            continue
        yield from said(_variant(key, feature["numbers"]), feature["numbers"])
    yield from of(pattern["overlap"])
    for other in pattern["look_alikes"]:
        if other["status"] == "met":
            numbers = {"k": other["k"], "n": other["n"], "episodes": other.get("episodes")}
            yield from said(f"look_alike.{other['id']}", numbers)


def _variant(key: str, numbers: Mapping[str, Any]) -> str:
    """The sentence of a feature that has several."""
    if key == "for.further_sign":
        return f"{key}.{numbers['sign']}"
    return f"{key}.back_head" if numbers.get("back_head") and key.startswith("for.") else key


# --- Treatments and time


def _treatment(row: Document) -> dict[str, Any]:
    kind = vocabulary.TREATMENT_KINDS.get(row["kind"], row["kind"])
    on = date_format(date.fromisoformat(row["started_on"])) if "started_on" in row else ""
    return {"treatment": capfirst(str(kind)), "on": on}


def _before_after(document: Document) -> Told:
    for row in document["before_after"]:
        before, after = row["before"], row["after"]
        numbers = _treatment(row) | {
            "k0": before["headache_days"],
            "n0": before["observed"],
            "rate0": before["per_28"],
            "k1": after["headache_days"],
            "n1": after["observed"],
            "rate1": after["per_28"],
        }
        told = [row["sentence_key"]]
        if row["change_percent"]:
            numbers |= {end: signed(value) for end, value in row["change_percent"].items()}
            without = row["change_percent_without"] or {}
            numbers |= {f"{end}_again": signed(value) for end, value in without.items()}
            told = ["before_after.counts", row["sentence_key"]]
            told += [f"before_after.{flag}" for flag in row["flags"]]
        text = " ".join(phrase(key, numbers) for key in told if key in PHRASES)
        yield row["sentence_key"], text, {"treatment": row["treatment"]}


def _reviews(document: Document) -> Told:
    for review in document["session_reviews"]:
        if review["current"]:
            yield from said(review["sentence_key"], _treatment(review) | review["observed"])


def _trends(document: Document) -> Told:
    for row in document["trends"]:
        outcome, way = row["outcome"], row["sentence_key"].rpartition(".")[2]
        key = f"trends.{outcome if outcome == 'headache_day' else 'pain'}.{way}"
        periods = [period for period in row["periods"] if period["value"] is not None]
        # many answers that are all alike have no direction either, and waiting will not help
        too_few = way == "not_enough_data" and len(periods) < FEWEST_PERIODS
        if key in PHRASES and (too_few or (periods and way != "not_enough_data")):
            yield from said(key, _ends(periods) | {"name": changes.TREND_NAMES.get(outcome)})


def _ends(periods: list[Document]) -> dict[str, Any]:
    if not periods:
        return {}
    first, last = periods[0], periods[-1]
    return {
        "first": float(first["value"]),
        "n_first": first["observed"],
        "last": float(last["value"]),
        "n_last": last["observed"],
    }


SECTIONS: dict[str, tuple[Callable[[Document], Told], ...]] = {
    "warning_signs": (_warnings,),
    "medication_days": (_medication,),
    "observed": (_observed,),
    "burden": (_burden,),
    "migraine_features": (_migraine,),
    "pattern": (_pattern,),
    "tension_features": (_tension,),
    "associations": (links.associations,),
    "beliefs": (links.beliefs,),
    "directions": (links.directions,),
    "before_after": (_before_after,),
    "session_reviews": (_reviews,),
    "trends": (_trends,),
}
