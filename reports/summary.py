"""What a report contains, as one value: the page, the charts and the JSON are made from it.

Nothing is added on the way to paper: what this does not hold, no page can say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any, Final

from django.conf import settings

from care.access import ReadableDiary
from diary.shapes.instants import show_instant
from reports import records, words
from reports.jobs import Material
from reports.periods import Window
from reports.sections import ONE_BY_ONE

FORMAT: Final = 1
MEASURES: Final = ("headache_day", "moderate_severe", "clear", "lost")
RATE_DAYS: Final = 28
# Where fewer of the days have an answer there is no rate.
COVERED: Final = 0.7
Part = dict[str, Any]


@dataclass(frozen=True)
class Summary:
    """One report. Every count is a measure: ``low`` of ``n`` answered of ``of`` days."""

    format: int
    program_version: str
    rule_version: str
    made_at: str
    reader: str
    sections: list[str]
    period: Part
    headline: list[Part]
    months: list[Part]
    weeks: list[Part]
    medicines: Part
    calendar: Part
    pattern: Part
    neck: Part
    tested: list[Part]
    links: list[Part]
    treatments: list[Part]
    marks: list[Part]
    scores: list[Part]
    findings: list[Part]
    trends: list[Part]
    warnings: Part
    questions: Part
    agreed: Part | None
    episodes: list[Part]
    curves: list[Part]
    criteria: list[Part]
    missing: list[str]

    def as_json(self) -> dict[str, Any]:
        """The same as JSON holds it."""
        return asdict(self)


def build(diary: ReadableDiary, material: Material, *, reader: str, shown: list[str]) -> Summary:
    """Put the summary together from what was gathered."""
    document, parts = material.documents[0], material.parts
    window = material.periods.this
    rows = records.read(diary, window)
    told = words.tell(document)
    inputs = material.inputs
    return Summary(
        format=FORMAT,
        program_version=settings.PROGRAM_VERSION,
        rule_version=inputs.rule_version,
        made_at=show_instant(inputs.now, inputs.time_zone),
        reader=reader,
        sections=[name for name in shown if diary.shows_records or name not in ONE_BY_ONE],
        period=_period(diary, document, window, rows["birth_year"]),
        headline=_headline(material),
        months=document["burden"]["months"],
        weeks=parts["weeks"],
        medicines=_medicines(document, parts, rows["medicines"], told),
        calendar={"cells": parts["cells"]},
        pattern=_pattern(document, parts),
        neck=_neck(document),
        tested=_tested(document, told),
        links=[_link(row) for row in document["associations"]],
        treatments=_treatments(document, rows["treatments"], told),
        marks=rows["marks"],
        scores=rows["scores"],
        findings=rows["findings"],
        trends=document["trends"],
        warnings={**rows["signs"], "computed": _texts(told, "warning_signs")},
        questions={"asked": rows["questions"], "more": rows["more_questions"]},
        agreed=rows["agreed"],
        episodes=_one_by_one(parts["episodes"], rows["notes"]) if diary.shows_records else [],
        curves=parts["curves"] if diary.shows_records else [],
        criteria=_criteria(document),
        missing=_missing(document, parts),
    )


def _one_by_one(episodes: list[Part], notes: Mapping[str, str]) -> list[Part]:
    return [{**row, "notes": notes.get(row["id"], "")} for row in episodes]


def _period(
    diary: ReadableDiary, document: Mapping[str, Any], window: Window, birth_year: int | None
) -> Part:
    observed, opened = document["observed"], diary.period
    return {
        "from": window[0].isoformat(),
        "to": window[1].isoformat(),
        "last_day": (window[1] - timedelta(days=1)).isoformat(),
        "days": (window[1] - window[0]).days,
        "days_answered": observed["headache_known"],
        "first_entry": observed["first_entry"],
        "headaches": observed["headaches"],
        "late_entries": document["burden"]["late_entries"],
        "open_from": opened[0] and opened[0].isoformat(),
        "open_to": opened[1] and opened[1].isoformat(),
        "by_grant": diary.grant is not None,
        "birth_year": birth_year,
    }


# --- How much


def _headline(material: Material) -> list[Part]:
    """The counts of each window: the last 28 days, this one, the one before, before treatment."""
    names = ("this", "previous", "before_treatment")
    windows = zip(
        names, material.periods.all, material.documents, material.parts["worst"], strict=False
    )
    columns = [
        {
            "name": name,
            "from": window[0].isoformat(),
            "to": window[1].isoformat(),
            "days": (window[1] - window[0]).days,
            **{key: _of(document, key, window) for key in MEASURES},
            "worst": worst,
            "length": document["burden"]["durations"]["length"],
        }
        for name, window, document, worst in windows
    ]
    return [_last_28(material), *columns]


def _last_28(material: Material) -> Part:
    end = material.periods.this[1]
    counts = material.documents[0]["burden"][f"per_{RATE_DAYS}"]
    return {
        "name": "last_28",
        "from": (end - timedelta(days=RATE_DAYS)).isoformat(),
        "to": end.isoformat(),
        "days": RATE_DAYS,
        **{key: _with_rate(counts[key]) for key in MEASURES},
        "worst": None,
        "length": None,
    }


def _of(document: Mapping[str, Any], key: str, window: Window) -> Part:
    """A count of the window; days before the first entry are of the window too."""
    measure = _with_rate(document["burden"]["window"][key])
    beyond = (window[1] - window[0]).days - measure["of"]
    return measure | {"of": measure["of"] + beyond, "high": (measure["high"] or 0) + beyond}


def _with_rate(measure: Mapping[str, Any]) -> Part:
    """With days in 28; where fewer than 70 % of the days have an answer there is no rate."""
    n, low = measure["n"], measure["low"]
    enough = n and n >= COVERED * measure["of"]
    return {**measure, "per_28": round(RATE_DAYS * low / n, 1) if enough else None}


# --- Medicines


def _medicines(
    document: Mapping[str, Any], parts: Part, names: Mapping[str, Part], told: list[Part]
) -> Part:
    section = document["medication_days"]
    used = [
        limit for limit in section["limits"] if limit["days"]["low"] or limit["mark"] != "below"
    ]
    doses = [
        {**dose, "name": names.get(dose["medication"], {}).get("name", "")}
        for dose in parts["doses"]
    ]
    return {
        "any": section["any"],
        "unclassified": section["unclassified"],
        "limits": section["limits"],
        "used": [limit["code"] for limit in used],
        "overuse": section["overuse"],
        "doses": sorted(doses, key=lambda dose: (-dose["days"], dose["name"])),
        "rolling": parts["rolling"],
        "says": _texts(told, "medication_days"),
    }


# --- Patterns


def _pattern(document: Mapping[str, Any], parts: Part) -> Part:
    return {
        "sides": parts["sides"],
        "places": parts["places"],
        "onsets": parts["onsets"],
        "onset_hours": document["burden"]["onset_hours"],
        "weekdays": document["burden"]["weekdays"],
        "lengths": parts["lengths"],
        "peaks": parts["peaks"],
        "migraine": _share(document["migraine_features"]),
        "tension": _share(document["tension_features"]),
    }


def _share(features: Mapping[str, Any]) -> Part:
    return {"k": features["k"], "n": features["n"]}


def _neck(document: Mapping[str, Any]) -> Part:
    pattern = document["pattern"]
    said = words.pattern(pattern)
    judged = [row for row in pattern["criteria"] if row["id"].startswith("pattern.")]
    shown = ("id", "status", "k", "n", "reason")
    return {
        "grade": pattern["grade"],
        "paused": pattern["paused"],
        "early_look": pattern["early_look"],
        **{
            name: said[name]
            for name in (
                "raised",
                "headline",
                "next_step",
                "still_needed",
                "for",
                "against",
                "other",
            )
        },
        "criteria": [{key: row[key] for key in shown} for row in judged],
        "antonaci": pattern["antonaci"],
        "ichd3_11_2_1": pattern["ichd3_11_2_1"],
    }


def _criteria(document: Mapping[str, Any]) -> list[Part]:
    shown = ("id", "status", "k", "n", "reason")
    everything = [
        *document["pattern"]["criteria"],
        *document["migraine_features"]["criteria"],
        *document["tension_features"]["criteria"],
        *document["medication_days"]["criteria"],
    ]
    return [{key: row[key] for key in shown} for row in everything]


# --- What was tested


def _tested(document: Mapping[str, Any], told: list[Part]) -> list[Part]:
    """Each exposure with an answer about it, and its sentence; those never asked have none."""
    shares = {row["exposure"]: row for row in document["associations"]}
    suspected = {name for belief in document["beliefs"] for name in belief["exposures"]}
    return [
        {
            "exposure": exposure,
            "says": row["says"],
            "suspected": exposure in suspected,
            "events": shares[exposure]["n_onsets"],
            "days": shares[exposure]["n_at_risk"],
            "text": row["text"],
        }
        for row in told
        if row["section"] == "associations"
        for exposure in row.get("exposures") or [row.get("exposure")]
        if exposure
    ]


def _link(row: Mapping[str, Any]) -> Part:
    shown = (
        "exposure", "label", "coding", "lag", "outcome", "missing", "verdict", "finding", "tier",
        "n_at_risk", "n_onsets", "odds_ratio", "contrast", "bands", "flags", "days_needed",
    )  # fmt: skip
    return {key: row[key] for key in shown}


def _treatments(document: Mapping[str, Any], rows: list[Part], told: list[Part]) -> list[Part]:
    compared = {row["treatment"]: row for row in document["before_after"]}
    texts = {row["treatment"]: row["text"] for row in told if row["section"] == "before_after"}
    shown = ("before", "after", "change_percent", "ratio", "verdict", "wash_in_days")
    return [
        {
            **row,
            "compared": {key: compared[row["id"]][key] for key in shown}
            if row["id"] in compared
            else None,
            "says": texts.get(row["id"], ""),
        }
        for row in rows
    ]


def _texts(told: list[Part], section: str) -> list[str]:
    return [row["text"] for row in told if row["section"] == section]


def _missing(document: Mapping[str, Any], parts: Part) -> list[str]:
    """What nobody answered: the parts of the page that have nothing to stand on."""
    observed = document["observed"]
    empty = {
        "days": not observed["headache_known"],
        "headaches": not observed["headaches"],
        "check_ins": not observed["check_ins"],
        "painkillers": not observed["painkillers_known"],
        "lengths": not parts["lengths"]["n"],
        "places": not parts["places"]["n"],
        "worst": not parts["worst"][0]["n"],
    }
    return [name for name, is_empty in empty.items() if is_empty]
