"""Every chart: well-formed, without script, with words beside it, and strict-page clean."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from django.utils import translation
from django.utils.html import conditional_escape

from reports import html, render
from reports.figures import CHARTS, THEMES, body_map, body_views, narrow, svg

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_is_clean_xml_that_says_what_it_shows(full: Any, name: str) -> None:
    picture = CHARTS[name].describe(full)
    assert picture.title.strip() and picture.alt.strip()
    assert picture.rows and all(len(row) == len(picture.head) for row in picture.rows)
    drawn = render.chart(name, picture, theme="print", kind="svg")
    root = ElementTree.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    kinds = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert not kinds & {"script", "style", "foreignObject", "a", "image"}
    for element in root.iter():
        assert not any(key == "style" or key.startswith("on") for key in element.attrib)
        assert all(
            not v.startswith(("http", "//")) for k, v in element.attrib.items() if "href" in k
        )
    said = " ".join("".join(root.itertext()).split())
    assert picture.title.split()[0] in said


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_without_data_says_so(full: Any, name: str) -> None:
    full |= {"months": [], "links": [], "treatments": [], "curves": [], "trends": []}
    full["calendar"]["cells"] = []
    full["medicines"] |= {"any": {"n": 0}, "rolling": {"dates": [], "series": []}}
    for part in ("lengths", "peaks", "places", "onsets"):
        full["pattern"][part]["n"] = 0
    picture = CHARTS[name].describe(full)
    assert picture.data is None and picture.title
    assert b"<svg" in render.chart(name, picture, theme="light", kind="svg")


#: How much of its size a letter of DejaVu Sans is wide, in a text of lower case.
LETTER = 0.55


def _spans(drawn: bytes) -> list[tuple[float, float, float, str]]:
    """The texts that are not turned: their line, from where to where they reach, and themselves."""
    found = []
    for text in ElementTree.fromstring(drawn).iter(f"{SVG}text"):
        if "rotate(-90" in text.attrib["transform"]:
            continue
        words, x = text.text or "", float(text.attrib["x"])
        wide = len(words) * LETTER * float(text.attrib["font-size"].removesuffix("px"))
        left = x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.attrib["text-anchor"]]
        found.append((round(float(text.attrib["y"])), left, left + wide, words))
    return sorted(found)


@pytest.mark.django_db
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_for_a_phone_is_narrow_and_its_words_neither_leave_it_nor_meet(
    full: Any, name: str
) -> None:
    with translation.override("de"):
        picture = narrow(name, CHARTS[name].describe(full))
    picture = replace(picture, title="", note="")
    drawn = render.chart(name, picture, theme="dark", kind="svg")
    assert ElementTree.fromstring(drawn).attrib["width"] == "216pt"
    spans = _spans(drawn)
    assert [one for one in spans if one[1] < -2 or one[2] > 218] == []
    met = [
        (one, other)
        for one, other in pairwise(spans)
        if one[0] == other[0] and other[1] < one[2] - 2
    ]
    assert met == []


@pytest.mark.django_db
def test_a_chart_is_the_same_bytes_each_time_and_other_in_each_theme(full: Any) -> None:
    picture = CHARTS["onsets"].describe(full)
    question = {"kind": "chart", "name": "onsets", "format": "svg", "note": picture.note,
                "title": picture.title, "data": picture.data}  # fmt: skip
    mine = render.Renderer()
    try:
        drawn = {theme: mine.ask({**question, "theme": theme}) for theme in THEMES}
    finally:
        mine.stop()
    assert len(set(drawn.values())) == len(THEMES)
    assert drawn["print"] == render.chart("onsets", picture, theme="print", kind="svg")
    assert b"<dc:date>" not in drawn["print"]


@pytest.mark.django_db
def test_a_png_is_a_png(full: Any) -> None:
    picture = CHARTS["lengths"].describe(full)
    assert render.chart("lengths", picture, theme="dark", kind="png").startswith(b"\x89PNG")


@pytest.mark.django_db
@pytest.mark.parametrize("text", [r"$\undefined$", "$5 and $6", "<script>&amp;", "\\frac{", "名前"])
def test_what_people_typed_is_no_formula(full: Any, text: str) -> None:
    full["links"][0]["label"] = text
    picture = CHARTS["links"].describe(full)
    drawn = render.chart("links", picture, theme="light", kind="svg")
    assert text in "".join(ElementTree.fromstring(drawn).itertext())


def test_styles_become_attributes() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE svg><svg width="1"><style type="text/css">*{}</style>'
    text += (
        '<g id="text_1"><text style="font: italic bold 9px \'A\', serif; fill: #000"/></g></svg>'
    )
    assert svg.plain(text) == (
        '<svg stroke-linejoin="round" stroke-linecap="butt" width="1"><g><text font-size="9" '
        'font-family="\'A\', serif" font-weight="bold" font-style="italic" fill="#000"/></g></svg>'
    )


@pytest.mark.django_db
def test_charts_in_one_page_share_no_id_and_mean_their_own(full: Any) -> None:
    shown = [html.embed(name, full) for name in CHARTS]
    shown += [html.embed("onsets", full, place="left-"), html.embed("onsets", full, place="right-")]
    ids = [re.findall(r'\bid="([^"]+)"', one) for one in shown]
    every = [name for one in ids for name in one]
    assert len(every) == len(set(every)) > len(CHARTS)
    for one, own in zip(shown, ids, strict=True):
        meant = re.findall(r'href="#([^"]+)"|url\(#([^)]+)\)', one)
        assert {a or b for a, b in meant} <= set(own)


@pytest.mark.django_db
def test_a_chart_in_a_page_needs_no_leave_of_a_strict_policy(full: Any) -> None:
    for name, chart in CHARTS.items():
        shown = html.embed(name, full)
        assert not re.search(r"<style|<script|\sstyle=|\son[a-z]+=|(src|href)=\"[^#]", shown)
        picture = chart.describe(full)
        assert f'aria-label="{conditional_escape(picture.title)}' in shown
        assert f'<th scope="row">{conditional_escape(picture.rows[0][0])}</th>' in shown


def test_the_outlines_and_their_places_are_those_of_the_phone() -> None:
    """The phone's pictures and `core/body.js` are drawn first; this is their copy on paper."""
    phone = Path(__file__).parents[2] / "phone" / "static" / "phone"
    told = (phone / "js" / "core" / "body.js").read_text()
    for name, view in body_views.VIEWS.items():
        picture = "side" if name in body_views.SIDES else name
        lines = re.findall(r' d="([^"]+)"', (phone / "map" / f"{picture}.svg").read_text())
        assert set(view.outlines) == set(lines)
        for region, (x, y) in view.spots.items():
            assert f'["{region}", {x}, {y},' in told


