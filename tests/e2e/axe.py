"""What axe objects to on a page."""

from typing import Any

from playwright.sync_api import Page

from tests.e2e.server import HOUSE

AXE = HOUSE / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def violations(page: Page, only: list[str] | None = None) -> list[dict[str, Any]]:
    """What it finds on the screen as it is now, by all rules or only these."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    run = "only => axe.run(document, {runOnly: only, resultTypes: ['violations']})"
    wanted = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
    found = page.evaluate(run, wanted)["violations"]
    return [
        {"rule": one["id"], "nodes": [node["html"][:200] for node in one["nodes"]]} for one in found
    ]
