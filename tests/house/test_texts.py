"""Every sentence of the house is said in every language that is offered."""

import re
from pathlib import Path

import allauth
import pytest
from django.conf import settings

from nape import texts

LANGUAGES = [code for code, _name in settings.LANGUAGES if code != "en"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_missing_or_only_guessed(language: str) -> None:
    """Renew the list with `python -m nape.texts`, then translate what it leaves empty."""
    lacking = texts.untranslated(texts.LOCALE / language / "LC_MESSAGES" / "django.po")
    assert lacking == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_values_of_its_sentence(language: str) -> None:
    catalog = texts.read(texts.LOCALE / language / "LC_MESSAGES" / "django.po")
    assert [(message.id, errors) for message, errors in catalog.check()] == []


#: What nobody here is shown: names to sign in with, and telephones.
NOT_SHOWN = re.compile(r"username|phone", re.IGNORECASE)
FAMILIAR = re.compile(r"\b(du|dir|dich|dein\w*)\b", re.IGNORECASE)


def test_the_german_of_the_sign_in_library_is_as_polite_as_the_rest() -> None:
    own = texts.read(texts.SIGN_IN / "de" / "LC_MESSAGES" / "django.po")
    there = Path(allauth.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "django.po"
    familiar = [
        message.id
        for message in texts.read(there)
        if any(re.search(r"(^|/)(account|mfa|usersessions)/", at) for at, _n in message.locations)
        and FAMILIAR.search(str((own.get(message.id) or message).string))
        and not NOT_SHOWN.search(str(message.id))
    ]
    assert familiar == []


def test_every_sentence_of_the_sign_in_library_that_is_said_otherwise_is_still_there() -> None:
    there = Path(allauth.__file__).parent / "locale" / "de" / "LC_MESSAGES" / "django.po"
    known, own = texts.read(there), texts.read(texts.SIGN_IN / "de" / "LC_MESSAGES" / "django.po")
    assert [message.id for message in own if message.id and message.id not in known] == []
    assert [(message.id, errors) for message, errors in own.check()] == []
