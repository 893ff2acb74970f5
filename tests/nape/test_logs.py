"""What is written into the log, and what is not."""

import io
import logging
from collections.abc import Iterator

import pytest
from django.test import Client

from nape.logs import Line

TOKEN = "eHEtD94Zhg3UGiLNCTB98bo-HgLg0wefN5zjG77NMf4"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """What the server's own handler writes."""
    console = next(h for h in logging.root.handlers if isinstance(h.formatter, Line))
    assert isinstance(console, logging.StreamHandler)
    # Not by setStream: it flushes the old stream, which another test may have closed.
    before, console.stream = console.stream, (written := io.StringIO())
    yield written
    console.stream = before


@pytest.mark.django_db
def test_a_refused_form_leaves_no_token_of_a_share_link(
    lines: io.StringIO, plain_static_files: None
) -> None:
    answer = Client(enforce_csrf_checks=True).post(f"/shared/{TOKEN}/passphrase/", {})
    assert answer.status_code == 403
    written = lines.getvalue()
    assert "/shared/…/passphrase/" in written and TOKEN not in written


def test_nor_does_a_traceback(lines: io.StringIO) -> None:
    try:
        raise ValueError(f"http://127.0.0.1/shared/{TOKEN}/?for=gp")
    except ValueError:
        logging.getLogger("django.request").exception("at %s", f"/shared/{TOKEN}/report.pdf")
    written = lines.getvalue()
    assert "ValueError: http://127.0.0.1/shared/…/?for=gp" in written
    assert "at /shared/…/report.pdf" in written and TOKEN not in written
