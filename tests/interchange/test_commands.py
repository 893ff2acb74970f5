"""`manage.py export` and `manage.py import`."""

import io
import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from diary.models import Episode
from interchange.management.commands import export
from tests.conftest import EPISODE, Caller
from tests.interchange.test_archive import archive, episode


def out(*args: str) -> str:
    stream = io.StringIO()
    call_command(*args, stdout=stream)
    return stream.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "diary.json"


def test_a_diary_moves_from_one_account_to_another(
    api: Caller, stranger: User, file: Path, capsys: Any
) -> None:
    api.post("episodes/", EPISODE | {"notes": "שלום 💊"})
    out("export", "owner@example.org", "--out", str(file))
    assert "Wrote 1 records" in capsys.readouterr().err
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert out("import", "stranger@example.org", str(file)) == (
        "Imported: 1 created, 0 unchanged, 0 kept.\n"
    )
    moved = json.loads(out("export", "Stranger@Example.org "))
    assert moved["episodes"] == json.loads(file.read_text())["episodes"]
    assert Episode.objects.filter(person=stranger).count() == 1


def test_the_import_tells_what_was_odd(owner: User, file: Path) -> None:
    there = episode(ended_at="2026-03-01T08:00:00Z", mood=3)
    file.write_text(json.dumps(archive(episodes=[there])))
    first = out("import", "owner@example.org", str(file))
    assert (
        "episodes[0].ended_at: an episode cannot end before it starts (imported as it is)" in first
    )
    assert "episodes[0].mood: not known here, put aside" in first
    file.write_text(json.dumps(archive(episodes=[there | {"peak_intensity": 2}])))
    again = out("import", "owner@example.org", str(file))
    assert "0 created, 0 unchanged, 1 kept" in again
    assert "episodes[0]: the diary's own version was kept" in again


def test_a_long_list_is_cut(owner: User, file: Path) -> None:
    file.write_text(json.dumps(archive(episodes=[episode(mood=3) for _ in range(25)])))
    assert "… and 5 more." in out("import", "owner@example.org", str(file))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("there", [0, 3])
def test_a_bar_shows_the_progress_on_a_terminal(
    owner: User, file: Path, monkeypatch: pytest.MonkeyPatch, there: int
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    marks = [{"on": "2026-03-01", "label": str(n)} for n in range(there)]
    file.write_text(json.dumps(archive(episodes=[episode()][:there], marks=marks)))
    assert "Imported" in out("import", "owner@example.org", str(file))
    steps = terminal.getvalue().strip("\r\n").split("\r")
    number = there + bool(there)
    assert steps[-1] == f"[{'#' * 40}] {number} of {number}"
    if there:
        assert steps[0] == f"[{' ' * 40}] 0 of 4"
        assert steps[1] == f"[{'#' * 10}{' ' * 30}] 1 of 4"


def test_there_is_no_bar_in_a_log(owner: User, file: Path, capsys: Any) -> None:
    file.write_text(json.dumps(archive(episodes=[episode()])))
    out("import", "owner@example.org", str(file))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "cut short"),
        (b'{"format": "nape-archive", "episodes": [{', "cut short"),
        (b"\xff\xfe", "no archive"),
        (b"[" * 100_000, "nested too deeply"),
        (b"{}", "format: must be nape-archive"),
        (json.dumps(archive() | {"counts": {"marks": 3}}).encode(), "counts.marks: says another"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(
    owner: User, file: Path, content: bytes, sentence: str
) -> None:
    file.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        out("import", "owner@example.org", str(file))


def test_a_file_that_is_too_large_is_not_read(owner: User, file: Path) -> None:
    with file.open("wb") as huge:
        huge.truncate(64 * 1024**2 + 1)
    with pytest.raises(CommandError, match="larger than 64 MiB"):
        out("import", "owner@example.org", str(file))


@pytest.mark.parametrize("command", ["export", "import"])
def test_an_unknown_address_is_told(db: None, file: Path, command: str) -> None:
    args = [command, "nobody@example.org", *([str(file)] if command == "import" else [])]
    with pytest.raises(CommandError, match="no account with the address nobody@"):
        out(*args)


def test_a_missing_file_is_told(owner: User, file: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        out("import", "owner@example.org", str(file))


def test_an_export_replaces_no_file(owner: User, file: Path) -> None:
    file.write_text("precious")
    with pytest.raises(CommandError, match="There is a file"):
        out("export", "owner@example.org", "--out", str(file))
    assert file.read_text() == "precious"


def test_an_export_to_nowhere_is_told(owner: User, file: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        out("export", "owner@example.org", "--out", str(file / "deeper"))


def test_a_failed_command_ends_with_one(owner: User, capsys: Any) -> None:
    with pytest.raises(SystemExit) as end:
        export.Command().run_from_argv(["manage.py", "export", "nobody@example.org"])
    assert end.value.code == 1
