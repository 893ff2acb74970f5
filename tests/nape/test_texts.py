"""Translations: found in the sources, kept when renewed, compiled when they are newer."""

import gettext
import os
from pathlib import Path

import pytest

from nape import texts

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Headache now"
msgstr "Jetzt Kopfschmerzen"

#, fuzzy
msgid "Check-in"
msgstr "Tag"
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(PO, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "file"),
    [
        ("Headache now", "phone/views.py"),
        ("Skip to content", "phone/templates/phone/shell.html"),
        ("Phone", "phone/apps.py"),  # lazy
    ],
)
def test_sentences_of_code_and_templates_are_found(text: str, file: str) -> None:
    message = texts.extracted().get(text)
    assert message
    assert file in dict(message.locations)


def test_what_only_tests_say_is_not_translated() -> None:
    rooms = {name.split("/")[0] for one in texts.extracted() for name, _line in one.locations}
    assert {"phone", "reports"} <= rooms
    assert not rooms & {"tests", "bench"}


def test_renewing_keeps_what_was_translated_and_adds_what_is_new(source: Path) -> None:
    texts.renew(source)
    renewed = texts.read(source)
    assert renewed["Headache now"].string == "Jetzt Kopfschmerzen"
    assert renewed["Skip to content"].string == ""
    before = source.read_text(encoding="utf-8")
    texts.renew(source)
    assert source.read_text(encoding="utf-8") == before


def test_what_is_missing_or_only_guessed_is_listed(source: Path) -> None:
    lacking = texts.untranslated(source)
    assert {"Check-in", "Skip to content"} <= set(lacking)
    assert "Headache now" not in lacking
    assert "phone/templates/phone/shell.html" in lacking["Skip to content"]


def test_a_compiled_text_is_what_gettext_reads(source: Path) -> None:
    texts.compile_all(source.parents[2])
    found = gettext.translation("django", source.parents[2], ["de"])
    assert found.gettext("Headache now") == "Jetzt Kopfschmerzen"
    assert found.gettext("Check-in") == "Check-in"  # a guess is not shown


def test_texts_are_compiled_again_when_their_source_is_newer(source: Path) -> None:
    folder, made = source.parents[2], source.with_suffix(".mo")
    texts.compile_all(folder)
    made.write_bytes(b"")
    texts.compile_all(folder)
    assert made.read_bytes() == b""
    os.utime(source, (2**31, 2**31))
    texts.compile_all(folder)
    assert made.read_bytes()
