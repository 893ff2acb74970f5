"""Static files as they are served: hashed, compressed, and the phone's code made small.

Sources stay as people write and read them; on the way to a phone their comments, line breaks and
long names would be two bytes of five. Without the minifier (it has no wheel for macOS) they are
served as they are written.
"""

from typing import Any

from django.core.files.base import ContentFile, File
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

_TYPES = {".js": "application/javascript", ".css": "text/css"}


def small(source: str, kind: str) -> str:
    """The same program or the same styles in fewer bytes."""
    try:
        # Only here, where files are collected: it brings a run-time that must not be forked.
        import minify
    except ImportError:
        return source
    done: str = minify.string(_TYPES[kind], source)
    return done


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
    kind = f".{name.rpartition('.')[2]}"
    if not name.startswith("phone/") or kind not in _TYPES:
        return content
    content.seek(0)
    source = content.read()
    text = source if isinstance(source, str) else source.decode()
    # A notice inside must travel with the code that it is about.
    served = text if "@license" in text else small(text, kind)
    return ContentFile(served.encode(), name=content.name)
