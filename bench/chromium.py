"""A throw-away server and a Chromium, for the benchmarks of the phone's page."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests.e2e.conftest import CHROMIUM
from tests.e2e.server import Person, Server, free_port, person_from_sign_up


@contextmanager
def opened() -> Iterator[tuple[Browser, Server, Person]]:
    """The browser, the server, and somebody who has signed up there."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder), free_port())
        server.prepare()
        server.start()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        try:
            yield browser, server, person_from_sign_up(server)
        finally:
            browser.close()
            server.stop()
