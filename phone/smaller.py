"""The joined files in fewer bytes: no comments, no spaces, short names inside each module.

The grammar tells a name from the text of a template and from the key of an object, so nothing is
guessed. A name is replaced everywhere in its module by one that the module does not use, whatever
the scope, so what it stands for stays the same.
"""

import re
import string
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import count, product

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_BETWEEN_LINES = re.compile(r"\s*\n\s*")
# Beside these elements a break between two lines of a template is no space on the page.
_BLOCK = "(?:section|div|ul|ol|li|form|table|thead|tbody|tr|details|fieldset|p|dl|dt|dd|h2|h3)"
_BESIDE_BLOCKS = re.compile(rf"(?<=>)\n(?=</?{_BLOCK}[ >])|(?<=</(?:ul|li|tr|dd|dt|dl|h2|h3)>)\n")
PARSER = Parser(Language(tree_sitter_javascript.language()))
_WHOLE = {"string", "regex", "comment"}
_SHORTHANDS = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
_NAMES = {"identifier", *_SHORTHANDS}
#: Where a name is declared: the kind of node, and its part that holds the name.
_DECLARES = {
    "variable_declarator": "name",
    "function_declaration": "name",
    "arrow_function": "parameter",
    "catch_clause": "parameter",
    "for_in_statement": "left",
}
#: Of the part of a pattern that gives a default or renames, only this side declares.
_SIDE = {"assignment_pattern": "left", "object_assignment_pattern": "left", "pair_pattern": "value"}
#: Names of the browser that a module may declare in one place and mean in another.
_OUTSIDE = {
    "arguments", "caches", "close", "console", "crypto", "document", "event", "fetch", "history",
    "indexedDB", "localStorage", "location", "name", "navigator", "open", "origin", "performance",
    "screen", "self", "status", "stop", "top", "undefined", "window",
}  # fmt: skip
_SHORT = {"true": "!0", "false": "!1", "const": "let"}
_WORDS = {"as", "do", "for", "get", "if", "in", "is", "let", "new", "of", "set", "try", "var"}


class NotUnderstood(Exception):
    """The grammar does not know this source."""


@cache
def made_small(source: str) -> str:
    """The same program. The functions of a joined file's modules have names of their own."""
    tree = PARSER.parse(source.encode())
    if tree.root_node.has_error:
        raise NotUnderstood
    renamed: dict[int, str] = {}
    for module in [*_modules(tree.root_node)] or [tree.root_node]:
        for part, short in _short_names(module):
            for leaf in leaves(part):
                if leaf.type in _NAMES and (name := _text(leaf)) in short:
                    key = f"{name}:" if leaf.type in _SHORTHANDS else ""
                    renamed[leaf.start_byte] = key + short[name]
    return "".join(_spaced(_written(tree.root_node, renamed)))


def _modules(node: Node) -> Iterator[Node]:
    """The functions that stand by their numbers in the object of a joined file."""
    for child in node.named_children:
        key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
        if key and value and key.type == "number" and value.type == "arrow_function":
            yield value
        elif not (key and key.type == "number"):
            yield from _modules(child)


def _short_names(module: Node) -> Iterator[tuple[Node, dict[str, str]]]:
    """The statements of a module, each with what its names become.

    A name of one statement alone may become what one of another becomes.
    """
    body = module.child_by_field_name("body") or module
    uses = [(part, _uses(part)) for part in body.named_children]
    whole = sum((used for _, used in uses), Counter[str]())
    own = {*_declared(module)} - _OUTSIDE - {*_exported(module)}
    taken = {*whole} - own | _OUTSIDE | _WORDS
    told = Counter(name for _, used in uses for name in used)
    told.update(name for part, _ in uses for name in _at_the_top(part))
    shared = [name for name, _ in whole.most_common() if name in own and told[name] > 1]
    everywhere = dict(zip(shared, _free(taken, capitals=True), strict=False))
    for part, used in uses:
        of_others = {everywhere[name] for name in used if name in everywhere}
        alone = [name for name, _ in used.most_common() if name in own and told[name] == 1]
        yield part, everywhere | dict(zip(alone, _free(taken | of_others), strict=False))


def _at_the_top(part: Node) -> Iterator[str]:
    """Names that every statement of the module sees, also when only one uses them."""
    declarations = part.named_children if part.type == "lexical_declaration" else [part]
    for one in declarations:
        if one.type in {"variable_declarator", "function_declaration"}:
            yield from _in_pattern(one.child_by_field_name("name") or one)


def _uses(node: Node) -> Counter[str]:
    return Counter(_text(leaf) for leaf in leaves(node) if leaf.type in _NAMES)


def _free(taken: set[str], *, capitals: bool = False) -> Iterator[str]:
    letters = string.ascii_letters[::-1] if capitals else string.ascii_letters
    return (name for name in _alphabet(letters) if name not in taken)


def _alphabet(letters: str) -> Iterator[str]:
    for length in count(1):
        yield from map("".join, product(letters, repeat=length))


def _declared(node: Node) -> Iterator[str]:
    if part := _DECLARES.get(node.type):
        if holder := node.child_by_field_name(part):
            yield from _in_pattern(holder)
    elif node.type == "formal_parameters":
        for parameter in node.named_children:
            yield from _in_pattern(parameter)
    for child in node.children:
        yield from _declared(child)


def _exported(node: Node) -> Iterator[str]:
    """Names by which other files know something."""
    for child in node.named_children:
        if child.type == "export_statement" and not child.child_by_field_name("declaration"):
            yield from (_text(leaf) for leaf in leaves(child) if leaf.type == "identifier")


def _in_pattern(node: Node) -> Iterator[str]:
    if node.type in _NAMES:
        yield _text(node)
    elif (side := _SIDE.get(node.type)) and (part := node.child_by_field_name(side)):
        yield from _in_pattern(part)
    else:
        for child in node.named_children:
            yield from _in_pattern(child)


def leaves(node: Node) -> Iterator[Node]:
    """The tokens of the source, comments among them."""
    if node.type in _WHOLE or not node.child_count:
        yield node
    else:
        for child in node.children:
            yield from leaves(child)


def _text(node: Node) -> str:
    return (node.text or b"").decode()


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
            token = renamed.get(leaf.start_byte) or _SHORT.get(leaf.type) or _text(leaf)
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
