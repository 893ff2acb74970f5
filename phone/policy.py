"""The Content-Security-Policy of the phone's page and of its worker.

Hashes, not nonces: the page is kept by the worker together with this header, and a nonce would
be frozen and used again.
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256

_SHARED = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]


def source(inline: str) -> str:
    """The hash that allows exactly this inline script or style."""
    return f"'sha256-{b64encode(sha256(inline.encode()).digest()).decode()}'"


def page(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """The page may run its own files and these inline texts, and speak with its own host."""
    return "; ".join(
        [
            *_SHARED,
            f"script-src 'self' {' '.join(map(source, scripts))}",
            f"style-src 'self' {' '.join(map(source, styles))}",
            "img-src 'self' data:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html nape-worker",
        ]
    )


def worker() -> str:
    """The worker fetches from its own host and does nothing else."""
    return "; ".join([*_SHARED, "script-src 'self'", "connect-src 'self'"])
