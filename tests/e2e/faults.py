"""The server as it is, behind a network that a test can spoil.

Each line of the file `faults` in the data folder is what becomes of one request that brings
entries; requests that only ask are left alone. Without the file nothing happens.
"""

import fcntl
import json
import os
import signal
import socket
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from diary.sync import protocol
from nape.wsgi import application as nape

Environ = dict[str, Any]
Start = Callable[..., Any]

SCRIPT = Path(settings.DATA_DIR) / "faults"
KEPT = Path(settings.DATA_DIR) / "kept reply"
# A server of the next release, for phones that still have this one's program.
protocol.SCHEMA = int(os.environ.get("NEXT_SCHEMA", protocol.SCHEMA))


def application(environ: Environ, start: Start) -> Iterable[bytes]:
    if environ["PATH_INFO"] != "/api/v1/sync/":
        return nape(environ, start)
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    environ["wsgi.input"] = BytesIO(body)
    fault, *values = _next(body) or ["none"]
    return FAULTS[fault](environ, start, *map(int, values))


def _next(body: bytes) -> list[str]:
    """Take the first line of the script, whichever process is asked."""
    if not SCRIPT.exists() or not json.loads(body).get("ops"):
        return []
    with SCRIPT.open("r+") as script:
        fcntl.flock(script, fcntl.LOCK_EX)
        first, *rest = script.read().splitlines() or [""]
        script.seek(0)
        script.truncate()
        script.write("\n".join(rest))
    return first.split()


def _answer(environ: Environ) -> tuple[str, list[tuple[str, str]], bytes]:
    """What the program says; it has committed by then."""
    said: list[Any] = []
    environ["wsgi.input"].seek(0)
    chunks = nape(dict(environ), lambda *words: said.extend(words))
    content = b"".join(chunks)
    chunks.close()
    return said[0], said[1], content


def _hang_up(environ: Environ) -> list[bytes]:
    environ["gunicorn.socket"].shutdown(socket.SHUT_RDWR)
    return []


def _die() -> None:
    os.killpg(0, signal.SIGKILL)


def none(environ: Environ, start: Start) -> Iterable[bytes]:
    return nape(environ, start)


def refuse(environ: Environ, start: Start) -> Iterable[bytes]:
    """The request never arrives."""
    start("500 Never arrived", [])
    return _hang_up(environ)


def drop(environ: Environ, start: Start) -> Iterable[bytes]:
    """It is done, and the reply is lost."""
    start(*_answer(environ)[:2])
    return _hang_up(environ)


def cut(environ: Environ, start: Start, length: int) -> Iterable[bytes]:
    """Only the beginning of the reply arrives."""
    status, headers, content = _answer(environ)
    start(status, headers)(content[:length])
    return _hang_up(environ)


def late(environ: Environ, start: Start, milliseconds: int) -> Iterable[bytes]:
    status, headers, content = _answer(environ)
    time.sleep(milliseconds / 1000)
    start(status, headers)
    return [content]


def twice(environ: Environ, start: Start) -> Iterable[bytes]:
    """The network delivers the request again."""
    _answer(environ)
    status, headers, content = _answer(environ)
    start(status, headers)
    return [content]


def keep(environ: Environ, start: Start) -> Iterable[bytes]:
    """The reply arrives, and will arrive once more."""
    status, headers, content = _answer(environ)
    KEPT.write_bytes(content)
    start(status, headers)
    return [content]


def again(environ: Environ, start: Start) -> Iterable[bytes]:
    """An old reply arrives instead, and the request does not."""
    content = KEPT.read_bytes()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
    start("200 OK", headers)
    return [content]


def status(environ: Environ, start: Start, code: int, wait: int = 0) -> Iterable[bytes]:
    content = json.dumps({"code": "fault", "detail": "A fault on purpose."}).encode()
    headers = [("Content-Type", "application/json"), ("Content-Length", str(len(content)))]
    if wait:
        headers.append(("Retry-After", str(wait)))
    start(f"{code} Fault", headers)
    return [content]


def die(environ: Environ, start: Start) -> Iterable[bytes]:
    """The power fails after the commit."""
    _answer(environ)
    _die()
    return []


def die_before_commit(environ: Environ, start: Start) -> Iterable[bytes]:
    connection.commit = _die  # type: ignore[method-assign]
    return nape(environ, start)


FAULTS: dict[str, Callable[..., Iterable[bytes]]] = {
    one.__name__: one
    for one in (
        none,
        refuse,
        drop,
        cut,
        late,
        twice,
        keep,
        again,
        status,
        die,
        die_before_commit,
    )
}
