"""Options from the environment: each named once, read strictly, refused with a sentence."""

import contextlib
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

OPTIONS = {
    "NAPE_DATA_DIR": "folder of the database and the generated keys (default: var in the checkout)",
    "NAPE_PORT": "port to serve on (default: 8000)",
    "NAPE_HOST": "address to serve on (default: 127.0.0.1)",
    "NAPE_PUBLIC_URL": "the address people type, https://… behind TLS (default: http://HOST:PORT)",
    "NAPE_DEMO": "1 or 0: make a demo person (default: 1 in scripts/run on 127.0.0.1, else 0)",
    "NAPE_SIGN_UP": "open or closed: may strangers make an account (default: open)",
    "NAPE_PHONE_WORKER": "on or off: off takes the offline worker off every phone (default: on)",
    "NAPE_RATE_LIMITS": "on or off (default: on)",
    "NAPE_WEB_PROCESSES": "number of web processes (default: 2)",
    "NAPE_DEBUG": "1 or 0: debug pages, for development only (default: 0)",
    "NAPE_EMAIL_URL": "where mail goes, as smtp+tls://user:password@host:port (default: console)",
    "NAPE_EMAIL_FROM": "sender of mail (default: nape@ the public host)",
    "NAPE_SECRET_KEY_FILE": "file with the secret key (default: made in NAPE_DATA_DIR)",
    "DATABASE_URL": "postgres://… for PostgreSQL (default: SQLite in NAPE_DATA_DIR)",
}


class Options:
    """Reads a mapping of environment variables; every bad value is refused with its name."""

    def __init__(self, environ: Mapping[str, str] = os.environ) -> None:
        self._environ = environ
        unknown = sorted(n for n in environ if n.startswith("NAPE_") and n not in OPTIONS)
        if unknown:
            raise ImproperlyConfigured(
                f"{unknown[0]} is not an option. Known: {', '.join(sorted(OPTIONS))}."
            )

    def text(self, name: str, default: str = "") -> str:
        return self._environ.get(name) or default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.text(name, "1" if default else "0")
        if value not in ("0", "1"):
            raise ImproperlyConfigured(f"{name} is '{value}'; it may be 1 or 0.")
        return value == "1"

    def whole(self, name: str, default: int, *, low: int, high: int) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdigit() and low <= int(value) <= high):
            raise ImproperlyConfigured(
                f"{name} is '{value}'; it must be a whole number from {low} to {high}."
            )
        return int(value)

    def choice(self, name: str, default: str, *, known: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in known:
            raise ImproperlyConfigured(f"{name} is '{value}'; it may be {' or '.join(known)}.")
        return value

    def url(self, name: str, default: str, *, schemes: tuple[str, ...]) -> str:
        value = self.text(name, default)
        parts = urlsplit(value)
        if parts.scheme not in schemes or not parts.hostname:
            raise ImproperlyConfigured(
                f"{name} is '{value}'; it must be an address that begins with "
                f"{' or '.join(f'{scheme}://' for scheme in schemes)}."
            )
        return value

    def folder(self, name: str, default: Path) -> Path:
        path = Path(self.text(name, str(default))).expanduser().absolute()
        try:
            path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise ImproperlyConfigured(
                f"{name}: {path} cannot be made: {error.strerror}."
            ) from None
        if not os.access(path, os.W_OK):
            raise ImproperlyConfigured(f"{name}: {path} is not writable.")
        return path

    def secret(self, name: str, default: Path) -> str:
        """A secret kept in a file, made with 64 random bytes at the first start."""
        path = Path(self.text(name, str(default))).expanduser()
        if not path.exists():
            if self.text(name):
                raise ImproperlyConfigured(f"{name}: {path} does not exist.")
            _write_new(path, secrets.token_urlsafe(64))
        value = path.read_text(encoding="utf-8").strip()
        if len(value) < 32:
            raise ImproperlyConfigured(f"{name}: {path} holds fewer than 32 characters.")
        return value


def _write_new(path: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all; the first of two wins."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    with contextlib.suppress(FileExistsError):
        os.link(draft, path)
    draft.unlink()
