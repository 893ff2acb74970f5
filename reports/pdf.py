"""A page as PDF: what the child process is handed for it."""

from __future__ import annotations

from typing import Any, Final

from django.utils.translation import gettext as _

from reports import pages, render
from reports.pages import Chart, Page, Section

PAPERS: Final = {"a4": "a4", "letter": "us-letter"}


def make(page: Page, *, paper: str) -> bytes:
    """The PDF of a page on A4 or US Letter."""
    second = {chart.name: chart for section in page.second for chart in section.charts}
    every = {chart.name: chart for section in page.first for chart in section.charts}
    strip = [every[name] for name in pages.ON_PAPER if name in every and _is_drawn(every[name])]
    charts = {**second, **{chart.name: chart for chart in strip}}
    return render.RENDERER.ask(
        {
            "kind": "pdf",
            "charts": [_asked(chart) for chart in charts.values()],
            "page": {
                "title": page.title,
                "language": page.language,
                "facts": page.facts,
                "caveat": page.caveat,
                "paper": PAPERS[paper],
                "notes": _("Notes"),
                "first": [_section(section, []) for section in page.first],
                "second": [_section(section, section.charts) for section in page.second],
                "strip": [_named(chart) for chart in strip],
            },
        }
    )


def _is_drawn(chart: Chart) -> bool:
    return chart.picture.data is not None


def _asked(chart: Chart) -> dict[str, Any]:
    picture = chart.picture
    return {"name": chart.name, "title": picture.title, "note": picture.note, "data": picture.data}


def _section(section: Section, charts: list[Chart]) -> dict[str, Any]:
    return {
        "title": section.title,
        "blocks": section.blocks,
        "charts": [_named(chart) for chart in charts],
    }


def _named(chart: Chart) -> dict[str, Any]:
    return {"name": chart.name, "alt": f"{chart.picture.title}. {chart.picture.alt}"}
