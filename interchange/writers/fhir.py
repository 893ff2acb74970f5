"""A diary as a FHIR R4 document: plain dictionaries, checked by validators in the tests.

Only codes with a confirmed meaning are used; everything else is said in text.
"""

import uuid
from base64 import b64encode
from datetime import date, datetime
from hashlib import sha1
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from care.access import ReadableDiary
from diary.models import Record
from diary.shapes import CHECK_INS, DOSES, EPISODES, MEDICATIONS, PROFILE, SCORES, Shape
from diary.shapes.instants import show_instant
from reports.copies import Copy

Resource = dict[str, Any]

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
UNITS = "http://unitsofmeasure.org"
CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category"
CONCEPTS = {
    "headache": (SNOMED, "25064002", "Headache"),
    "neck": (SNOMED, "81680005", "Neck pain"),
    "back": (SNOMED, "161891005", "Backache"),
}
PAIN_SEVERITY = (LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
COMPONENTS = {
    "nausea": (SNOMED, "422587007", "Nausea"),
    "photophobia": (SNOMED, "409668002", "Photophobia"),
    "phonophobia": (SNOMED, "313387002", "Phonophobia"),
    "neck_stiffness": (SNOMED, "161882006", "Stiff neck"),
}


def write(diary: ReadableDiary, report: Copy | None = None) -> Resource:
    """The diary as one document bundle: an observation for every episode and every clear day.

    With a `report` its PDF is in it too.
    """
    profile = diary.rows(PROFILE).first()
    names = dict(diary.rows(MEDICATIONS).values_list("id", "name"))
    resources = [
        *(r for row in _rows(diary, EPISODES) for r in _episode(row)),
        *(_clear_day(row) for row in _rows(diary, CHECK_INS) if _is_clear(row)),
        *(_dose(row, names) for row in _rows(diary, DOSES)),
        *(_score(row) for row in _rows(diary, SCORES)),
        *([_document(diary.person_id, report)] if report else []),
    ]
    patient = _patient(diary.person_id, profile)
    entries = [_composition(diary.person_id, resources), patient, *resources]
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{uuid.uuid4()}"},
        "type": "document",
        "timestamp": show_instant(timezone.now()),
        "entry": [{"fullUrl": f"urn:uuid:{r['id']}", "resource": r} for r in entries],
    }


def _rows(diary: ReadableDiary, shape: Shape) -> list[Record]:
    return list(diary.rows(shape).order_by("day", "key"))


def _patient(person_id: UUID, profile: Record | None) -> Resource:
    said = profile.values if profile else {}
    patient: Resource = {"resourceType": "Patient", "id": str(person_id)}
    if said.get("birth_year"):
        patient["birthDate"] = str(said["birth_year"])
    if said.get("sex"):
        patient["gender"] = said["sex"]
    return patient


def _composition(person_id: UUID, resources: list[Resource]) -> Resource:
    sections = {
        _("Episodes and days without headache"): "Observation",
        _("Medicines taken"): "MedicationStatement",
        _("The page for a visit"): "DocumentReference",
    }
    return {
        "resourceType": "Composition",
        "id": str(uuid.uuid4()),
        "status": "final",
        "type": {"text": _("Headache diary")},
        "subject": _reference(person_id),
        "date": show_instant(timezone.now()),
        "author": [_reference(person_id)],
        "title": _("Headache diary"),
        "section": [
            {
                "title": title,
                "entry": [_reference(r["id"]) for r in resources if r["resourceType"] == kind],
            }
            for title, kind in sections.items()
            if any(r["resourceType"] == kind for r in resources)
        ],
    }


def _observation(row: Record, id: UUID, code: Resource) -> Resource:
    return {
        "resourceType": "Observation",
        "id": str(id),
        "status": "final",
        "category": [{"coding": [{"system": CATEGORIES, "code": "survey", "display": "Survey"}]}],
        "code": code,
        "subject": _reference(row.person_id),
        "performer": [_reference(row.person_id)],
    }


