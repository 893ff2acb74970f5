"""The OpenAPI document as data and as a page."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiYamlRenderer
from rest_framework.permissions import AllowAny
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api import pages, params
from api.formats import JSONOnly, JSONRenderer
from api.operations import operation
from diary.shapes.problems import refuse


class YAMLRenderer(OpenApiYamlRenderer):
    media_type = "application/yaml"

    def render(
        self, data: Any, media_type: str | None = None, renderer_context: Any = None
    ) -> bytes:
        if renderer_context and renderer_context["response"].exception:
            return JSONRenderer().render(data)
        # the library has no types
        return super().render(data, media_type, renderer_context)  # type: ignore[no-untyped-call, no-any-return]


class AskedFor(JSONOnly):
    """`format=yaml` or `Accept` choose YAML, else it is JSON."""

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        asked = request.query_params.get("format") or request.headers.get("Accept", "")
        chosen = renderers[1] if "yaml" in asked else renderers[0]
        return chosen, chosen.media_type


class Document(APIView):
    """This description of the interface."""

    authentication_classes = ()
    permission_classes = (AllowAny,)
    renderer_classes = (JSONRenderer, YAMLRenderer)
    content_negotiation_class = AskedFor

    @operation(
        gettext_lazy("This description of the interface, as JSON or YAML."),
        {200: "OpenApi"},
        asks=("format",),
        open_to_all=True,
        media_type="application/json, application/yaml",
    )
    def get(self, request: Request) -> Response:
        params.only(request, ("format",))
        if request.query_params.get("format", "json") not in ("json", "yaml"):
            raise refuse("format", "unknown_value", gettext_lazy("must be json or yaml"))
        return Response(document(get_language() or "en"))


@cache
def document(language: str) -> dict[str, Any]:
    """The document in one language; it changes with the program only."""
    # the library has no types
    schema: dict[str, Any] = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return schema


def docs(request: HttpRequest) -> HttpResponse:
    """The document for people."""
    return render(request, "api/docs.html", pages.context(document(get_language() or "en")))
