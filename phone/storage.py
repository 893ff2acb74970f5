"""Static files as they are served: hashed, compressed, and the phone's modules without comments.

The comments stay in the sources, where people read them; on the way to a phone they would be a
quarter of the bytes. Nothing else is changed, and every line keeps its number.
"""

import re
from typing import Any

from django.core.files.base import ContentFile, File
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

# Only what has its lines for itself: inside a line a `//` may be part of a text.
_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*$", re.DOTALL | re.MULTILINE)
_OURS = re.compile(r"phone/js/(?!vendor/).*\.js")


def without_comments(source: str) -> str:
    """A module with empty lines where its comments were."""
    return _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), source)


class ServedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    def hashed_name(self, name: str, content: Any = None, filename: Any = None) -> str:
        # The name must change with what is served.
        lean = content and _lean(name.replace("\\", "/"), content)
        hashed: str = super().hashed_name(name, lean, filename)
        return hashed

    def _save(self, name: str, content: Any) -> str:
        saved: str = super()._save(name, _lean(name.replace("\\", "/"), content))
        return saved


def _lean(name: str, content: "File[Any]") -> "File[Any]":
    if not _OURS.fullmatch(name):
        return content
    content.seek(0)
    source = content.read()
    text = source if isinstance(source, str) else source.decode()
    return ContentFile(without_comments(text).encode(), name=content.name)
