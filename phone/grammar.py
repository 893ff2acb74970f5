"""JavaScript as its grammar tells it: the tokens, and which name is declared where.

A name is told from the text of a template and from the key of an object, so nothing is guessed.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, product

import tree_sitter_javascript
from tree_sitter import Language, Node, Parser

_PARSER = Parser(Language(tree_sitter_javascript.language()))
_WHOLE = {"string", "regex", "comment"}
#: They stand for a key and for a name.
SHORTHANDS = {"shorthand_property_identifier", "shorthand_property_identifier_pattern"}
_NAMES = {"identifier", *SHORTHANDS}
_FUNCTIONS = {
    "arrow_function", "function_declaration", "function_expression", "generator_function",
    "generator_function_declaration", "method_definition",
}  # fmt: skip
#: What they declare, nothing in the block that they own may declare again.
_WITH_BLOCK = {*_FUNCTIONS, "catch_clause"}
_SCOPES = {*_WITH_BLOCK, "for_in_statement", "for_statement", "statement_block", "switch_body"}
#: Where a name is declared: the kind of node, and its part that holds the name.
_DECLARES = {
    "arrow_function": "parameter",
    "catch_clause": "parameter",
    "class_declaration": "name",
    "for_in_statement": "left",
    "function_declaration": "name",
    "function_expression": "name",
    "generator_function_declaration": "name",
    "import_specifier": "alias",
    "variable_declarator": "name",
}
#: Declared beside the node, not inside.
_OUTWARD = {"class_declaration", "function_declaration", "generator_function_declaration"}
#: Of the part of a pattern that gives a default or renames, only this side declares.
_SIDE = {"assignment_pattern": "left", "object_assignment_pattern": "left", "pair_pattern": "value"}


class NotUnderstood(Exception):
    """The grammar does not know this source, or `var` gives a name to more than its block."""


@dataclass(eq=False)
class Scope:
    """A part of the source with names of its own."""

    node: Node
    outer: Scope | None = None
    declared: list[str] = field(default_factory=list)
    #: Its names and those from outside that are used in it and in all that it holds.
    uses: list[tuple[Scope | None, str]] = field(default_factory=list)
    inner: list[Scope] = field(default_factory=list)

    @property
    def is_block_of_outer(self) -> bool:
        around = self.outer.node if self.outer else None
        return around is not None and around.type in _WITH_BLOCK and self.node.parent == around


@dataclass(frozen=True)
class Use:
    """A place where a name stands, and the scope that declares it, or none that the source has."""

    leaf: Node
    owner: Scope | None


def parsed(source: str) -> Node:
    root = _PARSER.parse(source.encode()).root_node
    if root.has_error:
        raise NotUnderstood
    return root


def scopes(root: Node) -> tuple[Scope, list[Use]]:
    """The outermost scope with all that it holds, and every use of a name."""
    whole = Scope(root)
    found: list[tuple[Node, Scope]] = []
    for child in root.children:
        _read(child, whole, found)
    uses = [Use(leaf, _owner(text(leaf), scope)) for leaf, scope in found]
    for (leaf, scope), use in zip(found, uses, strict=True):
        within: Scope | None = scope
        while within:
            within.uses.append((use.owner, text(leaf)))
            within = None if within is use.owner else within.outer
    return whole, uses


def renamed(source: str, names: dict[str, str]) -> str:
    """The source with other names, whatever they stand for where they are."""
    root = parsed(source)
    places = {leaf.start_byte: leaf for leaf in leaves(root) if leaf.type in _NAMES}
    given = source.encode()
    parts, at = [], 0
    for start, leaf in places.items():
        if new := names.get(text(leaf)):
            parts += [given[at:start], spelled(leaf, new).encode()]
            at = leaf.end_byte
    return b"".join([*parts, given[at:]]).decode()


def spelled(leaf: Node, name: str) -> str:
    return f"{text(leaf)}:{name}" if leaf.type in SHORTHANDS else name


def leaves(node: Node) -> Iterator[Node]:
    """The tokens of the source, comments among them."""
    if node.type in _WHOLE or not node.child_count:
        yield node
    else:
        for child in node.children:
            yield from leaves(child)


def alphabet(first: str = string.ascii_letters, more: str | None = None) -> Iterator[str]:
    """Names from these letters, the short ones first."""
    for length in count():
        yield from map("".join, product(first, *[more or first] * length))


def text(node: Node) -> str:
    return (node.text or b"").decode()


def exported(root: Node) -> set[str]:
    """Names by which other files know something; they stand in a list of their own."""
    exports = [child for child in root.named_children if child.type == "export_statement"]
    if any(child.child_by_field_name("declaration") for child in exports):
        raise NotUnderstood
    return {text(leaf) for child in exports for leaf in leaves(child) if leaf.type == "identifier"}


def _read(node: Node, scope: Scope, found: list[tuple[Node, Scope]]) -> None:
    """Declarations go to their scopes; `found` gets every name with the scope that it stands in."""
    if node.type == "variable_declaration":
        raise NotUnderstood
    inside = scope
    if node.type in _SCOPES:
        inside = Scope(node, scope)
        scope.inner.append(inside)
    declares = scope if node.type in _OUTWARD else inside
    declares.declared += [name for name in _declared(node) if name not in declares.declared]
    if node.type in _NAMES and not _is_name_elsewhere(node):
        found.append((node, scope))
    for child in node.children if node.type not in _WHOLE else []:
        is_name = node.type in _OUTWARD and child == node.child_by_field_name("name")
        _read(child, scope if is_name else inside, found)


def _declared(node: Node) -> Iterator[str]:
    if node.type == "formal_parameters":
        for parameter in node.named_children:
            yield from _in_pattern(parameter)
    elif node.type == "for_in_statement" and not node.child_by_field_name("kind"):
        return
    elif (part := _DECLARES.get(node.type)) and (holder := node.child_by_field_name(part)):
        yield from _in_pattern(holder)


def _in_pattern(node: Node) -> Iterator[str]:
    if node.type in _NAMES:
        yield text(node)
    elif (side := _SIDE.get(node.type)) and (part := node.child_by_field_name(side)):
        yield from _in_pattern(part)
    else:
        for child in node.named_children:
            yield from _in_pattern(child)


def _is_name_elsewhere(leaf: Node) -> bool:
    """What another file calls it, beside the name that it has here."""
    of = leaf.parent
    return bool(
        of
        and of.type in {"import_specifier", "export_specifier"}
        and of.child_by_field_name("alias")
        and leaf == of.child_by_field_name("name" if of.type == "import_specifier" else "alias")
    )


def _owner(name: str, scope: Scope | None) -> Scope | None:
    while scope and name not in scope.declared:
        scope = scope.outer
    return scope
