"""The JSON schemas of records as they travel, made from the shapes."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from diary.shapes import PROFILE, SHAPES, Shape
from diary.shapes.fields import Day, Instant
from diary.shapes.shape import ADDED
from interchange.archives import KEPT_TIMES

Schema = dict[str, Any]
TEXT: Schema = {"type": "string"}
WHOLE: Schema = {"type": "integer", "minimum": 0}
UUID: Schema = {"type": "string", "format": "uuid"}
DAY = Day("").schema()
INSTANT = Instant("").schema()
ANYTHING: Schema = {"type": "object", "additionalProperties": True}
# What a grant may keep back from its reader, and an answer to that reader lacks.
HIDEABLE = frozenset({"notes"})


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def noun(shape: Shape) -> str:
    """The name of one record among the components."""
    return "".join(word.capitalize() for word in shape.noun.split("_"))


def thing(about: str, properties: Mapping[str, Schema], *, optional: bool = False) -> Schema:
    """An object with these properties, all of them there unless said otherwise."""
    schema = {"type": "object", "description": about, "properties": dict(properties)}
    return schema if optional else schema | {"required": list(properties)}


def many(items: Schema) -> Schema:
    return {"type": "array", "items": items}


def or_null(schema: Schema) -> Schema:
    if "type" not in schema:
        return {"anyOf": [schema, {"type": "null"}]}
    return schema | {"type": [schema["type"], "null"]}


def said(schema: Schema, about: str) -> Schema:
    return schema | {"description": about}


def of_shapes() -> dict[str, Schema]:
    """Every body of a record by its name."""
    schemas: dict[str, Schema] = {}
    for shape in SHAPES.values():
        name = noun(shape)
        schemas[name] = _answer(shape)
        schemas[f"{name}Input"] = _request(shape, required=True)
        schemas[f"{name}Patch"] = _request(shape, required=False)
        schemas[f"{name}Page"] = _page(str(shape.label), ref(name))
        schemas[f"{name}Archived"] = _archived(shape)
    return schemas


# --- records, from their shapes


def _titled(shape: Shape) -> str:
    label = str(shape.label)
    return _("One record of: %s.") % label if shape is not PROFILE else f"{label.capitalize()}."


def _own(shape: Shape) -> Schema:
    """A shape's fields without the name of the parent, which holds the child."""
    schema = shape.schema()
    properties = {n: s for n, s in schema["properties"].items() if n != shape.parent}
    return schema | {"properties": properties, "description": _titled(shape)}


def _id(shape: Shape) -> dict[str, Schema]:
    about = _("Made by whoever creates the record; unique within one diary")
    return {"id": said(UUID, about)} if shape.key == "id" else {}


def _request(shape: Shape, *, required: bool) -> Schema:
    schema = _own(shape)
    needs = [n for n in schema.pop("required", ()) if required and n != shape.key]
    children = {}
    if shape.child:
        about = _("All of them; absent or null leaves them as they are")
        items = many(ref(f"{noun(shape.child)}Input"))
        children = {shape.child.kind: said(or_null(items), about)}
    passed_over = {n: {"description": _("Set by the server; passed over")} for n in _added(shape)}
    id = {n: or_null(s) for n, s in _id(shape).items()}
    schema["properties"] = id | schema["properties"] | children | passed_over
    return schema | ({"required": needs} if needs else {})


def _answer(shape: Shape) -> Schema:
    schema = _own(shape)
    children = {}
    if shape.child:
        children = {shape.child.kind: said(many(ref(noun(shape.child))), str(shape.child.label))}
    properties = _id(shape) | schema["properties"] | children | _added(shape)
    needs = [name for name in properties if name not in HIDEABLE]
    return schema | {"properties": properties, "required": needs}


def _added(shape: Shape) -> dict[str, Schema]:
    """What the server adds: null in what an archive brought, or while there is no profile."""
    about = {
        "created_at": _("When the server got it first; null where an archive did not say"),
        "logged_at": _("When the person noted it; null where an archive did not say"),
        "updated_at": _("When it was changed last"),
    }
    times = {
        name: said(INSTANT if name == "updated_at" else or_null(INSTANT), about[name])
        for name in ADDED
    }
    added = times | {"revision": said(WHOLE, _("Number of its last change in this diary"))}
    if shape is PROFILE:
        added = {name: nullable(schema) for name, schema in added.items()}
    return {name: schema | {"readOnly": True} for name, schema in added.items()}


def nullable(schema: Schema) -> Schema:
    return schema if isinstance(schema["type"], list) else or_null(schema)


def _archived(shape: Shape) -> Schema:
    """A record in an archive: every field is written on export, unknown ones are put aside."""
    schema = _own(shape) if shape.parent == "" else shape.schema() | {"description": _titled(shape)}
    times = {name: said(or_null(INSTANT), _("Kept on import")) for name in KEPT_TIMES}
    children = {}
    if shape.child:
        items = many(ref(f"{noun(shape.child)}Archived"))
        children = {shape.child.kind: said(or_null(items), str(shape.child.label))}
    schema["properties"] = _id(shape) | schema["properties"] | children | times
    return schema | {"additionalProperties": True}


def _page(label: str, items: Schema) -> Schema:
    return thing(
        label[:1].upper() + label[1:],
        {
            "results": said(many(items), _("What was asked for, in order")),
            "next": said(or_null(TEXT), _("The cursor of the next page; null on the last")),
        },
    )


def results(label: str, properties: Mapping[str, Schema]) -> Schema:
    """A list that has one page only."""
    return _page(label, thing(label, properties))
