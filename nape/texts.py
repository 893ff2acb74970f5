"""The sentences of pages, answers and reports, and their translations in locale/.

`python -m nape.texts` renews the .po files from the sources, `python -m nape.texts fr` begins a
language. What was translated stays; a sentence that changed is marked fuzzy and is shown in
English until somebody has looked at it. Babel does what GNU gettext does, on any system with pip.
"""

import re
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

HOUSE = Path(__file__).resolve().parent.parent
LOCALE = HOUSE / "locale"
# What the sign-in library says, where its own words do not fit the rest.
SIGN_IN = HOUSE / "accounts" / "locale"
_LAZY = {f"{name}_lazy": spec for name, spec in DEFAULT_KEYWORDS.items()}
_NOT_SHOWN = {"tests", "bench", "migrations"}


def extracted() -> Catalog:
    """Every sentence that goes through gettext, with the files that say it."""
    catalog = Catalog(charset="utf-8")
    for path in _sources():
        name = path.relative_to(HOUSE).as_posix()
        for _line, message, comments, context in _messages(path):
            catalog.add(message, locations=[(name, 0)], auto_comments=comments, context=context)
    return catalog


def _sources() -> Iterator[Path]:
    for room in sorted(HOUSE.glob("*/__init__.py")):
        for path in sorted(room.parent.rglob("*")):
            parts = path.relative_to(HOUSE).parts
            is_template = "templates" in parts and path.suffix in {".html", ".txt"}
            if (path.suffix == ".py" or is_template) and not _NOT_SHOWN.intersection(parts):
                yield path


def _messages(path: Path) -> list[tuple[int, str | tuple[str, ...], list[str], str | None]]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Templates become calls among filler words; their indentation means nothing to Python.
        source = re.sub(r"^[ \t]+", "", templatize(source), flags=re.MULTILINE)
    keywords = DEFAULT_KEYWORDS | _LAZY
    return list(extract("python", BytesIO(source.encode()), keywords, comment_tags=["Translators"]))


def sources() -> list[Path]:
    """The translations there are."""
    return sorted(LOCALE.rglob("*.po"))


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], charset="utf-8")


def renew(path: Path) -> None:
    """Bring one .po file up to what the sources say."""
    catalog = read(path) if path.exists() else _empty(path.parts[-3])
    catalog.update(extracted(), update_creation_date=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=100, sort_output=True, ignore_obsolete=True)


def _empty(language: str) -> Catalog:
    return Catalog(
        locale=language,
        header_comment="# The texts of Nape, under the licence of Nape.",
        project="Nape",
        version="1",
        charset="utf-8",
        fuzzy=False,
    )


def untranslated(path: Path) -> dict[str, set[str]]:
    """What a language still lacks, and the files that say it."""
    known = read(path)
    lacking: dict[str, set[str]] = {}
    for message in extracted():
        found = message.id and known.get(message.id, message.context)
        if message.id and (not found or found.fuzzy or not all(_forms(found.string))):
            lacking[_forms(message.id)[0]] = {name for name, _line in message.locations}
    return lacking


def _forms(text: "str | tuple[str, ...] | list[str] | None") -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def compile_all(folder: Path) -> None:
    """Make the .mo files that gettext reads, where they are missing or old."""
    for path in sorted(folder.rglob("*.po")):
        made = path.with_suffix(".mo")
        if not made.exists() or made.stat().st_mtime < path.stat().st_mtime:
            with made.open("wb") as file:
                write_mo(file, read(path))


if __name__ == "__main__":
    begun = [LOCALE / language / "LC_MESSAGES" / "django.po" for language in sys.argv[1:]]
    for source in sorted({*sources(), *begun}):
        renew(source)
