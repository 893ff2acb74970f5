"""What an archive holds that this program does not know."""

from typing import Any

import pytest

from diary.shapes.problems import Refused
from interchange import asides


def test_a_name_is_told_in_plain_signs() -> None:
    assert asides.unknown("doses[3].", "fárbe\x00", 1).where == "doses[3].f\\xe1rbe\\x00"


def test_what_is_nested_too_deeply_is_refused_with_its_path() -> None:
    inner: Any = 0
    for _ in range(5000):
        inner = [inner]
    with pytest.raises(Refused) as why:
        asides.unknown("doses[3].", "colour", inner)
    [problem] = why.value.problems
    assert (problem.path, problem.code) == ("doses[3].colour", "too_deep")
