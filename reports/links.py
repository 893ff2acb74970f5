"""What may go with headaches, in words: answers, doubts, and what is missing."""

from __future__ import annotations

from typing import Any, Final

from django.utils.formats import number_format
from django.utils.text import capfirst

from diary import vocabulary
from reports.phrases import PHRASES
from reports.phrases import links as words
from reports.sentences import Document, Told, phrase, said

SUPPORTED: Final = ("raises", "raises_slightly", "lowers", "lowers_slightly")
NOT_SUPPORTED: Final = ("no_important_effect", "not_harmful", "not_protective")
CANNOT_TELL: Final = ("raises_unconfirmed", "lowers_unconfirmed", "cannot_tell")
# Where a link is named, its doubts are named with it.
LEANING: Final = (
    *SUPPORTED,
    "raises_unconfirmed",
    "lowers_unconfirmed",
    "early_raises",
    "early_lowers",
)


def associations(document: Document) -> Told:
    """One sentence an exposure, in the declared order: never ranked."""
    unasked = []
    for row in document["associations"]:
        if row["missing"] == "never_logged":
            unasked.append(_name(row))
        else:
            way = _way(row)
            more = {"exposure": row["exposure"], "says": _says(way)}
            yield row["sentence_key"], _sentence(row, way), more
    if len(unasked) == len(document["associations"]):
        yield from said("links.none")
    elif unasked:
        yield from said("links.never_logged", {"names": ", ".join(unasked)})


def beliefs(document: Document) -> Told:
    """What the person suspects, beside what the notes say."""
    rows = {row["exposure"]: row for row in document["associations"]}
    for belief in document["beliefs"]:
        factor = vocabulary.TRIGGERS.get(belief["factor"])
        if factor is None:
            row = rows.get(belief["factor"])
            factor = _name(row) if row else belief["factor"]
        more = {"factor": belief["factor"], "says": belief["says"]}
        yield from said(belief["sentence_key"], {"factor": factor}, **more)


def directions(document: Document) -> Told:
    """Which of a pain and a headache comes first, where the diary can tell."""
    for row in document["directions"]:
        if row["verdict"]:
            numbers = {
                "name": words.EXPOSURES[row["pain"]].name,
                "after": row["backward"]["mean_after_headache"],
                "none": row["backward"]["mean_after_none"],
            }
            yield from said(f"directions.{row['verdict']}", numbers, pain=row["pain"])


def _way(row: Document) -> str:
    """What may be said of an exposure: the middle part of its key."""
    return str(row["sentence_key"].rsplit(".", 2)[1])


def _says(way: str) -> str:
    if way in SUPPORTED:
        return "supported"
    if way in NOT_SUPPORTED:
        return "not_supported"
    return "cannot_tell" if way in CANNOT_TELL else "not_enough_data"


def _sentence(row: Document, way: str) -> str:
    counts = _counts(row)
    numbers = {
        "name": _name(row),
        "counts": counts,
        "Counts": capfirst(counts),
        "difference": _difference(row),
        "events": row["n_onsets"],
        "n": row["n_at_risk"],
    }
    points = f"link.{way}.points"
    key = points if row["outcome"] == "peak" and points in PHRASES else f"link.{way}"
    parts = [phrase(key, numbers)]
    if way in LEANING:
        parts += [phrase(f"flag.{flag}") for flag in row["flags"] if f"flag.{flag}" in PHRASES]
    if row["missing"] in ("events", "contrast"):
        parts.append(_wait(row["days_needed"]))
    return " ".join(parts)


def _wait(days: int | None) -> str:
    return phrase("link.more_days", {"days": days}) if days else phrase("link.more_months")


# --- Counts


def _counts(row: Document) -> str:
    """How often it happened with and without, as a clause that begins in lower case."""
    if row["outcome"] == "peak":
        return _points(row)
    happened = words.HAPPENED[row["outcome"]]
    if row["contrast"]:
        return str(happened % _contrast(row, row["contrast"]))
    levels = ", ".join(str(words.LEVEL % _band(row, band)) for band in row["bands"])
    return str(words.LISTED[row["outcome"]] % {"levels": levels})


