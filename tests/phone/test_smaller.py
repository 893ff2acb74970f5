"""The served code is the same program as the sources, token by token."""

import pytest

from phone import bundles, grammar
from phone.grammar import NotUnderstood
from phone.smaller import made_small


@pytest.mark.parametrize(
    ("source", "small"),
    [
        # names that are keys, properties or of the browser stay; shorthands say both
        ("const total = one.total; f({ total });", "let A=one.total;f({total:A})"),
        ("f(({ name: given, at = 1 }) => given + at);", "f(({name:e,at:t=1})=>e+t)"),
        ("f((row) => row?.show ?? document);", "f(e=>e?.show??document)"),
        ("const event = 1; f(event, ([document]) => document);", "let A=1;f(A,([e])=>e)"),
        # a free name is never taken; what is out of reach may be taken again, what is used not
        ("f((long) => e(long, long));", "f(t=>e(t,t))"),
        ("const one = 1; f((own) => own + one); g((own) => own);", "let A=1;f(e=>e+A);g(e=>e)"),
        ("f((one) => one.map((two) => two + 1));", "f(e=>e.map(e=>e+1))"),
        ("f((one) => one.map((two) => two + one));", "f(e=>e.map(t=>t+e))"),
        # a block may hide a name of around it, but not one of its own function
        ("f((one, two) => { const three = two; });", "f((e,t)=>{let n=t})"),
        ("f((one) => { { const one = 2; g(one); } });", "f(e=>{{let e=2;g(e)}})"),
        (
            "const one = 1; f((a = one) => { const one = 2; g(one); });",
            "let A=1;f((e=A)=>{let t=2;g(t)})",
        ),
        ("try { f(); } catch (error) { const one = 1; g(one); }", "try{f()}catch(e){let t=1;g(t)}"),
        ("for (const one of two) { const three = one; }", "for(let e of two){let t=e}"),
        # names by which other files know something stay
        (
            'import { a as one } from "x"; one(); const b = 1; export { b };',
            'import{a as A}from"x";A();let b=1;export{b}',
        ),
        # two tokens never become one, and the text of a template stays as it is
        ("f(typeof x - -y + +z);", "f(typeof x- -y+ +z)"),
        ("f(`a  ${ b }\\u00a0c  d`);", "f(`a  ${b}\\u00a0c  d`)"),
        ("f(/a b/.test(`${`x ${y}`} z`));", "f(/a b/.test(`${`x ${y}`} z`))"),
        # what says nothing goes, what says something stays
        ("f(a, /* why */ b,); g([c, , ]); /** so */", "f(a,b);g([c,,])"),
        ("for (;;) { g(); ; }", "for(;;){g();;}"),
        ("if (a) b(); else c();", "if(a)b();else c()"),
    ],
)
def test_what_becomes_of_code(source: str, small: str) -> None:
    assert made_small(source).removesuffix(";") == small


def test_declarations_that_follow_each_other_are_one() -> None:
    source = "const one = 1; /* and */ const two = 2; let three = 3; const four = 4;"
    assert made_small(source) == "let A=1,B=2,C=3,D=4;"


@pytest.mark.parametrize("source", ["const = ;", "var one = 1;", "export const one = 1;"])
def test_source_that_is_not_understood_is_refused(source: str) -> None:
    with pytest.raises(NotUnderstood):
        made_small(source)


@pytest.mark.parametrize("file", [bundles.FIRST, bundles.REST])
def test_texts_and_patterns_are_all_there_in_their_order(file: str) -> None:
    source = bundles.joined()[file]
    assert texts(made_small(source)) == texts(source)


@pytest.mark.parametrize("file", [bundles.FIRST, bundles.REST])
def test_every_name_is_declared_where_it_was(file: str) -> None:
    source = bundles.joined()[file]
    assert meanings(made_small(source)) == meanings(source)


def texts(source: str) -> list[bytes]:
    """Every string, pattern and piece of a template, but for space, as the grammar tells them."""
    kinds = {"string", "regex", "string_fragment", "escape_sequence"}
    told = (
        leaf.text or b"" for leaf in grammar.leaves(grammar.parsed(source)) if leaf.type in kinds
    )
    return [b"".join(text.split()) for text in told]


def meanings(source: str) -> list[tuple[int, int] | str]:
    """For every use of a name which scope declares it, as its how manieth; or what it is called."""
    whole, uses = grammar.scopes(grammar.parsed(source))
    order: dict[grammar.Scope, int] = {}
    waiting = [whole]
    while waiting:
        scope = waiting.pop()
        order[scope] = len(order)
        waiting += scope.inner
    return [
        (order[use.owner], use.owner.declared.index(grammar.text(use.leaf)))
        if use.owner
        else grammar.text(use.leaf)
        for use in uses
    ]


def test_space_that_no_page_shows_goes_from_templates() -> None:
    page = "f(html`<section>\n    <p>${a}\n  ${b}</p>\n    <b>c</b>\n    <i>d</i>`);"
    assert "html`<section><p>${a}\n${b}</p>\n<b>c</b>\n<i>d</i>`" in made_small(page)
