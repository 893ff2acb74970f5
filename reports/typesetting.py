"""The PDF, inside the child process: typst reads a folder of its own and nothing else."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
import typst

from reports import drawing, letters
from reports.figures import style

TEMPLATE: Final = Path(__file__).resolve().parent / "typst" / "report.typ"
# Debian's fonts, where somebody installed them, for what the two packages cannot write.
SYSTEM_FONTS: Final = (
    Path("/usr/share/fonts/truetype/noto"),
    Path("/usr/share/fonts/opentype/noto"),
)

CODE: Final = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
)


@cache
def font_paths() -> list[str]:
    """The folders with fonts."""
    paths = [Path(mpl.get_data_path()) / "fonts" / "ttf"]
    if chinese := style.chinese_font():
        paths.append(Path(chinese).parent)
    return [str(path) for path in (*paths, *SYSTEM_FONTS) if path.is_dir()]


def pdf(question: dict[str, Any]) -> bytes:
    """Draw the charts of a page and typeset it as PDF/UA-1."""
    with tempfile.TemporaryDirectory(prefix="nape-report-") as name:
        folder = Path(name)
        (folder / "charts").mkdir()
        for chart in question["charts"]:
            picture = drawing.chart({**chart, "theme": "print", "format": "svg"})
            (folder / "charts" / f"{chart['file']}.svg").write_bytes(picture)
        if code := question.get("code"):
            (folder / "charts" / "link.svg").write_text(CODE.format(**code))
        (folder / "page.json").write_text(
            json.dumps(letters.legible(question["page"])), encoding="utf-8"
        )
        (folder / "report.typ").write_bytes(TEMPLATE.read_bytes())
        # its types want each list to be of a union
        compile_page: Any = typst.compile
        made: bytes = compile_page(
            folder / "report.typ",
            root=folder,
            format="pdf",
            pdf_standards=["ua-1"],
            font_paths=font_paths(),
            ignore_system_fonts=True,
        )
        return made
