"""Hashed addresses of the phone's files: the import map, the preloads, the worker's list."""

import json
from functools import cache

from django.templatetags.static import static
from django.urls import reverse

from phone import modules

STYLES = "phone/css/screens.css"


def import_map() -> str:
    """From the name that a module writes to the hashed file.

    A relative import resolves to the plain address first and is mapped then, so sources stay as
    they are written and a change renames one file only. Workers do not see import maps.
    """
    bare = {name: static(path) for name, path in modules.VENDORED.items()}
    plain = {_plain(name): static(name) for name in modules.names()}
    moved = {address: hashed for address, hashed in plain.items() if address != hashed}
    return json.dumps({"imports": bare | moved}, sort_keys=True, separators=(",", ":"))


def preloads() -> list[str]:
    """What the first tap needs, fetched side by side instead of one import level at a time."""
    return [static(name) for name in modules.needed_at_once()]


@cache
def precached() -> tuple[str, ...]:
    """Everything that the page needs to start without a network."""
    folder = modules.STATIC / "phone"
    files = (
        path
        for path in folder.rglob("*")
        if path.suffix in {".js", ".css", ".json", ".png", ".svg"}
    )
    names = sorted(path.relative_to(modules.STATIC).as_posix() for path in files)
    return (
        reverse("phone:shell"),
        reverse("phone:manifest"),
        *(static(name) for name in names),
    )


def _plain(name: str) -> str:
    return static("phone/").removesuffix("phone/") + name
