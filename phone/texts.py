"""The sentences of the phone's modules and their catalogues, one JSON file a language.

`python -m phone.texts` writes the English list that translators start from.
"""

import json
import re
from pathlib import Path

from django.templatetags.static import static

from phone import modules

CATALOGS = modules.STATIC / "phone" / "catalog"
SOURCE = CATALOGS / "en.json"

_STRING = r'"((?:[^"\\]|\\.)*)"'
_CALL = re.compile(rf"\bt\(\s*{_STRING}")
_PLURAL = re.compile(rf"\btn\(\s*{_STRING},\s*{_STRING}")
_FIELDS = f"{modules.ROOT}/core/fields.js"
#: Questions stand in core, which knows no catalogue; they are looked up when they are shown.
_ASKED = re.compile(
    rf"(?:title|ask): {_STRING}|(?:one|many|yesNo|scale|amount)\(\s*\"\w+\",\s*{_STRING}"
)
_ENDS = re.compile(rf"\[{_STRING}, {_STRING}\]\)")


def sentences() -> list[str]:
    """Every English text that the modules show."""
    found: set[str] = set()
    for name in modules.names():
        source = (modules.STATIC / name).read_text(encoding="utf-8")
        found.update(_CALL.findall(source))
        found.update(text for pair in _PLURAL.findall(source) for text in pair)
    fields = (modules.STATIC / _FIELDS).read_text(encoding="utf-8")
    for pattern in (_ASKED, _ENDS):
        found.update(text for pair in pattern.findall(fields) for text in pair if text)
    return sorted(found)


def address(language: str) -> str:
    """Where the catalogue of a language is; English, and what is not translated, needs none."""
    name = f"{language.partition('-')[0]}.json"
    has_one = name != SOURCE.name and (CATALOGS / name).is_file()
    return static(f"phone/catalog/{name}") if has_one else ""


def write(path: Path = SOURCE) -> None:
    """Renew the list; in English the key is the text."""
    texts = {text: text for text in sentences()}
    path.write_text(json.dumps(texts, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
