"""Hashed addresses of the phone's files: the import map, the preloads, the worker's list."""

import json
from functools import cache

from django.contrib.staticfiles.storage import staticfiles_storage
from django.templatetags.static import static
from django.urls import reverse

from phone import bundles, modules

STYLES = "phone/css/screens.css"


def import_map() -> str:
    """From the name that a module writes to the hashed file.

    Joined files name each other. Where nothing was collected, a relative import resolves to the
    plain address, so sources run as they are written. Workers do not see import maps.
    """
    names = modules.VENDORED | (bundles.NAMES if _are_joined() else {})
    bare = {name: static(path) for name, path in names.items()}
    return json.dumps({"imports": bare}, sort_keys=True, separators=(",", ":"))


def entry() -> str:
    """What the page runs."""
    return static(bundles.FIRST if _are_joined() else modules.ENTRY)


def preloads() -> list[str]:
    """What the first tap needs, fetched side by side instead of one import level at a time."""
    if _are_joined():
        return [entry(), *map(static, modules.VENDORED.values())]
    return [static(name) for name in modules.needed_at_once()]


@cache
def precached() -> tuple[str, ...]:
    """Everything that the page needs to start without a network."""
    folder = modules.STATIC / "phone"
    kinds = {".css", ".json", ".png", ".svg"}
    files = (path for path in folder.rglob("*") if path.suffix in kinds)
    names = sorted(
        path.relative_to(modules.STATIC).as_posix()
        for path in files
        if path.parent.name != "pictures"  # for the browser that installs it, not for the page
    )
    code = (*bundles.NAMES.values(), *modules.VENDORED.values())
    return (
        reverse("phone:shell"),
        reverse("phone:manifest"),
        *(static(name) for name in (*(code if _are_joined() else modules.names()), *names)),
    )


def _are_joined() -> bool:
    return getattr(staticfiles_storage, "has_bundles", False)
