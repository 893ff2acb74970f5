"""The OpenAPI document: drawn from the code, kept in docs/, complete."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client

from api import schema
from tests.api.conftest import complain
from tests.conftest import EPISODE, Caller

KEPT = Path(__file__).resolve().parents[2] / "docs" / "openapi.yaml"
REMEDY = "run: python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml"


@pytest.fixture
def document() -> dict[str, Any]:
    return schema.document("en")


def operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield f"{method} {path}", operation


def parts(node: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every object in the document with the way to it."""
    if isinstance(node, dict):
        yield path, node
        for name, child in node.items():
            yield from parts(child, f"{path}/{name}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from parts(child, f"{path}/{index}")


def test_the_kept_document_is_the_one_the_code_makes(tmp_path: Path) -> None:
    made = tmp_path / "openapi.yaml"
    call_command("spectacular", "--validate", "--fail-on-warn", "--file", str(made))
    assert made.read_text("utf-8") == KEPT.read_text("utf-8"), REMEDY


def test_every_operation_is_described_once(document: dict[str, Any]) -> None:
    found = dict(operations(document))
    for where, operation in found.items():
        assert operation["description"].strip(), where
        assert operation["summary"].strip(), where
        assert operation["tags"], where
    ids = [operation["operationId"] for operation in found.values()]
    assert len(ids) == len(set(ids))


def test_every_field_and_parameter_is_described(document: dict[str, Any]) -> None:
    bare = []
    for path, node in parts(document["components"]):
        if path.endswith("/properties"):
            bare += [
                f"{path}/{name}"
                for name, field in node.items()
                if "$ref" not in field and not field.get("description")
            ]
    for path, node in parts(document):
        if {"name", "in"} <= node.keys() and not node.get("description"):
            bare.append(path)
    assert bare == []


def test_every_refusal_has_the_one_shape(document: dict[str, Any]) -> None:
    for where, operation in operations(document):
        for status, answer in operation["responses"].items():
            if status >= "400":
                assert answer == {"$ref": f"#/components/responses/{status}"}, where
    for answer in document["components"]["responses"].values():
        assert list(answer["content"]) == ["application/problem+json"]
        [content] = answer["content"].values()
        assert content["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_every_operation_names_the_refusals_of_its_kind(document: dict[str, Any]) -> None:
    for where, operation in operations(document):
        codes = set(operation["responses"])
        assert {"400", "429"} <= codes, where
        if operation["security"] != [{}]:
            assert {"401", "403"} <= codes, where
        if "requestBody" in operation:
            assert {"413", "415"} <= codes, where
        if "{" in where:
            assert "404" in codes, where


def test_a_record_must_have_what_records_need_and_nothing_else(document: dict[str, Any]) -> None:
    needs = {
        name.removesuffix("Input"): set(body.get("required", ()))
        for name, body in document["components"]["schemas"].items()
        if name.endswith("Input")
    }
    assert needs == {
        "Episode": {"started_at", "time_zone"},
        "Reading": {"at", "intensity"},
        "CheckIn": {"time_zone"},  # the address says the date
        "Medication": {"name"},
        "Dose": {"medication", "taken_at", "time_zone"},
        "Treatment": {"kind", "started_on"},
        "Session": {"on"},
        "Mark": {"on", "label"},
        "Score": {"instrument", "total", "taken_on"},
        "Finding": {"on", "kind"},
        "Annotation": {"on", "text"},
        "CustomFactor": {"label", "kind"},
        "Visit": {"on"},
        "Acknowledgement": set(),
        "Invitation": set(),
        "ShareLink": set(),
        "Member": {"email", "role"},
    }


def test_an_answer_holds_every_field_and_what_the_server_adds(document: dict[str, Any]) -> None:
    episode = document["components"]["schemas"]["Episode"]
    assert set(episode["required"]) == set(episode["properties"]) - {"notes"}
    added = {"id", "created_at", "updated_at", "logged_at", "revision", "readings"}
    assert added <= set(episode["required"])
    assert "null" in episode["properties"]["nausea"]["type"]


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        ("", "*/*", "application/json"),
        ("?format=json", "application/yaml", "application/json"),
        ("?format=yaml", "*/*", "application/yaml"),
        ("", "application/yaml", "application/yaml"),
        ("", "text/html", "application/json"),
    ],
)
def test_anyone_reads_it_as_json_or_yaml(
    client: Client, query: str, accept: str, kind: str
) -> None:
    answer = client.get(f"/api/schema/{query}", headers={"accept": accept})
    assert answer.status_code == 200
    assert answer["Content-Type"].partition(";")[0] == kind
    assert yaml.safe_load(answer.content)["openapi"] == "3.1.1"


@pytest.mark.parametrize("query", ["format=xml", "lang=de", "format=yaml&lang=de"])
def test_another_format_is_refused(client: Client, query: str) -> None:
    answer = client.get(f"/api/schema/?{query}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(answer.content)["code"] == "invalid"


def test_an_answer_that_is_not_documented_is_noticed(api: Caller) -> None:
    answer = api.post("episodes/", EPISODE)
    assert complain("POST", "/api/v1/episodes/", answer) is None
    answer.status_code = 418
    assert complain("POST", "/api/v1/episodes/", answer) == "undocumented status 418"
    bare = SimpleNamespace(status_code=200, headers={"Content-Type": "application/json"})
    assert complain("GET", f"/api/v1/episodes/{answer.json()['id']}/", bare) == "no header ['ETag']"
    bare.headers["ETag"], bare.content = '"1"', b'{"id": 1}'
    assert "Episode" in str(complain("GET", f"/api/v1/episodes/{answer.json()['id']}/", bare))


def test_a_parameter_that_is_always_refused_is_not_offered(document: dict[str, Any]) -> None:
    def asked(path: str) -> set[str]:
        given = document["paths"][f"/api/v1/{path}"]["get"]["parameters"]
        return {one.get("$ref", "").rpartition("/")[2] for one in given}

    assert "link" in asked("report.pdf")
    assert "link" not in asked("patients/{person}/report.pdf")


@pytest.mark.parametrize("body", ["InvitationInput", "MemberInput"])
def test_an_address_says_that_it_is_one(document: dict[str, Any], body: str) -> None:
    schemas = document["components"]["schemas"]
    assert schemas[body]["properties"]["email"]["format"] == "email"
