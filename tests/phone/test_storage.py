"""What is served is the source made small, under a name of its own."""

import re
import sys
from pathlib import Path

import pytest
from django.templatetags.static import static

from phone import assets, modules
from phone.storage import small

SOURCE = """/**
 * What this is.
 */
import { html } from "lit-html"; // why
/** @param {string} name */
export const greeting = (name) => html`<p class="lead">
    /* no comment */ ${name} // nor this
  </p>`;
"""


def _served(root: Path, name: str) -> str:
    return (root / static(name).removeprefix("/static/")).read_text(encoding="utf-8")


def test_comments_go_and_templates_stay_as_they_are() -> None:
    pytest.importorskip("minify", reason="the minifier has no wheel for this system")
    assert small(SOURCE, ".js") == (
        'import{html}from"lit-html";export const greeting=e=>html`<p class="lead">\n'
        "    /* no comment */ ${e} // nor this\n  </p>`"
    )


def test_without_the_minifier_the_source_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "minify", None)
    assert small(SOURCE, ".js") == SOURCE


def test_what_is_served_is_the_source_made_small(collected: Path) -> None:
    for name in modules.names():
        source = (modules.STATIC / name).read_text(encoding="utf-8")
        if "@license" not in source:
            assert _served(collected, name) == small(source, Path(name).suffix), name


def test_a_notice_inside_a_vendored_file_is_kept(collected: Path) -> None:
    name = modules.VENDORED["lit-html"]
    assert _served(collected, name) == (modules.STATIC / name).read_text(encoding="utf-8")


def test_styles_name_hashed_pictures(collected: Path) -> None:
    served = _served(collected, assets.STYLES)
    assert re.search(r"""url\(["']?\.\./map/head\.[0-9a-f]{12}\.svg""", served)
