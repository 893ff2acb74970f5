"""The OpenAPI document as data and as a page."""

from django.http import HttpRequest, HttpResponse
from drf_spectacular.views import SpectacularAPIView


class Document(SpectacularAPIView):
    pass


def docs(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")
