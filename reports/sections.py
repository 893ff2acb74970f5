"""The sections of a report, and in which order each reader wants them."""

from typing import Final

READERS: Final = {
    "gp": ("headline", "medicines", "calendar", "warnings", "pattern", "neck", "tested",
           "treatments", "questions"),
    "neurologist": ("headline", "medicines", "calendar", "pattern", "treatments", "neck",
                    "tested", "warnings", "questions"),
    "physiotherapist": ("warnings", "neck", "pattern", "tested", "treatments", "headline",
                        "calendar", "medicines", "questions"),
}  # fmt: skip
DEFAULT_READER: Final = "gp"
PAGE_1: Final = tuple(sorted(READERS["gp"]))
PAGE_2: Final = ("episodes", "curves", "medication_calendar", "body_map", "criteria", "method")
KNOWN: Final = (*PAGE_1, *PAGE_2)
#: Sections and charts that show headaches one by one; not for whom the report alone is open.
ONE_BY_ONE: Final = frozenset({"episodes", "curves"})


def chosen(reader: str, named: list[str] | None, *, page_2: bool) -> list[str]:
    """The sections to show, in the reader's order; all of page 1 where none is named."""
    order = (*READERS[reader], *PAGE_2)
    if named is None:
        return list(order if page_2 else READERS[reader])
    return [name for name in order if name in named or (page_2 and name in PAGE_2)]
