"""GET insights/: the finished document, or 202 until a worker has made it."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command

from jobs.models import Job
from tests.conftest import Caller

pytestmark = pytest.mark.django_db(transaction=True)


def work() -> None:
    """What the worker does with everything that waits."""
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)


def test_the_first_request_is_answered_202_and_the_next_with_the_document(api: Caller) -> None:
    first = api.get("insights/")
    assert (first.status_code, first.headers["Retry-After"]) == (202, "1")
    assert first.json() == {"status": "waiting", "progress": 0}
    work()
    answer = api.get("insights/")
    assert answer.status_code == 200
    assert answer.json()["observed"]["headache_known"] == 0
