"""Joined files hold every module once, and no import or export that they do not know."""

import re

import pytest

from phone import bundles, modules

OWN = [name for name in modules.names() if "/vendor/" not in name]
LEFT_OVER = re.compile(r"^\s*(import|export)\b.*|\bimport\s*\(.*", re.MULTILINE)
COMMENT = re.compile(r"^\s*(/?\*|//).*$", re.MULTILINE)


def test_every_module_is_in_one_of_the_two_files() -> None:
    assert sorted([*bundles.first(), *bundles.rest()]) == OWN


@pytest.mark.parametrize("name", OWN)
def test_every_import_and_export_is_of_a_form_that_is_known(name: str) -> None:
    source = (modules.STATIC / name).read_text(encoding="utf-8")
    said = len(re.findall(r"^export\b", source, re.MULTILINE))
    assert len(bundles.EXPORT.findall(source)) == said
    for form in (bundles.IMPORT, bundles.LAZY_IMPORT, bundles.EXPORT):
        source = form.sub("", source)
    assert not re.search(r"\$(need|later|add)\b", source)
    assert LEFT_OVER.findall(COMMENT.sub("", source)) == []


def test_nothing_that_the_first_file_needs_at_once_is_in_the_second() -> None:
    later = set(bundles.rest())
    for name in bundles.first():
        assert not later & set(modules.imports(name)), name


def test_no_module_imports_itself_by_way_of_others() -> None:
    """A function that is run when it is first needed would wait for itself."""
    for name in OWN:
        for target in modules.imports(name):
            assert name not in modules.needed_at_once(target), f"{name} and {target}"


def test_a_module_takes_and_hands_out_what_its_source_says() -> None:
    """`ui/t.js` imports nothing, exports five functions, and is taken apart by its importers."""
    files = bundles.joined()
    first, rest = files[bundles.FIRST], files[bundles.REST]
    number = modules.names().index("phone/js/ui/t.js")
    made = first.partition(f"\n{number}: ")[2].partition("\n},")[0]
    assert "return { useCatalog, t, tn, language, locale };" in made
    assert "\nfunction t(text" in made
    assert f"const {{ t, tn }} = $need({number});" in rest
    page = modules.names().index("phone/js/pages/check_in.js")
    assert f'"check-in": () => $later({page}),' in first
