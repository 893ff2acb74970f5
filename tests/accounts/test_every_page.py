"""Every account page renders, in one layout, under the strict policy."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.accounts.conftest import Browser
from tests.conftest import PASSWORD

# name → why it is not a page to walk to
NOT_WALKED = {
    "account_confirm_email": "needs the key of a mail; tests/accounts/test_pages.py",
    "account_reset_password_from_key": "needs the key of a mail; tests/accounts/test_pages.py",
    "mfa_remove_webauthn": "needs a passkey",
    "mfa_edit_webauthn": "needs a passkey",
    "mfa_login_webauthn": "answers the passkey script with JSON",
    "mfa_reauthenticate_webauthn": "answers the passkey script with JSON",
    "socialaccount_login_cancelled": "switched off",
}


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern.name


def account_pages() -> list[str]:
    # set by path: /accounts/ includes everything of the library that is for people
    [found] = [p for p in get_resolver().url_patterns if str(p.pattern) == "accounts/"]
    assert isinstance(found, URLResolver)
    return sorted(set(names(found.url_patterns)) - set(NOT_WALKED))


class Page(HTMLParser):
    """What the checks below ask of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def all(self, *wanted: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in wanted]


def walk(browser: Browser, name: str) -> Page | None:
    """The page, or nothing where the library sends this visitor elsewhere."""
    answer = browser.get(reverse(name))
    assert answer.status_code in (200, 302, 404), name
    if answer.status_code != 200 or not answer["Content-Type"].startswith("text/html"):
        return None
    return Page(answer.content.decode())


def check(page: Page) -> None:
    [html] = page.all("html")
    assert html["lang"] == "en"
    assert len(page.all("h1")) == 1
    assert len(page.all("main")) == 1
    sheets = [link["href"] for link in page.all("link") if link.get("rel") == "stylesheet"]
    assert sheets == ["/static/accounts/accounts.css"]
    assert not page.all("style")
    for _tag, attributes in page.tags:
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
    for script in page.all("script"):
        assert script.get("src") or script.get("type") == "application/json"
    labelled = {label.get("for") for label in page.all("label")}
    for field in page.all("input", "textarea", "select"):
        if field.get("type") != "hidden":
            assert field["id"] in labelled


@pytest.mark.parametrize("name", account_pages())
@pytest.mark.parametrize("visitor", ["a stranger", "Ada", "Ada with an authenticator app"])
def test_a_page_stands_in_the_layout(browser: Browser, ada: User, name: str, visitor: str) -> None:
    if visitor != "a stranger":
        browser.submit("/accounts/login/", login=ada.email, password=PASSWORD)
    if visitor == "Ada with an authenticator app":
        TOTP.activate(ada, "ORSXG5BANZXXI43FMNZGK5BAONXW6IDN")
        RecoveryCodes.activate(ada)
    page = walk(browser, name)
    if page:
        check(page)


def test_pages_for_people_who_are_signed_in_ask_to_sign_in(browser: Browser) -> None:
    for name in ("account_email", "account_change_password", "mfa_index", "usersessions_list"):
        answer = browser.get(reverse(name))
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse(settings.LOGIN_URL))


def test_the_policy_allows_nothing_inline_and_no_other_host(browser: Browser) -> None:
    policy = browser.get("/accounts/login/").headers["Content-Security-Policy"]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy
    assert "http" not in policy
