"""The phone's modules joined into two files when they are collected.

What the first taps need is one file, everything else another: two requests instead of eighty, and
a third fewer bytes, for many small files compress badly. The sources stay modules that a browser
runs as they are, and so they are served where nothing was collected.

All modules of a file stand in one scope, each after those that it imports; the number of a module
keeps its names apart from all others. Only the forms of import and export that the sources use are
known here; the tests look for others.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from phone import grammar, modules

FIRST = f"{modules.ROOT}/main.bundle.js"
REST = f"{modules.ROOT}/rest.bundle.js"
#: Bare names in the import map, by which the files find each other and the vendored modules.
NAMES = {"nape-first": FIRST, "nape-rest": REST}
#: Today, Headache now and the pain number.
_EARLY = (modules.ENTRY, f"{modules.ROOT}/pages/now.js", f"{modules.ROOT}/ui/today_cards.js")

IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from ("[^"]+");$', re.MULTILINE)
LAZY_IMPORT = re.compile(r'\bimport\(\s*("[^"]+")\s*\)')
EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.MULTILINE)
#: Of a module, all that it exports in one object.
_WHOLE = ""
#: Brings a whole module of the second file.
_LATER = 'const $later = async (name) => (await import("nape-rest"))[name];'


@cache
def first() -> tuple[str, ...]:
    """The modules of the first file, by static name."""
    found = {name for early in _EARLY for name in modules.needed_at_once(early)}
    return _in_order(found - set(modules.VENDORED.values()))


@cache
def rest() -> tuple[str, ...]:
    """The modules of the second."""
    return _in_order({*modules.names()} - {*first(), *modules.VENDORED.values()})


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    """A module needs more than each that it imports. The entry starts what all others are."""
    return tuple(
        sorted(names, key=lambda one: (one == modules.ENTRY, len(modules.needed_at_once(one)), one))
    )


@cache
def joined() -> dict[str, str]:
    """Both files, by the static name that they are collected under."""
    shared = ", ".join(_shared().values())
    later = ", ".join(_called(name, _WHOLE) for name in rest() if name in _wholes())
    parts = {
        FIRST: [*_from_vendored(first()), _LATER, *map(_part, first()), f"export {{ {shared} }};"],
        REST: [
            *_from_vendored(rest()),
            f'import {{ {shared} }} from "nape-first";',
            *map(_part, rest()),
            f"export {{ {later} }};",
        ],
    }
    return {name: "\n".join(lines) for name, lines in parts.items()}


def _part(name: str) -> str:
    def brought(found: re.Match[str]) -> str:
        target = modules.resolved(name, found[1].strip('"'))
        whole = _called(target, _WHOLE)
        is_later = name in first() and target in rest()
        return f'$later("{whole}")' if is_later else f"Promise.resolve({whole})"

    source = _source(name)
    body = EXPORT.sub(r"\1 \2", LAZY_IMPORT.sub(brought, IMPORT.sub("", source)))
    body = grammar.renamed(body, _names(name))
    if name not in _wholes():
        return body
    exported = (found[2] for found in EXPORT.finditer(source))
    whole = ", ".join(f"{one}: {_called(name, one)}" for one in exported)
    return f"{body}\nconst {_called(name, _WHOLE)} = {{ {whole} }};"


def _names(name: str) -> dict[str, str]:
    """What the names that all of a module sees become."""
    outermost, _ = grammar.scopes(grammar.parsed(_source(name)))
    own = {one: _called(name, one) for one in outermost.declared}
    return own | {here: _called(target, there) for target, there, here in _taken(name)}


def _called(name: str, one: str) -> str:
    """What a module declares, by a name that means nothing else in both files."""
    unique = f"{one}${modules.names().index(name)}"
    return _shared().get((name, one), unique)


@cache
def _shared() -> dict[tuple[str, str], str]:
    """What the second file takes from the first; its short names stand in both."""
    wanted = {(target, there) for name in rest() for target, there, _ in _taken(name)}
    letters = (f"${letter}" for letter in grammar.alphabet())
    return dict(zip(sorted(one for one in wanted if one[0] in first()), letters, strict=False))


@cache
def _wholes() -> set[str]:
    """Modules that somebody takes with all they export."""
    return {
        target for name in {*first(), *rest()} for target, there, _ in _taken(name) if not there
    }


def _taken(name: str) -> Iterator[tuple[str, str, str]]:
    """From which module something comes, what that calls it, and what this one does."""
    source = _source(name)
    for what, quoted in IMPORT.findall(source):
        target = modules.resolved(name, quoted.strip('"'))
        if what.startswith("*"):
            yield target, _WHOLE, what.split()[-1]
        for there, here in re.findall(r"(\w+)(?: as (\w+))?", what.partition("{")[2]):
            yield target, there, here or there
    for quoted in LAZY_IMPORT.findall(source):
        yield modules.resolved(name, quoted.strip('"')), _WHOLE, _WHOLE


def _from_vendored(names: tuple[str, ...]) -> Iterator[str]:
    for called, vendored in modules.VENDORED.items():
        taken = {there for name in names for target, there, _ in _taken(name) if target == vendored}
        what = ", ".join(f"{there} as {_called(vendored, there)}" for there in sorted(taken))
        if what:
            yield f'import {{ {what} }} from "{called}";'


@cache
def _source(name: str) -> str:
    return (modules.STATIC / name).read_text(encoding="utf-8")
