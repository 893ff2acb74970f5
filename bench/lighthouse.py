"""Lighthouse on the phone's page, signed in and not: a check for developers, not a part of CI.

.venv/bin/python -m bench.lighthouse

Lighthouse comes from npm into npm's own cache; nothing is added to this project.
"""

import json
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from bench import measure
from tests.e2e.conftest import CHROMIUM
from tests.e2e.phone import Phone
from tests.e2e.server import Server, free_port, person_from_sign_up

LIGHTHOUSE = "lighthouse@12.8.2"
WANTED = 98


def main() -> None:
    """Print each category of each page against what is wanted."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server, port = Server(Path(folder) / "data", free_port()), free_port()
        server.data.mkdir()
        server.prepare()
        server.start()
        context = playwright.chromium.launch_persistent_context(
            f"{folder}/profile",
            executable_path=CHROMIUM,
            args=["--no-sandbox", f"--remote-debugging-port={port}"],
            base_url=server.url,
        )
        try:
            _tell("Sign in", server.url, port)
            phone = Phone(context)
            phone.sign_in(person_from_sign_up(server))
            _tell("Today", server.url, port)
        finally:
            context.close()
            server.stop()


def _tell(page: str, url: str, port: int) -> None:
    report = _report(f"{url}/app/", port)
    for category in report["categories"].values():
        score = round(category["score"] * 100)
        failed = [
            ref["id"]
            for ref in category["auditRefs"]
            if ref["weight"] and (report["audits"][ref["id"]]["score"] or 0) < 1
        ]
        measure.tell(
            f"{page}, {category['title']}",
            score,
            f"≥ {WANTED}",
            met=score >= WANTED,
            detail=", ".join(failed) or "every audit passed",
        )


def _report(url: str, port: int) -> dict[str, Any]:
    done = subprocess.run(
        [
            "npx", "--yes", LIGHTHOUSE, url, f"--port={port}", "--output=json", "--quiet",
            "--only-categories=performance,accessibility,best-practices", "--disable-storage-reset",
        ],
        capture_output=True,
        text=True,
        check=True,
    )  # fmt: skip
    report: dict[str, Any] = json.loads(done.stdout)
    return report


if __name__ == "__main__":
    main()
