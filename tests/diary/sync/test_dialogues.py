"""The recorded dialogues are still what the server says."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from tests.diary.sync import dialogues
from tests.diary.sync.test_machine import COMMON

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", dialogues.stored(), ids=lambda path: path.stem)
def test_the_server_answers_as_it_did(path: Path) -> None:
    life = json.loads(path.read_text(encoding="utf-8"))
    for then, now in dialogues.answered_again(life):
        assert now == then


def test_the_dialogues_speak_of_what_can_happen() -> None:
    lives = [json.loads(path.read_text(encoding="utf-8")) for path in dialogues.stored()]
    results = [r for life in lives for reply in life["replies"] for r in reply["results"]]
    assert {r["status"] for r in results} == {"applied", "merged", "duplicate", "rejected"}
    assert any(r["lost"] for r in results)
    assert any(reply["has_more"] for life in lives for reply in life["replies"])
    assert any(record["deleted"] for life in lives for record in life["records"])


@pytest.mark.slow
@pytest.mark.skipif("RECORD" not in os.environ, reason="writes tests/vectors/sync anew: RECORD=1")
def test_record_dialogues() -> None:
    few = settings(COMMON, max_examples=300, stateful_step_count=24)
    run_state_machine_as_test(dialogues.RecordedMachine, settings=few)
    for path in dialogues.stored():
        path.unlink()
    for number, life in enumerate(dialogues.choose(dialogues.RecordedMachine.lives), 1):
        path = dialogues.FOLDER / f"{number:02}.json"
        path.write_text(dialogues.text(life), encoding="utf-8")