def test_a_place_lies_on_the_side_of_the_person_in_every_view() -> None:
    spots = [["eye", "right", 3], ["back_head", "left", 2], ["top", "middle", 1]]
    discs = {name: body_map._discs(spots, view) for name, view in body_views.VIEWS.items()}
    assert discs["face"] == [(128, 148, 3)]  # one looks at the person: right is left
    assert discs["head"] == [(124, 62, 2)]  # one stands behind: left is left
    assert discs["left"] == [(272, 132, 2), (174, 44, 1)]
    assert discs["right"] == [(320 - 80, 156, 3), (320 - 174, 44, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "day"), [("en", r"\b\d{1,2} [A-Z]\w+ 20\d\d"), ("de", r"\b\d{1,2}\. \w+ 20\d\d")]
)
def test_days_in_charts_are_written_as_the_language_writes_them(
    full: Any, language: str, day: str
) -> None:
    """German writes the day as an ordinal number with its point: DIN 5008, 8.4."""
    with translation.override(language):
        spans = CHARTS["back-neck"].describe(full).rows
        treated = CHARTS["before-after"].describe(full).rows
        taken = CHARTS["medication-days"].describe(full).data
    assert taken and spans and treated
    dated = [row[0] for row in spans[-3:]] + [row[0] for row in treated] + taken["labels"][-3:]
    assert [text for text in dated if not re.search(day, text)] == []
