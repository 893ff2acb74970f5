"""The long run over every operation, by command: `pytest -m slow tests/api`."""

from typing import Any

import pytest
from hypothesis import settings

from tests.api.test_any_request import QUIET, ask, asked_with, key, one_connection

LONG = 20
__all__ = ["key", "one_connection"]


@pytest.mark.slow
@asked_with().parametrize()
@settings(max_examples=LONG, **QUIET)
def test_any_request_is_answered_as_documented(case: Any, key: str) -> None:
    ask(case, key)
