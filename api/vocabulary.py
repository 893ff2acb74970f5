"""Every field and slug with its label, for the phone and for other programs."""

from functools import cache
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api import params
from api.operations import operation
from diary.shapes import SHAPES
from diary.warning_signs import rules


class Vocabulary(APIView):
    """The field list of every kind, with labels in the reader's language."""

    @operation(
        gettext_lazy(
            "Every field and slug with its label and group, and the rules of warning signs."
        ),
        {200: "Vocabulary"},
    )
    def get(self, request: Request) -> Response:
        params.only(request, ())
        return Response(_vocabulary(get_language() or "en"))


@cache
def _vocabulary(language: str) -> dict[str, Any]:
    kinds = {
        kind: {"label": str(shape.label), "fields": shape.describe()}
        for kind, shape in SHAPES.items()
    }
    return {
        "rule_version": rules.VERSION,
        "language": language,
        "kinds": kinds,
        "warning_signs": rules.for_phone(),
    }
