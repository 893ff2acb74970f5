"""The report of the demo person: CPU of drawing and typesetting, and memory of the child.

.venv/bin/python -m bench.reports
"""

import statistics
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from bench import measure

UNTIL = date(2026, 6, 1)
TICKS_A_SECOND = 100
MANY = 200


def main() -> None:
    """Print the figures against their limits."""
    measure.start()
    diary = _demo()
    numbers = {days: _summary(diary, days) for days in (90, 3650)}
    _papers(numbers)
    _charts(numbers[90])
    _memory(numbers[90])


def _demo() -> Any:
    from accounts import actor
    from accounts.models import User
    from care.access import readable_diary, writable_diary
    from interchange import demo
    from interchange.readers import archive

    person = User.objects.create_user("bench@example.org", "a long enough password")
    entries, _unknown = archive.read(demo.archive(until=UNTIL))
    archive.write(writable_diary(actor.of_shell(person)), entries)
    return readable_diary(actor.of_shell(person))


def _summary(diary: Any, days: int) -> dict[str, Any]:
    from reports import jobs, sections, summary

    material = jobs.gather(diary, (UNTIL - timedelta(days=days), UNTIL))
    shown = sections.chosen("gp", None, page_2=False)
    return summary.build(diary, material, reader="gp", shown=shown).as_json()


def _papers(numbers: dict[int, dict[str, Any]]) -> None:
    from reports import html

    short, long = (_cpu(_paper_of(numbers[days])) for days in (90, 3650))
    measure.tell("PDF of 90 days, seconds", short, "≤ 1.0", met=short <= 1.0, detail="CPU, warm")
    ratio = long / short
    measure.tell("PDF of 10 years", ratio, "≤ 2", met=ratio <= 2, detail=f"{long:.2f} s")
    html.make(numbers[90])
    again = _cpu(lambda _round: html.make(numbers[90]), fresh=False)
    measure.tell("HTML, unchanged, seconds", again, "≤ 0.3", met=again <= 0.3, detail="CPU, warm")
    first = _cpu(lambda _round: html.make(numbers[90]))
    measure.tell("HTML, newly drawn, seconds", first, "≤ 0.3", met=first <= 0.3, detail="CPU")


def _paper_of(numbers: dict[str, Any]) -> Callable[[int], Any]:
    """Another page each time: what typst remembers of the last one must not count."""
    from reports import pages, pdf

    def make(number: int) -> Any:
        asked = {"asked": [f"Question {number}"], "more": 0}
        return pdf.make(pages.lay_out({**numbers, "questions": asked}), paper="a4")

    return make


def _charts(numbers: dict[str, Any]) -> None:
    from reports import render
    from reports.figures import CHARTS

    times = {}
    for name, chart in CHARTS.items():
        picture = chart.describe(numbers)

        def draw(_round: int, name: str = name, picture: Any = picture) -> Any:
            return render.chart(name, picture, theme="light", kind="svg")

        times[name] = _cpu(draw)
    slowest = max(times, key=lambda name: times[name])
    worst = times[slowest]
    measure.tell("Slowest chart, seconds", worst, "≤ 0.12", met=worst <= 0.12, detail=slowest)


def _memory(numbers: dict[str, Any]) -> None:
    make = _paper_of(numbers)
    sizes = []
    for number in range(MANY):
        make(1000 + number)
        sizes.append(_memory_of_child())
    ratio = sizes[-1] / sizes[9]
    detail = f"{sizes[-1]} MiB after {MANY} reports, {sizes[9]} after 10"
    measure.tell("Memory of the child", ratio, "≤ 1.3", met=ratio <= 1.3, detail=detail)


def _cpu(work: Callable[[int], Any], rounds: int = 7, *, fresh: bool = True) -> float:
    """Median CPU seconds of this process and the child together; warm."""
    import time

    from reports import render

    times = []
    for number in range(rounds + 1):
        if fresh:
            render.RENDERER._drawn.clear()
        began = time.process_time() + _cpu_of_child()
        work(number)
        times.append(time.process_time() + _cpu_of_child() - began)
    return statistics.median(times[1:])


def _child() -> Path:
    from reports import render

    child = render.RENDERER._child
    return Path("/proc") / str(child.pid if child else "self")


def _cpu_of_child() -> float:
    fields = (_child() / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def _memory_of_child() -> int:
    lines = (_child() / "status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) // 1024


if __name__ == "__main__":
    main()
