"""The joined files in fewer bytes: no comments, no spaces, short names.

A name is replaced wherever its scope reaches by one that means nothing else there, so what it
stands for stays the same.
"""

import re
import string
from collections import Counter
from collections.abc import Iterator
from functools import cache

from tree_sitter import Node

from phone.grammar import Scope, alphabet, exported, leaves, parsed, scopes, spelled, text

_BETWEEN_LINES = re.compile(r"\s*\n\s*")
# Beside these elements a break between two lines of a template is no space on the page.
_BLOCK = "(?:section|div|ul|ol|li|form|table|thead|tbody|tr|details|fieldset|p|dl|dt|dd|h2|h3)"
_BESIDE_BLOCKS = re.compile(rf"(?<=>)\n(?=</?{_BLOCK}[ >])|(?<=</(?:ul|li|tr|dd|dt|dl|h2|h3)>)\n")
_SHORT = {"true": "!0", "false": "!1", "const": "let"}
_WORDS = {"as", "do", "for", "get", "if", "in", "is", "let", "new", "of", "set", "try", "var"}
#: Names of the whole file look unlike those inside, and letters that are written anyway come
#: first: both make it smaller when it is compressed.
_WHOLE_FILE = (string.ascii_uppercase, string.ascii_lowercase + string.digits)
_INSIDE = ("".join(dict.fromkeys("etnarios" + string.ascii_letters)),)

_Names = dict[tuple[Scope | None, str], str]


@cache
def made_small(source: str) -> str:
    """The same program."""
    root = parsed(source)
    whole, uses = scopes(root)
    short: _Names = {(whole, name): name for name in exported(root)}
    _shorten(whole, short)
    renamed = {
        use.leaf.start_byte: spelled(use.leaf, short[use.owner, text(use.leaf)])
        for use in uses
        if use.owner
    }
    return "".join(_spaced(_written(root, renamed)))


def _shorten(scope: Scope, short: _Names) -> None:
    """Gives each name that is declared here or further inside a short one."""
    told = Counter(scope.uses)
    taken = _WORDS | {short.get(use, use[1]) for use in told if use in short or not use[0]}
    if scope.is_block_of_outer and scope.outer:
        taken |= {short[scope.outer, name] for name in scope.outer.declared}
    names = [name for name in scope.declared if (scope, name) not in short]
    if not scope.outer:
        names.sort(key=lambda name: -told[scope, name])
    free = (
        name for name in alphabet(*_INSIDE if scope.outer else _WHOLE_FILE) if name not in taken
    )
    short.update(((scope, name), new) for name, new in zip(names, free, strict=False))
    for inner in scope.inner:
        _shorten(inner, short)


def _written(root: Node, renamed: dict[int, str]) -> Iterator[tuple[str, bool]]:
    """The tokens that stay, and whether each is a piece of a template's text."""
    for leaf in leaves(root):
        parent = leaf.parent
        if leaf.type == "comment" or parent is None or _is_idle(leaf, parent):
            continue
        if leaf.type == ";" and _goes_on(parent, _after(parent)):
            yield ",", False
        elif not (leaf.type in {"const", "let"} and _goes_on(_before(parent), parent)):
            is_text = parent.type == "template_string"
            token = renamed.get(leaf.start_byte) or _SHORT.get(leaf.type) or text(leaf)
            yield _without_idle_space(token) if is_text else token, is_text


def _without_idle_space(text: str) -> str:
    return _BESIDE_BLOCKS.sub("", _BETWEEN_LINES.sub("\n", text))


def _goes_on(one: Node | None, other: Node | None) -> bool:
    """Two declarations, one after the other, can be one."""
    return all(node and node.type == "lexical_declaration" for node in (one, other))


def _after(node: Node) -> Node | None:
    """The next that is no comment."""
    after = node.next_sibling
    while after and after.type == "comment":
        after = after.next_sibling
    return after


def _before(node: Node) -> Node | None:
    before = node.prev_sibling
    while before and before.type == "comment":
        before = before.prev_sibling
    return before


def _is_idle(leaf: Node, parent: Node) -> bool:
    """Says nothing: the last comma, the semicolon before a brace, the brackets of one parameter."""
    after = _after(leaf)
    if leaf.type == "," and after is not None:
        return after.type in {"}", ")"} or (after.type == "]" and _ends_with_value(leaf))
    if leaf.type == ";" and after is None:
        return _is_before_brace(parent)
    return leaf.type in {"(", ")"} and _holds_one_name(parent)


def _ends_with_value(comma: Node) -> bool:
    # `[a, ]` has one item and `[, ]` has a hole.
    before = _before(comma)
    return before is not None and before.type not in {",", "["}


def _is_before_brace(statement: Node) -> bool:
    after = _after(statement)
    return after is not None and after.type == "}" and statement.type != "empty_statement"


def _holds_one_name(node: Node) -> bool:
    said = [child.type for child in node.children if child.type != "comment"]
    is_arrow = node.parent is not None and node.parent.type == "arrow_function"
    return is_arrow and node.type == "formal_parameters" and said == ["(", "identifier", ")"]


def _spaced(tokens: Iterator[tuple[str, bool]]) -> Iterator[str]:
    """A space only where two tokens would become one; never inside a template."""
    last = ""
    for token, is_text in tokens:
        if last and token and not is_text and _run_together(last, token[0]):
            yield " "
        yield token
        last = "" if is_text else token[-1:] or last


def _run_together(last: str, first: str) -> bool:
    is_word = (last.isalnum() or last in "_$") and (first.isalnum() or first in "_$")
    return is_word or (last == first and last in "+-/")
