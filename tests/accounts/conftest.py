"""A browser's client that carries the CSRF token like a page does."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.conftest import PASSWORD


class Browser(Client):
    """Fetches a page before it posts to it; refused without the token, as in life."""

    def __init__(self) -> None:
        super().__init__(enforce_csrf_checks=True)

    def submit(self, path: str, **fields: str) -> Any:
        page = self.get(path)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())
        assert token, f"{path} has no form"
        return self.post(path, fields | {"csrfmiddlewaretoken": token[1]})

    def speak(self, method: str, path: str, body: object = None, *, csrf: bool = True) -> Any:
        """What the phone's page says to the sign-in library."""
        headers = {"x-csrftoken": self.cookies["csrftoken"].value} if csrf else {}
        text = "" if body is None else json.dumps(body)
        path = f"/_allauth/browser/v1/{path}"
        return self.generic(method, path, text, content_type="application/json", headers=headers)


@pytest.fixture
def browser() -> Browser:
    browser = Browser()
    browser.get("/accounts/login/")  # the first answer brings the CSRF cookie
    return browser


@pytest.fixture
def ada(db: None) -> User:
    """Somebody with a verified address."""
    user = User.objects.create_user("ada@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture(autouse=True)
def _fresh_counters(db: None) -> Iterator[None]:
    """Limits are counted in the cache, which outlives a test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Without the manifest, which only collectstatic makes."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain}


def link_in_mail(number: int = -1) -> str:
    """The path of the link in a mail that was sent."""
    found = re.search(r"http://[^/\s]+(/\S+)", str(mail.outbox[number].body))
    assert found, mail.outbox[number].body
    return found[1]
