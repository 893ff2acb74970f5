"""The OpenAPI document for people: one page, drawn from the document itself."""

from collections.abc import Iterator
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

Part = dict[str, Any]
LONGEST_LIST = 60


def context(document: Part) -> Part:
    """What the page shows."""
    return {
        "info": document["info"],
        "groups": _groups(document),
        "schemas": [_schema(name, s) for name, s in document["components"]["schemas"].items()],
        "refusals": document["components"]["responses"],
        "schemes": [
            scheme | {"about": prose(scheme["description"])}
            for scheme in document["components"]["securitySchemes"].values()
        ],
    }


def prose(text: str) -> SafeString:
    """A sentence with what stands between backticks as code."""
    pieces = (("<code>{}</code>" if odd % 2 else "{}", t) for odd, t in enumerate(text.split("`")))
    return format_html_join("", "{}", ((format_html(form, piece),) for form, piece in pieces))


def _groups(document: Part) -> dict[str, list[Part]]:
    """Operations under their tag, in order."""
    groups: dict[str, list[Part]] = {}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            shown = _operation(document, operation) | {"method": method.upper(), "path": path}
            groups.setdefault(operation["tags"][0], []).append(shown)
    return groups


def _operation(document: Part, operation: Part) -> Part:
    good = {c: a for c, a in operation["responses"].items() if c < "400"}
    return {
        "id": operation["operationId"],
        "about": prose(operation["description"]),
        "open": operation["security"] == [{}],
        "parameters": [_parameter(document, p) for p in operation.get("parameters", ())],
        "takes": _body(operation.get("requestBody", {})),
        "gives": [
            {"code": c, "about": a["description"], "body": _body(a)} for c, a in good.items()
        ],
        "refuses": [code for code in operation["responses"] if code not in good],
    }


def _parameter(document: Part, part: Part) -> Part:
    if "$ref" in part:
        part = document["components"]["parameters"][_name(part)]
    return {
        "name": part["name"],
        "where": part["in"],
        "type": kind(part["schema"]),
        "about": prose(part["description"]),
    }


def _body(part: Part) -> Part | None:
    """The media types of a body and the name of its schema."""
    content = part.get("content", {})
    names = [_name(c["schema"]) for c in content.values()]
    return {"kinds": list(content), "name": names[0]} if names else None


def _name(part: Part) -> str:
    name: str = part["$ref"].rpartition("/")[2]
    return name


def _schema(name: str, schema: Part) -> Part:
    needs = schema.get("required", ())
    fields = [
        {
            "name": field,
            "type": kind(of),
            # an answer holds every field, so there is nothing to mark
            "needed": field in needs and name.endswith(("Input", "Request", "Code")),
            "about": prose(of.get("description", "")),
            "refs": sorted(set(_refs(of))),
        }
        for field, of in schema.get("properties", {}).items()
    ]
    return {"name": name, "about": prose(schema.get("description", "")), "fields": fields}


def _refs(schema: Any) -> Iterator[str]:
    """The names of the schemas that a part mentions."""
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield _name(schema)
        for part in schema.values():
            yield from _refs(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _refs(part)


def kind(schema: Part) -> str:
    """What a value may be, in words."""
    if "$ref" in schema:
        return _name(schema)
    if "const" in schema:
        return str(schema["const"])
    if "enum" in schema:
        return _listed([str(s) for s in schema["enum"] if s is not None]) + _null(schema)
    if "anyOf" in schema:
        return _(" or ").join(kind(part) for part in schema["anyOf"])
    types = schema.get("type", _("anything"))
    words = types if isinstance(types, str) else next(t for t in types if t != "null")
    return _words(words, schema) + _null(schema)


def _words(word: str, schema: Part) -> str:
    if word == "array":
        return _("list of (%s)") % kind(schema["items"]) if schema["items"] else _("list")
    if word == "object" and schema.get("properties"):
        parts = (f"{name}: {kind(part)}" for name, part in schema["properties"].items())
        return "{" + "; ".join(parts) + "}"
    low, high = schema.get("minimum"), schema.get("maximum")
    if low is not None and high is not None:
        word = _("%(kind)s from %(low)s to %(high)s") % {"kind": word, "low": low, "high": high}
    if "maxLength" in schema:
        word = _("%(kind)s, at most %(most)s characters") % {
            "kind": word,
            "most": schema["maxLength"],
        }
    return f"{word} ({schema['format']})" if "format" in schema else word


def _null(schema: Part) -> str:
    types = schema.get("type", "")
    return _(", or null") if isinstance(types, list) and "null" in types else ""


def _listed(slugs: list[str]) -> str:
    shown = ", ".join(slugs[:LONGEST_LIST])
    left = len(slugs) - LONGEST_LIST
    return shown if left <= 0 else _("%(shown)s and %(left)s more") % {"shown": shown, "left": left}
