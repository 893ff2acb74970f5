"""Real Chromium against a real server. Left out only where there is no Chromium, loudly."""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.e2e.phone import Phone
from tests.e2e.server import (
    HOUSE,
    WORKER,
    Person,
    Server,
    free_port,
    new_address,
    person_from_shell,
    person_from_sign_up,
)

pytest.register_assert_rewrite("tests.e2e.agreement")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
NO_CHROMIUM = "NO BROWSER JOURNEY RAN: install Chromium (Debian: apt install chromium)"
#: Longer than the slowest machine needs; whoever is quick does not wait.
PATIENCE_MS = 20_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = str(Path(__file__).parent)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(NO_CHROMIUM)
        pytest.skip(NO_CHROMIUM)
    # Stopped with this folder: its event loop would forbid other tests their database.
    with sync_playwright() as playwright:
        expect.set_options(timeout=PATIENCE_MS)
        flags = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=flags)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("nape"), free_port())
    server.prepare()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def worker(server: Server) -> Iterator[None]:
    """Who does the work after the answer."""
    process = subprocess.Popen(WORKER, cwd=HOUSE, env=server.environment)
    yield
    process.terminate()
    process.wait()


@pytest.fixture
def person(server: Server) -> Person:
    return person_from_sign_up(server)


@pytest.fixture
def another_person(server: Server) -> Person:
    return person_from_sign_up(server)


@pytest.fixture
def person_with_token(server: Server) -> Person:
    return person_from_shell(server, new_address())


@pytest.fixture
def new_phone(browser: Browser, server: Server) -> Iterator[Callable[..., Phone]]:
    """Makes phones: each has its own storage, and no error goes unseen."""
    phones: list[tuple[BrowserContext, Phone]] = []

    def make(**options: object) -> Phone:
        settings = {
            "viewport": {"width": 360, "height": 740},
            "has_touch": True,
            "timezone_id": "Europe/Berlin",
            "locale": "en-GB",
        }
        context = browser.new_context(base_url=server.url, **(settings | options))  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MS)
        phone = Phone(context)
        phones.append((context, phone))
        return phone

    yield make
    errors = [error for _, phone in phones for error in phone.errors]
    for context, _ in phones:
        context.close()
    assert errors == []


@pytest.fixture
def phone(new_phone: Callable[..., Phone]) -> Phone:
    return new_phone()
