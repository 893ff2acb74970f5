"""In which language a report speaks: the one asked for, the person's own, or that of the reader."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import get_language, get_supported_language_variant

from care.access import ReadableDiary
from diary import shapes


def known() -> list[str]:
    """The languages there are."""
    return [code for code, _name in settings.LANGUAGES]


def of(diary: ReadableDiary) -> str:
    """The language of one's own report; somebody else reads in theirs, which is set already."""
    now = get_language() or settings.LANGUAGE_CODE
    if diary.grant is not None:
        return now
    profile = diary.rows(shapes.PROFILE).first()
    locale = profile and profile.values["locale"]
    try:
        return get_supported_language_variant(locale.replace("_", "-").lower()) if locale else now
    except LookupError:
        return now
