"""How often one caller may ask: fixed windows of a minute, counted in each process."""

import time
from typing import TYPE_CHECKING

from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.actor import Actor

if TYPE_CHECKING:
    # REST framework's views import this module
    from rest_framework.views import APIView

WINDOW_SECONDS = 60
SIGNED_IN, ANONYMOUS = 3_000, 300


class CallerThrottle(BaseThrottle):
    """By account for those who are known, by address for the others."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        if isinstance(request.auth, Actor):
            caller, most = f"account:{request.auth.user_id}:{request.auth.channel}", SIGNED_IN
        else:
            caller, most = f"address:{self.get_ident(request)}", ANONYMOUS
        key = f"requests:{caller}:{int(time.time()) // WINDOW_SECONDS}"
        cache = caches["process"]
        cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
        return cache.incr(key) <= most

    def wait(self) -> float:
        return WINDOW_SECONDS - time.time() % WINDOW_SECONDS
