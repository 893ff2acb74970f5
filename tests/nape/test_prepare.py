"""The data folder, made ready to be served."""

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
