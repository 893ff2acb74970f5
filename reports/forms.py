"""The forms of a report, for every door: its numbers, the page on paper, one chart alone.

The page for a screen is `html.make`, as each door puts a bar of its own above it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final

from care.access import ReadableDiary
from jobs.models import Job
from reports import figures, jobs, pages, pdf, render, sections, summary
from reports.jobs import Material
from reports.periods import Window

CHART_KINDS: Final = {"svg": "image/svg+xml", "png": "image/png"}
Numbers = dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """In whose order a report is read, and what of it: all of page 1 where nothing is named."""

    reader: str = sections.DEFAULT_READER
    named: list[str] | None = None
    page_2: bool = False


@dataclass(frozen=True)
class File:
    """What is handed out, and as what; a chart alone has no name."""

    content: bytes
    media_type: str
    name: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """Shown in the browser, under a name in which nobody's name is."""
        kept = {"Content-Disposition": f'inline; filename="{self.name}"'} if self.name else {}
        return {"Content-Type": self.media_type, **kept}


def numbers(diary: ReadableDiary, window: Window, wish: Wish) -> Numbers | Job:
    """Every number of the report, or the job that gathers them. Raises `jobs.Failed`."""
    found = jobs.answer(diary, window)
    return counted(diary, found, wish) if isinstance(found, Material) else found


def counted(diary: ReadableDiary, material: Material, wish: Wish) -> Numbers:
    """The same from what was gathered already."""
    shown = sections.chosen(wish.reader, wish.named, page_2=wish.page_2)
    return summary.build(diary, material, reader=wish.reader, shown=shown).as_json()


def paper(made: Numbers, *, size: str = "a4", link: pdf.Link | None = None) -> File:
    """The page on paper. Raises `render.CannotRender`."""
    drawn = pdf.make(pages.lay_out(made), paper=size, link=link)
    return File(drawn, "application/pdf", pages.file_name(made, "pdf"))


def chart(
    made: Numbers, name: str, *, theme: str, kind: str, words: bool = True, narrow: bool = False
) -> File:
    """One chart alone, or without its title and note. Raises `render.CannotRender`."""
    picture = figures.CHARTS[name].describe(made)
    if not words:
        picture = replace(picture, title="", note="")
    if narrow:
        picture = figures.narrow(name, picture)
    drawn = render.chart(name, picture, theme=theme, kind=kind)
    return File(drawn, CHART_KINDS[kind])
