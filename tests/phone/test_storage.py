"""What is served is the source without comments and indentation, under a name of its own."""

import re
from pathlib import Path

from django.templatetags.static import static

from phone import assets, bundles, modules
from phone.smaller import made_small
from phone.storage import lean

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


def _served(root: Path, name: str) -> str:
    return (root / static(name).removeprefix("/static/")).read_text(encoding="utf-8")


def test_comments_and_indentation_go() -> None:
    assert lean(SOURCE).splitlines() == [
        'import { a } from "./a.js"; // stays',
        "export const c = (b) => `https://${b}`;",
        'const d = "/* no comment */";',
        "/** @type {A} */ (window).a = a;",
        "function e() {}",
    ]


def test_no_line_of_code_is_lost() -> None:
    """Told apart by another way: line by line, knowing whether a comment is open."""
    for name in modules.names():
        if "/vendor/" not in name:
            source = (modules.STATIC / name).read_text(encoding="utf-8")
            assert lean(source).splitlines() == _code_lines(source), name


def _code_lines(source: str) -> list[str]:
    kept, is_open = [], False
    for line in source.splitlines():
        text = line.strip()
        is_comment = is_open or text.startswith("//")
        if not is_open and text.startswith("/*"):
            is_open, is_comment = True, "*/" not in text[:-2]
        is_open = is_open and "*/" not in text
        if text and not is_comment:
            kept.append(text)
    return kept


def test_the_joined_files_are_served_lean(collected: Path) -> None:
    for name, source in bundles.joined().items():
        assert _served(collected, name) == lean(made_small(source))


def test_a_notice_inside_a_vendored_file_is_kept(collected: Path) -> None:
    name = modules.VENDORED["lit-html"]
    assert _served(collected, name) == (modules.STATIC / name).read_text(encoding="utf-8")


def test_styles_name_hashed_pictures(collected: Path) -> None:
    served = _served(collected, assets.STYLES)
    assert re.search(r"""url\(["']?\.\./map/head\.[0-9a-f]{12}\.svg""", served)
