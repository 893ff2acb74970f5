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
/** @type {A} */ (window).a = a;
function e() {}
/** @type {E} */
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
        "/** @type {A} */ (window).a = a;",
        "function e() {}",
        "",
    ]


def test_no_line_of_code_is_lost() -> None:
    """Told apart by another way: line by line, knowing whether a comment is open."""
    for name in modules.names():
        if "/vendor/" not in name:
            source = (modules.STATIC / name).read_text(encoding="utf-8")
            assert without_comments(source).splitlines() == _code_lines(source), name


def _code_lines(source: str) -> list[str]:
    kept, is_open = [], False
    for line in source.splitlines():
        text = line.strip()
        is_comment = is_open or text.startswith("//")
        if not is_open and text.startswith("/*"):
            is_open, is_comment = True, "*/" not in text[:-2]
        is_open = is_open and "*/" not in text
        kept.append("" if is_comment else line)
    return kept


def test_served_modules_have_no_comments(collected: Path) -> None:
    for name in modules.names():
        if "/vendor/" not in name:
            served = (collected / static(name).removeprefix("/static/")).read_text(encoding="utf-8")
            assert served == without_comments((modules.STATIC / name).read_text(encoding="utf-8"))


def test_vendored_files_keep_their_notices(collected: Path) -> None:
    name = modules.VENDORED["lit-html"]
    served = (collected / static(name).removeprefix("/static/")).read_bytes()
    assert served == (modules.STATIC / name).read_bytes()
