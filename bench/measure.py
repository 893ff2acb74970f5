"""Set up a throw-away server in this process, speak to it, and count its CPU time."""

import gc
import io
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

Answer = tuple[int, bytes]


def start() -> None:
    """Make the database and the tables of both."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", run_syncdb=True, verbosity=0)


class Caller:
    """A program that speaks to the WSGI application itself, without a client in between."""

    def __init__(self, authorization: str) -> None:
        from django.core.wsgi import get_wsgi_application

        self.application = get_wsgi_application()
        self.authorization = authorization

    def __call__(self, method: str, path: str, body: Any = None) -> Answer:
        raw = body if isinstance(body, bytes) else b"" if body is None else as_sent(body)
        path, _mark, query = path.partition("?")
        status: list[int] = []
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_TYPE": "application/json", "CONTENT_LENGTH": str(len(raw)),
            "HTTP_AUTHORIZATION": self.authorization, "wsgi.input": io.BytesIO(raw),
            "wsgi.url_scheme": "http", "wsgi.errors": sys.stderr, "REMOTE_ADDR": "127.0.0.1",
        }  # fmt: skip
        reply = self.application(environ, lambda line, _headers: status.append(int(line[:3])))
        content = b"".join(reply)
        reply.close()
        assert status[0] < 300, content[:500]
        return status[0], content


def as_sent(body: Any) -> bytes:
    """A body as it travels; made ahead, so that the time of a client is not counted."""
    return json.dumps(body).encode()


def people(count: int) -> list[tuple[Any, Caller, Caller]]:
    """Persons, each with a caller of Nape and a caller of the reference."""
    from rest_framework.authtoken.models import Token

    from accounts import tokens
    from accounts.models import Scope, User

    made = []
    for number in range(count):
        user = User.objects.create_user(f"person{number}@example.org", None)
        key = tokens.issue(user=user, name="bench", scopes=tuple(Scope))
        plain = Token.objects.create(user=user)
        made.append((user, Caller(f"Bearer {key}"), Caller(f"Token {plain.key}")))
    return made


def cpu(*works: Callable[[], Any], rounds: int) -> list[float]:
    """Median CPU milliseconds of each, taken in turns so that all meet the same machine."""
    for work in works:
        for _ in range(5):
            work()
    times: list[list[float]] = [[] for _ in works]
    gc.collect()
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            began = time.process_time()
            work()
            taken.append((time.process_time() - began) * 1000)
    return [statistics.median(taken) for taken in times]


def tell(what: str, ratio: float, target: str, *, met: bool, detail: str) -> None:
    """One line of the result."""
    print(f"{what}: {ratio:.2f} (target {target}: {'met' if met else 'MISSED'}; {detail})")
