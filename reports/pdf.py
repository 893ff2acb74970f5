"""A page as PDF: what the child process is handed for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from reports import pages, qr, render
from reports.blocks.parts import lines
from reports.pages import Chart, Page, Section

# inches: two beside each other are three quarters as large on the page
SMALL: Final = (4.8, 2.1)
PAPERS: Final = {"a4": "a4", "letter": "us-letter"}


@dataclass(frozen=True)
class Link:
    """A page on the screen that belongs to the one on paper, and until when it is there."""

    url: str
    until: datetime


def make(page: Page, *, paper: str, link: Link | None = None) -> bytes:
    """The PDF of a page on A4 or US Letter; `link` is printed as a code that a camera reads."""
    second = {chart.name: chart for section in page.second for chart in section.charts}
    every = {chart.name: chart for section in page.first for chart in section.charts}
    strip = [every[name] for name in pages.ON_PAPER if name in every and _is_drawn(every[name])]
    small = [_at_size(chart) for chart in strip]
    asides = {
        section.id: section.aside
        for section in page.first
        if section.aside and _is_drawn(section.aside)
    }
    asked = [_asked(chart, chart.name) for chart in second.values() if _is_drawn(chart)]
    asked += [_asked(chart, f"{chart.name}-small") for chart in small]
    return render.RENDERER.ask(
        {
            "kind": "pdf",
            "code": link and qr.drawn(link.url),
            "charts": asked + [_asked(chart, f"{id}-aside") for id, chart in asides.items()],
            "page": {
                "title": page.title,
                "language": page.language,
                "facts": page.facts,
                "caveat": page.caveat,
                "paper": PAPERS[paper],
                "notes": _("Notes"),
                "link": link and _told(link),
                "first": [_section(s, [], asides.get(s.id)) for s in page.first],
                "second": [_section(section, section.charts) for section in page.second],
                "strip": [_named(chart, f"{chart.name}-small") for chart in small],
            },
        }
    )


def _told(link: Link) -> dict[str, str]:
    until = {"day": date_format(localtime(link.until), "SHORT_DATE_FORMAT")}
    return {
        "url": link.url,
        "told": _("The code opens this diary on a screen, until %(day)s.") % until,
        "alt": _("Code with the address of a page that shows this diary"),
    }


def _is_drawn(chart: Chart) -> bool:
    return chart.picture.data is not None


def _at_size(chart: Chart) -> Chart:
    """Drawn not much larger than it is printed, so that its words can be read."""
    data = {**(chart.picture.data or {}), "size": SMALL}
    return Chart(chart.name, replace(chart.picture, data=data))


def _asked(chart: Chart, file: str) -> dict[str, Any]:
    picture = chart.picture
    return {"file": file, "name": chart.name, "title": picture.title, "note": picture.note,
            "data": picture.data}  # fmt: skip


def _section(section: Section, charts: list[Chart], aside: Chart | None = None) -> dict[str, Any]:
    # a chart without data is a sentence, and needs no room of its own
    without = [chart.picture.title for chart in charts if not _is_drawn(chart)]
    return {
        "title": section.title,
        "blocks": [*section.blocks, *([lines(*without)] if without else [])],
        "charts": [_named(chart, chart.name) for chart in charts if _is_drawn(chart)],
        "aside": _named(aside, f"{section.id}-aside") if aside else None,
    }


def _named(chart: Chart, file: str) -> dict[str, Any]:
    told = (chart.picture.title, chart.picture.alt)
    return {"file": file, "alt": ". ".join(text for text in told if text)}
