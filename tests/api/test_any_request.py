"""Requests made from the OpenAPI document, with every check of schemathesis.

This short run sends each view and each body a few requests; test_any_request_long.py sends every
operation many, and each bound that a schema names.
"""

from typing import Any

import pytest
import schemathesis
from django.db import connection
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from schemathesis.config import SchemathesisConfig
from schemathesis.specs.openapi.checks import positive_data_acceptance

from accounts import tokens
from accounts.models import Scope, User
from api import schema
from diary.shapes import SHAPES
from diary.shapes.instants import zones
from nape.wsgi import application
from tests.conftest import EPISODE, Caller

SHORT = 4
# What the short run leaves out: the same views again, and the whole archive.
AGAIN = (
    r"/patients/{person}/(?!findings|annotations)|/me/archive/|/charts/|/report|/export/(?!marks)"
    r"|/(?!episodes|patients)[a-z-]+/{id}/|/{id}/(history|restore)/"
)
# What no JSON schema can say: rules across fields, and what only the server knows.
RULES = {rule.code for shape in SHAPES.values() for rule in shape.rules}
KNOWN_TO_THE_SERVER = RULES | {
    "ends_before_start",  # a window
    "out_of_bounds",  # a day after tomorrow, a grant of more than a year
    "too_long",  # a window of more than 20 years
    "wrong_form",  # a cursor that no list gave
    "wrong_format",  # an e-mail address, whose form is wider than a pattern
    "other_id",
    "other_date",
    "twice",
    "unknown_code",
    "unknown_link",
    "wrong_count",
    "required",  # a count of an archive
}

schemathesis.openapi.format("iana-time-zone", st.sampled_from(sorted(zones())))


def asked_with(**phases: Any) -> Any:
    """The document as a maker of requests for this server."""
    config = SchemathesisConfig.from_dict({"phases": phases})
    document = schemathesis.openapi.from_dict(schema.document("en"), config=config)
    document.app = application
    return document


QUIET: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@schemathesis.check
def refused_for_what_a_schema_cannot_say(ctx: Any, response: Any, case: Any) -> None:
    """What the document calls valid is taken, or refused for a reason it has no words for."""
    if not case.meta or not case.meta.generation.mode.is_positive or response.status_code != 400:
        return
    problem = response.json()
    codes = {error["code"] for error in problem["errors"]}
    assert codes, problem["detail"]
    assert codes <= KNOWN_TO_THE_SERVER, problem


@pytest.fixture
def one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server looks after its connections between requests; a test has only the one."""
    monkeypatch.setattr(connection, "close_if_unusable_or_obsolete", lambda: None)


@pytest.fixture
def key(owner: User, one_connection: None) -> str:
    """A token of somebody with a record to be found."""
    key = tokens.issue(user=owner, name="any", scopes=tuple(Scope))
    assert Caller(key).post("episodes/", EPISODE | {"id": str(owner.id)}).status_code == 201
    return key


def ask(case: Any, key: str) -> None:
    case.call_and_validate(
        # its transport asks for gzip and would not unpack it
        headers={"Authorization": f"Bearer {key}", "Accept-Encoding": "identity"},
        excluded_checks=[positive_data_acceptance],
        additional_checks=[refused_for_what_a_schema_cannot_say],
    )


short = asked_with(coverage={"enabled": False})
SOME = short.exclude(path_regex=AGAIN).exclude(method="PUT", path_regex="/episodes/")


@SOME.parametrize()
@settings(max_examples=SHORT, derandomize=True, **QUIET)
def test_a_request_is_answered_as_documented(case: Any, key: str) -> None:
    ask(case, key)
