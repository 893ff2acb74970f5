"""The phone's JavaScript modules and how they import one another; read from the sources."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

STATIC = Path(__file__).parent / "static"
ROOT = "phone/js"
ENTRY = f"{ROOT}/main.js"
#: Bare names of vendored modules.
VENDORED = {"idb": f"{ROOT}/vendor/idb.js", "lit-html": f"{ROOT}/vendor/lit-html.js"}

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_STATIC_IMPORT = re.compile(
    r"""^(?:import|import\s[\w\s{},*]+\sfrom|export\s[\w\s{},*]+\sfrom)\s*["']([^"']+)["'];""",
    re.MULTILINE,
)
_LAZY_IMPORT = re.compile(r"""\bimport\(\s*["']([^"']+)["']\s*\)""")


@cache
def names() -> tuple[str, ...]:
    """Every module that is shipped, by its static name."""
    found = (STATIC / ROOT).rglob("*.js")
    return tuple(sorted(path.relative_to(STATIC).as_posix() for path in found))


def imports(name: str, *, lazy: bool = False) -> list[str]:
    """The static names that one module imports, at once or (`lazy`) when it needs them."""
    source = _COMMENT.sub("", (STATIC / name).read_text(encoding="utf-8"))
    pattern = _LAZY_IMPORT if lazy else _STATIC_IMPORT
    return [resolved(name, target) for target in pattern.findall(source)]


@cache
def needed_at_once(entry: str = ENTRY) -> tuple[str, ...]:
    """The entry and all that it imports before it can run: the path of the first tap."""
    return tuple(sorted(_reachable(entry, lazy=False)))


@cache
def needed_ever(entry: str = ENTRY) -> tuple[str, ...]:
    """The entry and all that any of its pages imports."""
    return tuple(sorted(_reachable(entry, lazy=True)))


def _reachable(entry: str, *, lazy: bool) -> Iterator[str]:
    seen, waiting = {entry}, [entry]
    while waiting:
        name = waiting.pop()
        yield name
        later = imports(name, lazy=True) if lazy else []
        fresh = {*imports(name), *later} - seen
        seen |= fresh
        waiting.extend(fresh)


def resolved(name: str, target: str) -> str:
    """The static name that a module means by the address it imports."""
    if not target.startswith("."):
        return VENDORED.get(target, target)
    parts: list[str] = []
    for part in (PurePosixPath(name).parent / target).parts:
        if part == "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)
