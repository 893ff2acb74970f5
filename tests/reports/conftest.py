"""Summaries for the tests of the report: of a full diary, and of odd ones."""

import copy
from datetime import date, timedelta
from typing import Any

import pytest

from accounts import actor
from accounts.models import User
from care.access import ReadableDiary, readable_diary, writable_diary
from interchange import demo
from interchange.readers import archive
from reports import jobs, sections, summary

UNTIL = date(2026, 6, 1)
KEPT: dict[str, Any] = {}


def summarise(diary: ReadableDiary, days: int = 90, until: date = UNTIL, **more: Any) -> Any:
    """The summary of a diary as JSON, with both pages."""
    window = (until - timedelta(days=days), until)
    shown = sections.chosen("gp", None, page_2=more.pop("page_2", False))
    found = summary.build(diary, jobs.gather(diary, window), reader="gp", shown=shown)
    return found.as_json()


@pytest.fixture
def demo_diary(owner: User) -> ReadableDiary:
    entries, _unknown = archive.read(demo.archive(until=UNTIL))
    archive.write(writable_diary(actor.of_shell(owner)), entries)
    return readable_diary(actor.of_shell(owner))


@pytest.fixture
def full(request: pytest.FixtureRequest) -> Any:
    """The summary of the demo person's last year, made once for all tests."""
    if not KEPT:
        diary = request.getfixturevalue("demo_diary")
        KEPT.update(summarise(diary, 365, page_2=True))
    return copy.deepcopy(KEPT)


@pytest.fixture(autouse=True)
def plain_static_files(settings: Any) -> None:
    """Names of static files as they are; no manifest is made for the tests."""
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
