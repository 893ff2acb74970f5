"""The page on paper: one page, readable by machines, and nothing on it that the JSON has not."""

import io
import re
from typing import Any

import pikepdf
import pypdf
import pytest

from reports import html, pages, pdf, sections
from tests.insights.diaries import check_ins, episode, keep
from tests.reports.conftest import UNTIL, summarise

CANARIES = ('#read("/etc/passwd")', r"$\undefined$", "<script>alert(1)</script>", "#panic()")
NAMES = ("Ελένη", "Дмитрий", "张伟", "ひろし", "😀")


def typeset(numbers: Any, paper: str = "a4") -> bytes:
    return pdf.make(pages.lay_out(numbers), paper=paper)


def read(made: bytes) -> list[str]:
    """The text of each page, lines joined as they break anywhere."""
    reader = pypdf.PdfReader(io.BytesIO(made))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def first_page(full: Any) -> Any:
    full["sections"] = list(sections.READERS["gp"])
    return full


@pytest.mark.django_db
def test_the_numbers_on_paper_are_those_of_the_json(full: Any) -> None:
    (text,) = read(typeset(first_page(full)))
    for column in full["headline"]:
        for measure in (column[key] for key in ("headache_day", "moderate_severe", "clear")):
            if measure["n"]:
                assert f"{measure['low']:g}/{measure['n']}" in text
    for limit in full["medicines"]["limits"]:
        if limit["code"] in full["medicines"]["used"]:
            assert f"{limit['days']['low']}/{limit['days']['n']}" in text
    for dose in full["medicines"]["doses"]:
        relief = f"{dose['relief_good']}/{dose['relief_asked']}"
        assert f"{dose['name']} {dose['doses']} {dose['days']} {relief} {dose['repeats']}" in text
    sides = full["pattern"]["sides"]
    assert f"left {sides['left']}, right {sides['right']}, both {sides['both']}" in text
    assert f"Answered {full['period']['days_answered']}/365 days" in text
    assert full["neck"]["headline"] in text
    for question in full["questions"]["asked"]:
        assert question in text


@pytest.mark.django_db
def test_every_number_of_the_headline_table_stands_in_the_json(full: Any) -> None:
    page = pages.lay_out(first_page(full))
    table = page.first[0].blocks[0]
    counts = {
        f"{column[key]['low']:g}/{column[key]['n']}"
        for column in full["headline"]
        for key in ("headache_day", "moderate_severe", "clear", "lost")
    }
    shown = [cell for row in table["rows"][:4] for cell in row[1:] if cell[0].isdigit()]
    assert shown and {cell.split()[0] for cell in shown} <= counts


@pytest.mark.django_db
def test_the_pdf_is_tagged_titled_and_carries_its_fonts(full: Any) -> None:
    made = typeset(full)
    with pikepdf.open(io.BytesIO(made)) as document:
        root = document.Root
        assert root.Lang == "en"
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo["/Title"]).startswith("Headache diary")
        with document.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        fonts = [
            font
            for page in document.pages
            for font in page.get("/Resources", {}).get("/Font", {}).values()
        ]
        assert fonts
        for font in fonts:
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor.keys())
        names = list(tags(root.StructTreeRoot))
    assert names.count("/H1") == 1
    assert {"/Table", "/TH", "/TD", "/Figure", "/H2"} <= set(names)


def tags(node: Any) -> Any:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node.S)
            if str(node.S) == "/Figure":
                assert str(node.Alt).strip()
        if "/K" in node:
            yield from tags(node.K)


@pytest.mark.django_db
@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("letter", 612)])
def test_the_paper_is_the_one_asked_for(full: Any, paper: str, width: int) -> None:
    made = typeset(first_page(full), paper)
    page = pypdf.PdfReader(io.BytesIO(made)).pages[0]
    assert round(float(page.mediabox.width)) == width


@pytest.mark.django_db
def test_the_second_page_is_numbered_and_has_its_charts(full: Any) -> None:
    texts = read(typeset(full))
    assert len(texts) > 1
    assert f"2 / {len(texts)}" in texts[1]
    assert "Headaches one by one" in texts[1]


@pytest.mark.django_db
def test_a_chart_without_data_is_one_sentence_on_paper(full: Any) -> None:
    full["sections"], full["curves"] = ["curves"], []
    made = typeset(full)
    assert "Pain curves: no headache has two readings" in " ".join(read(made))
    with pikepdf.open(io.BytesIO(made)) as document:
        parts = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
        assert [one for one in parts if one.get("/S") == "/Figure"] == []


