"""The report of a diary's last year, as it goes with an export."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import translation

from care.access import ReadableDiary
from insights import freshness
from reports import forms, jobs, languages, pages, pdf
from reports.forms import Wish
from reports.jobs import Material
from reports.periods import Window


@dataclass(frozen=True)
class Copy:
    """A PDF: its name, its title, its language, and its bytes."""

    name: str
    title: str
    language: str
    content: bytes


def window(diary: ReadableDiary) -> Window:
    """The year up to today where the person lives."""
    today = freshness.inputs_of(diary).today
    return today - timedelta(days=freshness.DEFAULT_DAYS), today


def ready(diary: ReadableDiary) -> Material | None:
    """What it is made from, if that was gathered already and nothing has changed since."""
    return jobs.stored(diary, window(diary))


def draw(diary: ReadableDiary, material: Material) -> Copy:
    """Both pages of it, in the person's language. Raises `render.CannotRender`."""
    with translation.override(languages.of(diary)):
        numbers = forms.counted(diary, material, Wish(page_2=True))
        page = pages.lay_out(numbers)
        made = pdf.make(page, paper="a4")
    return Copy(pages.file_name(numbers, "pdf"), page.title, page.language, made)
