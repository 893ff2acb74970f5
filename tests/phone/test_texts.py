"""The sentences of the phone: all in the catalogue, in calm words."""

import json
import re
from pathlib import Path

import pytest

from phone import modules, texts

HOLE = re.compile(r"\{\w+\}")


def test_the_english_list_is_what_the_modules_say() -> None:
    """Renew it with `python -m phone.texts`."""
    listed = json.loads(texts.SOURCE.read_text(encoding="utf-8"))
    assert listed == {text: text for text in texts.sentences()}


@pytest.mark.parametrize(
    "text",
    [
        "Headache now switches to Dim, the end of the headache back",  # after a line break
        "{n} entries not sent yet",  # a plural
        "Hours spent sitting",  # a question of core
        "very much",  # the end of a scale
        "Where it hurts",  # a heading of core
    ],
)
def test_every_way_of_writing_a_sentence_is_found(text: str) -> None:
    assert text in texts.sentences()


def test_no_sentence_cheers_or_shouts() -> None:
    for text in texts.sentences():
        assert "!" not in text
        assert not re.search(r"\b(great|awesome|streak|congratulations|well done)\b", text, re.I)


def test_no_sentence_goes_round_the_catalogue() -> None:
    shown = re.compile(r">\s*([A-Z][a-z]+(?: [a-z]+)+)\s*<")
    for name in modules.names():
        assert not shown.findall((modules.STATIC / name).read_text(encoding="utf-8")), name


def test_english_needs_no_catalogue_and_an_unknown_language_has_none() -> None:
    assert texts.address("en-gb") == ""
    assert texts.address("xx") == ""


def test_a_translation_keeps_every_value_of_its_sentence() -> None:
    for path in sorted(texts.CATALOGS.glob("*.json")):
        for text, translated in json.loads(path.read_text(encoding="utf-8")).items():
            assert sorted(HOLE.findall(text)) == sorted(HOLE.findall(translated)), (path, text)


@pytest.mark.parametrize("path", sorted(texts.CATALOGS.glob("*.json")), ids=lambda path: path.stem)
def test_a_catalogue_says_every_sentence_and_no_other(path: Path) -> None:
    said = json.loads(path.read_text(encoding="utf-8"))
    assert sorted(set(texts.sentences()) - set(said)) == [], "not translated"
    assert sorted(set(said) - set(texts.sentences())) == [], "said no more"
