"""Every sentence of the house is said in every language that is offered."""

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
