"""The OpenAPI document: operations from the routes and views, bodies from the shapes."""

import http
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema

from accounts.models import Scope
from api import bodies, envelopes, params
from api.bodies import Schema, ref
from api.operations import CHILD, RECORD, Operation, operation_of
from reports import figures, languages, pdf, sections

READS = ("GET", "HEAD", "OPTIONS")
VARIABLE = re.compile(r"{(\w+)}")
TOKEN, SESSION, CSRF = "token", "session", "csrf"
ADDRESS: dict[str, Schema] = {
    "id": bodies.UUID,
    "person": bodies.UUID,
    "date": bodies.DAY,
    "name": bodies.TEXT | {"enum": [*figures.CHARTS]},
    "practice": bodies.UUID,
}


class RecordSchema(AutoSchema):
    """One operation, from the mark that its method bears and from the shape of its view."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> Schema:
        self.path, self.method = path, method.upper()
        shape = getattr(self.view, "shape", None)
        says = operation_of(self.view, method)
        assert says, f"{method} {path} needs the mark of api.operations.operation"
        shown = {
            "operationId": self.get_operation_id(),
            "tags": self.get_tags(),
            "summary": self._summary(says),
            "description": str(says.about),
            "parameters": self._asked(says),
            "security": [{}] if says.open_to_all else _security(self.method),
            "responses": self._answers(says),
        }
        if says.takes:
            schema = ref(_named(says.takes, shape))
            body = {"required": True, "content": {"application/json": {"schema": schema}}}
            shown["requestBody"] = body
        return {name: part for name, part in shown.items() if part != []}

    def get_operation_id(self) -> str:
        words = VARIABLE.sub("one", self.path.removeprefix("/api/").removeprefix("v1/"))
        return f"{self.method.lower()}_{re.sub(r'[^a-z0-9]+', '_', words).strip('_')}"

    def get_tags(self) -> list[str]:
        words = self.path.removeprefix("/api/").removeprefix("v1/").split("/")
        return [words[0].partition(".")[0]]

    def _summary(self, says: Operation) -> str:
        """The first sentence of the description."""
        return str(says.about).partition(". ")[0].rstrip(".")

    def _asked(self, says: Operation) -> list[Schema]:
        in_path = [
            {
                "name": name,
                "in": "path",
                "required": True,
                "description": _ADDRESSED()[name],
                "schema": ADDRESS[name],
            }
            for name in VARIABLE.findall(self.path)
        ]
        names = [*says.asks, *(["If-Match"] if says.guarded else [])]
        return in_path + [{"$ref": f"#/components/parameters/{name}"} for name in names]

    def _answers(self, says: Operation) -> dict[str, Schema]:
        good = {str(code): self._good(says, code, body) for code, body in says.gives.items()}
        refused = sorted({*self._refusals(says), *says.refuses})
        return good | {str(code): {"$ref": f"#/components/responses/{code}"} for code in refused}

    def _good(self, says: Operation, code: int, body: str | None) -> Schema:
        answer: Schema = {"description": _GOOD()[code]}
        if body:
            schema = ref(_named(body, getattr(self.view, "shape", None)))
            kinds = "application/json" if code == 202 else says.media_type
            answer["content"] = {kind: {"schema": schema} for kind in kinds.split(", ")}
        if body in (RECORD, CHILD):
            answer["headers"] = {"ETag": {"$ref": "#/components/headers/ETag"}}
        if code == 202:
            answer["headers"] = {"Retry-After": {"$ref": "#/components/headers/Retry-After"}}
        return answer

    def _refusals(self, says: Operation) -> Iterator[int]:
        """What every operation of its kind may be refused with."""
        if says.open_to_all:
            yield from (400, 429)
            return
        yield from (400, 401, 403, 429)
        if "{" in self.path:
            yield 404
        if says.takes:
            yield from (413, 415)
        if says.guarded:
            yield 412
        if self.method not in READS:
            yield 507


def _named(body: str, shape: Any) -> str:
    child = bodies.noun(shape.child) if shape is not None and shape.child else ""
    return body.format(noun=bodies.noun(shape) if shape is not None else "", child=child)


def _security(method: str) -> list[Schema]:
    browser: Schema = {SESSION: []} if method in READS else {SESSION: [], CSRF: []}
    return [{TOKEN: []}, browser]


def finish(result: Schema, generator: SchemaGenerator, request: Any, public: bool) -> Schema:
    """Add the components, those that an operation names."""
    result["components"] = {
        "schemas": _named_by(result, bodies.of_shapes() | envelopes.named()),
        "responses": {str(code): _refusal(code) for code in _REFUSED()},
        "parameters": _parameters(),
        "headers": _headers(),
        "securitySchemes": _schemes(),
    }
    return result


def _named_by(result: Schema, schemas: dict[str, Schema]) -> dict[str, Schema]:
    """The schemas that the paths name, and those that they name in turn."""
    found: set[str] = {"Problem"}
    wanted = _names(result["paths"]) | found
    while wanted:
        found |= wanted
        wanted = _names([schemas[name] for name in wanted]) - found
    return {name: schemas[name] for name in sorted(found)}


def _names(part: Any) -> set[str]:
    return set(re.findall(r"'#/components/schemas/(\w+)'", repr(part)))


def _refusal(code: int) -> Schema:
    phrase = http.HTTPStatus(code).phrase
    answer: Schema = {
        "description": f"{phrase}: {_REFUSED()[code]}",
        "content": {"application/problem+json": {"schema": ref("Problem")}},
    }
    names = {401: "WWW-Authenticate", 429: "Retry-After", 503: "Retry-After"}
    if code in names:
        answer["headers"] = {names[code]: {"$ref": f"#/components/headers/{names[code]}"}}
    return answer


def _parameters() -> dict[str, Schema]:
    """Query parameters and headers by name."""
    limit: Schema = {"type": "integer", "minimum": 1, "maximum": params.LARGEST_LIMIT}
    return {
        "limit": _query("limit", _("How many at most"), limit | {"default": params.DEFAULT_LIMIT}),
        "cursor": _query("cursor", _("`next` of the page before"), bodies.TEXT),
        "from": _query(
            "from", _("First local day; kinds without one are not narrowed"), bodies.DAY
        ),
        "to": _query("to", _("First local day that is left out again"), bodies.DAY),
        **_of_reports(),
        "bom": _query("bom", _("1 puts the mark in front that some spreadsheets want"), _BIT),
        "format": _query("format", _("JSON or YAML"), bodies.TEXT | {"enum": ["json", "yaml"]}),
        "If-Match": {
            "name": "If-Match",
            "in": "header",
            "description": _("Refuse unless the record is at this revision (its ETag)"),
            "schema": bodies.TEXT | {"pattern": '^((W/)?"[0-9]{1,18}"|[*])$'},
        },
    }


def _of_reports() -> dict[str, Schema]:
    """What the report and its charts are asked with."""
    return {
        "for": _query("for", _("Who reads it; decides the order"), _one_of(sections.READERS)),
        "sections": _query(
            "sections", _("Only these sections, with commas between"), _listed(sections.KNOWN)
        ),
        "page2": _query("page2", _("1 adds the second page"), _BIT),
        "words": _query(
            "words", _("1 with words: the page as `page`, of a chart its title and note"), _BIT
        ),
        "narrow": _query("narrow", _("1 for a screen held upright"), _BIT),
        "paper": _query("paper", _("Size of the paper"), _one_of(pdf.PAPERS)),
        "lang": _query(
            "lang", _("Language; the person's own if left out"), _one_of(languages.known())
        ),
        "link": _query("link", _("Token of a share link to print as a code"), bodies.TEXT),
        "report": _query("report", _("1 with the report, 0 without it"), _BIT),
        "theme": _query("theme", _("Colours"), _one_of(figures.THEMES)),
    }


def _listed(known: Iterable[str]) -> Schema:
    word = f"({'|'.join(known)})"
    return bodies.TEXT | {"pattern": f"^{word}(,{word})*$"}


def _one_of(known: Iterable[str]) -> Schema:
    return bodies.TEXT | {"enum": [*known]}


_BIT = bodies.TEXT | {"enum": ["0", "1"]}


def _query(name: str, about: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": about, "schema": schema}


def _headers() -> dict[str, Schema]:
    tag = bodies.TEXT | {"pattern": f"^{params.ETAG.pattern}$"}
    seconds = {"type": "integer", "minimum": 1}
    return {
        "ETag": {"required": True, "description": _("The record's revision"), "schema": tag},
        "Retry-After": {"required": True, "description": _("Seconds to wait"), "schema": seconds},
        "WWW-Authenticate": {
            "required": True,
            "description": _("How to say who speaks"),
            "schema": bodies.TEXT,
        },
    }


def _schemes() -> dict[str, Schema]:
    scopes = ", ".join(f"`{scope.value}` ({scope.label})" for scope in Scope)
    return {
        TOKEN: {
            "type": "http",
            "scheme": "bearer",
            "description": _("A token of one account, limited to its scopes: %s.") % scopes,
        },
        SESSION: {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": _("The session of a browser that is signed in."),
        },
        CSRF: {
            "type": "apiKey",
            "in": "header",
            "name": "X-CSRFToken",
            "description": _("With a session every write also bears the CSRF token."),
        },
    }


def _ADDRESSED() -> dict[str, str]:  # noqa: N802  (a table; its words are translated when read)
    return {
        "id": _("The record's id"),
        "person": _("The person whose diary it is"),
        "date": _("The local day"),
        "name": _("The name of the chart"),
        "practice": _("The practice"),
    }


def _GOOD() -> dict[int, str]:  # noqa: N802
    return {
        200: _("Done, or there already."),
        201: _("Created."),
        202: _("Being computed."),
        204: _("Done; there is nothing to say."),
    }


def _REFUSED() -> dict[int, str]:  # noqa: N802
    return {
        400: _("the input breaks a rule; every bad field is named."),
        401: _("nobody is signed in, or the token is unknown, expired or revoked."),
        403: _("the token lacks a scope, or the session lacks its CSRF token."),
        404: _("there is no such record, or not for you."),
        409: _("the id is taken by other content, or another person is signed in."),
        412: _("the record has changed since it was read."),
        413: _("the body is too large."),
        415: _("the body is not JSON."),
        426: _("the program is too old to read the answer; what it sent is kept."),
        429: _("too many requests."),
        503: _("it cannot be computed now."),
        507: _("the server's disk is full."),
    }
