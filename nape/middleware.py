"""What every request gets, whatever door it comes through."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class RequestIdMiddleware:
    """Give each request an id that its answer and the log name."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.META["nape.request_id"] = uuid.uuid4().hex
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.META["nape.request_id"]
        return response
