"""The papers say what is true."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands

import nape
from nape.env import OPTIONS
from tests.house.files import HOUSE, name, text, tracked

PAPERS = [path for path in tracked() if path.suffix == ".md"]
METHODS = [path for path in PAPERS if path.parent.name == "methods"]
PURPOSE = (
    "A personal record of headaches, pain and daily habits, with summaries to support a "
    "conversation with a health professional. It does not diagnose, treat, monitor in real time "
    "or replace medical advice."
)
WORDS = [
    "episode", "reading", "check-in", "dose", "medication", "treatment", "session", "mark",
    "grant", "observed day",
]  # fmt: skip


def test_the_table_of_options_is_the_code() -> None:
    page = (HOUSE / "docs" / "self-hosting.md").read_text(encoding="utf-8")
    table = re.findall(r"^\| `((?:NAPE_|DATABASE_)\w+)` \| (.+) \|$", page, re.MULTILINE)
    assert dict(table) == OPTIONS
    assert len(table) == len(OPTIONS)


def test_every_option_that_is_spoken_of_exists() -> None:
    # Tests speak of names that do not exist, to see them refused.
    files = [path for path in tracked() if not name(path).startswith("tests/")]
    spoken = {
        found for path in files for found in re.findall(r"\bNAPE_[A-Z_]*[A-Z]\b", text(path) or "")
    }
    assert spoken <= set(OPTIONS)


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_command_of_the_papers_exists(paper: Path) -> None:
    page = paper.read_text(encoding="utf-8")
    for command in re.findall(r"manage\.py ([a-z_]+)", page):
        assert command in get_commands()
    for script in re.findall(r"(?<![\w/])scripts/([\w-]+)", page):
        assert (HOUSE / "scripts" / script).exists()


@pytest.mark.parametrize("paper", PAPERS, ids=name)
def test_every_link_between_papers_leads_somewhere(paper: Path) -> None:
    for link in re.findall(r"\]\(([^)#\s]+)[^)]*\)", paper.read_text(encoding="utf-8")):
        if "://" not in link:
            assert (paper.parent / link).exists(), link


NOT_A_METHOD = {"calibration", "references", "report", "warning-signs"}
PARTS = (
    "Formula", "Assumptions", "What (it does|they do) not say", "Worked example", "Reference",
    "Test values",
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_every_page_on_a_method_has_all_its_parts(part: str) -> None:
    pages = [page for page in METHODS if page.stem not in NOT_A_METHOD]
    assert len(pages) == 14
    has_part = re.compile(rf"^\*\*{part}", re.MULTILINE)
    lacking = [page.stem for page in pages if not has_part.search(page.read_text(encoding="utf-8"))]
    assert lacking == []


def test_the_steps_of_the_checks_are_listed_where_they_are_explained() -> None:
    script = (HOUSE / "scripts" / "test").read_text(encoding="utf-8")
    [listed] = re.findall(r"^#   (.+)$", script, re.MULTILINE)
    [known] = re.findall(r"^known=' (.+) '$", script, re.MULTILINE)
    assert listed.split() == known.split()
    assert set(listed.split()) == set(re.findall(r"^step (\w+) ", script, re.MULTILINE))


def test_the_purpose_is_stated_word_by_word() -> None:
    readme = (HOUSE / "README.md").read_text(encoding="utf-8")
    assert PURPOSE in re.sub(r"\s+>?\s*", " ", readme)


def test_the_glossary_has_the_words_of_the_house() -> None:
    page = (HOUSE / "docs" / "glossary.md").read_text(encoding="utf-8")
    known = re.findall(r"^\| ([^|]+) \|", page, re.MULTILINE)
    assert set(WORDS) <= set(known)
    assert len(known) == len(set(known))


def test_the_version_and_the_licence_are_the_same_everywhere() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == nape.__version__
    assert project["license"] == "AGPL-3.0-or-later"
    licence = (HOUSE / "LICENSE").read_text(encoding="utf-8")
    assert licence.split("\n")[0].strip() == "GNU AFFERO GENERAL PUBLIC LICENSE"
