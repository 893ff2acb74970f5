"""The FHIR export, held against the R4B models of fhir.resources (which R4 shares here)."""

import base64
import datetime
import json
import uuid
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from accounts import actor
from accounts.models import User
from care.access import readable_diary, writable_diary
from interchange import demo
from interchange.readers import archive
from interchange.writers import fhir
from tests.api.test_insights import work
from tests.conftest import EPISODE, Caller

ZONE = {"time_zone": "Europe/Berlin"}


def export(api: Caller) -> dict[str, Any]:
    answer = api.get("export/fhir.json")
    assert answer.status_code == 200
    document: dict[str, Any] = answer.json()
    Bundle.model_validate_json(json.dumps(document))
    return document


def resources(document: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    entries = (entry["resource"] for entry in document["entry"])
    return [resource for resource in entries if resource["resourceType"] == kind]


def test_an_empty_diary_is_a_valid_document(api: Caller) -> None:
    document = export(api)
    assert [e["resource"]["resourceType"] for e in document["entry"]] == ["Composition", "Patient"]


def test_an_episode_is_an_observation_with_its_severity(api: Caller) -> None:
    api.post("episodes/", EPISODE | {"ended_at": "2026-03-01T12:00:00+01:00", "peak_intensity": 0})
    episode, severity = resources(export(api), "Observation")
    assert episode["code"]["coding"][0]["code"] == "25064002"
    assert episode["effectivePeriod"]["start"] == EPISODE["started_at"]
    assert severity["valueInteger"] == 0
    assert severity["code"]["coding"][0]["code"] == "72514-3"
    assert severity["derivedFrom"][0]["reference"] == f"urn:uuid:{episode['id']}"


def test_a_clear_day_differs_from_a_day_without_an_entry(api: Caller) -> None:
    api.put("check-ins/2026-03-01/", ZONE | {"headache_today": "no"})
    api.put("check-ins/2026-03-02/", ZONE)
    [clear] = resources(export(api), "Observation")
    assert (clear["effectiveDateTime"], clear["valueBoolean"]) == ("2026-03-01", False)


def test_doses_and_scores_are_told_in_words(api: Caller) -> None:
    medicine = api.post("medications/", {"name": "Ibuprofen"}).json()["id"]
    dose = ZONE | {"medication": medicine, "taken_at": EPISODE["started_at"], "amount": 1.5}
    api.post("doses/", dose)
    api.post("doses/", dose | {"medication": str(uuid.uuid4())})
    api.post("scores/", {"instrument": "HIT-6", "total": 60, "taken_on": "2026-03-01"})
    document = export(api)
    first, second = resources(document, "MedicationStatement")
    assert first["medicationCodeableConcept"]["text"] == "Ibuprofen"
    assert first["dosage"][0]["doseAndRate"][0]["doseQuantity"]["value"] == 1.5
    assert second["medicationCodeableConcept"]["text"] == "a medicine"
    [score] = resources(document, "Observation")
    assert score["valueQuantity"]["value"] == 60


def test_everything_a_person_wrote_is_text(api: Caller) -> None:
    api.post("episodes/", EPISODE | {"notes": "<b>bold</b> שלום", "side": "left", "nausea": "mild"})
    [episode] = resources(export(api), "Observation")
    assert episode["note"][0]["text"] == "<b>bold</b> שלום"
    assert {c["valueString"] for c in episode["component"]} == {"left", "mild"}


@pytest.mark.django_db(transaction=True)
def test_the_report_is_in_it_as_paper(api: Caller) -> None:
    api.post("episodes/", EPISODE)
    assert api.get("export/fhir.json?report=1").status_code == 202
    work()
    document = api.get("export/fhir.json?report=1").json()
    Bundle.model_validate_json(json.dumps(document))
    [paper] = resources(document, "DocumentReference")
    attached = paper["content"][0]["attachment"]
    made = base64.b64decode(attached["data"])
    assert made.startswith(b"%PDF") and len(made) == attached["size"]
    assert attached["title"].startswith("nape-report_")
    [section] = resources(document, "Composition")[0]["section"][1:]
    assert section["entry"] == [{"reference": f"urn:uuid:{paper['id']}"}]
    assert resources(export(api), "DocumentReference")
    assert not resources(api.get("export/fhir.json?report=0").json(), "DocumentReference")
    assert api.get("export/fhir.json?report=yes").status_code == 400


def test_the_demo_diary_is_valid_and_every_reference_resolves(owner: User) -> None:
    me = actor.of_shell(owner)
    entries, _unknown = archive.read(demo.archive(until=datetime.date(2026, 3, 1)))
    archive.write(writable_diary(me), entries)
    document = fhir.write(readable_diary(me))
    Bundle.model_validate_json(json.dumps(document))
    urls = {entry["fullUrl"] for entry in document["entry"]}
    text = json.dumps(document)
    assert {part.split('"')[0] for part in text.split('"reference": "')[1:]} <= urls
    assert len(urls) == len(document["entry"])
