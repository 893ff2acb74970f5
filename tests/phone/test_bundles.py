"""Joined files hold every module once, each name with the meaning that it had, and no import or
export that they do not know."""

import re

import pytest

from phone import bundles, grammar, modules

OWN = [name for name in modules.names() if "/vendor/" not in name]
LEFT_OVER = re.compile(r"^\s*(import|export)\b.*|\bimport\s*\(.*", re.MULTILINE)
COMMENT = re.compile(r"^\s*(/?\*|//).*$", re.MULTILINE)


def test_every_module_is_in_one_of_the_two_files() -> None:
    assert sorted([*bundles.first(), *bundles.rest()]) == OWN


@pytest.mark.parametrize("name", OWN)
def test_every_import_and_export_is_of_a_form_that_is_known(name: str) -> None:
    source = (modules.STATIC / name).read_text(encoding="utf-8")
    names = (grammar.text(use.leaf) for use in grammar.scopes(grammar.parsed(source))[1])
    assert not [name for name in names if "$" in name]
    said = len(re.findall(r"^export\b", source, re.MULTILINE))
    assert len(bundles.EXPORT.findall(source)) == said
    for form in (bundles.IMPORT, bundles.LAZY_IMPORT, bundles.EXPORT):
        source = form.sub("", source)
    assert LEFT_OVER.findall(COMMENT.sub("", source)) == []


def test_nothing_that_the_first_file_needs_at_once_is_in_the_second() -> None:
    later = set(bundles.rest())
    for name in bundles.first():
        assert not later & set(modules.imports(name)), name


def test_no_module_imports_itself_by_way_of_others() -> None:
    """Each stands after those that it imports, and two cannot stand after each other."""
    for name in OWN:
        for target in modules.imports(name):
            assert name not in modules.needed_at_once(target), f"{name} and {target}"


@pytest.mark.parametrize("names", [bundles.first(), bundles.rest()])
def test_a_module_stands_after_those_that_it_imports(names: tuple[str, ...]) -> None:
    for place, name in enumerate(names):
        assert not {*modules.imports(name)} & {*names[place:]}, name


def test_the_program_starts_when_all_the_rest_of_its_file_is_there() -> None:
    assert bundles.first()[-1] == modules.ENTRY


def test_no_name_of_a_file_is_declared_twice_or_nowhere() -> None:
    """What is declared nowhere is the browser's, and the sources mean it too."""
    outside = {name for module in OWN for name in free(source_of(module))}
    for name, source in bundles.joined().items():
        whole, _ = grammar.scopes(grammar.parsed(source))
        assert len(whole.declared) == len({*whole.declared}), name
        own = {one for one in free(source) if not one.startswith("$")}
        assert own <= outside | {"Promise"}


def test_the_second_file_takes_what_the_first_hands_out() -> None:
    first, rest = (bundles.joined()[name] for name in (bundles.FIRST, bundles.REST))
    taken = rest.partition("import { $")[2].partition(" }")[0]
    assert f"export {{ ${taken} }};" in first
    assert {name for name in free(rest) if name.startswith("$")} == {*f"${taken}".split(", ")}
    assert not [name for name in free(first) if name.startswith("$")]


def test_a_module_takes_and_hands_out_what_its_source_says() -> None:
    """`ui/t.js` imports nothing, exports five functions, and both files use two of them; a page
    comes whole, when it is needed."""
    files = bundles.joined()
    first, rest = files[bundles.FIRST], files[bundles.REST]
    said = re.search(r"\nfunction (\S+)\(text, values", first)
    assert said
    assert f"{said[1]}(" in rest
    page = modules.names().index("phone/js/pages/check_in.js")
    assert f'"check-in": () => $later("${page}"),' in first
    assert f"const ${page} = {{ create: create${page} }};" in rest


def source_of(name: str) -> str:
    return (modules.STATIC / name).read_text(encoding="utf-8")


def free(source: str) -> set[str]:
    """Names that a file uses and does not declare."""
    _, uses = grammar.scopes(grammar.parsed(source))
    return {grammar.text(use.leaf) for use in uses if not use.owner}
