"""The house about itself: its rooms, its migrations, its files."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.house.files import HOUSE, name, text, tracked

# What belongs to one machine or one moment and not into the repository. Written in pieces, so
# that this file does not hold what it looks for.
STRAY = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + "work/",
            "/opt/" + "(pypi|wheels)",
            "registry" + r"\.npmjs",
            "pypi" + r"\.org",
            "files\\.python" + "hosted",
            r"\b[Ii]ssue" + r" #?\d",
            r"\b(chief|helper)" + r" (engineer|agent)",
            r"\bT" + "ODO|F" + r"IXME\b",
        ]
    )
)
LONGEST_LINES = 550
NOT_OURS = ("/vendor/", "/data/", "LICENSE", "package-lock.json")


def contract() -> dict[str, list[str]]:
    tools = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    return dict(tools["importlinter"])


def packages() -> set[str]:
    """The folders at the top with Python in them."""
    tops = {Path(name(path)).parts[0] for path in tracked() if path.name == "__init__.py"}
    return tops - {"tests", "bench"}


def test_every_room_stands_on_a_floor() -> None:
    rooms = contract()
    assert set(rooms["root_packages"]) == packages()
    floors = rooms["contracts"][0]["layers"]  # type: ignore[index]
    on_floors = {room for floor in floors for room in re.split(r"[ :|]+", floor)}
    assert on_floors == packages()


def test_every_room_is_measured() -> None:
    tools = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    assert set(tools["coverage"]["run"]["source"]) == packages()


@pytest.mark.django_db
def test_migrations_are_complete() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_nobody_is_named_helper() -> None:
    banned = {"util", "utils", "helper", "helpers", "common", "misc"}
    assert [name(path) for path in tracked() if path.stem in banned] == []


def test_files_speak_of_the_house_alone() -> None:
    ours = [path for path in tracked() if not any(part in name(path) for part in NOT_OURS)]
    stray = {name(path): found[0] for path in ours if (found := STRAY.search(text(path) or ""))}
    assert stray == {}


def test_no_file_of_code_is_endless() -> None:
    code = [path for path in tracked() if path.suffix in {".py", ".js", ".sh"}]
    long = {
        name(path): lines
        for path in code
        if not any(part in name(path) for part in NOT_OURS)
        and not name(path).startswith("tests/")
        and (lines := len((text(path) or "").splitlines())) > LONGEST_LINES
    }
    assert long == {}


def test_scripts_can_be_run() -> None:
    for script in ("scripts/run", "scripts/test", "scripts/lock", ".ci/run", "manage.py"):
        assert (HOUSE / script).stat().st_mode & 0o111


def test_every_requirement_says_why_it_is_there() -> None:
    for file in ("requirements.in", "requirements-dev.in"):
        for line in (HOUSE / file).read_text(encoding="utf-8").splitlines():
            assert line.startswith(("#", "-")) or "  # " in line or " # " in line, line


def test_every_requirement_has_its_hash_and_no_address() -> None:
    for file in ("requirements.txt", "requirements-postgres.txt", "requirements-dev.txt"):
        page = (HOUSE / file).read_text(encoding="utf-8")
        pinned = re.findall(r"^[\w.\[\],-]+==[^\n]*\\\n    --hash=sha256:", page, re.MULTILINE)
        names = re.findall(r"^[A-Za-z]", page, re.MULTILINE)
        assert len(pinned) == len(names)
        assert "://" not in page
