"""The served code is the same program as the sources, token by token."""

import pytest

from phone import bundles, smaller
from phone.smaller import NotUnderstood, made_small


def module(body: str) -> str:
    return f"$add({{1: () => {{{body}}}}});"


@pytest.mark.parametrize(
    ("source", "small"),
    [
        # names that are keys, properties or of the browser stay; shorthands say both
        ("const total = one.total; return { total };", "let Z=one.total;return{total:Z}"),
        ("f(({ name: given, at = 1 }) => given + at);", "f(({name:a,at:b=1})=>a+b)"),
        ("f((row) => row?.show ?? document);", "f(a=>a?.show??document)"),
        ("const event = 1; f(event);", "let event=1;f(event)"),
        # a free name is never taken; a name of one statement does not meet that of another
        ("f((long) => a(long, long));", "f(b=>a(b,b))"),
        ("const one = 1; f((own) => own + one); g((own) => own);", "let Y=1;f(Z=>Z+Y);g(Z=>Z)"),
        ("const one = 1; f((x) => x + one); g((y) => y);", "let Z=1;f(a=>a+Z);g(a=>a)"),
        # two tokens never become one, and the text of a template stays as it is
        ("return typeof x - -y + +z;", "return typeof x- -y+ +z"),
        ("return `a  ${ b }\\u00a0c  d`;", "return`a  ${b}\\u00a0c  d`"),
        ("return /a b/.test(`${`x ${y}`} z`);", "return/a b/.test(`${`x ${y}`} z`)"),
        # what says nothing goes, what says something stays
        ("f(a, /* why */ b,); return [c, , ]; /** so */", "f(a,b);return[c,,]"),
        ("for (;;) { g(); ; }", "for(;;){g();;}"),
        ("if (a) b(); else c();", "if(a)b();else c();"),
    ],
)
def test_what_becomes_of_the_code_of_a_module(source: str, small: str) -> None:
    assert made_small(module(source)) == f"$add({{1:()=>{{{small}}}}});"


def test_declarations_that_follow_each_other_are_one() -> None:
    source = module("const one = 1; /* and */ const two = 2; let three = 3; const four = 4;")
    assert "let Z=1,Y=2,X=3,W=4" in made_small(source)


def test_source_that_is_no_javascript_is_refused() -> None:
    with pytest.raises(NotUnderstood):
        made_small("const = ;")


def test_texts_and_patterns_are_all_there_in_their_order() -> None:
    for source in bundles.joined().values():
        assert texts(made_small(source)) == texts(source)


def texts(source: str) -> list[bytes]:
    """Every string, pattern and piece of a template, but for space, as the grammar tells them."""
    kinds = {"string", "regex", "string_fragment", "escape_sequence"}
    root = smaller.PARSER.parse(source.encode()).root_node
    told = (leaf.text or b"" for leaf in smaller.leaves(root) if leaf.type in kinds)
    return [b"".join(text.split()) for text in told]


def test_space_that_no_page_shows_goes_from_templates() -> None:
    page = module("f(html`<section>\n    <p>${a}\n  ${b}</p>\n    <b>c</b>\n    <i>d</i>`);")
    assert "html`<section><p>${a}\n${b}</p>\n<b>c</b>\n<i>d</i>`" in made_small(page)
