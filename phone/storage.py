"""Static files as they are served: hashed, compressed, and the phone's code joined and lean.

Comments and indentation stay in the sources, where people read them; on the way to a phone they
would be a third of the bytes. The order of the code is never changed.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile, File
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

from phone import bundles, modules, smaller

# Only what has its lines for itself: inside a line a `//` may be part of a text.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*$", re.DOTALL | re.MULTILINE)
_BETWEEN_LINES = re.compile(r"\s*\n\s*")
#: A notice inside must travel with the code that it is about.
NOTICE = "@license"
_OURS = re.compile(r"phone/.*\.(js|css)")


def lean(source: str) -> str:
    """The same lines without comments, indentation and empty lines between them."""
    return _BETWEEN_LINES.sub("\n", _COMMENT.sub("", source)).lstrip()


class ServedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    @property
    def has_bundles(self) -> bool:
        return bundles.FIRST in self.hashed_files

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        if not dry_run:
            for name, source in _served_code().items():
                self.delete(name)
                self.save(name, ContentFile(smaller.made_small(source).encode()))
                paths[name] = (self, name)
        yield from super().post_process(paths, dry_run=dry_run, **options)

    def hashed_name(self, name: str, content: Any = None, filename: Any = None) -> str:
        # The name must change with what is served.
        lean_content = content and _lean(name.replace("\\", "/"), content)
        hashed: str = super().hashed_name(name, lean_content, filename)
        return hashed

    def _save(self, name: str, content: Any) -> str:
        saved: str = super()._save(name, _lean(name.replace("\\", "/"), content))
        return saved


def _served_code() -> dict[str, str]:
    """What the page runs, by static name."""
    vendored = {
        name: (modules.STATIC / name).read_text(encoding="utf-8")
        for name in modules.VENDORED.values()
    }
    free = {name: source for name, source in vendored.items() if NOTICE not in source}
    return bundles.joined() | free


def _lean(name: str, content: "File[Any]") -> "File[Any]":
    if not _OURS.fullmatch(name):
        return content
    content.seek(0)
    source = content.read()
    text = source if isinstance(source, str) else source.decode()
    served = text if NOTICE in text else lean(text)
    return ContentFile(served.encode(), name=content.name)
