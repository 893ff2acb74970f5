"""A real server of its own for the journeys: temporary data, a free port, one process group."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from itertools import count
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parents[2]
WORKER = [sys.executable, "manage.py", "db_worker", "--queue-name", "*", "--no-reload"]
GUNICORN = [
    *(sys.executable, "-m", "gunicorn", "--config", "python:nape.gunicorn"),
    "tests.e2e.faults:application",
]
PATIENCE_SECONDS = 60
_numbers = count(1)
PASSWORD = "a calm long password"


@dataclass
class Server:
    data: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        # This host counts as secure in browsers, so workers and locks are there.
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        own = {
            "NAPE_DATA_DIR": str(self.data),
            "NAPE_PORT": str(self.port),
            "NAPE_DEMO": "0",
            "NAPE_RATE_LIMITS": "off",
        }
        return os.environ | own

    def manage(self, *words: str, stdin: str = "") -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *words],
            cwd=HOUSE,
            env=self.environment,
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def prepare(self) -> None:
        subprocess.run(
            [sys.executable, "-m", "nape.prepare"], cwd=HOUSE, env=self.environment, check=True
        )

    def start(self, settings: str = "nape.settings", **more: str) -> None:
        environment = self.environment | {"DJANGO_SETTINGS_MODULE": settings} | more
        self.process = subprocess.Popen(
            GUNICORN, cwd=HOUSE, env=environment, start_new_session=True
        )
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert self.process.poll() is None, "the server died at its start"
            assert time.monotonic() < deadline, "the server does not answer"
            time.sleep(0.1)

    def stop(self) -> None:
        """Kill the group: the master alone would leave its workers serving."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None

    def spoil(self, *faults: str) -> None:
        """What becomes of the next requests that bring entries, one fault each."""
        (self.data / "faults").write_text("\n".join(faults), encoding="utf-8")

    @property
    def spoils_more(self) -> bool:
        return bool((self.data / "faults").read_text(encoding="utf-8"))

    def wait_for_death(self) -> None:
        assert self.process
        assert self.process.wait(timeout=PATIENCE_SECONDS) == -signal.SIGKILL
        self.process = None

    @property
    def database(self) -> Path:
        [path] = self.data.glob("*.sqlite3")
        return path

    def back_up(self) -> Path:
        """As an operator does, while the server runs."""
        copy = self.data / "yesterday"
        with closing(sqlite3.connect(self.database)) as now, closing(sqlite3.connect(copy)) as then:
            now.backup(then)
        return copy

    def restore(self, copy: Path) -> None:
        self.stop()
        for path in self.data.glob(f"{self.database.name}?*"):
            path.unlink()
        copy.rename(self.database)
        self.start()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=1) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            return False


@dataclass(frozen=True)
class Person:
    """Somebody with an account, and a second way to read their diary: REST."""

    server: Server
    email: str
    password: str
    opener: urllib.request.OpenerDirector

    def read(self, path: str) -> Any:
        with self.opener.open(f"{self.server.url}/api/v1/{path}", timeout=10) as answer:
            return json.load(answer)

    def write(self, method: str, path: str, body: Any = None) -> Any:
        """Change something with a token that may."""
        request = urllib.request.Request(
            f"{self.server.url}/api/v1/{path}",
            data=json.dumps(body or {}).encode(),
            headers={"Content-Type": "application/json"},
            method=method,
        )
        with self.opener.open(request, timeout=60) as answer:
            return json.loads(answer.read() or b"null")

    def signs_in_elsewhere(self) -> list[Any]:
        """The cookies of another session."""
        jar, _opener = _session(self.server, "login", self.email)
        return [{"name": one.name, "value": one.value, "url": self.server.url} for one in jar]

    def export(self) -> Any:
        """The whole diary; the server asks for a sign-in of these minutes."""
        _jar, opener = _session(self.server, "login", self.email)
        with opener.open(f"{self.server.url}/api/v1/me/archive/", timeout=10) as answer:
            return json.load(answer)

    def records(self, path: str) -> list[dict[str, Any]]:
        results: list[dict[str, Any]] = self.read(path)["results"]
        return results


def new_address() -> str:
    """One nobody has: what tests of one file share is made anew when they come in two batches."""
    return f"person{next(_numbers)}@example.org"


def person_from_shell(server: Server, email: str, *scopes: str) -> Person:
    """An account and a token as the commands make them."""
    server.manage("create_person", email, "--password-stdin", stdin=PASSWORD)
    asked = [word for scope in scopes or ("diary:read",) for word in ("--scope", scope)]
    printed = server.manage("issue_token", email, *asked, "--name", "test")
    opener = urllib.request.build_opener()
    opener.addheaders = [("Authorization", f"Bearer {printed.split()[-1]}")]
    return Person(server, email, PASSWORD, opener)


def person_from_sign_up(server: Server) -> Person:
    """An account made through the interface, much faster than two commands."""
    email = new_address()
    return Person(server, email, PASSWORD, _session(server, "signup", email)[1])


def _session(
    server: Server, step: str, email: str
) -> tuple[CookieJar, urllib.request.OpenerDirector]:
    jar = CookieJar()
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    with suppress(urllib.error.HTTPError):  # 401: nobody is signed in; the cookie comes with it
        opener.open(f"{server.url}/_allauth/browser/v1/auth/session", timeout=10)
    csrf = next(cookie.value for cookie in jar if cookie.name == "csrftoken")
    request = urllib.request.Request(
        f"{server.url}/_allauth/browser/v1/auth/{step}",
        data=json.dumps({"email": email, "password": PASSWORD}).encode(),
        headers={"Content-Type": "application/json", "X-CSRFToken": csrf or ""},
    )
    opener.open(request, timeout=10).close()
    return jar, opener


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