def _contrast(row: Document, contrast: Document) -> dict[str, Any]:
    shares = {name: _percent(contrast[name]) for name in ("risk1", "risk0")}
    with_it, without = _days(row, contrast["exposed"])
    return {**contrast, **shares, "with_it": with_it, "without": without}


def _band(row: Document, band: Document) -> dict[str, Any]:
    level = _level(row, band["label"])
    return {**band, "level": level, "risk": _percent(band["risk"])}


def _difference(row: Document) -> str:
    """The difference of the two risks, in cases of a hundred days."""
    contrast = row["contrast"]
    if contrast is None:
        return ""
    fewer = contrast["rd"] < 0
    ends = [_percent(contrast[end]) for end in ("rd_lo", "rd_hi")]
    # told from the side on which it lies: "10 fewer (between 4 more and 21 fewer)"
    lo, hi = (-ends[1], -ends[0]) if fewer else ends
    template = words.FEWER if fewer else words.MORE
    if lo < 0:
        template = words.FEWER_OR_MORE if fewer else words.MORE_OR_FEWER
    numbers = {"rd": abs(_percent(contrast["rd"])), "lo": abs(lo), "hi": hi}
    return str(template % numbers)


def _points(row: Document) -> str:
    """In a diary with headaches nearly every day: how their strength goes with it."""
    told = row["difference"]
    if told is None:
        bands = [band for band in row["bands"] if band["mean_peak"] is not None]
        levels = [words.PEAK_LEVEL % _mean(row, band) for band in bands]
        return str(words.PEAK_LISTED % {"levels": ", ".join(str(level) for level in levels)})
    ends = {end: f"{told[end]:+.1f}" for end in ("est", "lo", "hi")}
    return str(words.PEAK % {**ends, "per": words.PER[told["per"]], "n": row["n_at_risk"]})


def _mean(row: Document, band: Document) -> dict[str, Any]:
    level = _level(row, band["label"]) if row["exposure"] in words.OF_LEVELS else _range(band)
    return {**band, "level": level, "mean_peak": number_format(band["mean_peak"], 1)}


def _range(band: Document) -> str:
    """A band of an amount in words."""
    limits = {"from": _limit(band["from"]), "below": _limit(band["below"])}
    if band["from"] is None:
        return str(words.BELOW % limits)
    return str((words.FROM if band["below"] is None else words.BETWEEN) % limits)


def _days(row: Document, exposed: str) -> tuple[str, str]:
    """The days with it and those without, in words."""
    named = _exposure(row)
    if row["exposure"] in words.OF_LEVELS:
        with_it, without = (_level(row, label) for label in (exposed, row["bands"][0]["label"]))
        return str(named.with_it % {"level": with_it}), str(named.with_it % {"level": without})
    band = next(band for band in row["bands"] if band["label"] == exposed)
    numbers = {"from": _limit(band["from"]), "label": row["label"]}
    return str(named.with_it % numbers), str(named.without % numbers)


def _level(row: Document, label: str) -> str:
    return str(words.LEVELS.get(f"{row['exposure']}.{label}", words.LEVELS["other"]))


def _exposure(row: Document) -> words.Exposure:
    if row["label"] is not None:
        on_a_scale = any(band["label"] in ("low", "high") for band in row["bands"])
        return words.EXPOSURES["own.scale" if on_a_scale else "own.yes_no"]
    coded = f"{row['exposure']}.{row['coding']}"
    return words.EXPOSURES.get(coded) or words.EXPOSURES[row["exposure"]]


def _name(row: Document) -> str:
    return row["label"] or str(words.EXPOSURES[row["exposure"]].name)


def _percent(share: float) -> int:
    return round(100 * share)


def _limit(value: float | None) -> str:
    """A limit of a band, an amount that was once answered: whole, or to the second decimal."""
    return "" if value is None else number_format(float(f"{value:.2f}")).rstrip("0").rstrip(".,")
