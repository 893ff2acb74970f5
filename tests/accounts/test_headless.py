"""What the phone's page says to the sign-in library: JSON, a session cookie and a CSRF token."""

import pytest
from django.test import override_settings

from accounts.models import User
from tests.accounts.conftest import Browser
from tests.conftest import PASSWORD


def log_in(browser: Browser, password: str = PASSWORD) -> int:
    answer = browser.speak("POST", "auth/login", {"email": "ada@example.org", "password": password})
    return int(answer.status_code)


def test_nobody_is_signed_in_at_first(browser: Browser) -> None:
    answer = browser.speak("GET", "auth/session")
    assert answer.status_code == 401
    assert answer.json()["meta"]["is_authenticated"] is False


def test_signing_up_signs_in(browser: Browser) -> None:
    answer = browser.speak(
        "POST", "auth/signup", {"email": "ada@example.org", "password": PASSWORD}
    )
    assert answer.status_code == 200
    user = User.objects.get()
    session = browser.speak("GET", "auth/session").json()
    assert session["data"]["user"]["id"] == str(user.pk)


def test_signing_in_opens_the_interface_and_signing_out_closes_it(
    browser: Browser, ada: User
) -> None:
    assert browser.get("/api/v1/me/").status_code == 401
    assert log_in(browser) == 200
    me = browser.get("/api/v1/me/")
    assert (me.status_code, me.json()["email"]) == (200, ada.email)
    assert browser.speak("DELETE", "auth/session").status_code == 401
    assert browser.get("/api/v1/me/").status_code == 401


def test_the_session_cookie_is_out_of_reach_of_scripts(browser: Browser, ada: User) -> None:
    log_in(browser)
    cookie = browser.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_a_request_without_the_csrf_token_is_refused(browser: Browser, ada: User) -> None:
    body = {"email": ada.email, "password": PASSWORD}
    assert browser.speak("POST", "auth/login", body, csrf=False).status_code == 403
    assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"email": "ada@example.org", "password": "wrong"}, "password"),
        ({"email": "ada", "password": PASSWORD}, "email"),
        ({"email": "ada@example.org"}, "password"),
        ({"email": 7, "password": None}, "email"),
    ],
)
def test_a_bad_sign_in_names_the_field(
    browser: Browser, ada: User, body: dict[str, object], field: str
) -> None:
    answer = browser.speak("POST", "auth/login", body)
    assert answer.status_code == 400
    assert field in [error["param"] for error in answer.json()["errors"]]


LIMITED = override_settings(ACCOUNT_RATE_LIMITS={})


def test_guessing_a_password_is_stopped_even_for_who_then_knows_it(
    browser: Browser, ada: User
) -> None:
    with LIMITED:
        assert [log_in(browser, "wrong") for _ in range(5)] == [400] * 5
        answer = browser.speak("POST", "auth/login", {"email": ada.email, "password": PASSWORD})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["code"] == "too_many_login_attempts"


def test_too_many_requests_are_answered_429_in_json(browser: Browser, ada: User) -> None:
    with override_settings(ACCOUNT_RATE_LIMITS={"login": "2/m/ip"}):
        answers = [log_in(browser) for _ in range(1)]
        browser.speak("DELETE", "auth/session")
        last = [
            browser.speak("POST", "auth/login", {"email": "x@example.org", "password": "wrong"})
            for _ in range(3)
        ][-1]
    assert answers == [200]
    assert last.status_code == 429
    assert last["Content-Type"].startswith("application/json")


def test_the_sessions_of_an_account_can_be_listed(browser: Browser, ada: User) -> None:
    log_in(browser)
    answer = browser.speak("GET", "auth/sessions")
    assert [session["is_current"] for session in answer.json()["data"]] == [True]