def told(full: Any, text: str) -> Any:
    """A summary in which every place that people write to says this."""
    numbers = first_page(full)
    numbers["sections"] += list(sections.PAGE_2)
    numbers["questions"]["asked"] = [text]
    numbers["agreed"] = {"on": "2026-01-01", "agreed": text, "target_headache_days": 4}
    numbers["medicines"]["doses"] = [{**numbers["medicines"]["doses"][0], "name": text}]
    numbers["treatments"] = [{**numbers["treatments"][0], "name": text}]
    numbers["marks"] = [{"on": "2026-05-05", "until": None, "label": text}]
    numbers["episodes"] = [{**numbers["episodes"][0], "notes": text}]
    numbers["links"][0]["label"] = text
    return numbers


@pytest.mark.django_db
@pytest.mark.parametrize("text", CANARIES)
def test_markup_of_people_is_printed_as_they_wrote_it(full: Any, text: str) -> None:
    numbers = told(full, text)
    shown = "".join(read(typeset(numbers))).replace(" ", "")
    assert shown.count(text.replace(" ", "")) >= 6
    page = html.make(numbers)
    assert "<script" not in page
    assert "root:" not in shown


@pytest.mark.django_db
def test_names_of_the_world_are_no_boxes(full: Any) -> None:
    shown = pypdf.PdfReader(io.BytesIO(typeset(told(full, " ".join((*NAMES, "محمد שרה 🤕👍🏽"))))))
    text = " ".join(" ".join(page.extract_text() for page in shown.pages).split())
    for name in NAMES:
        assert name in text
    # right-to-left text is read back in the order of its letters, joined or not
    assert all(letter in text for letter in "שרה")
    assert "face with head-bandage" in text and "🤕" not in text


def test_the_fonts_that_are_always_there_write_the_names_of_many() -> None:
    from reports import letters  # loads matplotlib, as the child does

    names = "".join(NAMES) + "محمد שרה"
    assert letters.legible(names) == names
    assert {ord(letter) for letter in names} <= letters._written()
    assert letters.legible(["🤕\ufe0f 👍🏽", {"a": 1}]) == [
        "(face with head-bandage) (thumbs up sign)", {"a": 1}
    ]  # fmt: skip


@pytest.mark.django_db
def test_the_file_bears_nobodys_name(full: Any) -> None:
    assert re.fullmatch(r"nape-report_2025-06-01_2026-05-31\.pdf", pages.file_name(full, "pdf"))


LONG = "word " * 2000
ODD: dict[str, dict[str, Any]] = {
    "nothing": {},
    "one headache": {"episodes": [episode(1, "2026-05-01T09:00:00+02:00")]},
    "only check-ins": {"check_ins": check_ins(UNTIL.replace(month=4), ["no"] * 40)},
    "400 headaches in a month": {
        "episodes": [
            episode(n, f"2026-05-{1 + n % 30:02d}T{n % 24:02d}:{n % 60:02d}:00+02:00", notes=LONG)
            for n in range(400)
        ]
    },
    "everything on one day": {
        "episodes": [episode(n, f"2026-05-01T{n:02d}:00:00+02:00") for n in range(24)],
        "check_ins": check_ins(UNTIL.replace(month=5, day=1), ["yes"]),
        "visits": [{"on": "2026-05-01", "questions": ["مرحبا، هل السبب الرقبة؟ 🤕"]}],
    },
    "twenty years apart": {
        "episodes": [
            episode(1, "2006-06-10T09:00:00+02:00"),
            episode(2, "2026-05-01T09:00:00+02:00"),
        ],
    },
    "long words and notes": {
        "episodes": [episode(1, "2026-05-01T09:00:00+02:00", notes=LONG)],
        "medications": [{"id": episode(7, "")["id"], "name": "x" * 190}],
        "treatments": [
            {"kind": "massage", "name": "ש" * 150, "started_on": f"2026-05-{n:02d}"}
            for n in range(1, 12)
        ],
        "marks": [{"on": "2026-05-02", "label": "Ω" * 180} for _ in range(40)],
        "visits": [{"on": "2026-06-05", "questions": ["q" * 190] * 9, "agreed": LONG}],
    },
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", ODD)
def test_odd_diaries_are_one_page_too(owner: Any, name: str) -> None:
    numbers = summarise(keep(owner, **ODD[name]), 7300 if name == "twenty years apart" else 60)
    (text,) = read(typeset(numbers))
    assert "Headache diary" in text and "1 / 1" in text
    assert "not a diagnosis" in text


@pytest.mark.django_db
def test_an_empty_diary_shows_no_number_without_data(owner: Any) -> None:
    numbers = summarise(keep(owner), 60)
    assert set(numbers["missing"]) >= {"days", "headaches", "check_ins", "lengths"}
    text = html.make(numbers)
    assert "no answer" in text and "<svg" not in text
    assert not re.search(r"\d+/0\b|\bof 0\b", text)
