"""The static files as a server has them: collected and hashed, in a folder of the tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import override_settings

from phone import assets


@pytest.fixture(scope="package")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("static")
    # Django makes its storage anew when this setting changes.
    with override_settings(STATIC_ROOT=root):
        call_command("collectstatic", interactive=False, verbosity=0)
        assets.precached.cache_clear()
        yield root
    assets.precached.cache_clear()


@pytest.fixture(autouse=True)
def _with_hashed_files(collected: Path) -> None:
    """Every test here sees them."""
