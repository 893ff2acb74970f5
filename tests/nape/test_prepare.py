"""The data folder, made ready to be served."""

import os
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import DatabaseError

from nape import prepare


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **options: names.append(name))
    return names


def test_the_demo_person_is_made_only_where_it_is_wanted(
    called: list[str], settings: object
) -> None:
    settings.DEMO = False  # type: ignore[attr-defined]
    prepare.prepare()
    assert called[:2] == ["migrate", "createcachetable"]
    assert "seed_demo" not in called
    settings.DEMO = True  # type: ignore[attr-defined]
    prepare.prepare()
    assert called[-1] == "seed_demo"


def text(folder: Path) -> Path:
    source = folder / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text("")
    return source


def test_texts_are_compiled_when_their_source_is_newer(called: list[str], tmp_path: Path) -> None:
    source = text(tmp_path)
    prepare.compile_texts(tmp_path)
    assert called == ["compilemessages"]
    source.with_suffix(".mo").write_bytes(b"")
    prepare.compile_texts(tmp_path)
    assert called == ["compilemessages"]
    os.utime(source, (2**31, 2**31))
    prepare.compile_texts(tmp_path)
    assert called == ["compilemessages"] * 2


def test_without_gettext_the_texts_stay_english_and_that_is_said(
    called: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text(tmp_path)
    monkeypatch.setattr("shutil.which", lambda name: None)
    prepare.compile_texts(tmp_path)
    assert called == []
    assert "install gettext" in capsys.readouterr().out


@pytest.mark.parametrize("error", [CommandError("no such table"), DatabaseError("unreachable")])
def test_what_cannot_be_prepared_is_told_without_a_traceback(
    error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(prepare, "prepare", fail)
    assert prepare.main() == 1
    assert capsys.readouterr().err == f"{error}\n"


def test_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "prepare", lambda: None)
    assert prepare.main() == 0
