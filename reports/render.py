"""Drawing and typesetting in a child process that is limited, and killed when it runs away."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
import tempfile
import threading
import time
from collections import OrderedDict
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from reports.drawing import LENGTH

HOUSE: Final = Path(__file__).resolve().parent.parent
WALL_SECONDS: Final = 30.0
# So many answers, then a fresh process: whatever a library keeps is let go.
MOST_ANSWERS: Final = 500
LARGEST_BYTES: Final = 64 * 1024**2
# The same question has the same answer: the last ones are kept, in memory alone.
MOST_KEPT: Final = 48
# What a child inherits; no address of a database, no secret.
PASSED_ON: Final = ("PATH", "LANG", "LC_ALL", "HOME")
# Few threads, and few heaps: each would keep memory of its own.
THREADS: Final = {"OMP_NUM_THREADS": "1", "RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}


class CannotRender(Exception):
    """It could not be drawn within the limits."""


class Busy(CannotRender):
    """Others are being drawn for; asking again in a moment helps."""


class Renderer:
    """One child at a time, started when it is first needed."""

    def __init__(self, command: list[str] | None = None, wall_seconds: float = WALL_SECONDS):
        self._command = command or [sys.executable, "-m", "reports.drawing"]
        self._wall_seconds = wall_seconds
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._answers = 0
        self._owner = os.getpid()
        self._drawn: OrderedDict[bytes, bytes] = OrderedDict()

    def ask(self, question: dict[str, Any]) -> bytes:
        """The answer to one question; a child that dies or takes too long is replaced."""
        body = json.dumps(question).encode()
        key = sha256(body).digest()
        if (drawn := self._drawn.get(key)) is None:
            drawn = self._drawn[key] = self._ask_in_turn(body)
        while len(self._drawn) > MOST_KEPT:
            self._drawn.popitem(last=False)
        return drawn

    def _ask_in_turn(self, body: bytes) -> bytes:
        deadline = time.monotonic() + self._wall_seconds
        if not self._lock.acquire(timeout=self._wall_seconds):
            raise Busy
        try:
            return self._ask(body, deadline)
        finally:
            self._lock.release()

    def stop(self) -> None:
        """End the child."""
        child, self._child = self._child, None
        if child is not None and self._owner == os.getpid():
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                if pipe:
                    pipe.close()

    def _ask(self, body: bytes, deadline: float) -> bytes:
        try:
            child = self._living()
            _write(child, LENGTH.pack(len(body)) + body, deadline)
            (length,) = LENGTH.unpack(_read(child, LENGTH.size, deadline))
            if length > LARGEST_BYTES:
                raise CannotRender("too_large")
            said = _read(child, length, deadline)
        except (OSError, CannotRender) as error:
            self.stop()
            raise CannotRender(str(error)) from None
        if said[:1] != b"+":
            raise CannotRender(said[1:].decode())
        return said[1:]

    def _living(self) -> subprocess.Popen[bytes]:
        if self._owner != os.getpid():  # forked: the child belongs to the parent
            self._child, self._owner, self._answers = None, os.getpid(), 0
        if self._child is None or self._child.poll() is not None or self._answers >= MOST_ANSWERS:
            self.stop()
            self._child, self._answers = _start(self._command), 0
        self._answers += 1
        return self._child


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    cache = Path(tempfile.gettempdir()) / f"nape-drawing-{os.getuid()}"
    cache.mkdir(mode=0o700, exist_ok=True)
    passed = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    child = subprocess.Popen(  # noqa: S603  (the command is this module's)
        command,
        cwd=HOUSE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**passed, **THREADS, "MPLCONFIGDIR": str(cache)},
        bufsize=0,
    )
    assert child.stdin and child.stdout
    os.set_blocking(child.stdin.fileno(), False)
    os.set_blocking(child.stdout.fileno(), False)
    return child


def _write(child: subprocess.Popen[bytes], data: bytes, deadline: float) -> None:
    assert child.stdin
    left = memoryview(data)
    while left:
        _wait(child.stdin, selectors.EVENT_WRITE, deadline)
        left = left[os.write(child.stdin.fileno(), left[:65536]) :]


def _read(child: subprocess.Popen[bytes], size: int, deadline: float) -> bytes:
    assert child.stdout
    found = bytearray()
    while len(found) < size:
        _wait(child.stdout, selectors.EVENT_READ, deadline)
        piece = os.read(child.stdout.fileno(), size - len(found))
        if not piece:
            raise CannotRender("died")
        found += piece
    return bytes(found)


def _wait(pipe: Any, event: int, deadline: float) -> None:
    with selectors.DefaultSelector() as selector:
        selector.register(pipe, event)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            raise CannotRender("out_of_time")


RENDERER: Final = Renderer()
atexit.register(RENDERER.stop)


def chart(name: str, picture: Any, *, theme: str, kind: str) -> bytes:
    """A described chart as SVG or PNG."""
    return RENDERER.ask(
        {
            "kind": "chart",
            "name": name,
            "theme": theme,
            "format": kind,
            "title": picture.title,
            "note": picture.note,
            "data": picture.data,
        }
    )
