"""`manage.py calibrate`: the tables of docs/methods, made again by anybody."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command


def table(*arguments: str) -> list[str]:
    out = StringIO()
    call_command("calibrate", *arguments, stdout=out)
    return out.getvalue().splitlines()


def test_the_pattern_is_measured_in_three_cohorts_and_the_seed_decides() -> None:
    first = table("pattern", "--people", "60", "--seed", "3")
    assert first[0] == "60 people a cohort, seed 3"
    assert [line.split()[0] for line in first[2:]] == ["easy", "misspecified", "hard"]
    assert first == table("pattern", "--people", "60", "--seed", "3")
    assert first != table("pattern", "--people", "60", "--seed", "4")


@pytest.mark.slow
def test_the_associations_are_measured_with_what_was_wanted() -> None:
    lines = table("associations", "--runs", "20")
    assert lines[0] == "20 diaries a row, seed 1"
    assert {"wanted", "holds", "same_day"} <= set(lines[1].split())
    assert any(line.split()[:2] == ["false", "positives"] for line in lines)


def test_it_says_what_can_be_measured() -> None:
    with pytest.raises(CommandError):
        table("everything")
