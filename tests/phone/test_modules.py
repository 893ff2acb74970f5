"""No module may import what is not shipped: the browser would stop at an empty page."""

import hashlib
import re

import pytest

from phone import modules


def test_every_import_is_shipped() -> None:
    shipped = set(modules.names())
    for name in shipped:
        for target in [*modules.imports(name), *modules.imports(name, lazy=True)]:
            assert target in shipped, f"{name} imports {target}"


def test_every_module_is_reached_from_the_entry() -> None:
    assert set(modules.names()) == set(modules.needed_ever())


def test_core_imports_nothing_from_outside() -> None:
    for name in modules.names():
        if name.startswith("phone/js/core/"):
            assert all(target.startswith("phone/js/core/") for target in modules.imports(name))


@pytest.mark.parametrize(
    ("folder", "own"), [("store", "idb"), ("ui", "lit-html"), ("pages", "lit-html")]
)
def test_each_layer_uses_only_its_own_library(folder: str, own: str) -> None:
    other = {"idb": "lit-html", "lit-html": "idb"}[own]
    for name in modules.names():
        if name.startswith(f"phone/js/{folder}/"):
            assert modules.VENDORED[other] not in modules.imports(name)


def test_imports_are_read_from_code_and_not_from_comments() -> None:
    imported = modules.imports("phone/js/store/db.js")
    assert imported == ["phone/js/vendor/idb.js"]


def test_vendored_files_are_what_their_list_says() -> None:
    folder = modules.STATIC / modules.ROOT / "vendor"
    listed = dict(re.findall(r"`(\S+\.js)`.*?`([0-9a-f]{64})`", (folder / "README.md").read_text()))
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*.js")
    }
    assert found == listed


def test_vendored_files_name_no_source_map() -> None:
    for path in (modules.STATIC / modules.ROOT / "vendor").glob("*.js"):
        assert "sourceMappingURL" not in path.read_text()
