"""A page for the screen: the same words, the charts in the page, their numbers beside them.

Other pages take a chart with `embed` and link `reports/charts.css`: what they get has no style, no
script, and no id that a second chart could have, so it stands under the strictest policy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from reports import pages, render
from reports.figures import CHARTS
from reports.pages import Chart, Section

SVG_TAG = re.compile(r"<svg ")
# where an id is given, and where it is meant
NAMED = re.compile(r'(\bid="|href="#|url\(#)')


def make(summary: Mapping[str, Any], *, bar: str = "") -> str:
    """The whole page; `bar` is markup of this program's own that stands above it."""
    page = pages.lay_out(summary)
    drawn: set[str] = set()
    sections = [_section(section, drawn) for section in (*page.first, *page.second)]
    context = {"page": page, "sections": sections, "grades": (0, 1, 2, 3), "bar": bar}
    return render_to_string("reports/report.html", context)


def embed(name: str, summary: Mapping[str, Any], *, place: str = "") -> SafeString:
    """One chart of a summary (as JSON) as a figure: drawing, text alternative, numbers as a table.

    `place` tells apart charts of one name in one page. Raises `render.CannotRender`.
    """
    chart = Chart(name, CHARTS[name].describe(summary))
    return mark_safe(render_to_string("reports/chart.html", _figure(chart, place)))  # noqa: S308


def _section(section: Section, drawn: set[str]) -> dict[str, Any]:
    """A chart that two sections name stands in the first."""
    charts = [chart for chart in section.charts if chart.name not in drawn]
    drawn.update(chart.name for chart in charts)
    return {
        "id": section.id,
        "title": section.title,
        "blocks": [one for block in section.blocks for one in block.get("tables", [block])],
        "charts": [_figure(chart) for chart in charts],
    }


def _figure(chart: Chart, place: str = "") -> dict[str, Any]:
    drawn = "" if chart.picture.data is None else _drawing(chart, place)
    return {"name": chart.name, "picture": chart.picture, "svg": drawn}


def _drawing(chart: Chart, place: str) -> SafeString:
    """The chart as an element of the page, with its text alternative."""
    drawn = render.chart(chart.name, chart.picture, theme="light", kind="svg").decode()
    told = f"{chart.picture.title}. {chart.picture.alt}"
    opening = format_html('<svg role="img" aria-label="{}" ', told)
    own = NAMED.sub(rf"\1{place}{chart.name}-", drawn)
    # The drawing is this program's own; matplotlib escapes every text in it.
    return mark_safe(SVG_TAG.sub(lambda _tag: opening, own, count=1))  # noqa: S308
