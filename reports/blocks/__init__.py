"""The sections of a page: each makes tables and lines of what the summary holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.utils.translation import gettext_lazy

from reports.blocks import counts, course, months, page_2, pattern, visit
from reports.blocks.parts import Block, Summary
from reports.blocks.visit import ticked

__all__ = ["ON_PAGE_2", "SECTIONS", "ticked"]

ON_PAGE_2: Final = frozenset(page_2.SECTIONS)
SECTIONS: Final[dict[str, tuple[Any, Callable[[Summary], list[Block]]]]] = {
    "headline": (gettext_lazy("Headaches"), counts.headline),
    "medicines": (gettext_lazy("Acute medicine days"), counts.medicines),
    "calendar": (gettext_lazy("Calendar of the last three months"), months.months),
    "pattern": (gettext_lazy("Pattern"), pattern.pattern),
    "neck": (gettext_lazy("Neck"), pattern.neck),
    "tested": (gettext_lazy("What was tested"), course.tested),
    "treatments": (gettext_lazy("Treatments"), course.treatments),
    "warnings": (gettext_lazy("Warning signs"), visit.warnings),
    "questions": (gettext_lazy("My questions, and what was agreed"), visit.questions),
    **page_2.SECTIONS,
}
