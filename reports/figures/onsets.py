"""When headaches begin: hour of the day by weekday."""

from __future__ import annotations

from typing import Any

from django.utils.dates import WEEKDAYS_ABBR
from django.utils.translation import gettext as _

from reports.figures.picture import Numbers, Picture, nothing


def describe(summary: Numbers) -> Picture:
    """Onsets in blocks of three hours."""
    onsets = summary["pattern"]["onsets"]
    if not onsets["n"]:
        return nothing(_("Hour of onset: not known of any headache"))
    width, counts = onsets["hours_a_block"], onsets["counts"]
    blocks = [f"{hour}–{hour + width}" for hour in range(0, 24, width)]
    sums = [sum(row[block] for row in counts) for block in range(len(blocks))]
    top = max(range(len(blocks)), key=lambda block: sums[block])
    days = [str(WEEKDAYS_ABBR[day]) for day in range(7)]
    numbers = {"block": blocks[top], "k": sums[top], "n": onsets["n"]}
    title = _("Headaches begin most often at %(block)s h: %(k)s of %(n)s") % numbers
    return Picture(
        title=title,
        alt=title,
        head=["", *blocks],
        rows=[[day, *map(str, row)] for day, row in zip(days, counts, strict=True)],
        note=_("Number of headaches by hour of onset and weekday; %s without a known hour.")
        % onsets["unknown"],
        data={"days": days, "blocks": blocks, "counts": counts, "x": _("hour of the day")},
    )


def draw(sheet: Any, data: Numbers) -> None:
    """A grid with the count in each field."""
    axes, theme = sheet.axes(), sheet.theme
    squares, colours = [], []
    top = max(max(row) for row in data["counts"])
    for line, row in enumerate(data["counts"]):
        for block, count in enumerate(row):
            step = 0 if not count else 1 + min(2, int(3 * count / (top + 1)))
            squares.append((block - 0.48, line - 0.46))
            colours.append(theme.steps[step])
            if count:
                ink = theme.paper if step >= 2 else theme.ink
                sheet.write(axes, block, line, str(count), ha="center", va="center", color=ink)
    sheet.fields(axes, squares, (0.96, 0.92), colours)
    axes.set_xlim(-0.55, len(data["blocks"]) - 0.45)
    axes.set_ylim(6.55, -0.55)
    sheet.ticks(axes, "x", [float(n) for n in range(len(data["blocks"]))], data["blocks"])
    sheet.ticks(axes, "y", [float(n) for n in range(7)], data["days"])
    sheet.name(axes, x=data["x"])
