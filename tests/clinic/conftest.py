"""Pages of the clinic without a server: static files by their own names."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture(autouse=True)
def _unhashed(settings: Any) -> None:
    """Nothing is collected for these tests."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}


@pytest.fixture
def browser(clinician: User) -> Client:
    """The clinician's browser, signed in."""
    client = Client()
    client.force_login(clinician)
    return client