def _episode(row: Record) -> list[Resource]:
    """The episode, and its worst pain as a number where there is one."""
    said, shown = row.values, row.shape.show(row.values)
    period = {"start": shown["started_at"]}
    # two phones may have stored an end before the start; FHIR may not
    if said["ended_at"] and said["ended_at"] >= said["started_at"]:
        period["end"] = shown["ended_at"]
    episode = _observation(row, row.id, _concept(*CONCEPTS[said["kind"] or "headache"]))
    episode |= {"effectivePeriod": period, "valueBoolean": True}
    components = [
        {"code": _concept(*concept), "valueString": _slug(row, name)}
        for name, concept in COMPONENTS.items()
        if said[name]
    ]
    if said["side"]:
        components.append({"code": {"text": _("side")}, "valueString": _slug(row, "side")})
    if components:
        episode["component"] = components
    if said["notes"] and said["notes"].strip():
        episode["note"] = [{"text": said["notes"]}]
    return [episode] if said["peak_intensity"] is None else [episode, _severity(row, period)]


def _severity(row: Record, period: dict[str, str]) -> Resource:
    severity = _observation(row, _derived(row.id, "severity"), _concept(*PAIN_SEVERITY))
    return severity | {
        "effectivePeriod": period,
        "valueInteger": row.values["peak_intensity"],
        "derivedFrom": [_reference(row.id)],
    }


def _is_clear(row: Record) -> bool:
    return bool(row.values["headache_today"] == "no")


def _clear_day(row: Record) -> Resource:
    """A day on which "no headache" was said: not the same as a day without an entry."""
    clear = _observation(row, row.id, _concept(*CONCEPTS["headache"]))
    return clear | {"effectiveDateTime": _day(row.day), "valueBoolean": False}


def _dose(row: Record, names: dict[UUID, str]) -> Resource:
    said, shown = row.values, row.shape.show(row.values)
    statement: Resource = {
        "resourceType": "MedicationStatement",
        "id": str(row.id),
        "status": "completed",
        "medicationCodeableConcept": {"text": names.get(said["medication"]) or _("a medicine")},
        "subject": _reference(row.person_id),
        "informationSource": _reference(row.person_id),
        "effectiveDateTime": shown["taken_at"],
    }
    if said["amount"] is not None:
        statement["dosage"] = [{"doseAndRate": [{"doseQuantity": {"value": shown["amount"]}}]}]
    return statement


def _score(row: Record) -> Resource:
    said, shown = row.values, row.shape.show(row.values)
    score = _observation(row, row.id, {"text": said["instrument"].strip() or _("questionnaire")})
    quantity = {"value": shown["total"], "unit": "score", "system": UNITS, "code": "{score}"}
    return score | {"effectiveDateTime": _day(said["taken_on"]), "valueQuantity": quantity}


def _document(person_id: UUID, report: Copy) -> Resource:
    """The report as paper, for readers that show nothing else."""
    attachment = {
        "contentType": "application/pdf",
        "language": report.language,
        "data": b64encode(report.content).decode(),
        "title": report.name,
        "size": len(report.content),
        "hash": b64encode(sha1(report.content).digest()).decode(),  # noqa: S324  (FHIR says so)
    }
    return {
        "resourceType": "DocumentReference",
        "id": str(uuid.uuid4()),
        "status": "current",
        "docStatus": "final",
        "type": {"text": _("Report for a visit")},
        "subject": _reference(person_id),
        "date": show_instant(timezone.now()),
        "author": [_reference(person_id)],
        "description": report.title,
        "content": [{"attachment": attachment}],
    }


def _slug(row: Record, name: str) -> str:
    """The label of a chosen word."""
    known: dict[str, Any] = row.shape.fields[name].known  # type: ignore[attr-defined]
    return str(known[row.values[name]])


def _concept(system: str, code: str, display: str) -> Resource:
    return {"coding": [{"system": system, "code": code, "display": display}], "text": display}


def _reference(id: UUID | str) -> dict[str, str]:
    return {"reference": f"urn:uuid:{id}"}


def _derived(id: UUID, name: str) -> UUID:
    return uuid.uuid5(id, name)


def _day(day: date | datetime) -> str:
    return day.isoformat()
