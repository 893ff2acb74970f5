"""The child process: limited, killed when it runs away, replaced when it is gone."""

import os
import sys
import time
from pathlib import Path

import pytest

from reports import render
from reports.render import CannotRender, Renderer

QUESTION = {"kind": "chart", "name": "curves", "theme": "light", "format": "svg", "note": "",
            "title": "A title", "data": None}  # fmt: skip
LOADED = "from reports import drawing; drawing.answer = lambda question: {}; drawing.main()"


def child(answer: str, before: str = "") -> list[str]:
    """A command whose answer to every question is this expression."""
    return [sys.executable, "-c", f"import time; {before}\n{LOADED.format(answer)}"]


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_child_that_takes_too_long_is_killed() -> None:
    mine = Renderer(child("time.sleep(60)"), wall_seconds=3)
    began = time.monotonic()
    with pytest.raises(CannotRender, match="out_of_time"):
        mine.ask(QUESTION)
    assert time.monotonic() - began < 10
    assert mine._child is None


def test_a_child_that_takes_too_much_memory_answers_or_dies_within_its_limits() -> None:
    mine = Renderer(child("b'x' * 4 * 1024**3"), wall_seconds=20)
    with pytest.raises(CannotRender):
        mine.ask(QUESTION)
    mine.stop()


def test_a_child_that_works_for_ever_is_ended_by_its_limit() -> None:
    endless = child(
        "[0 for _ in iter(int, 1)]", "from reports import drawing; drawing.CPU_SECONDS=1"
    )
    mine = Renderer(endless, wall_seconds=25)
    with pytest.raises(CannotRender, match="died"):
        mine.ask(QUESTION)


def test_after_a_death_the_next_question_is_answered() -> None:
    mine = Renderer()
    try:
        assert b"A title" in mine.ask(QUESTION)
        assert mine._child is not None
        first = mine._child.pid
        mine._child.kill()
        mine._child.wait()
        assert b"Another" in mine.ask(QUESTION | {"title": "Another"})
        assert mine._child.pid != first
    finally:
        mine.stop()
    assert not alive(first)


def test_a_question_nobody_knows_is_an_error_and_no_death() -> None:
    mine = Renderer()
    try:
        with pytest.raises(CannotRender, match="ValueError"):
            mine.ask({"kind": "shell"})
        assert b"<svg" in mine.ask(QUESTION)
    finally:
        mine.stop()


def test_the_same_question_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "MOST_KEPT", 1)
    mine = Renderer(child("str(time.monotonic()).encode()"))
    try:
        first = mine.ask(QUESTION)
        assert mine.ask(QUESTION) == first
        mine.ask(QUESTION | {"title": "other"})
        assert mine.ask(QUESTION) != first
    finally:
        mine.stop()


def test_a_child_is_replaced_after_many_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(render, "MOST_ANSWERS", 1)
    mine = Renderer(child("str(os.getpid()).encode()", "import os"))
    mine._command[2] = mine._command[2].replace("drawing.answer", "import os; drawing.answer", 1)
    try:
        assert mine.ask(QUESTION) != mine.ask(QUESTION | {"title": "other"})
    finally:
        mine.stop()


def test_the_child_knows_no_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://secret")
    shown = child("repr(dict(__import__('os').environ)).encode()")
    mine = Renderer(shown)
    try:
        assert b"secret" not in mine.ask(QUESTION)
    finally:
        mine.stop()
