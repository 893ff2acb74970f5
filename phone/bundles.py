"""The phone's modules joined into two files when they are collected.

What the first taps need is one file, everything else another: two requests instead of eighty, and
a quarter fewer bytes, for many small files compress badly. The sources stay modules that a browser
runs as they are, and so they are served where nothing was collected.

Each module becomes a function that is run once, when it is first needed, and hands out what it
exports. Only the forms of import and export that the sources use are known here; the tests look
for others.
"""

import re
from functools import cache

from phone import modules

FIRST = f"{modules.ROOT}/main.bundle.js"
REST = f"{modules.ROOT}/rest.bundle.js"
#: Bare names in the import map, by which the files find each other and the vendored modules.
NAMES = {"nape-first": FIRST, "nape-rest": REST}
#: Today, Headache now and the pain number.
_EARLY = (modules.ENTRY, f"{modules.ROOT}/pages/now.js", f"{modules.ROOT}/ui/today_cards.js")

IMPORT = re.compile(r'^import (\{[^}]*\}|\* as \w+) from ("[^"]+");$', re.MULTILINE)
LAZY_IMPORT = re.compile(r'\bimport\(\s*("[^"]+")\s*\)')
EXPORT = re.compile(r"^export ((?:async )?function|const) (\w+)", re.MULTILINE)

# The dollar keeps these names apart from those of the modules.
_FIRST_HEAD = """import * as idb from "idb";
import * as lit from "lit-html";
const made = {};
const parts = { "idb": () => idb, "lit-html": () => lit };
export const $add = (more) => Object.assign(parts, more);
export const $need = (name) => (made[name] ??= parts[name]());
export const $later = async (name) => {
  if (!parts[name]) await import("nape-rest");
  return $need(name);
};
"""
_REST_HEAD = 'import { $add, $later, $need } from "nape-first";\n'


@cache
def first() -> tuple[str, ...]:
    """The modules of the first file, by static name."""
    found = {name for early in _EARLY for name in modules.needed_at_once(early)}
    return tuple(sorted(found - set(modules.VENDORED.values())))


@cache
def rest() -> tuple[str, ...]:
    """The modules of the second."""
    return tuple(sorted({*modules.names()} - {*first(), *modules.VENDORED.values()}))


def joined() -> dict[str, str]:
    """Both files, by the static name that they are collected under."""
    start = f"$need({_key(modules.ENTRY)});\n"
    return {
        FIRST: f"{_FIRST_HEAD}$add({_parts(first())});\n{start}",
        REST: f"{_REST_HEAD}$add({_parts(rest())});\n",
    }


def _parts(names: tuple[str, ...]) -> str:
    return "{" + ",\n".join(f"{_key(name)}: {_part(name)}" for name in names) + "}"


def _part(name: str) -> str:
    source = (modules.STATIC / name).read_text(encoding="utf-8")

    def needed(found: re.Match[str]) -> str:
        what = found[1].removeprefix("* as ").replace(" as ", ": ")
        return f"const {what} = $need({_key_of(name, found[2])});"

    exported = ", ".join(found[2] for found in EXPORT.finditer(source))
    body = IMPORT.sub(needed, source)
    body = LAZY_IMPORT.sub(lambda found: f"$later({_key_of(name, found[1])})", body)
    body = EXPORT.sub(r"\1 \2", body)
    return f"() => {{\n{body}\nreturn {{ {exported} }};\n}}"


def _key_of(importer: str, quoted: str) -> str:
    return _key(modules.resolved(importer, quoted.strip('"')))


def _key(name: str) -> str:
    """Short, for it is written often: a vendored module by its name, ours by its number."""
    bare = {path: f'"{called}"' for called, path in modules.VENDORED.items()}
    return bare.get(name) or str(modules.names().index(name))
