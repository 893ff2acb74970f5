"""A summary as a page: headings, tables and lines in words, for paper and for the screen alike.

What is laid out here is handed to both as data; nothing in it is ever read as markup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from reports import blocks
from reports.figures import CHARTS, body_map
from reports.figures.picture import Picture
from reports.numbers import unbroken

READER_NAMES: Final[Mapping[str, Callable[[], str]]] = {
    "gp": lambda: _("for the family doctor"),
    "neurologist": lambda: _("for the neurologist"),
    "physiotherapist": lambda: _("for the physiotherapist"),
}
# Charts of page 1 on paper are few; each section of the screen has its own.
OF_SECTION: Final = {
    "headline": ("headache-days",),
    "medicines": ("medication-days",),
    "pattern": ("body-map", "onsets", "lengths"),
    "tested": ("links", "sitting", "sleep-position"),
    "treatments": ("before-after", "back-neck"),
    "calendar": ("calendar",),
    "curves": ("curves",),
    "medication_calendar": ("medication-days", "calendar"),
    "body_map": ("body-map",),
}
ON_PAPER: Final = ("headache-days", "onsets")


@dataclass(frozen=True)
class Chart:
    """A chart of the page, described."""

    name: str
    picture: Picture


@dataclass(frozen=True)
class Section:
    """A heading with what stands under it."""

    id: str
    title: str
    blocks: list[dict[str, Any]]
    charts: list[Chart] = field(default_factory=list)
    # a small drawing beside the words, on paper
    aside: Chart | None = None


@dataclass(frozen=True)
class Page:
    """The whole report in words."""

    title: str
    language: str
    facts: list[str]
    caveat: str
    first: list[Section]
    second: list[Section]


def lay_out(summary: Mapping[str, Any]) -> Page:
    """The page of a summary (as JSON), in the language that is set."""
    shown = [_section(name, summary) for name in summary["sections"]]
    return Page(
        title=_("Headache diary, %s") % READER_NAMES[summary["reader"]](),
        language=(get_language() or "en").partition("-")[0],
        facts=_facts(summary),
        caveat=_(
            "Days without an entry are not counted as headache-free. Self-reported diary, not a "
            "diagnosis: a record to support a conversation with a health professional."
        ),
        first=[section for section in shown if section.id not in blocks.ON_PAGE_2],
        second=[section for section in shown if section.id in blocks.ON_PAGE_2],
    )


def file_name(summary: Mapping[str, Any], kind: str) -> str:
    """The name of the file; nobody's name is in it."""
    period = summary["period"]
    return f"nape-report_{period['from']}_{period['last_day']}.{kind}"


def as_data(page: Page) -> dict[str, Any]:
    """The page as JSON holds it."""
    return asdict(page)


def in_words(page: Page) -> dict[str, Any]:
    """The page without what charts are drawn from: words and tables."""
    data = as_data(page)
    sections = [*data.pop("first"), *data.pop("second")]
    for section in sections:
        for chart in section["charts"]:
            chart["picture"].pop("data")
    return data | {"sections": sections}


def _section(name: str, summary: Mapping[str, Any]) -> Section:
    title, build = blocks.SECTIONS[name]
    charts = [Chart(one, CHARTS[one].describe(summary)) for one in OF_SECTION.get(name, ())]
    aside = None
    if name == "pattern":
        aside = Chart("body-map", body_map.small(body_map.describe(summary)))
    return Section(name, str(title), build(summary), charts, aside)


def _facts(summary: Mapping[str, Any]) -> list[str]:
    period = summary["period"]
    first, last = (date.fromisoformat(period[key]) for key in ("from", "last_day"))
    made = datetime.fromisoformat(summary["made_at"])
    share = round(100 * period["days_answered"] / period["days"]) if period["days"] else 0
    numbers = {**period, "share": share}
    facts = [
        _("Period %(first)s – %(last)s (%(days)s days)")
        % {"first": _day(first), "last": _day(last), "days": period["days"]},
        unbroken(_("Answered %(days_answered)s/%(days)s days (%(share)s %%)") % numbers),
        _("Headaches %(headaches)s") % numbers,
    ]
    if period["birth_year"]:
        facts.append(_("Born %s") % period["birth_year"])
    if period["by_grant"]:
        facts.append(_("Only what was shared is counted"))
    made_on = {"day": _day(made.date()), "version": summary["program_version"]}
    return [*facts, _("Made %(day)s, Nape %(version)s") % made_on]


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")
