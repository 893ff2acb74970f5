"""The supervisor, with real processes and real signals."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from nape import serve

SLEEP = [sys.executable, "-c", "import time; time.sleep(60)"]
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
]


@pytest.fixture(autouse=True)
def _handlers_of_the_test_run() -> Iterator[None]:
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def notes(path: Path) -> list[str]:
    """A process that writes its id into a file and sleeps."""
    script = "import os, sys, time; open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); "
    return [sys.executable, "-c", script + "time.sleep(60)", str(path)]


def ids(path: Path) -> list[int]:
    return [int(line) for line in path.read_text().splitlines()] if path.exists() else []


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def wait_until(happened: Callable[[], object], seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.02)


def stop_us(number: int = signal.SIGTERM) -> None:
    os.kill(os.getpid(), number)


Later = Callable[[Callable[[], None]], None]


@pytest.fixture
def later(_handlers_of_the_test_run: None) -> Iterator[Later]:
    """Act beside the supervisor, which needs the main thread for its signals; then stop it.

    It is stopped whatever becomes of the action, and before its handlers are taken away: else
    a slow machine would hang the test run or end it.
    """
    threads: list[threading.Thread] = []

    def start(action: Callable[[], None]) -> None:
        def act_and_stop() -> None:
            try:
                action()
            finally:
                stop_us()

        threads.append(threading.Thread(target=act_and_stop, daemon=True))
        threads[-1].start()

    yield start
    for thread in threads:
        thread.join()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_everything_with_code_0(tmp_path: Path, number: int, later: Later) -> None:
    first, second = tmp_path / "first", tmp_path / "second"

    def stop_when_both_run() -> None:
        wait_until(lambda: ids(first) and ids(second))
        stop_us(number)

    supervisor = serve.Supervisor(print)
    later(stop_when_both_run)
    assert supervisor.keep({"first": notes(first), "second": notes(second)}) == 0
    assert not any(is_alive(process) for process in ids(first) + ids(second))


def test_what_dies_is_started_again(tmp_path: Path, later: Later) -> None:
    file, said = tmp_path / "ids", list[str]()

    def kill_one() -> None:
        wait_until(lambda: len(ids(file)) == 1)
        os.kill(ids(file)[0], signal.SIGKILL)
        wait_until(lambda: len(ids(file)) == 2)

    supervisor = serve.Supervisor(said.append)
    later(kill_one)
    assert supervisor.keep({"worker": notes(file)}) == 0
    assert said == ["The worker died (exit code -9); starting it again."]
    assert not any(is_alive(process) for process in ids(file))


def test_what_keeps_dying_stops_the_whole_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "TICK_SECONDS", 0.01)
    other, said = tmp_path / "other", list[str]()
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    code = serve.Supervisor(said.append).keep({"web server": broken, "worker": notes(other)})
    assert code == 1
    assert said[-1].startswith("The web server keeps dying (exit code 3); stopping.")
    assert len(said) == serve.RESTARTS + 1
    assert not any(is_alive(process) for process in ids(other))


def test_what_does_not_listen_is_killed(monkeypatch: pytest.MonkeyPatch, later: Later) -> None:
    monkeypatch.setattr(serve, "PATIENCE_SECONDS", 0.3)
    supervisor = serve.Supervisor(print)
    later(lambda: time.sleep(0.5))  # until it has learnt not to listen
    began = time.monotonic()
    assert supervisor.keep({"stubborn": STUBBORN}) == 0
    assert time.monotonic() - began < 5


def test_nothing_starts_after_a_stop(tmp_path: Path) -> None:
    supervisor = serve.Supervisor(print)
    stop_us()
    assert supervisor.keep({"late": notes(tmp_path / "ids")}) == 0
    assert ids(tmp_path / "ids") == []


def test_preparing_hands_on_its_exit_code() -> None:
    supervisor = serve.Supervisor(print)
    assert supervisor.finish([sys.executable, "-c", "raise SystemExit(4)"]) == 4
    assert supervisor.finish([sys.executable, "-c", ""]) == 0


def test_a_stop_while_preparing_ends_that_too(tmp_path: Path, later: Later) -> None:
    file = tmp_path / "ids"
    supervisor = serve.Supervisor(print)
    later(lambda: wait_until(lambda: ids(file)))
    assert supervisor.finish(notes(file)) == 0
    assert not is_alive(ids(file)[0])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux ends children of a killed parent")
def test_a_killed_supervisor_leaves_no_orphans(tmp_path: Path) -> None:
    file = tmp_path / "ids"
    script = f"from nape import serve; serve.Supervisor(print).keep({{'x': {notes(file)!r}}})"
    supervisor = subprocess.Popen([sys.executable, "-c", script], cwd=serve.HOUSE)
    wait_until(lambda: ids(file))
    supervisor.kill()
    supervisor.wait()
    wait_until(lambda: not is_alive(ids(file)[0]))


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_taken_port_is_one_clear_sentence(
    taken: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NAPE_PORT", str(taken))
    assert serve.main() == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(f"Cannot serve on 127.0.0.1 port {taken}: Address already in use.")


def test_an_address_of_somebody_else_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"Cannot serve on 192\.0\.2\.1 port 8000: "):
        serve.refuse_taken_port("192.0.2.1", 8000)


def test_a_bad_option_is_told_before_anything_starts(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NAPE_PORT", "soon")
    assert serve.main() == 2
    assert "NAPE_PORT is 'soon'" in capsys.readouterr().err


def test_nothing_is_served_from_a_folder_that_could_not_be_prepared(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NAPE_PORT", str(free_port()))
    monkeypatch.setattr(serve, "PREPARE", [sys.executable, "-c", "raise SystemExit(1)"])
    assert serve.main() == 1
    assert "could not be prepared" in capsys.readouterr().err


def test_the_whole_serves_and_stops_on_sigterm(tmp_path: Path) -> None:
    port = free_port()
    own = {
        "NAPE_DATA_DIR": str(tmp_path),
        "NAPE_PORT": str(port),
        "NAPE_DEMO": "0",
        "DATABASE_URL": "",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "nape.serve"],
        cwd=serve.HOUSE,
        env=os.environ | own,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout
        assert process.stdout.readline().startswith(f"Nape is at http://127.0.0.1:{port} ")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz") as answer:
            assert (answer.status, answer.read()) == (200, b"ok\n")
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz") as answer:
            assert answer.status == 200
    finally:
        began = time.monotonic()
        process.terminate()
        assert process.wait(20) == 0
    assert time.monotonic() - began < 15
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port)).close()
