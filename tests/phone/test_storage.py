"""What is served is the source without its comments, under a name of its own."""

from pathlib import Path

from django.templatetags.static import static

from phone import modules
from phone.storage import without_comments

SOURCE = """/**
 * What this is.
 */
import { a } from "./a.js"; // stays
/** @param {string} b */
export const c = (b) => `https://${b}`;
  // why
  const d = "/* no comment */";
"""


def test_comments_go_and_every_line_keeps_its_number() -> None:
    assert without_comments(SOURCE).splitlines() == [
        "",
        "",
        "",
        'import { a } from "./a.js"; // stays',
        "",
        "export const c = (b) => `https://${b}`;",
        "",
        '  const d = "/* no comment */";',
    ]


def test_served_modules_have_no_comments(collected: Path) -> None:
    for name in modules.names():
        if "/vendor/" not in name:
            served = (collected / static(name).removeprefix("/static/")).read_text(encoding="utf-8")
            assert served == without_comments((modules.STATIC / name).read_text(encoding="utf-8"))


def test_vendored_files_keep_their_notices(collected: Path) -> None:
    name = modules.VENDORED["lit-html"]
    served = (collected / static(name).removeprefix("/static/")).read_bytes()
    assert served == (modules.STATIC / name).read_bytes()
