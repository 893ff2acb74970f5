"""What may go with headaches, in words: answers, doubts, and what is missing."""

from __future__ import annotations

from typing import Any, Final

from django.utils.formats import number_format
from django.utils.text import capfirst

from diary import vocabulary
from reports.numbers import signed
from reports.phrases import PHRASES
from reports.phrases import links as words
from reports.sentences import Document, Told, phrase, said

SUPPORTED: Final = ("raises", "raises_slightly", "lowers", "lowers_slightly")
# Where a link is named, its doubts are named with it.
LEANING: Final = (
    *SUPPORTED,
    "held",
    "raises_unconfirmed",
    "lowers_unconfirmed",
    "levels_unconfirmed",
    "early_raises",
    "early_lowers",
)
# Two of the six classes speak against one way and leave the other open; which of them answers a
# suspicion depends on what is suspected, and the answer is told first.
ONE_SIDED: Final = ("not_harmful", "not_protective")
# What is missing, told once for all that lack the same.
LACKING: Final = ("events", "never_varies")
# Before so many days there is no rhythm from which a wait could be told.
RHYTHM_DAYS: Final = 28


def associations(document: Document) -> Told:
    """One sentence an exposure, in the declared order: never ranked."""
    yield from _looked(document["associations"])
    unasked = []
    lacking: dict[tuple[str, ...], list[Document]] = {}
    for row in document["associations"]:
        if row["missing"] == "never_logged":
            unasked.append(_name(row))
        elif _way(row) in LACKING:
            alike = (str(row["n_onsets"]), _wait(row)) if _way(row) == "events" else ()
            lacking.setdefault((_way(row), *alike), []).append(row)
        else:
            more = {"exposure": row["exposure"], "says": row["says"]}
            yield row["sentence_key"], _sentence(row, _way(row)), more
    for (way, *_alike), rows in lacking.items():
        yield from _together(way, rows)
    if len(unasked) == len(document["associations"]):
        yield from said("links.none")
    elif unasked:
        yield from said("links.never_logged", {"names": ", ".join(unasked)})


def _looked(rows: list[Document]) -> Told:
    """How much was compared at once, when findings were last looked for, and how evenly."""
    tested = [row for row in rows if row["tier"] != "0"]
    if not tested:
        return
    numbers = {"compared": len(tested), "until": tested[0]["looked_on"]}
    parts = [phrase("links.looked", numbers)]
    if any("risk_scale_biased" in row["flags"] for row in tested):
        parts.append(phrase("links.uneven"))
    yield "links.looked", " ".join(parts), {}


def _together(way: str, rows: list[Document]) -> Told:
    """What several exposures lack alike, in one sentence."""
    one = rows[0]
    if len(rows) == 1:
        more = {"exposure": one["exposure"], "says": one["says"]}
        yield one["sentence_key"], _sentence(one, way), more
        return
    names = ", ".join(_name(row) for row in rows)
    parts = [phrase(f"links.{way}", {"names": names, "events": one["n_onsets"]})]
    if way == "events":
        parts.append(_wait(one))
    more = {"exposures": [row["exposure"] for row in rows], "says": one["says"]}
    yield f"links.{way}", " ".join(parts), more


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


def _sentence(row: Document, way: str) -> str:
    counts = _counts(row)
    numbers = {
        "name": _name(row),
        "counts": counts,
        "Counts": capfirst(counts),
        "difference": _difference(row),
        "events": row["n_onsets"],
        "n": row["n_at_risk"],
        "until": row["first_seen"],
    }
    parts = [phrase(_key(row, way), numbers)]
    if way in LEANING:
        parts += [phrase(f"flag.{flag}") for flag in row["flags"] if f"flag.{flag}" in PHRASES]
    if row["n_time_unknown"] and way != "never_varies":
        parts.append(phrase("link.time_unknown", {"unknown": row["n_time_unknown"]}))
    if row["missing"] in ("events", "contrast"):
        parts.append(_wait(row))
    return " ".join(parts)


def _key(row: Document, way: str) -> str:
    points = f"link.{way}.points"
    if row["outcome"] == "peak" and points in PHRASES:
        return points
    is_open = way in ONE_SIDED and row["says"] == "cannot_tell"
    return f"link.{way}.open" if is_open else f"link.{way}"


def _wait(row: Document) -> str:
    if row["n_known"] < RHYTHM_DAYS:
        return phrase("link.early_days")
    days = row["days_needed"]
    return phrase("link.more_days", {"days": days}) if days else phrase("link.more_months")


# --- Counts


def _counts(row: Document) -> str:
    """How often it happened with and without, as a clause that begins in lower case."""
    if row["outcome"] == "peak":
        return _points(row)
    happened = words.HAPPENED[row["outcome"]]
    if row["contrast"]:
        return str(happened % _contrast(row, row["contrast"]))
    told = [words.LEVEL % _band(row, band) for band in row["bands"] if band["days"]]
    levels = ", ".join(str(level) for level in told)
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
    ends = {end: signed(told[end]) for end in ("est", "lo", "hi")}
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
    limit = band["from"]
    minutes = round(60 / limit) if row["exposure"] == "breaks" and limit else None
    numbers = {"from": _limit(limit), "label": row["label"], "minutes": minutes}
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
