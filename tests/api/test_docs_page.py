"""The page that describes the interface to people."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from api import pages, schema

CSS = Path(pages.__file__).parent / "static" / "api" / "docs.css"


class Page(HTMLParser):
    """What a page links to, names and loads."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.add(tag)
        self.attributes |= given.keys()
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag == "a":
            self.links.append(str(given["href"]))
        elif given.get("href") or given.get("src"):
            self.loaded.append(str(given.get("href") or given.get("src")))


@pytest.fixture(autouse=True)
def _unhashed(settings: Any) -> None:
    """Static files by their own names, as nothing is collected for these tests."""
    plain = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": plain}}


@pytest.fixture
def html(client: Client) -> str:
    answer = client.get("/api/docs/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_it_shows_every_operation_and_every_body(html: str) -> None:
    document = schema.document("en")
    ids = set(Page(html).ids)
    for methods in document["paths"].values():
        assert {operation["operationId"] for operation in methods.values()} <= ids
    assert {f"schema-{name}" for name in document["components"]["schemas"]} <= ids
    assert "`" not in html


def test_every_anchor_leads_somewhere(html: str) -> None:
    page = Page(html)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_it_loads_nothing_from_elsewhere_and_runs_nothing(html: str) -> None:
    page = Page(html)
    assert [link for link in page.loaded if not link.startswith(("/static/", "data:,"))] == []
    assert not {"script", "style", "iframe"} & page.tags
    assert not {"style", "onclick", "onload"} & page.attributes
    assert not re.search(r"url\(|@import|//", CSS.read_text("utf-8"))


def test_it_speaks_the_language_of_its_reader(client: Client) -> None:
    answer = client.get("/api/docs/", headers={"accept-language": "de"})
    assert 'lang="de"' in answer.content.decode()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"type": "boolean"}, "boolean"),
        ({"type": ["integer", "null"], "minimum": 0, "maximum": 10},
         "integer from 0 to 10, or null"),
        ({"type": "array", "items": {"enum": ["a", "b"]}}, "list of (a, b)"),
        ({"enum": ["a", None], "type": ["string", "null"]}, "a, or null"),
        ({"anyOf": [{"type": "string", "maxLength": 9}, {"type": "null"}]},
         "string, at most 9 characters or null"),
        ({"type": "object", "properties": {"x": {"$ref": "#/components/schemas/Mark"}}},
         "{x: Mark}"),
        ({}, "anything"),
    ],
)  # fmt: skip
def test_a_schema_in_words(part: pages.Part, words: str) -> None:
    assert pages.kind(part) == words


def test_text_of_the_document_is_escaped() -> None:
    assert pages.prose("<b> `<i>`") == "&lt;b&gt; <code>&lt;i&gt;</code>"
