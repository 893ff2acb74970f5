"""Which process is at work, and whether it still lives."""

import os
import socket
from pathlib import Path


def me() -> str:
    """A name for this process that no later one will have."""
    pid = os.getpid()
    return f"{socket.gethostname()}:{pid}:{_started(pid)}"


def is_dead(name: str) -> bool:
    """Whether it is known that the process is gone; of another host nothing is known."""
    host, pid, started = name.rsplit(":", 2)
    if host != socket.gethostname():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return _started(int(pid)) != started


def _started(pid: int) -> str:
    """When the process began, where Linux tells; numbers of processes are used again."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return ""
    return text.rpartition(")")[2].split()[19]
