"""A page for the screen: the same words, the charts in the page, their numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports import pages, render
from reports.pages import Chart, Section

SVG_TAG = re.compile(r"<svg ")


def make(summary: Mapping[str, Any]) -> str:
    """The whole page."""
    page = pages.lay_out(summary)
    drawn: set[str] = set()
    sections = [_section(section, drawn) for section in (*page.first, *page.second)]
    context = {"page": page, "sections": sections, "grades": (0, 1, 2, 3)}
    return render_to_string("reports/report.html", context)


def _section(section: Section, drawn: set[str]) -> dict[str, Any]:
    """A chart that two sections name stands in the first."""
    charts = [chart for chart in section.charts if chart.name not in drawn]
    drawn.update(chart.name for chart in charts)
    return {
        "id": section.id,
        "title": section.title,
        "blocks": section.blocks,
        "charts": [_chart(chart) for chart in charts],
    }


def _chart(chart: Chart) -> dict[str, Any]:
    picture = chart.picture
    drawn = "" if picture.data is None else inline(chart)
    return {"name": chart.name, "picture": picture, "svg": drawn}


def inline(chart: Chart) -> SafeString:
    """The chart as an element of the page, with its text alternative."""
    drawn = render.chart(chart.name, chart.picture, theme="light", kind="svg").decode()
    told = f"{chart.picture.title}. {chart.picture.alt}"
    opening = format_html('<svg role="img" aria-label="{}" ', told)
    # The drawing is this program's own; matplotlib escapes every text in it.
    return mark_safe(SVG_TAG.sub(lambda _tag: opening, drawn, count=1))  # noqa: S308
