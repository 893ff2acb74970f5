"""How the interface behaves towards any caller: sessions, tokens, methods, media types."""

import json
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts import tokens
from accounts.models import Scope, User
from tests.conftest import Caller

MARK = {"on": "2026-03-01", "label": "a cold"}


def is_a_problem(answer: Any) -> bool:
    """Is it a refusal in the one shape, with the id of its request?"""
    problem = answer.json()
    return (
        answer["Content-Type"] == "application/problem+json"
        and set(problem) == {"type", "title", "status", "code", "detail", "errors", "request_id"}
        and problem["status"] == answer.status_code
        and problem["request_id"] == answer["X-Request-ID"]
    )


@pytest.fixture
def browser(owner: User) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    return client


def test_a_session_writes_only_with_its_csrf_token(browser: Client, api: Caller) -> None:
    def send(**headers: str) -> Any:
        body = json.dumps(MARK)
        return browser.post(
            "/api/v1/marks/", body, content_type="application/json", headers=headers
        )

    assert browser.get("/api/v1/marks/").status_code == 200
    refused = send()
    assert refused.status_code == 403
    assert is_a_problem(refused)
    assert api.get("marks/").json()["results"] == []
    browser.cookies["csrftoken"] = "a" * 32
    assert send(**{"x-csrftoken": "b" * 32}).status_code == 403
    assert send(**{"x-csrftoken": "a" * 32}).status_code == 201


def test_a_token_needs_no_csrf_token(owner: User) -> None:
    client = Client(enforce_csrf_checks=True)
    caller = Caller(tokens.issue(user=owner, name="x", scopes=tuple(Scope)), client)
    assert caller.post("marks/", MARK).status_code == 201


@pytest.mark.parametrize("key", ["", "x", "nape_" + "a" * 43, "\udcff"])
def test_a_wrong_token_is_not_let_in_by_a_session(browser: Client, key: str) -> None:
    answer = browser.get("/api/v1/me/", headers={"authorization": f"Bearer {key}"})
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"


def test_an_expired_and_a_revoked_token_end(owner: User) -> None:
    keys = [
        tokens.issue(user=owner, name="x", scopes=tuple(Scope), expires_at=timezone.now()),
        tokens.issue(user=owner, name="y", scopes=tuple(Scope)),
    ]
    tokens.revoke(owner.api_tokens.get(name="y"))
    assert [Caller(key).get("me/").status_code for key in keys] == [401, 401]


@pytest.mark.parametrize("method", ["PUT", "DELETE", "TRACE", "PROPFIND"])
def test_a_method_a_route_does_not_have_is_405(api: Caller, method: str) -> None:
    answer = api(method, "episodes/")
    assert answer.status_code == 405
    assert set(answer["Allow"].split(", ")) == {"GET", "POST", "HEAD", "OPTIONS"}
    assert is_a_problem(answer)


def test_a_method_is_not_overridden_by_a_header(api: Caller) -> None:
    id = api.post("marks/", MARK).json()["id"]
    api.post("marks/", MARK, **{"x-http-method-override": "DELETE"})
    assert api.get(f"marks/{id}/").status_code == 200


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "multipart/form-data", "", "application/jsonx"]
)
def test_a_body_that_is_no_json_is_415(api: Caller, kind: str) -> None:
    answer = api.client.generic(
        "POST",
        "/api/v1/marks/",
        json.dumps(MARK),
        content_type=kind,
        headers=api.headers,
    )
    assert answer.status_code == 415
    assert is_a_problem(answer)


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v2/episodes/", "/api/v1/episodes/x/", "/api/v1/charts/",
             "/api/v1/check-ins/2026-02-30/", "/api/v1/episodes/%00/", "/api/v1/\N{SNOWMAN}/"]
)  # fmt: skip
def test_an_unknown_address_is_404_in_the_one_shape(api: Caller, path: str) -> None:
    answer = api.get(path)
    assert answer.status_code == 404
    assert is_a_problem(answer)


@pytest.mark.parametrize("accept", ["text/html", "application/xml", "image/*;q=x", "*/*;q=0"])
def test_whatever_is_accepted_the_answer_is_json(api: Caller, accept: str) -> None:
    answer = api.get("episodes/", accept=accept)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")


def test_no_answer_of_a_diary_is_kept(api: Caller) -> None:
    assert api.get("me/")["Cache-Control"] == "no-store"
