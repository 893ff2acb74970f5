"""What is wrong with an input: the path of the field, a stable word, a sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class Problem:
    path: str
    code: str
    detail: str | Promise


class Refused(Exception):
    """An input that is not written; every bad field is named."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.path}: {p.detail}" for p in self.problems))


def refuse(path: str, code: str, detail: str | Promise) -> Refused:
    return Refused([Problem(path, code, detail)])
