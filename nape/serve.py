"""Serve: prepare the data folder, then keep the web server and the worker running.

Started by scripts/run as `python -m nape.serve`. It loads no Django itself, so that what watches
the others stays small.
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import FrameType

from django.core.exceptions import ImproperlyConfigured

from nape.env import Options

HOUSE = Path(__file__).resolve().parent.parent
PREPARE = [sys.executable, "-m", "nape.prepare"]
PROCESSES = {
    "web server": [sys.executable, "-m", "gunicorn", "--config", "python:nape.gunicorn"],
    "worker": [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--no-reload"],
}
TICK_SECONDS = 0.2
PATIENCE_SECONDS = 8.0  # gunicorn lets requests finish for 5
RESTARTS, RESTART_WINDOW_SECONDS = 5, 60.0
PR_SET_PDEATHSIG = 1


class Supervisor:
    """Starts processes, starts again what dies, and stops all of them when told to."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._commands: Mapping[str, Sequence[str]] = {}
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._deaths: dict[str, list[float]] = {}
        self._stopping = False
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            # Under nohup a closed terminal is to be ignored.
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
                signal.signal(number, self._stop)

    def finish(self, command: Sequence[str]) -> int:
        """Run one process to its end and return its exit code; 0 when told to stop meanwhile."""
        process = self._running["only"] = spawn(command)
        try:
            while process.poll() is None and not self._stopping:
                time.sleep(TICK_SECONDS)
            return 0 if self._stopping else process.wait()
        finally:
            self._end_all()

    def keep(self, commands: Mapping[str, Sequence[str]]) -> int:
        """Keep these running until told to stop (0) or until one cannot be kept alive (1)."""
        self._commands = commands
        try:
            for name in () if self._stopping else commands:
                self._running[name] = spawn(commands[name])
            while not self._stopping:
                time.sleep(TICK_SECONDS)
                if not all(self._keep_alive(name) for name in commands):
                    return 1
            return 0
        finally:
            self._end_all()

    def _stop(self, number: int, frame: FrameType | None) -> None:
        # Only a note: waiting for a process in here would wait for a lock its waiter holds.
        self._stopping = True

    def _keep_alive(self, name: str) -> bool:
        code = self._running[name].poll()
        if code is None or self._stopping:
            return True
        now = time.monotonic()
        recent = [t for t in self._deaths.get(name, []) if now - t < RESTART_WINDOW_SECONDS]
        self._deaths[name] = [*recent, now]
        if len(recent) >= RESTARTS:
            self._say(f"The {name} keeps dying (exit code {code}); stopping. See the lines above.")
            return False
        self._say(f"The {name} died (exit code {code}); starting it again.")
        self._running[name] = spawn(self._commands[name])
        return True

    def _end_all(self) -> None:
        for process in self._running.values():
            _signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE_SECONDS
        for process in self._running.values():
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            # Whatever is left of the group, its leader included: nothing outlives its parent.
            _signal_group(process, signal.SIGKILL)
            process.wait()
        self._running.clear()


def spawn(command: Sequence[str]) -> subprocess.Popen[bytes]:
    """Start a process in a group of its own, so that Ctrl+C in a terminal reaches only us."""
    return subprocess.Popen(  # noqa: S603  (the commands are this module's)
        command,
        cwd=HOUSE,
        stdin=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=partial(_end_with_parent, os.getpid()),
    )


def _end_with_parent(parent: int) -> None:
    """Ask Linux to end this process when its parent is killed without a chance to say so."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def refuse_taken_port(host: str, port: int) -> None:
    """Raise a sentence when this address cannot be served on."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, kind, _proto, _name, address = found[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ImproperlyConfigured(
            f"Cannot serve on {host} port {port}: {reason}. Set NAPE_PORT (and NAPE_HOST) to "
            f"another one."
        ) from None


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def main() -> int:
    try:
        options = Options()
        port = options.whole("NAPE_PORT", 8000, low=1, high=65535)
        refuse_taken_port(options.text("NAPE_HOST", "127.0.0.1"), port)
    except ImproperlyConfigured as error:
        _say(str(error))
        return 2
    supervisor = Supervisor(_say)
    if supervisor.finish(PREPARE):
        _say("The data folder could not be prepared; see the lines above.")
        return 1
    return supervisor.keep(PROCESSES)


if __name__ == "__main__":
    raise SystemExit(main())
