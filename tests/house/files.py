"""The files of the repository, as git knows them."""

import subprocess
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


@cache
def tracked() -> tuple[Path, ...]:
    """What is committed or would be; without git (an unpacked release) nothing can be said."""
    words = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    out = subprocess.run(words, cwd=HOUSE, capture_output=True, text=True, check=True).stdout
    return tuple(path for line in out.splitlines() if (path := HOUSE / line).is_file())


def name(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


def text(path: Path) -> str | None:
    """The text of a file, or nothing when it is a picture or the like."""
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None
